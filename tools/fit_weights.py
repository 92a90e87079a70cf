"""Fits the weights of combinations of cues and writes them into the rules, the same every time.

It learns from the project's own mails and voices, and from an optional development corpus. Each
mail gives what its single rules add up to and which cues stand together; a logistic regression
chooses few combinations (L1) and weighs them (L2). ``--held-out`` prints, beside the fitted
figures, those on mails that the fit has not seen: each file of voices by a fit on all others, and
every source in six parts grouped by author or family.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from accuracy import DEVELOPMENT, OWN, ROOT, VOICES, read_development, read_own, read_voices
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.config import Config
from assistant.judging.combinations import cues_of, is_read
from assistant.judging.evidence import look
from assistant.judging.rejection import rules_say
from assistant.message import Message, Text
from assistant.playbook import Playbook, load_playbook

RULES = ROOT / "assistant" / "judging" / "rules"
LINES = ROOT / "tests" / "judging"
DECISIVE = frozenset(
    {"decided", "other-person", "named", "named-takes", "took", "offer-made", "no", "refused"}
    | {"stop", "not-you", "not-on", "no-job", "gone", "cancelled", "gap", "status", "instead"}
    | {"regret", "bad-news", "blunt", "we-need", "go-on"}
)
"""In a sentence, only what stands beside one of these is worth weighing."""
LEAST_SEEN = 6
"""Mails that must hold a combination before it is tried."""
SPARSE, SMOOTH = 0.15, 0.3
"""Inverse strengths of the L1 that chooses and of the L2 that weighs, from cross-validation."""
RULES_SCALE = 4.0
PARTS = 6
SEED = 20261123
SOURCE_WEIGHTS = {"voices": 2.0, "own": 3.0, "lines": 4.0, "development": 3.0}
NEGATIVE = 1.5
"""How much more a false alarm costs than a miss: a draft that is wrong costs trust."""
CAUTION = 0.5
"""Log-odds asked for beyond even where no single rule sees a decision; given where one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One mail as the fit sees it."""

    source: str
    group: str
    rejection: bool
    rules: float
    holds: frozenset[str]
    read: bool

    @property
    def weight(self) -> float:
        """What it counts in the fit."""
        kind = self.source.partition("/")[0]
        return SOURCE_WEIGHTS[kind] * (1.0 if self.rejection else NEGATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What the fit found."""

    trust: float
    start: float
    weights: dict[str, float]

    def log_odds(self, sample: Sample) -> float:
        """Give what rules and combinations add up to."""
        if not sample.read:
            return sample.rules
        held = sum(weight for name, weight in self.weights.items() if name in sample.holds)
        caution = CAUTION if sample.rules <= 0 else -CAUTION
        return self.start + self.trust * sample.rules + held - caution


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit one language; print the figures; write the file unless only figures are wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="en")
    parser.add_argument("--name", default="english", help="stem of the file that is written")
    parser.add_argument("--dev", type=Path, default=DEVELOPMENT)
    parser.add_argument("--held-out", action="store_true", help="print figures on unseen mails too")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    samples = list(_samples(options.language, options.dev, load_playbook(Config())))
    if options.held_out:
        print_held_out(samples)
    fitted = fit(samples)
    print(f"== fitted: {len(fitted.weights)} combinations")
    print_figures(samples, [fitted.log_odds(sample) for sample in samples])
    if not options.dry_run:
        path = RULES / f"{options.name}_fit.toml"
        path.write_text(as_toml(fitted, options.language), encoding="utf-8")
    return 0


def fit(samples: Sequence[Sample]) -> Fitted:
    """Choose combinations and weigh them."""
    read = [sample for sample in samples if sample.read]
    seen = Counter(name for sample in read for name in sample.holds)
    names = sorted(name for name in seen if seen[name] >= LEAST_SEEN)
    chosen = LogisticRegression(C=SPARSE, l1_ratio=1, solver="liblinear", random_state=SEED)
    coefficients = _weighed(chosen, read, names)
    names = [name for name, weight in zip(names, coefficients, strict=False) if abs(weight) > 1e-6]
    smooth = LogisticRegression(C=SMOOTH, max_iter=3000, random_state=SEED)
    coefficients = _weighed(smooth, read, names)
    return Fitted(
        trust=round(float(coefficients[-1]) / RULES_SCALE, 2),
        start=round(float(smooth.intercept_[0]), 2),
        weights={
            name: round(float(weight), 2)
            for name, weight in zip(names, coefficients, strict=False)
            if abs(weight) >= 0.05
        },
    )


