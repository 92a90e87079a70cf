"""Dutch, of the Netherlands and of Flanders: what says no, what only looks like it, whose mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Facts, Judgement, Reason, Role, Stage

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent
NO = "Helaas gaan we niet verder met je sollicitatie."


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("dutch_says_no.txt"))
def test_says_no(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("dutch_only_looks_like_no.txt"))
def test_only_looks_like_it(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert not verdict.is_rejection, verdict.findings


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("De vacature is inmiddels vervuld.", Reason.FILLED),
        ("De functie is komen te vervallen.", Reason.CANCELLED),
        ("De vacature is voor onbepaalde tijd opgeschort. We sluiten alle lopende sollicitaties.",
         Reason.PAUSED),
        ("We hebben voor een andere kandidaat gekozen.", Reason.OTHER_CANDIDATE),
        ("Uw kandidatuur werd niet weerhouden.", Reason.NOT_SELECTED),
    ],
)  # fmt: skip
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    text = f"Beste Kim, bedankt voor je sollicitatie voor deze vacature. {own}"
    assert by_rules(text).rejection.reason is reason


@pytest.mark.parametrize(
    ("signature", "role"),
    [
        ("Ada Roe\nIntercedent Techniek", Role.RECRUITER_AGENCY),
        ("Ada Roe\nRoe Uitzendbureau", Role.RECRUITER_AGENCY),
        ("Ada Roe\nHR-adviseur", Role.RECRUITER_INHOUSE),
        ("Ada Roe\nPersoneelsfunctionaris", Role.RECRUITER_INHOUSE),
        ("Ada Roe\nEigenaresse", Role.HIRING_MANAGER),
        ("Ada Roe\nTeamleider Onderhoud", Role.HIRING_MANAGER),
        ("Het recruitmentteam", Role.AUTOMATED),
    ],
)
def test_who_signs(by_rules: Judge, signature: str, role: Role) -> None:
    who = {"email": "ada@molen.example", "signature": signature}
    if role is Role.AUTOMATED:
        who["email"] = "jobs@molen.example"
    verdict = by_rules(f"Beste Kim,\n\n{NO}", **who).sender
    assert verdict.role is role, verdict.findings


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("We hebben je cv bekeken.", Stage.APPLICATION),
        ("Bedankt voor ons telefoongesprek.", Stage.SCREEN),
        ("Je programmeeropdracht hebben we gelezen.", Stage.SCREEN),
        ("Bedankt voor het prettige gesprek in Breda.", Stage.INTERVIEW),
        ("Leuk dat je een dag hebt meegelopen.", Stage.INTERVIEW),
        ("Je was een van de kandidaten in de laatste ronde.", Stage.FINAL),
    ],
)
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    text = f"Beste Kim, {own} We gaan niet verder met je voor deze functie."
    assert by_rules(text, name="Ada Roe", email="a@b.example", signature="Ada").stage.value is stage


@pytest.mark.parametrize(
    ("own", "facts"),
    [
        (f"Beste Kim,\n\nbedankt voor je sollicitatie als planner bij Noordmolen. {NO}",
         Facts(company="Noordmolen", job_title="planner", candidate_name="Kim")),
        ("Geachte mevrouw Van den Berg,\n\nu solliciteerde naar de functie van Teamleider Zorg"
         f" (m/v). {NO}",
         Facts(job_title="Teamleider Zorg", candidate_name="Van den Berg")),
        (f"Beste sollicitant,\n\nbedankt voor je interesse in deze vacature. {NO}", Facts()),
    ],
)  # fmt: skip
def test_facts(by_rules: Judge, own: str, facts: Facts) -> None:
    assert by_rules(own).facts == facts


@pytest.mark.parametrize(
    "own",
    [
        "Gelieve niet te antwoorden op deze mail.",
        "Antwoorden op dit adres worden niet gelezen.",
    ],
)
def test_nobody_reads_the_answer(by_rules: Judge, own: str) -> None:
    assert not by_rules(f"{NO} {own}", email="jobs@molen.example").sender.can_reply
    assert by_rules(NO, email="jobs@molen.example").sender.can_reply


def test_a_family_name_with_van_names_no_company(by_rules: Judge) -> None:
    who = {"name": "Ada van Roen", "email": "ada@molen.example", "signature": "Ada van Roen"}
    facts = by_rules(f"Beste Kim,\n\n{NO}", **who).facts
    assert (facts.company, facts.contact_name) == (None, "Ada van Roen")
