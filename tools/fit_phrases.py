"""Fits the weights of phrases and writes them into the rules, the same every time.

It learns from the project's own mails and voices and from an optional development corpus, after
``tools/fit_weights.py``: what rules and combinations add up to is one feature, and every run of one
to three words is another. ``--held-out`` prints the figures on mails that the fit has not seen:
each file of voices and the own mails by a fit on all others, and the development corpus in five
parts by family.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from accuracy import DEVELOPMENT, OWN, ROOT, VOICES, read_development, read_own, read_voices
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.config import Config
from assistant.judging.combinations import is_read
from assistant.judging.evidence import look
from assistant.judging.phrases import runs_of, words_of
from assistant.judging.rejection import BOUND, before_phrases, wording
from assistant.message import Message, Text
from assistant.playbook import Playbook, load_playbook

RULES = ROOT / "assistant" / "judging" / "rules"
KEPT = 2_500
"""Phrases that are kept: with fewer it got worse on unseen mail, with more not better."""
LEAST_SEEN = 2
STRENGTH = 10.0
"""Inverse strength of the L2, from held-out figures."""
RULES_SCALE = 6.0
CAUTION = 0.8
"""Log-odds asked for beyond even where rules and combinations see no decision."""
LINES = ROOT / "tests" / "judging"
LINE_WEIGHT = 3.0
"""What a line of the tests counts: there are few, and they are plain."""
SEED = 20261123
PEOPLE = frozenset({"kim", "doe"})
"""The applicant of all mails of our own."""
SHORTEST = 4
"""Letters a word must have to weigh alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One mail as the fit sees it."""

    source: str
    group: str
    rejection: bool
    rules: float
    runs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What the fit found."""

    trust: float
    start: float
    weights: dict[str, float]

    def says_no(self, sample: Sample) -> bool:
        """Tell what comes out for a mail."""
        held = [self.weights[run] for run in sample.runs if run in self.weights]
        spoken = sum(held) / sqrt(len(held)) if held else 0.0
        caution = CAUTION if sample.rules <= 0 else 0.0
        return self.start + self.trust * sample.rules + spoken > caution


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit one language; print the figures; write the file unless only figures are wanted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", default="en")
    parser.add_argument("--name", default="english", help="stem of the file that is written")
    parser.add_argument("--dev", type=Path, default=DEVELOPMENT)
    parser.add_argument("--held-out", action="store_true", help="print figures on unseen mails too")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    samples = _samples(options.language, options.dev, load_playbook(Config()))
    if options.held_out:
        print_held_out(samples)
    fitted = fit(samples)
    print(f"== fitted: {len(fitted.weights)} phrases")
    for source in sorted({sample.source for sample in samples}):
        print_figures(source, fitted, [sample for sample in samples if sample.source == source])
    if not options.dry_run:
        path = RULES / f"{options.name}_phrases.toml"
        path.write_text(as_toml(fitted, options.language), encoding="utf-8")
    return 0


def fit(samples: Sequence[Sample]) -> Fitted:
    """Weigh all phrases, keep those that weigh most, and weigh these again."""
    seen = Counter(run for sample in samples for run in sample.runs)
    names = sorted(name for name in seen if seen[name] >= LEAST_SEEN and _tells(name))
    first = _weighed(samples, names)
    order = np.argsort(-np.abs(first.coef_[0][:-1]), kind="stable")
    names = sorted(names[column] for column in order[:KEPT])
    model = _weighed(samples, names)
    return Fitted(
        trust=round(float(model.coef_[0][-1]) / RULES_SCALE, 3),
        start=round(float(model.intercept_[0]), 3),
        weights={
            name: round(float(weight), 2)
            for name, weight in zip(names, model.coef_[0], strict=False)
        },
    )


def _tells(run: str) -> bool:
    """Leave out what holds for these mails only: names, numbers, and words of grammar alone."""
    words = run.split(" ")
    if any(word in PEOPLE or not word.isascii() or has_digit(word) for word in words):
        return False
    return len(words) > 1 or len(run) >= SHORTEST


def has_digit(word: str) -> bool:
    """Tell whether a word holds a digit."""
    return any(letter.isdigit() for letter in word)


