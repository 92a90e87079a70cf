"""German: what says no, what only looks like it, and whose mail it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Facts, Judgement, Reason, Role, Stage

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent
NO = "Leider können wir Ihre Bewerbung nicht weiter berücksichtigen."


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("german_says_no.txt"))
def test_says_no(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("german_only_looks_like_no.txt"))
def test_only_looks_like_it(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert not verdict.is_rejection, verdict.findings


@pytest.mark.parametrize(
    "own",
    [
        "Leider koennen wir Ihre Bewerbung nicht beruecksichtigen.",
        "Leider konnten wir Ihre Bewerbung nicht berucksichtigen.",
        "wir haben uns fuer eine:n andere:n Bewerber:in entschieden.",
        "wir haben uns für eine*n andere*n Kandidat*in entschieden.",
        "Sie gehören nicht zu den Bewerber/innen, die wir einladen.",
    ],
)
def test_spellings(by_rules: Judge, own: str) -> None:
    assert by_rules(f"Sehr geehrte Frau Doe, zu Ihrer Bewerbung: {own}").rejection.is_rejection


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("Die Stelle ist inzwischen besetzt.", Reason.FILLED),
        ("Die Stelle wurde ersatzlos gestrichen.", Reason.CANCELLED),
        ("Alle Einstellungen sind auf unbestimmte Zeit ausgesetzt, Ihre Bewerbung ist damit"
         " geschlossen.", Reason.PAUSED),
        ("Wir haben uns für eine andere Bewerberin entschieden.", Reason.OTHER_CANDIDATE),
        ("Ihre Bewerbung können wir nicht berücksichtigen.", Reason.NOT_SELECTED),
    ],
)  # fmt: skip
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    text = f"Sehr geehrte Frau Doe, vielen Dank für Ihre Bewerbung. {own}"
    assert by_rules(text).rejection.reason is reason


@pytest.mark.parametrize(
    ("signature", "role"),
    [
        ("Ada Roe\nPersonalberaterin\nRoe & Partner", Role.RECRUITER_AGENCY),
        ("Ada Roe\nPersonaldisponentin", Role.RECRUITER_AGENCY),
        ("Ada Roe\nPersonalreferentin", Role.RECRUITER_INHOUSE),
        ("Ada Roe\nLeiterin Personal", Role.RECRUITER_INHOUSE),
        ("Ada Roe\nGeschäftsführerin", Role.HIRING_MANAGER),
        ("Ada Roe\nLeiterin Konstruktion", Role.HIRING_MANAGER),
        ("Ada Roe\nTischlermeisterin", Role.HIRING_MANAGER),
        ("Ihre Personalabteilung", Role.AUTOMATED),
    ],
)
def test_who_signs(by_rules: Judge, signature: str, role: Role) -> None:
    who = {"email": "ada@muehle.example", "signature": signature}
    if role is Role.AUTOMATED:
        who["email"] = "karriere@muehle.example"
    verdict = by_rules(f"Sehr geehrte Frau Doe,\n\n{NO}", **who).sender
    assert verdict.role is role, verdict.findings


def test_wording_tells_agency_and_manager(by_rules: Judge) -> None:
    who = {"name": "Ada Roe", "email": "ada@roe.example", "signature": "Ada"}
    agency = "Hallo Kim, unser Mandant hat sich für einen anderen Kandidaten entschieden."
    manager = "Hallo Kim, mein Team und ich haben uns für einen anderen Bewerber entschieden."
    assert by_rules(agency, **who).sender.role is Role.RECRUITER_AGENCY
    assert by_rules(manager, **who).sender.role is Role.HIRING_MANAGER


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Nach Durchsicht Ihrer Unterlagen laden wir Sie nicht zum Gespräch ein.",
         Stage.APPLICATION),
        ("Danke für unser Telefonat zur Stelle.", Stage.SCREEN),
        ("Ihre Testaufgabe zur Stelle haben wir gelesen.", Stage.SCREEN),
        ("Danke für das Vorstellungsgespräch in Ulm.", Stage.INTERVIEW),
        ("Nach dem Probearbeiten in der Bewerbungsphase haben wir beraten.", Stage.INTERVIEW),
        ("Sie waren für die Stelle in der letzten Runde.", Stage.FINAL),
    ],
)  # fmt: skip
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    text = f"Sehr geehrte Frau Doe, {own} Leider wird es nichts."
    assert by_rules(text, name="Ada Roe", email="a@b.example", signature="Ada").stage.value is stage


@pytest.mark.parametrize(
    ("own", "facts"),
    [
        ("Sehr geehrte Frau Doe,\n\nvielen Dank für Ihre Bewerbung als Leiterin Einkauf (m/w/d) bei"
         f" der Nordmühle Werke. {NO}",
         Facts(company="Nordmühle Werke", job_title="Leiterin Einkauf", candidate_name="Doe")),
        (f"Hallo Kim,\n\ndanke für deine Bewerbung um die Stelle als Softwareentwickler! {NO}",
         Facts(job_title="Softwareentwickler", candidate_name="Kim")),
        (f"Guten Tag Herr von der Au,\n\nzu Ihrer Bewerbung: {NO}",
         Facts(candidate_name="von der Au")),
        (f"Sehr geehrte Damen und Herren,\n\nzu Ihrer Bewerbung bei uns: {NO}", Facts()),
    ],
)  # fmt: skip
def test_facts(by_rules: Judge, own: str, facts: Facts) -> None:
    assert by_rules(own).facts == facts


@pytest.mark.parametrize(
    "own",
    [
        "Bitte antworten Sie nicht auf diese E-Mail.",
        "Antworten auf diese Nachricht werden nicht gelesen.",
        "Dieses Postfach wird nicht überwacht.",
    ],
)
def test_nobody_reads_the_answer(by_rules: Judge, own: str) -> None:
    assert not by_rules(f"{NO} {own}", email="karriere@muehle.example").sender.can_reply
    assert by_rules(NO, email="karriere@muehle.example").sender.can_reply
