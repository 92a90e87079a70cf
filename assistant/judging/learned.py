"""What words tell: how much a mail is worded like those of one kind, learned from many hands.

Rules tell what was foreseen; words and short phrases catch the rest. ``tools/fit.py`` has learned
their weights by logistic regression. Each phrase counts once, however often it stands in a mail,
and the sum is divided by the square root of how many were seen, so that long mails weigh no more
than short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import sqrt

from assistant.judging.judgement import Finding

_LENGTHS = (1, 2, 3)
"""Words in a row that a phrase may have."""
_MOST_WORDS = 800
_TOLD = 5
_WORD = re.compile(r"[\w']+")
_LETTERS = re.compile(r"[^\W\d_]+")


Phrase = tuple[str, ...]
"""Words in a row."""
FEW = 20
"""Fewer phrases than these say less than their weights would."""


def scaled(count: int) -> float:
    """Give what a sum over that many phrases is divided by."""
    return sqrt(max(count, FEW))


@dataclass(frozen=True, kw_only=True)
class Learned:
    """The weights of one judgement: a column for each answer. All weights are log-odds."""

    judgement: str
    answers: tuple[str, ...]
    start: tuple[float, ...]
    """What each answer has before anything is seen."""
    trust: tuple[float, ...]
    """What a point of the rules' evidence for each answer counts beside the words."""
    table: str
    """A phrase a line, behind its weight for each answer."""
    scale: float = 1.0
    """The user's factor for all weights; 0 silences them."""
    file: str = ""

    @property
    def id(self) -> str:
        """What findings are told under, and what a rule of the user's own re-weighs."""
        return f"words-{self.judgement}"

    @cached_property
    def weights(self) -> Mapping[Phrase, tuple[float, ...]]:
        """Phrase → its weight for each answer."""
        columns = len(self.answers)
        cells = (line.split(" ") for line in self.table.splitlines())
        return {tuple(line[columns:]): tuple(map(float, line[:columns])) for line in cells}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What the words of one mail say."""

    learned: Learned
    phrases: frozenset[Phrase]
    """The phrases that were seen."""

    def log_odds(self, rules: Sequence[float]) -> list[float]:
        """Give the log-odds of each answer, ``rules`` being the rules' evidence for each."""
        learned = self.learned
        sums = (self._factor() * sum(column) for column in self._columns())
        parts = zip(learned.start, learned.trust, rules, sums, strict=True)
        return [start + trust * evidence + words for start, trust, evidence, words in parts]

    def likeliest(self, rules: Sequence[float]) -> str:
        """Give the answer with the highest log-odds."""
        log_odds = self.log_odds(rules)
        return self.learned.answers[log_odds.index(max(log_odds))]

    def findings(self, answer: str) -> tuple[list[Finding], list[Finding]]:
        """Tell the phrases that weigh most for or against an answer; apart, the rest as one."""
        column = self.learned.answers.index(answer)
        weights = self.learned.weights
        weighed = {phrase: weights[phrase][column] * self._factor() for phrase in self.phrases}
        ranked = sorted(weighed, key=lambda phrase: (-abs(weighed[phrase]), phrase))
        told = [self._finding(" ".join(phrase), weighed[phrase]) for phrase in ranked[:_TOLD]]
        rest = sum(weighed[phrase] for phrase in ranked[_TOLD:])
        because = f"{len(ranked) - _TOLD} further phrases together"
        return told, [self._finding("", rest, because)] if rest else []

    def _columns(self) -> Iterable[Iterable[float]]:
        weights = self.learned.weights
        rows = [weights[phrase] for phrase in self.phrases]
        return zip(*rows, strict=True) if rows else ((0.0,) for _ in self.learned.answers)

    def _factor(self) -> float:
        return self.learned.scale / scaled(len(self.phrases))

    def _finding(self, phrase: str, weight: float, because: str = "") -> Finding:
        return Finding(
            rule=self.learned.id,  # ids are logged, and words of a mail must not be
            weight=round(weight, 2),
            because=because or f"is {'commoner' if weight > 0 else 'rarer'} in such mail",
            excerpt=phrase,
            file=self.learned.file,
        )


def votes(answer: str | None, answers: Sequence[str]) -> list[float]:
    """Turn one answer of the rules into evidence: for it, against the others; None votes not."""
    return [0.0 if answer is None else 1.0 if one == answer else -1.0 for one in answers]


def listen(texts: Mapping[str, str], learned: Learned) -> Spoken:
    """Look for the phrases of a judgement in the parts of a mail."""
    phrases = FEATURES[learned.judgement](texts) & learned.weights.keys()
    return Spoken(learned=learned, phrases=frozenset(phrases))


def phrases_of(texts: Mapping[str, str]) -> set[Phrase]:
    """Give every run of one to three words of subject and text."""
    words = _words(texts)
    runs = (zip(*(words[start:] for start in range(length)), strict=False) for length in _LENGTHS)
    return set(chain.from_iterable(runs))


def words_of(texts: Mapping[str, str]) -> set[Phrase]:
    """Give every word of subject and text."""
    return set(zip(_words(texts), strict=True))


def words_and_sender_of(texts: Mapping[str, str]) -> set[Phrase]:
    """Give every word, and those of signature, displayed name and address as ``place:word``."""
    seen = words_of(texts)
    for place in ("signature", "from_name", "from_address"):
        seen.update((f"{place}:{word}",) for word in _LETTERS.findall(texts[place].lower()))
    return seen


def _words(texts: Mapping[str, str]) -> list[str]:
    text = f"{texts['subject']} . {texts['body']}"
    return _WORD.findall(text.lower())[:_MOST_WORDS]


FEATURES = {
    "rejection": phrases_of,
    "sender": words_and_sender_of,
    "stage": words_of,
    "reason": words_of,
}
"""Judgement → what of a mail is looked up."""
