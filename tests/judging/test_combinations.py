"""Cues say nothing alone; what stands together in a sentence, body or subject has its weight."""

from __future__ import annotations

import pytest
from judging.mails import mail

from assistant.config import RuleSettings
from assistant.errors import ConfigError
from assistant.judging import compile_rules, judge
from assistant.judging.combinations import LONGEST, combined
from assistant.judging.evidence import look
from assistant.judging.judgement import RejectionVerdict

RULES = """
languages = ["en"]
[stop_words]
en = "the and"
[fit]
trust = 0.5
start = -1
caution = 0.5
[[rule]]
id = "en-boat"
judgement = "cue"
speaks_for = "boat"
because = "names a boat"
pattern = "boat|ship"
[[rule]]
id = "en-gone"
judgement = "cue"
speaks_for = "gone"
because = "says it is gone"
pattern = "sailed|left"
[[rule]]
id = "ship-sailed"
judgement = "combination"
look_in = "sentence"
pattern = "boat + gone"
weight = 5
[[rule]]
id = "about-boats"
judgement = "combination"
look_in = "subject"
pattern = "boat"
weight = 0.25
"""
SAILED = "The sun and the moon. The ship, and the crew, has sailed."


def verdict_on(own: str, *overrides: RuleSettings, **fields: str) -> RejectionVerdict:
    return judge(mail(own, **fields), compile_rules({"a.toml": RULES}, overrides)).rejection


def weighed(verdict: RejectionVerdict) -> dict[str, float]:
    return {finding.rule: finding.weight for finding in verdict.findings}


def test_cues_of_one_sentence_are_combined_and_quoted() -> None:
    verdict = verdict_on(SAILED)
    assert weighed(verdict) == {"ship-sailed": 5.0}
    (finding,) = verdict.findings
    assert finding.because == "names a boat, says it is gone"
    assert "ship, and the crew, has sailed" in finding.excerpt
    assert finding.file == "a.toml"


def test_cues_of_two_sentences_are_not() -> None:
    assert weighed(verdict_on("The sun and the ship. The crew and the cook have left.")) == {}


def test_log_odds_are_start_plus_what_is_trusted_plus_combinations_less_caution() -> None:
    score = verdict_on(SAILED, subject="A boat").score
    assert score == pytest.approx(1 / (1 + 2.718281828 ** -(-1 - 0.5 * 5 + 5 + 0.25 - 0.5)))


def test_a_user_silences_a_combination_by_its_id() -> None:
    assert weighed(verdict_on(SAILED, RuleSettings(id="ship-sailed", weight=0))) == {}


def test_a_users_own_rule_counts_whole_beside_combinations() -> None:
    mine = RuleSettings(id="mine", judgement="rejection", pattern="crew", weight=4)
    assert weighed(verdict_on(SAILED, mine))["mine"] == 4.0


def test_a_combination_of_unknown_cues_is_a_mistake() -> None:
    with pytest.raises(ConfigError, match="'bote' is no cue"):
        compile_rules({"a.toml": RULES.replace('"boat + gone"', '"bote + gone"')})


def test_other_languages_long_mail_and_lists_are_not_read_for_cues() -> None:
    assert weighed(verdict_on("Sol y luna. ship sailed")) == {}
    assert weighed(verdict_on(SAILED + " and the sea" * (LONGEST // 12))) == {}
    assert weighed(verdict_on(SAILED, list_id="<boats.example.org>")) == {}


def test_the_span_reaches_from_the_first_cue_to_the_last() -> None:
    evidence = look(mail(SAILED), compile_rules({"a.toml": RULES}))
    (seen,) = combined(evidence)
    assert evidence.texts["body"][seen.start : seen.end] == "ship, and the crew, has sailed"
