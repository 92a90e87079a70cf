"""Cues and their combinations: a no told in words of its own is known by what stands together.

A cue is a small family of words (a rule of the judgement ``cue``); it says nothing alone. A
combination (a rule of the judgement ``combination``) names cues that stand in one sentence, in the
body or in the subject, and carries a weight that ``tools/fit_weights.py`` has fitted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.judging.evidence import Evidence, Sighting, excerpt_of
from assistant.judging.phrases import Phrases
from assistant.judging.rulefiles import Fit, Rule
from assistant.judging.rules import spans

LONGEST = 3000
"""Characters of a body that is read for cues although no rule saw anything strong in it."""
_MOST_SPANS = 40
_SEPARATOR = re.compile(
    r"(?<=[.!?])[\"')]*\s+(?=[\"'(]*[^\Wa-z_])|\s{2,}|(?<=;)\s|\s[\u2013\u2014-]\s"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Which cues a mail holds, and where in its body they stand."""

    body: Mapping[str, tuple[tuple[int, int], ...]]
    """Name of the cue → spans in the body."""
    subject: frozenset[str]
    sentences: tuple[frozenset[str], ...]
    starts: tuple[int, ...]
    """Where each sentence begins."""


def fit_for(evidence: Evidence) -> Fit | None:
    """Tell how combinations count in this mail; None where it is not read for cues."""
    return evidence.rules.fits.get(evidence.language or "") if is_read(evidence) else None


def phrases_for(evidence: Evidence) -> Phrases | None:
    """Give the phrases of this mail's language; None where it is not read for them."""
    return evidence.rules.phrases.get(evidence.language or "") if is_read(evidence) else None


def is_read(evidence: Evidence) -> bool:
    """Tell whether a mail is short enough, and no bulk mail, to be read for cues."""
    message = evidence.message
    bulk = message.list_id or message.list_unsubscribe
    return not bulk and len(evidence.texts["body"]) <= LONGEST


def cues_of(evidence: Evidence, wanted: frozenset[str] | None = None) -> Cues:
    """Find the cues of the mail's language in body and subject; of all or of the wanted ones."""
    language, rules = evidence.language or "", evidence.rules
    body, subject = evidence.texts["body"], evidence.texts["subject"]
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for rule in rules.fired_cues(body, language):
        name = rule.speaks_for
        if wanted is None or name in wanted:
            found[name] = found.get(name, ()) + tuple(_first_spans(rule, body))
    starts = (0, *(match.end() for match in _SEPARATOR.finditer(body)))
    return Cues(
        body=found,
        subject=frozenset(rule.speaks_for for rule in rules.fired_cues(subject, language)),
        sentences=_sentences(found, starts),
        starts=starts,
    )


def combined(evidence: Evidence) -> Iterator[Sighting]:
    """Give the combinations that stand in the mail, in the order of the files, not yet quoted."""
    language, rules = evidence.language or "", evidence.rules
    known = [rule for rule in rules.combinations if language in rule.languages]
    here = {rule.speaks_for for rule in rules.fired_cues(evidence.texts["body"], language)}
    near = [rule for rule in known if rule.look_in == "subject" or rule.cues <= here]
    cues = cues_of(evidence, frozenset[str]().union(*(rule.cues for rule in near)))
    for rule in near:
        if (at := _where(rule, cues)) is not None:
            yield Sighting(rule=rule, excerpt="", start=at[0], end=at[1])


def quoted(sighting: Sighting, evidence: Evidence) -> Sighting:
    """Quote the words of a combination."""
    text = evidence.texts[_text_of(sighting.rule)]
    return replace(sighting, excerpt=excerpt_of(text, sighting.start, sighting.end))


def _first_spans(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    for _, span in zip(range(_MOST_SPANS), spans(rule, text), strict=False):
        yield span


def _sentences(
    found: Mapping[str, tuple[tuple[int, int], ...]], starts: tuple[int, ...]
) -> tuple[frozenset[str], ...]:
    sets: list[set[str]] = [set() for _ in starts]
    for name, where in found.items():
        for start, end in where:
            sets[bisect_right(starts, (start + end) // 2) - 1].add(name)
    return tuple(frozenset(names) for names in sets)


def _where(rule: Rule, cues: Cues) -> tuple[int, int] | None:
    if rule.look_in == "subject":
        return (0, 0) if cues.subject.issuperset(rule.cues) else None
    if not cues.body.keys() >= rule.cues:
        return None
    if rule.look_in == "body":
        return cues.body[min(rule.cues)][0]
    for names, start in zip(cues.sentences, cues.starts, strict=True):
        if names >= rule.cues:
            return _reach(rule, cues, start)
    return None


def _reach(rule: Rule, cues: Cues, start: int) -> tuple[int, int]:
    """From the first to the last of the cues in the sentence that begins at ``start``."""
    following = bisect_right(cues.starts, start)
    end = cues.starts[following] if following < len(cues.starts) else 1 << 30
    here = [
        next(span for span in cues.body[name] if start <= (span[0] + span[1]) // 2 < end)
        for name in rule.cues
    ]
    return min(span[0] for span in here), max(span[1] for span in here)


def _text_of(rule: Rule) -> str:
    return "subject" if rule.look_in == "subject" else "body"
