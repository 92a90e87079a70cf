"""Phrases weigh once each, long mails no more than short ones, and what they say adds up."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from judging.mails import mail

from assistant.config import RuleSettings
from assistant.judging import compile_rules, judge
from assistant.judging.learned import (
    FEW,
    Learned,
    listen,
    phrases_of,
    votes,
    words_and_sender_of,
)

LEARNED = Learned(
    judgement="rejection",
    answers=("yes",),
    start=(0.5,),
    trust=(0.25,),
    table="2 someone else\n-1.5 next round\n0.5 chose\n1 a b\n1 c d\n1 e f\n0.25 g",
    file="test.toml",
)
TEXTS = {"subject": "", "body": "They chose someone else. Someone else!"}
RULES = """
[learned.rejection]
answers = ["yes"]
start = [0]
trust = [1]
weights = '''
60 chose someone else'''
"""


def test_phrases_are_runs_of_one_to_three_words_lower_cased() -> None:
    assert phrases_of({"subject": "", "body": "We DIDN'T: choose"}) == {
        ("we",),
        ("didn't",),
        ("choose",),
        ("we", "didn't"),
        ("didn't", "choose"),
        ("we", "didn't", "choose"),
    }


def test_words_of_the_sender_tell_where_they_stand() -> None:
    texts = {
        "subject": "Hi",
        "body": "yo",
        "signature": "Head of Garden",
        "from_name": "Ada",
        "from_address": "ada7@acme.example",
    }
    seen = words_and_sender_of(texts)
    assert seen >= {("hi",), ("signature:head",), ("from_name:ada",), ("from_address:acme",)}


def test_a_phrase_counts_once_and_few_phrases_say_less() -> None:
    spoken = listen(TEXTS, LEARNED)
    assert spoken.phrases == {("someone", "else"), ("chose",)}
    (log_odds,) = spoken.log_odds((2.0,))
    assert log_odds == pytest.approx(0.5 + 0.25 * 2 + 2.5 / math.sqrt(FEW))


def test_the_findings_add_up_to_what_is_said() -> None:
    texts = {"subject": "next round", "body": "someone else chose a b c d e f g"}
    spoken = listen(texts, LEARNED)
    told, rest = spoken.findings("yes")
    assert "2 further phrases" in rest[0].because
    assert {finding.rule for finding in told} == {"words-rejection"}, "no words of a mail in an id"
    assert all(finding.file == "test.toml" for finding in told)
    words = sum(finding.weight for finding in (*told, *rest))
    assert words + 0.5 == pytest.approx(spoken.log_odds((0.0,))[0], abs=0.03)


def test_nothing_known_says_nothing() -> None:
    spoken = listen({"subject": "", "body": "The minutes."}, LEARNED)
    assert spoken.log_odds((0.0,)) == [0.5]
    assert spoken.findings("yes") == ([], [])


def test_the_likeliest_answer_has_the_highest_log_odds() -> None:
    both = Learned(
        judgement="reason",
        answers=("filled", "paused"),
        start=(0.0, 0.0),
        trust=(1.0, 1.0),
        table="1 -1 taken",
    )
    spoken = listen({"subject": "", "body": "taken"}, both)
    assert spoken.likeliest(votes(None, both.answers)) == "filled"
    assert spoken.likeliest(votes("paused", both.answers)) == "paused"


def test_the_user_scales_and_silences_the_words_by_their_id() -> None:
    own = "We chose someone else for the job."
    loud = compile_rules({"a.toml": RULES})
    silent = compile_rules({"a.toml": RULES}, [RuleSettings(id="words-rejection", weight=0)])
    assert judge(mail(own), loud).rejection.score > judge(mail(own), silent).rejection.score
    assert silent.learned["rejection"] == replace(loud.learned["rejection"], scale=0)