def _weighed(
    model: LogisticRegression, samples: Sequence[Sample], names: Sequence[str]
) -> np.ndarray:
    place = {name: column for column, name in enumerate(names)}
    cells = [
        (row, place[name], 1.0)
        for row, sample in enumerate(samples)
        for name in sample.holds
        if name in place
    ]
    cells += [(row, len(names), s.rules / RULES_SCALE) for row, s in enumerate(samples)]
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)), shape=(len(samples), len(names) + 1))
    weights = [sample.weight for sample in samples]
    model.fit(table, [s.rejection for s in samples], sample_weight=weights)
    return model.coef_[0]


def print_held_out(samples: Sequence[Sample]) -> None:
    """Print what comes out on mails that the fit has not seen."""
    print("== single rules alone")
    print_figures(samples, [sample.rules for sample in samples])
    for source in sorted({s.source for s in samples if s.source.startswith("voices")}):
        fitted = fit([sample for sample in samples if sample.source != source])
        unseen = [sample for sample in samples if sample.source == source]
        print(f"== {source} unseen, fitted on all others")
        print_figures(unseen, [fitted.log_odds(sample) for sample in unseen])
    print(f"== cross-validated in {PARTS} parts")
    print_figures(samples, _cross_validated(samples))


def _cross_validated(samples: Sequence[Sample]) -> list[float]:
    groups = [sample.group for sample in samples]
    log_odds = [0.0] * len(samples)
    parts = GroupKFold(PARTS, shuffle=True, random_state=SEED)
    for seen, unseen in parts.split(groups, groups=groups):
        fitted = fit([samples[index] for index in seen])
        for index in unseen:
            log_odds[index] = fitted.log_odds(samples[index])
    return log_odds


def print_figures(samples: Sequence[Sample], log_odds: Sequence[float]) -> None:
    """Print precision, recall and F1 for each source."""
    for source in sorted({sample.source for sample in samples}):
        pairs = [
            (sample.rejection, value > 0)
            for sample, value in zip(samples, log_odds, strict=True)
            if sample.source == source
        ]
        found = sum(true and called for true, called in pairs)
        precision = found / max(1, sum(called for _, called in pairs))
        recall = found / max(1, sum(true for true, _ in pairs))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {source:18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {len(pairs)}")


def _samples(language: str, development: Path, playbook: Playbook) -> Iterable[Sample]:
    for source, group, rejection, message in _mails(development):
        evidence = look(message, playbook.rules)
        if evidence.language == language:
            cues = cues_of(evidence)
            yield Sample(
                source=source,
                group=f"{source} {group}",
                rejection=rejection,
                rules=rules_say(evidence),
                holds=_holds(cues.body, cues.subject, cues.sentences),
                read=is_read(evidence),
            )


def _holds(
    body: Iterable[str], subject: Iterable[str], sentences: Iterable[frozenset[str]]
) -> frozenset[str]:
    held = {f"body: {name}" for name in body} | {f"subject: {name}" for name in subject}
    for names in sentences:
        held |= {
            f"sentence: {one} + {other}"
            for one, other in combinations(sorted(names), 2)
            if one in DECISIVE or other in DECISIVE
        }
    return frozenset(held)


def _mails(development: Path) -> Iterable[tuple[str, str, bool, Message]]:
    for name, row, message in read_voices(VOICES):
        yield f"voices/{name}", row["from"].partition("@")[2], row["rejection"], message
    for name, expected, message in read_own(OWN):
        yield "own", name, expected["rejection"], message
    for row, message in read_development(development):
        yield "development", row["family"], row["kind"] == "rejection", message
    for name, says_no in (("says_no.txt", True), ("only_looks_like_no.txt", False)):
        for line in (LINES / name).read_text(encoding="utf-8").splitlines():
            yield "lines", line, says_no, Message(text=Text(own=line))


def as_toml(fitted: Fitted, language: str) -> str:
    """Write the combinations as rules, the heaviest first."""
    text = [
        "# Written by tools/fit_weights.py: what cues weigh where they stand together. Each can be",
        "# weighed anew, or silenced with 0, by its id in the config.",
        "",
        f"languages = {json.dumps([language])}",
        "",
        "[fit]",
        f"trust = {fitted.trust}",
        f"start = {fitted.start}",
        f"caution = {CAUTION}",
    ]
    for name, weight in sorted(fitted.weights.items(), key=lambda item: (-abs(item[1]), item[0])):
        place, _, cues = name.partition(": ")
        text += [
            "",
            "[[rule]]",
            f'id = "{language} {name}"',
            'judgement = "combination"',
            f'look_in = "{place}"',
            f'pattern = "{cues}"',
            f"weight = {weight}",
        ]
    return "\n".join(text) + "\n"


if __name__ == "__main__":
    sys.exit(main())
