"""Phrases weigh once each, long mails no more than short ones, and what they say adds up."""

import math

import pytest

from assistant.judging.phrases import make_phrases, runs_of, weigh, words_of

PHRASES = make_phrases(
    weights="2.0 someone else\n-1.5 next round\n0.5 chose\n1.0 a b\n1.0 c d\n1.0 e f\n0.25 g",
    trust=1.0,
    start=0.0,
    caution=0.5,
    file="test.toml",
)


def test_runs_have_one_to_three_words():
    assert list(runs_of(["we", "chose", "you"])) == [
        "we",
        "we chose",
        "we chose you",
        "chose",
        "chose you",
        "you",
    ]


def test_words_are_lower_cased_and_keep_their_apostrophes():
    assert words_of("We DIDN'T: choose you.") == ["we", "didn't", "choose", "you"]


def test_a_phrase_counts_once_and_the_sum_is_scaled_by_how_many_were_seen():
    log_odds, findings = weigh("They chose someone else. Someone else!", PHRASES)
    assert log_odds == pytest.approx(2.5 / math.sqrt(2))
    assert [finding.excerpt for finding in findings] == ["someone else", "chose"]
    assert {finding.rule for finding in findings} == {"phrase"}, "no words of a mail in an id"
    assert all(finding.file == "test.toml" for finding in findings)


def test_the_findings_add_up_to_what_is_said():
    log_odds, findings = weigh("someone else, next round, chose, a b c d e f g", PHRASES)
    assert findings[-1].rule == "other-phrases"
    assert "2 further phrases" in findings[-1].because
    assert sum(finding.weight for finding in findings) == pytest.approx(log_odds, abs=0.03)


def test_nothing_known_says_nothing():
    assert weigh("The minutes are in the folder.", PHRASES) == (0.0, [])
    assert weigh("", PHRASES) == (0.0, [])
