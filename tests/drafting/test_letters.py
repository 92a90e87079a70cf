"""The shipped letters, in every case: short, answerable, and nothing that puts people off."""

import itertools
import re

import pytest
from draftkit import templates

from assistant.drafting import TemplateFacts
from assistant.drafting.templates import ROLES
from assistant.judging.judgement import Reason, Stage

KNOWN = {
    "my_name": "Kim Doe",
    "signature": "Kim Doe\n+1 555 0100",
    "first_name": "Sam",
    "full_name": "Sam Roe",
    "company": "Example Works",
    "job_title": "Senior Data Engineer",
}
VARIANTS = 12
BANNED = re.compile(
    r"\b("
    # asking for a verdict, or arguing with it
    r"why|reasons?|reconsider\w*|second chance|unfair|mistake|honest\w*|brutal\w*|feedback|"
    # disappointment
    r"unfortunately|sadly|sad|sorry|disappoint\w*|regret\w*|hope\w*|reject\w*|fail\w*|"
    # comparison, and another try
    r"other candidates?|chosen|winner|instead|compare\w*|another role|other roles|openings?|"
    r"vacanc\w+|keep me in mind|in the future|"
    # flattery, haste, and what a program leaves behind
    r"impress\w*|amazing|wonderful|honou?r\w*|great company|dream|urgent\w*|asap|None"
    r")\b|[!{}\[\]<>]|\.\.|,,",
    re.IGNORECASE,
)
CASES = [
    pytest.param(role, stage, facts, id=f"{role}-{stage.value}-{'known' if facts else 'unknown'}")
    for role, stage, facts in itertools.product(ROLES, Stage, (KNOWN, {}))
]


def letters(role, stage, facts):
    for variant, reason in itertools.product(range(VARIANTS), ("", *Reason)):
        case = TemplateFacts(stage=stage.value, reason=str(reason), variant=variant, **facts)
        yield templates().render(role, case)


@pytest.mark.parametrize(("role", "stage", "facts"), CASES)
def test_every_letter_keeps_to_the_manners(role, stage, facts):
    for letter in set(letters(role, stage, facts)):
        body = letter.removesuffix(KNOWN["signature"] + "\n")
        assert 50 <= len(body.split()) <= 125, letter
        assert 1 <= letter.count("?") <= 2, letter
        assert not BANNED.search(letter), (BANNED.search(letter), letter)
        assert "advice" in letter, letter
        assert "decision" in letter, letter
        assert re.search(r"\b(line|sentence|words)\b", letter), letter
        assert re.search(r"fine|all right|no answer", letter), letter


@pytest.mark.parametrize(("role", "stage", "facts"), CASES)
def test_every_letter_has_the_form_of_a_letter(role, stage, facts):
    word = "Hi" if role == "insider" else "Hello"
    greeting = f"{word} Sam," if facts else f"{word},"
    for letter in set(letters(role, stage, facts)):
        paragraphs = letter.rstrip("\n").split("\n\n")
        assert paragraphs[0] == greeting
        assert len(paragraphs) == 5, letter
        assert all("\n" not in paragraph for paragraph in paragraphs[:-1]), letter
        closing = paragraphs[-1].split("\n")
        assert closing[1:] == (["Kim Doe", "+1 555 0100"] if facts else [])
        assert closing[0].endswith(",") == bool(facts)
        assert "  " not in letter
        assert not re.search(r" [,.?]", letter)
        assert letter.endswith("\n")
        assert not re.search(r"(^|[.?] )[a-z]", letter, re.MULTILINE)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("recruiter_agency", 5),
        ("recruiter_inhouse", 5),
        ("hiring_manager", 4),
        ("insider", 3),
        ("function_mailbox", 3),
    ],
)
def test_letters_differ_by_stage(role, kinds):
    assert len({frozenset(letters(role, stage, {})) for stage in Stage}) == kinds


@pytest.mark.parametrize("stage", Stage)
def test_letters_differ_by_role(stage):
    assert len({templates().render(role, TemplateFacts(stage=stage.value)) for role in ROLES}) == 5


@pytest.mark.parametrize("role", ROLES)
def test_not_every_addressee_gets_the_same_words(role):
    assert len(set(letters(role, Stage.INTERVIEW, {}))) > 5


def test_interviewers_are_mentioned_only_after_an_interview():
    for role, stage in itertools.product(ROLES, (Stage.APPLICATION, Stage.SCREEN, Stage.UNKNOWN)):
        for letter in letters(role, stage, {}):
            assert "interview" not in letter, letter


def test_recruiters_are_asked_what_the_interviewers_said():
    for role in ("recruiter_agency", "recruiter_inhouse"):
        assert all("interviewers" in text for text in letters(role, Stage.FINAL, {}))


def test_a_hiring_manager_gets_one_question_only():
    for stage in Stage:
        assert all(text.count("?") == 1 for text in letters("hiring_manager", stage, {}))


@pytest.mark.parametrize(
    ("job_title", "company", "told"),
    [
        ("Nurse", "Acme", "the Nurse role at Acme"),
        ("Nurse", "", "the Nurse role"),
        ("", "Acme", "the role at Acme"),
        ("", "", "the role"),
        ("PhD position in Physics", "", "the PhD position in Physics"),
        ("Controller", "", "the Controller role"),
    ],
)
def test_the_job_is_named_by_what_is_known(job_title, company, told):
    facts = TemplateFacts(job_title=job_title, company=company)
    for role in ROLES:
        assert re.search(re.escape(told) + r"[ .,]", templates().render(role, facts))
