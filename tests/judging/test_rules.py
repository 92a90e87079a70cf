"""The rule engine: every shipped rule is proved, and every mistake of a user's rule is told."""

from __future__ import annotations

import pytest

from assistant.config import RuleSettings
from assistant.errors import ConfigError
from assistant.judging import RuleBook, compile_rules
from assistant.judging.rules import spans

ONE = """
[fragments]
fruit = "apple|pear"
[[rule]]
id = "likes-fruit"
judgement = "rejection"
pattern = "likes <<fruit>>s"
weight = 3
because = "likes fruit"
matches = ["she likes pears"]
passes_over = ["she likes plums"]
"""


def test_every_shipped_rule_holds_its_examples(rules: RuleBook) -> None:
    assert rules.broken_examples() == ()


def test_every_shipped_rule_is_proved_and_says_why(rules: RuleBook) -> None:
    alone = [rule for rule in rules.rules if rule.judgement != "combination"]
    assert [rule.id for rule in alone if not (rule.matches and rule.passes_over)] == []
    assert [rule.id for rule in rules.rules if not rule.because] == []


def test_fragments_are_put_in() -> None:
    book = compile_rules({"a.toml": ONE})
    assert [rule.id for rule in book.fired("rejection", "body", "he likes apples")] == [
        "likes-fruit"
    ]
    assert book.fired("rejection", "body", "he likes plums") == []
    assert book.fired("rejection", "subject", "he likes apples") == []


def test_case_does_not_count_and_spans_are_in_characters() -> None:
    rule = compile_rules({"a.toml": ONE}).rules[0]
    assert list(spans(rule, "Ärger! LIKES PEARS")) == [(7, 18)]


def test_a_user_weighs_anew_and_keeps_the_proof() -> None:
    book = compile_rules({"a.toml": ONE}, [RuleSettings(id="likes-fruit", weight=-1.5)])
    rule = book.by_id["likes-fruit"]
    assert (rule.weight, rule.file, rule.matches) == (-1.5, "config", ("she likes pears",))


def test_weight_0_silences() -> None:
    book = compile_rules({"a.toml": ONE}, [RuleSettings(id="likes-fruit", weight=0)])
    assert book.fired("rejection", "body", "he likes apples") == []


def test_a_user_adds_a_rule() -> None:
    mine = RuleSettings(id="mine", judgement="rejection", pattern="no thanks", weight=2.5)
    book = compile_rules({"a.toml": ONE}, [mine])
    fired = book.fired("rejection", "body", "No thanks.")
    assert [(rule.id, rule.weight, rule.file) for rule in fired] == [("mine", 2.5, "config")]


def test_a_users_pattern_must_bring_its_own_proof() -> None:
    changed = RuleSettings(id="likes-fruit", pattern="likes figs", matches=("likes dates",))
    broken = compile_rules({"a.toml": ONE}, [changed]).broken_examples()
    assert [mistake.place for mistake in broken] == ["config, rule likes-fruit"]
    assert "likes dates" in broken[0].text


def test_an_example_that_should_be_passed_over_is_told() -> None:
    mine = RuleSettings(
        id="mine", judgement="rejection", pattern="no", passes_over=("nothing to do",)
    )
    broken = compile_rules({}, [mine]).broken_examples()
    assert "'nothing to do'" in broken[0].text


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (RuleSettings(id="x", judgement="rejection"), "'pattern'"),
        (RuleSettings(id="x", pattern="y"), "'judgement'"),
        (RuleSettings(id="x", judgement="rejection", pattern="(y"), "pattern is wrong"),
        (RuleSettings(id="x", judgement="rejection", pattern="(?=y)"), "pattern is wrong"),
        (RuleSettings(id="x", judgement="rejection", pattern=" "), "empty"),
        (RuleSettings(id="x", judgement="rejection", pattern="y", look_in="bodi"), "'bodi'"),
        (RuleSettings(id="x", judgement="sender", pattern="y", speaks_for="boss"), "'boss'"),
        (RuleSettings(id="x", judgement="stage", pattern="y"), "speaks_for"),
        (RuleSettings(id="x", judgement="rejection", pattern="<<vegetable>>"), "vegetable"),
    ],
)
def test_a_mistake_in_a_users_rule_is_told(settings: RuleSettings, told: str) -> None:
    with pytest.raises(ConfigError) as raised:
        compile_rules({"a.toml": ONE}, [settings])
    mistakes = raised.value.mistakes
    assert [mistake.place for mistake in mistakes] == ["config, rule x"]
    assert told in mistakes[0].text


def test_all_mistakes_are_told_at_once() -> None:
    broken = '[[rule]]\nid = "a"\njudgement = "rejection"\npattern = "("\nweigth = 1'
    with pytest.raises(ConfigError) as raised:
        compile_rules(
            {"a.toml": ONE + ONE[ONE.index("[[rule]]") :], "b.toml": broken, "c.toml": "="},
            [RuleSettings(id="y", weight=1)],
        )
    places = [mistake.place for mistake in raised.value.mistakes]
    assert places == [
        "a.toml, rule likes-fruit",
        "b.toml, rule a",
        "c.toml",
        "config, rule y",
    ]


def test_the_same_id_twice_in_the_config_is_a_mistake() -> None:
    with pytest.raises(ConfigError, match="twice"):
        compile_rules({"a.toml": ONE}, [RuleSettings(id="likes-fruit", weight=1)] * 2)
