"""Portuguese: what says no, what only looks like it, and whose mail it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Judgement, Reason, Role, Stage

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("portuguese_says_no.txt"))
def test_says_no(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("portuguese_only_looks_like_no.txt"))
def test_only_looks_like_it(by_rules: Judge, own: str) -> None:
    verdict = by_rules(own).rejection
    assert not verdict.is_rejection, verdict.findings


def test_accents_may_be_missing(by_rules: Judge) -> None:
    own = "Prezado Kim: a sua inscricao nao avancou para a proxima etapa do processo de selecao."
    assert by_rules(own).rejection.is_rejection


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("Olá Kim, a vaga de cozinheiro já foi preenchida.", Reason.FILLED),
        ("Olá Kim, cancelámos o processo de recrutamento do cozinheiro.", Reason.CANCELLED),
        ("Olá Kim, escolhemos outra pessoa para o lugar.", Reason.OTHER_CANDIDATE),
        ("Oi Kim, sua candidatura à vaga não foi selecionada.", Reason.NOT_SELECTED),
    ],
)
def test_reason(by_rules: Judge, own: str, reason: Reason) -> None:
    assert by_rules(own).rejection.reason == reason


@pytest.mark.parametrize(
    ("signature", "role"),
    [
        ("Ana Reis\nConsultora de Recrutamento\nColina RH", Role.RECRUITER_AGENCY),
        ("Ana Reis\nTécnica de Recursos Humanos\nFerrys Acme", Role.RECRUITER_INHOUSE),
        ("Ana Reis\nChefe de oficina\nFerrys Acme", Role.HIRING_MANAGER),
        ("A equipa de recrutamento da Ferrys Acme", Role.AUTOMATED),
    ],
)
def test_who_signs(by_rules: Judge, signature: str, role: Role) -> None:
    own = "Olá Kim,\n\nA tua candidatura à vaga de soldadora não foi selecionada."
    assert by_rules(own, signature=signature).sender.role == role


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("Olá Kim, na última ronda escolhemos a outra finalista.", Stage.FINAL),
        (
            "Oi Kim, obrigada pela entrevista com a equipe. Não vamos seguir com você.",
            Stage.INTERVIEW,
        ),
        ("Olá Kim, obrigado por fazer o teste técnico. O perfil não se enquadra.", Stage.SCREEN),
        ("Olá Kim, rejeitámos a tua candidatura ao lugar.", Stage.APPLICATION),
    ],
)
def test_stage(by_rules: Judge, own: str, stage: Stage) -> None:
    assert by_rules(own).stage.value == stage


def test_facts(by_rules: Judge) -> None:
    facts = by_rules(
        "Prezada Sra. Doe:\n\nA sua candidatura à vaga de técnica de laboratório na "
        "Águas do Norte não foi selecionada.",
        signature="Dra. Ana Reis\nResponsável de Recrutamento",
    ).facts
    assert facts.company == "Águas do Norte"
    assert facts.job_title == "técnica de laboratório"
    assert facts.contact_name == "Ana Reis"
    assert facts.candidate_name == "Doe"


def test_nobody_reads_answers(by_rules: Judge) -> None:
    own = "A tua candidatura não foi selecionada. Esta caixa não é monitorizada."
    assert not by_rules(own, email="vagas@acme.example").sender.can_reply
