"""Danish, Swedish and Norwegian: what says no, what only looks like it, and whose mail it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Judgement, Reason, Role, Stage

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def read(by_rules: Judge, line: str) -> Judgement:
    """A line holds the text (" / " ends a line of it) and, after tabs, subject and signature."""
    text, subject, signature = (*line.replace(" / ", "\n").split("\t"), "", "")[:3]
    return by_rules(text, subject=subject, signature=signature)


@pytest.mark.parametrize("line", lines("nordic_says_no.txt"))
def test_says_no(by_rules: Judge, line: str) -> None:
    verdict = read(by_rules, line).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("line", lines("nordic_only_looks_like_no.txt"))
def test_only_looks_like_it(by_rules: Judge, line: str) -> None:
    verdict = read(by_rules, line).rejection
    assert not verdict.is_rejection, verdict.findings


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("Hej Kim, stillingen er nu besat.", Reason.FILLED),
        ("Hej Kim, tjänsten har dragits in.", Reason.CANCELLED),
        ("Hei Kim, stillingen er trukket tilbake.", Reason.CANCELLED),
        (
            "Hei Kim, rekrutteringen er satt på vent på ubestemt tid. Vi avslutter alle søknader.",
            Reason.PAUSED,
        ),
        ("Hej Kim, vi har valt en annan sökande till tjänsten.", Reason.OTHER_CANDIDATE),
        ("Hej Kim, du går ikke videre med din ansøgning til jobbet.", Reason.NOT_SELECTED),
    ],
)
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    assert by_rules(own).rejection.reason == reason


SIGNED = [
    ("Mvh\nBent Friis\nRekrutteringskonsulent", Role.RECRUITER_AGENCY),
    ("Hälsningar\nEva Ros\nRekryteringskonsult\nRos Bemanning", Role.RECRUITER_AGENCY),
    ("Venlig hilsen\nKaren Holst\nHR-konsulent", Role.RECRUITER_INHOUSE),
    ("Vänliga hälsningar\nMaja Sund\nRekryterare, Granit", Role.RECRUITER_INHOUSE),
    ("Med vennlig hilsen\nHege Bru\nPersonalsjef", Role.RECRUITER_INHOUSE),
    ("Hilsen\nPer Dal\nKjøkkensjef, Strandkroa", Role.HIRING_MANAGER),
    ("Hälsningar\nOlle Berg\nEnhetschef", Role.HIRING_MANAGER),
    ("Venlig hilsen\nUlla Birk\nAfdelingsleder", Role.HIRING_MANAGER),
    ("Rekryteringsteamet på Kullens Bygg", Role.AUTOMATED),
]


@pytest.mark.parametrize(("signature", "role"), SIGNED)
def test_who_signs(by_rules: Judge, signature: str, role: Role) -> None:
    own = "Hej Kim,\n\nvi har tyvärr/desværre valgt en anden kandidat til stillingen."
    lines_of_it = signature.split("\n")
    name = lines_of_it[1] if len(lines_of_it) > 2 else ""
    assert (
        by_rules(own, signature=signature, name=name, email="k@firma.example").sender.role == role
    )


@pytest.mark.parametrize(
    "own",
    [
        "Vores kunde har valgt en anden kandidat til jobbet.",
        "Vår kund har valt en annan kandidat till tjänsten.",
        "Oppdragsgiver har valgt en annen kandidat til stillingen.",
    ],
)
def test_speaks_of_a_client(by_rules: Judge, own: str) -> None:
    sender = by_rules(f"Hej Kim,\n\n{own}", signature="Mvh\nBent Friis").sender
    assert sender.role == Role.RECRUITER_AGENCY


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Tak for din ansøgning til stillingen.", Stage.APPLICATION),
        ("Tack för telefonintervjun om tjänsten.", Stage.SCREEN),
        ("Takk for praten om jobben på telefon.", Stage.SCREEN),
        ("Tak for samtalen i tirsdags om jobbet.", Stage.INTERVIEW),
        ("Tack för att du kom på intervju.", Stage.INTERVIEW),
        ("Efter prøvevagten i køkkenet valgte vi en anden kandidat.", Stage.INTERVIEW),
        ("Du var en av to kandidater i siste runde.", Stage.FINAL),
    ],
)
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    assert by_rules(f"Hej Kim,\n\n{own}").stage.value == stage


@pytest.mark.parametrize(
    ("own", "can_reply"),
    [
        ("Denne mail kan ikke besvares.", False),
        ("Det går inte att svara på detta mejl.", False),
        ("Svar på denne e-posten blir ikke lest.", False),
        ("Du er velkommen til at kontakte mig.", True),
        ("Hör gärna av dig om du har frågor.", True),
        ("Vi kan dessverre ikke svare alle.", True),
    ],
)
def test_can_be_answered(by_rules: Judge, own: str, can_reply: bool) -> None:
    text = f"Hej Kim,\n\nstillingen er besat. {own}"
    assert by_rules(text, email="job@firma.example").sender.can_reply is can_reply


@pytest.mark.parametrize(
    ("own", "company", "title"),
    [
        (
            "Kære Kim\n\nTak for ansøgningen til stillingen som bogholder hos Havnens Papir.",
            "Havnens Papir",
            "bogholder",
        ),
        (
            "Bästa Kim,\n\nAnsökan till tjänsten som Skolkurator (ref 12) vid Ekvalla kommun.",
            "Ekvalla kommun",
            "Skolkurator",
        ),
        (
            "Kjære Kim,\n\nTakk for søknaden på stillingen Driftstekniker hos Voltgården.",
            "Voltgården",
            "Driftstekniker",
        ),
    ],
)
def test_facts(by_rules: Judge, own: str, company: str | None, title: str | None) -> None:
    facts = by_rules(own).facts
    assert (facts.company, facts.job_title, facts.candidate_name) == (company, title, "Kim")
