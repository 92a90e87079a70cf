"""Phrases: how much a mail is worded like those that say no, by one to three words in a row.

Rules and combinations tell what was foreseen; phrases catch the rest. ``tools/fit_phrases.py`` has
learned their weights from mails in many hands. Each phrase counts once, however often it stands
in the mail, and all weights are divided by the square root of how many phrases were seen, so that
long mails weigh no more than short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from assistant.judging.judgement import Finding

LONGEST = 3
"""Words in a row."""
_MOST_WORDS = 800
_TOLD = 5
_WORD = re.compile(r"[\w']+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one language, as they were fitted."""

    weights: Mapping[str, float]
    heads: frozenset[str]
    """The first words of all phrases: most words begin none."""
    trust: float
    """What the log-odds of rules and combinations count beside the phrases."""
    start: float
    """Log-odds before any phrase."""
    caution: float
    """Log-odds taken off where rules and combinations see no decision."""
    file: str = ""


def make_phrases(*, weights: str, trust: float, start: float, caution: float, file: str) -> Phrases:
    """Make one language's phrases of its rule file; ``weights`` is "weight phrase", one a line."""
    pairs = (line.partition(" ") for line in weights.splitlines())
    by_phrase = {phrase: float(weight) for weight, _, phrase in pairs}
    heads = frozenset(phrase.partition(" ")[0] for phrase in by_phrase)
    return Phrases(
        weights=by_phrase, heads=heads, trust=trust, start=start, caution=caution, file=file
    )


def words_of(text: str) -> list[str]:
    """Take a text apart into words, lower-cased."""
    return _WORD.findall(text.lower())[:_MOST_WORDS]


def runs_of(words: list[str], heads: frozenset[str] | None = None) -> Iterator[str]:
    """Give every run of one to three words, of those that begin with one of ``heads`` if given."""
    for place, word in enumerate(words):
        if heads is None or word in heads:
            for length in range(1, LONGEST + 1):
                if place + length <= len(words):
                    yield " ".join(words[place : place + length])


def weigh(text: str, phrases: Phrases) -> tuple[float, list[Finding]]:
    """Give the log-odds of a text's wording, and the findings they are made of."""
    weights = phrases.weights
    seen = {run for run in runs_of(words_of(text), phrases.heads) if run in weights}
    if not seen:
        return 0.0, []
    scale = 1 / sqrt(len(seen))
    ranked = sorted(seen, key=lambda phrase: (-abs(weights[phrase]), phrase))
    findings = [_finding(phrase, weights[phrase] * scale, phrases) for phrase in ranked[:_TOLD]]
    rest = sum(weights[phrase] for phrase in ranked[_TOLD:]) * scale
    if rest:
        findings.append(
            Finding(
                rule="other-phrases",
                weight=round(rest, 2),
                because=f"what {len(ranked) - _TOLD} further phrases weigh together",
                excerpt="",
                file=phrases.file,
            )
        )
    return sum(weights[phrase] for phrase in seen) * scale, findings


def _finding(phrase: str, weight: float, phrases: Phrases) -> Finding:
    return Finding(
        rule="phrase",  # rule ids are logged, and words of a mail must not be
        weight=round(weight, 2),
        because="is commoner where a no is told" if weight > 0 else "is commoner elsewhere",
        excerpt=phrase,
        file=phrases.file,
    )
