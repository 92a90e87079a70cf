"""Many voices, one mail a line: those that say no, and those that only look like it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.judging.judgement import Judgement

Judge = Callable[..., Judgement]
HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("own", lines("says_no.txt"))
def test_says_no(judged: Judge, own: str) -> None:
    verdict = judged(own).rejection
    assert verdict.is_rejection, verdict.findings


@pytest.mark.parametrize("own", lines("only_looks_like_no.txt"))
def test_only_looks_like_it(judged: Judge, own: str) -> None:
    verdict = judged(own).rejection
    assert not verdict.is_rejection, verdict.findings
