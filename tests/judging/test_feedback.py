"""Feedback that is given already, and feedback that is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging.judgement import Feedback, Judgement

Judge = Callable[..., Judgement]
NO = "Dear Kim, you have not been selected for the job."


@pytest.mark.parametrize(
    ("own", "value"),
    [
        ("Here is some feedback: your answers were long.", Feedback.GIVEN),
        ("The panel felt that you could have gone deeper into pricing.", Feedback.GIVEN),
        ("We are unable to provide individual feedback.", Feedback.REFUSED),
        ("Please understand that we cannot give reasons.", Feedback.REFUSED),
        ("We wish you luck.", None),
        ("If you would like feedback, we are happy to talk.", None),
    ],
)
def test_feedback(judged: Judge, own: str, value: Feedback | None) -> None:
    assert judged(f"{NO} {own}").feedback.value == value


def test_only_a_rejection_is_asked_for_feedback(judged: Judge) -> None:
    assert judged("Here is some feedback: nice job.").feedback.value is None
