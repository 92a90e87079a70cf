"""How far the application had come: the furthest step that the mail proves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging.judgement import Judgement, Stage

Judge = Callable[..., Judgement]


@pytest.mark.parametrize(
    ("own", "stage"),
    [
        ("After reviewing your application we will not go on with it.", Stage.APPLICATION),
        ("You were not selected for an interview for the job.", Stage.APPLICATION),
        ("Thank you for taking the time to speak with me about the role.", Stage.SCREEN),
        ("We looked at your coding challenge for the developer role.", Stage.SCREEN),
        ("Thank you for coming in to meet the team about the job.", Stage.INTERVIEW),
        ("Thank you for interviewing with us for the clerk position.", Stage.INTERVIEW),
        ("You were a strong trial shift guest? After the trial shift we chose another cook for the"
         " job.", Stage.INTERVIEW),
        ("After the final round for the position we chose the other finalist.", Stage.FINAL),
        ("First came the phone screen, then the panel interview; the job went to somebody else.",
         Stage.INTERVIEW),
        ("We will not take you on for the job, Kim.", Stage.UNKNOWN),
        ("The weather is fine.", Stage.UNKNOWN),
    ],
)  # fmt: skip
def test_stage(judged: Judge, own: str, stage: Stage) -> None:
    verdict = judged(own, name="Ada Roe", email="ada@acme.example", signature="Ada Roe").stage
    assert verdict.value is stage, verdict.findings


def test_an_interview_that_could_be_proves_nothing(judged: Judge) -> None:
    own = "Thank you for applying for the job. If you are chosen, you will be interviewing with us."
    assert judged(own).stage.value is Stage.APPLICATION


def test_a_machine_that_proves_nothing_stands_for_the_first_stage(judged: Judge) -> None:
    own = "The status of the vacancy has changed: not shortlisted."
    assert judged(own, email="no-reply@jobs.acme.example").stage.value is Stage.APPLICATION
