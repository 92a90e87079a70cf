"""The shipped rules, compiled once, and a short way to write a mail."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

import pytest
from judging.mails import mail

from assistant.judging import RuleBook, compile_rules, judge
from assistant.judging.judgement import Judgement


def shipped() -> dict[str, str]:
    folder = files("assistant.judging") / "rules"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    return shipped()


@pytest.fixture(scope="session")
def rules(sources: dict[str, str]) -> RuleBook:
    return compile_rules(sources)


@pytest.fixture(scope="session")
def by_rules(sources: dict[str, str]) -> Callable[..., Judgement]:
    """Judge as ``judged`` does, without the learned words: what the rules alone find."""
    by_hand = {file: text for file, text in sources.items() if file != "learned.toml"}
    return _judge_with(compile_rules(by_hand))


@pytest.fixture(scope="session")
def judged(rules: RuleBook) -> Callable[..., Judgement]:
    """Judge a mail given as text; the sender is given as ``Name <address>`` parts."""
    return _judge_with(rules)


def _judge_with(rules: RuleBook) -> Callable[..., Judgement]:
    def run(own: str, *, me: frozenset[str] = frozenset(), **fields: str) -> Judgement:
        return judge(mail(own, **fields), rules, me=me)

    return run