def _weighed(samples: Sequence[Sample], names: Sequence[str]) -> LogisticRegression:
    place = {name: column for column, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        held = [place[run] for run in sample.runs if run in place]
        rows += [row] * (len(held) + 1)
        columns += [*held, len(names)]
        values += [1 / sqrt(max(len(held), 1))] * len(held) + [sample.rules / RULES_SCALE]
    table = csr_matrix((values, (rows, columns)), shape=(len(samples), len(names) + 1))
    model = LogisticRegression(C=STRENGTH, max_iter=3000, random_state=SEED)
    weights = [LINE_WEIGHT if sample.source == "lines" else 1.0 for sample in samples]
    return model.fit(table, [sample.rejection for sample in samples], sample_weight=weights)


def print_held_out(samples: Sequence[Sample]) -> None:
    """Print the figures of each source by a fit that has not seen it."""
    for source in sorted({sample.source for sample in samples} - {"development"}):
        unseen = [sample for sample in samples if sample.source == source]
        others = [sample for sample in samples if sample.source != source]
        print_figures(f"{source}, held out", fit(others), unseen)
    rows = [sample for sample in samples if sample.source == "development"]
    rest = [sample for sample in samples if sample.source != "development"]
    if not rows:
        return
    told: list[tuple[bool, bool]] = []
    for known, unseen in GroupKFold(5).split(rows, groups=[row.group for row in rows]):
        fitted = fit([*rest, *(rows[place] for place in known)])
        told += [(rows[place].rejection, fitted.says_no(rows[place])) for place in unseen]
    _print_pairs("development, by family", told)


def print_figures(title: str, fitted: Fitted, samples: Sequence[Sample]) -> None:
    """Print precision, recall and F1 on some mails."""
    _print_pairs(title, [(sample.rejection, fitted.says_no(sample)) for sample in samples])


def _print_pairs(title: str, pairs: Sequence[tuple[bool, bool]]) -> None:
    found = sum(truth and said for truth, said in pairs)
    precision = found / max(sum(said for _, said in pairs), 1)
    recall = found / max(sum(truth for truth, _ in pairs), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"{title:27} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  n {len(pairs)}")


def _samples(language: str, dev: Path, playbook: Playbook) -> list[Sample]:
    found = []
    for name, expected, message in read_own(OWN):
        if expected.get("language", language) == language:
            found.append(_sample("own", name, message, playbook, rejection=expected["rejection"]))
    for name, row, message in read_voices(VOICES):
        if name.startswith(language):
            found.append(
                _sample(f"voices {name}", name, message, playbook, rejection=row["rejection"])
            )
    if language == "en":
        for line, rejection in _lines():
            message = Message(text=Text(own=line))
            found.append(_sample("lines", line, message, playbook, rejection=rejection))
    for row, message in read_development(dev):
        if row["language"] == language:
            rejection = row["kind"] == "rejection"
            found.append(
                _sample("development", row["family"], message, playbook, rejection=rejection)
            )
    return [sample for sample in found if sample is not None]


def _lines() -> Iterator[tuple[str, bool]]:
    for name, rejection in (("says_no.txt", True), ("only_looks_like_no.txt", False)):
        for line in (LINES / name).read_text(encoding="utf-8").splitlines():
            yield line, rejection


def _sample(
    source: str, group: str, message: Message, playbook: Playbook, *, rejection: bool
) -> Sample | None:
    evidence = look(message, playbook.rules)
    if not is_read(evidence):
        return None
    rules = min(max(before_phrases(evidence), -BOUND), BOUND)
    runs = frozenset(runs_of(words_of(wording(evidence))))
    return Sample(source=source, group=group, rejection=rejection, rules=rules, runs=runs)


def as_toml(fitted: Fitted, language: str) -> str:
    """Write the fit as a rule file."""
    lines = [
        "# Written by tools/fit_phrases.py: how much phrases weigh for a rejection, in log-odds.",
        "",
        f"[phrases.{language}]",
        f"trust = {fitted.trust}",
        f"start = {fitted.start}",
        f"caution = {CAUTION}",
        'weights = """',
        *(f"{weight} {name}" for name, weight in sorted(fitted.weights.items()) if weight),
        '"""',
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
