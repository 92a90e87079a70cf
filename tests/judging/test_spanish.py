"""Spanish: what says no, what only looks like it, and whose mail it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Judgement, Reason, Role, Stage

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("spanish_says_no.txt"))
def test_says_no(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("spanish_only_looks_like_no.txt"))
def test_only_looks_like_it(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert not verdict.is_rejection, verdict.findings


def test_accents_may_be_missing(by_rules: Judge) -> None:
    own = "Estimado Kim: su postulacion no avanzo a la siguiente etapa del proceso de seleccion."
    assert by_rules(own).rejection.is_rejection


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("Hola Kim, la vacante de cocinero ya está cubierta.", Reason.FILLED),
        ("Hola Kim, hemos cancelado el proceso de selección de cocinero.", Reason.CANCELLED),
        ("Hola Kim, hemos elegido a otra persona para el puesto.", Reason.OTHER_CANDIDATE),
        ("Hola Kim, tu candidatura al puesto no ha sido seleccionada.", Reason.NOT_SELECTED),
    ],
)
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    assert by_rules(own).rejection.reason == reason


@pytest.mark.parametrize(
    ("signature", "role"),
    [
        ("Ana Ruiz\nConsultora de selección\nColina Selección", Role.RECRUITER_AGENCY),
        ("Ana Ruiz\nTécnica de Recursos Humanos\nFerrys Acme", Role.RECRUITER_INHOUSE),
        ("Ana Ruiz\nJefa de taller\nFerrys Acme", Role.HIRING_MANAGER),
        ("El equipo de selección de Ferrys Acme", Role.AUTOMATED),
    ],
)
def test_who_signs(by_rules: Judge, signature: str, role: Role) -> None:
    own = "Hola Kim:\n\nTu candidatura al puesto de soldadora no ha sido seleccionada."
    assert by_rules(own, signature=signature).sender.role == role


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Hola Kim, tras la última ronda hemos elegido a la otra finalista.", Stage.FINAL),
        ("Hola Kim, gracias por la entrevista con el equipo. No seguimos.", Stage.INTERVIEW),
        ("Hola Kim, gracias por hacer la prueba técnica. Tu perfil no encaja.", Stage.SCREEN),
        ("Hola Kim, hemos descartado tu candidatura al puesto.", Stage.APPLICATION),
    ],
)
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    assert by_rules(own).stage.value == stage


def test_facts(by_rules: Judge) -> None:
    facts = by_rules(
        "Estimada Sra. Doe:\n\nSu candidatura para el puesto de técnica de laboratorio en "
        "Aguas del Norte no ha sido seleccionada.",
        signature="Lic. Ana Ruiz\nResponsable de Selección",
    ).facts
    assert facts.company == "Aguas del Norte"
    assert facts.job_title == "técnica de laboratorio"
    assert facts.contact_name == "Ana Ruiz"
    assert facts.candidate_name == "Doe"


def test_nobody_reads_answers(by_rules: Judge) -> None:
    own = "Tu candidatura no ha sido seleccionada. Este buzón no está atendido."
    assert not by_rules(own, email="empleo@acme.example").sender.can_reply
