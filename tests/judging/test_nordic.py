"""Danish, Swedish and Norwegian: what says no, what only looks like it, and whose mail it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging import RuleBook
from assistant.judging.judgement import Judgement, Reason, Role, Stage
from assistant.judging.language import recognise

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("nordic_says_no.txt"))
def test_says_no(judged: Judge, own: str) -> None:
    verdict = judged(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("nordic_only_looks_like_no.txt"))
def test_only_looks_like_it(judged: Judge, own: str) -> None:
    verdict = judged(own).rejection
    assert not verdict.is_rejection, verdict.findings
