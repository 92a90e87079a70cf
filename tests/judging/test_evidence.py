"""What a mail shows: parts told apart, sentences found, words quoted."""

from __future__ import annotations

from judging.mails import mail

from assistant.judging import RuleBook, compile_rules
from assistant.judging.evidence import look

RULES = """
[[rule]]
id = "no"
judgement = "rejection"
pattern = "we say no"
[[rule]]
id = "if"
judgement = "condition"
look_in = "sentence"
pattern = '^If [^<]*<'
[[rule]]
id = "subject-no"
judgement = "rejection"
look_in = "subject"
pattern = "no"
"""


def seen(own: str, **fields: str) -> list[tuple[str, str, bool]]:
    evidence = look(mail(own, **fields), compile_rules({"a.toml": RULES}))
    return [
        (sighting.rule.id, sighting.excerpt, sighting.only_possible)
        for sighting in evidence.sightings("rejection")
    ]


def test_lines_are_joined_and_paragraphs_are_not() -> None:
    assert seen("Today we\nsay no.") == [("no", "Today we say no.", False)]
    assert seen("Today we\n\nsay no.") == []


def test_stray_spaces_do_not_hide_words() -> None:
    assert seen("Today we  say\tno.") == [("no", "Today we say no.", False)]


def test_a_condition_holds_for_its_own_sentence() -> None:
    assert seen("If it rains we say no.") == [("no", "If it rains we say no.", True)]
    assert seen("If it rains. Today we say no.") == [("no", "Today we say no.", False)]
    assert seen("If so.\n\nToday we say no.") == [("no", "Today we say no.", False)]


def test_the_first_words_that_are_meant_are_quoted() -> None:
    own = "If it rains we say no. Today we say no."
    assert seen(own) == [("no", "Today we say no.", False)]


def test_an_excerpt_is_short_and_holds_the_words() -> None:
    ((_, excerpt, _),) = seen("so " * 100 + "we say no" + " and so on" * 100)
    assert "we say no" in excerpt
    assert len(excerpt) <= 120


def test_an_excerpt_begins_and_ends_with_whole_words() -> None:
    words = "considering everything thoughtfully "
    ((_, excerpt, _),) = seen(words * 9 + "we say no " + words * 9)
    assert set(excerpt.removesuffix("…").split()) <= {*words.split(), "we", "say", "no"}


def test_only_the_part_that_a_rule_names_is_looked_at() -> None:
    assert [rule for rule, _, _ in seen("yes", subject="No")] == ["subject-no"]
    assert seen("yes", quoted="we say no", forwarded="we say no") == []
    assert [rule for rule, _, _ in seen("yes", signature="PS: we say no")] == ["no"]


def test_names_at_the_end_count_as_signature(rules: RuleBook) -> None:
    evidence = look(mail("You were not chosen.\n\nAda Roe\nHead of Design"), rules)
    assert "Ada Roe\nHead of Design" in evidence.texts["signature"]
    assert "chosen" not in evidence.texts["signature"]


OF_ITS_LANGUAGE = """
languages = ["de"]
[stop_words]
de = "und der die das"
en = "and the of for"
[[rule]]
id = "said"
judgement = "rejection"
pattern = "nein"
[[rule]]
id = "chief"
judgement = "sender"
speaks_for = "hiring_manager"
pattern = "chef"
"""


def test_a_role_is_told_in_the_language_of_the_mail_but_a_no_in_any() -> None:
    book = compile_rules({"a.toml": OF_ITS_LANGUAGE})

    def fired(own: str) -> list[str]:
        evidence = look(mail(own), book)
        return [rule.id for rule in evidence.of("rejection") + evidence.of("sender")]

    assert fired("und der chef und die nein das") == ["said", "chief"]
    assert fired("and the chef and the nein der die") == ["said"]
    assert fired("nein, chef") == ["said", "chief"]  # the language is not clear
