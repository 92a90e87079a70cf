"""Learns what words and phrases weigh, and writes it into the rules, the same every time.

It learns from the project's own mails and voices and from an optional development corpus, by one
logistic regression for each answer of a judgement: what the rules say of it is one feature, and
every phrase is another. ``--held-out`` prints the figures on mail that the fit has not seen
instead: each file of voices and the own mails by a fit on all others, and the development corpus
in five parts by family.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from accuracy import DEVELOPMENT, OWN, ROOT, VOICES, read_development, read_own, read_voices
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.config import Config
from assistant.judging.evidence import Evidence, look
from assistant.judging.facts import extract_facts
from assistant.judging.judgement import Reason, Stage
from assistant.judging.learned import FEATURES, Learned, Phrase, Spoken, scaled, votes
from assistant.judging.rejection import is_personal, reason_by_rules, rules_say, with_words
from assistant.judging.sender import ROLES
from assistant.judging.sender import rules_say as rules_say_of_sender
from assistant.judging.stage import stage_by_rules
from assistant.message import Message, Text
from assistant.playbook import Playbook, load_playbook

PATH = ROOT / "assistant" / "judging" / "rules" / "learned.toml"
LINES = ROOT / "tests" / "judging"
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "rejection": ("yes",),
    "sender": tuple(ROLES),
    "stage": tuple(Stage),
    "reason": tuple(Reason),
}
KEPT = {"rejection": 9_000, "sender": 2_500, "stage": 1_500, "reason": 1_500}
"""Phrases that are kept: with fewer it got worse on unseen mail, with more not better."""
RULES_SCALE = {"rejection": 6.0, "sender": 6.0, "stage": 1.0, "reason": 1.0}
"""Brings the rules' evidence to the size of the other features."""
STRENGTH = {"rejection": 20.0, "sender": 10.0, "stage": 10.0, "reason": 10.0}
"""Inverse strength of the L2, from held-out figures."""
LEAST_SEEN = 2
WEIGHT = {"lines": 3.0, "development": 3.0, "own mails": 3.0}
"""What a mail counts; the voices, harder than most mail is, count 1."""
ONE_HAND = {"da-a": "nordic", "sv-a": "nordic", "nb-a": "nordic"} | {
    "it-a": "it, pt",
    "pt-a": "it, pt",
}
"""Voices that one hand wrote, in part of the same situations."""
SEED = 20261123
PEOPLE = frozenset({"kim", "doe"})
"""The applicant of all mails of our own."""
SHORTEST = 4
"""Letters a word must have to weigh alone for a rejection: shorter ones are grammar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One mail as the fit of one judgement sees it."""

    source: str
    group: str
    answer: str
    rules: tuple[float, ...]
    phrases: frozenset[Phrase]
    weight: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit all judgements and write them, or print the figures on unseen mail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path, default=DEVELOPMENT)
    parser.add_argument("--held-out", action="store_true", help="write nothing, print figures")
    parser.add_argument("--only", choices=tuple(ANSWERS), action="append")
    options = parser.parse_args(arguments)
    playbook = load_playbook(Config())
    samples = _samples(options.dev, playbook)
    wanted = options.only or tuple(ANSWERS)
    if options.held_out:
        for judgement in wanted:
            print_held_out(judgement, samples[judgement])
        return 0
    learned = dict(playbook.rules.learned)
    learned |= {judgement: fit(judgement, samples[judgement]) for judgement in wanted}
    text = "\n".join(as_toml(learned[judgement]) for judgement in ANSWERS)
    PATH.write_text(f"# Written by tools/fit.py: what words weigh, in log-odds.\n\n{text}", "utf-8")
    for judgement in wanted:
        print(f"{judgement}: {len(learned[judgement].weights)} phrases")
    return 0


def fit(judgement: str, samples: Sequence[Sample]) -> Learned:
    """Weigh all phrases, keep those that weigh most, and weigh these again."""
    seen = Counter(phrase for sample in samples for phrase in sample.phrases)
    names = sorted(n for n in seen if seen[n] >= LEAST_SEEN and _tells(n, judgement))
    first = [_weighed(judgement, place, samples, names) for place in _places(judgement)]
    most = np.max([np.abs(model.coef_[0][:-1]) for model in first], axis=0)
    names = sorted(names[column] for column in np.argsort(-most, kind="stable")[: KEPT[judgement]])
    models = [_weighed(judgement, place, samples, names) for place in _places(judgement)]
    columns = np.round(np.array([model.coef_[0] for model in models]), 2)
    rows = (
        " ".join((*(f"{weight:g}" for weight in columns[:, place]), *name))
        for place, name in enumerate(names)
    )
    scale = RULES_SCALE[judgement]
    return Learned(
        judgement=judgement,
        answers=ANSWERS[judgement],
        start=tuple(round(float(model.intercept_[0]), 3) for model in models),
        trust=tuple(round(float(model.coef_[0][-1]) / scale, 3) for model in models),
        table="\n".join(rows),
    )


def _places(judgement: str) -> range:
    return range(len(ANSWERS[judgement]))


def _tells(phrase: Phrase, judgement: str) -> bool:
    """Leave out what holds for these mails only: names, numbers, and words of grammar alone."""
    if any(word.rpartition(":")[2] in PEOPLE or has_digit(word) for word in phrase):
        return False
    return judgement != "rejection" or len(phrase) > 1 or len(phrase[0]) >= SHORTEST


def has_digit(word: str) -> bool:
    """Tell whether a word holds a digit."""
    return any(letter.isdigit() for letter in word)


def _weighed(
    judgement: str, answer: int, samples: Sequence[Sample], names: Sequence[Phrase]
) -> LogisticRegression:
    place = {name: column for column, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, sample in enumerate(samples):
        held = [place[phrase] for phrase in sample.phrases if phrase in place]
        rows += [row] * (len(held) + 1)
        columns += [*held, len(names)]
        values += [1 / scaled(len(held))] * len(held)
        values.append(sample.rules[answer] / RULES_SCALE[judgement])
    table = csr_matrix((values, (rows, columns)), shape=(len(samples), len(names) + 1))
    model = LogisticRegression(C=STRENGTH[judgement], max_iter=3000, random_state=SEED)
    truths = [sample.answer == ANSWERS[judgement][answer] for sample in samples]
    return model.fit(table, truths, sample_weight=[sample.weight for sample in samples])


def answered(learned: Learned, sample: Sample) -> str:
    """Give the answer for one mail; "" where a rejection is none."""
    phrases = frozenset(sample.phrases & learned.weights.keys())
    spoken = Spoken(learned=learned, phrases=phrases)
    if learned.judgement == "rejection":
        return "yes" if with_words(spoken, *sample.rules) >= 0 else ""
    return spoken.likeliest(sample.rules)


def print_held_out(judgement: str, samples: Sequence[Sample]) -> None:
    """Print the figures of each source by a fit that has not seen it."""
    everything: list[tuple[str, str]] = []
    for source, told in _held_out(judgement, samples):
        everything += told
        print_figures(f"{judgement}, {source}", told)
    print_figures(f"{judgement}, all unseen", everything)


def _held_out(
    judgement: str, samples: Sequence[Sample]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for source in sorted({sample.source for sample in samples} - {"development", "lines"}):
        unseen = [sample for sample in samples if sample.source == source]
        yield source, _told(judgement, [s for s in samples if s.source != source], unseen)
    rows = [sample for sample in samples if sample.source == "development"]
    if rows:
        rest = [sample for sample in samples if sample.source != "development"]
        told: list[tuple[str, str]] = []
        for known, unseen in GroupKFold(5).split(rows, groups=[row.group for row in rows]):
            fitted_on = [*rest, *(rows[place] for place in known)]
            told += _told(judgement, fitted_on, [rows[place] for place in unseen])
        yield "development by family", told


def _told(
    judgement: str, known: Sequence[Sample], unseen: Iterable[Sample]
) -> list[tuple[str, str]]:
    learned = fit(judgement, known)
    return [(sample.answer, answered(learned, sample)) for sample in unseen]


def print_figures(title: str, told: Sequence[tuple[str, str]]) -> None:
    """Print the share that is right, and precision, recall and F1 of one answer or their mean F1.

    ``told`` holds pairs: the truth and the answer given.
    """
    right = sum(truth == given for truth, given in told) / max(len(told), 1)
    answers = sorted({truth for truth, _ in told} - {""})
    each = [_precision_and_recall(answer, told) for answer in answers]
    f1 = sum(2 * p * r / max(p + r, 1e-9) for p, r in each) / max(len(each), 1)
    detail = "precision {:.3f}  recall {:.3f}  ".format(*each[0]) if len(each) == 1 else ""
    print(f"{title:34} right {right:.3f}  {detail}F1 {f1:.3f}  n {len(told)}", flush=True)


def _precision_and_recall(answer: str, told: Sequence[tuple[str, str]]) -> tuple[float, float]:
    found = sum(truth == given == answer for truth, given in told)
    precision = found / max(sum(given == answer for _, given in told), 1)
    return precision, found / max(sum(truth == answer for truth, _ in told), 1)


def _samples(dev: Path, playbook: Playbook) -> dict[str, list[Sample]]:
    found: dict[str, list[Sample]] = {judgement: [] for judgement in ANSWERS}
    for source, group, expected, message in _mails(dev):
        for sample in _samples_of(source, group, expected, look(message, playbook.rules)):
            judgement, one = sample
            found[judgement].append(one)
    return found


def _mails(dev: Path) -> Iterator[tuple[str, str, Mapping[str, Any], Message]]:
    for name, expected, message in read_own(OWN):
        yield "own mails", name, expected, message
    for number, (name, row, message) in enumerate(read_voices(VOICES)):
        hand = "everyday" if name.endswith("everyday") else ONE_HAND.get(name, name)
        yield f"voices {hand}", f"{name} {number}", row, message
    for line, rejection in _lines():
        yield "lines", line, {"rejection": rejection}, Message(text=Text(own=line))
    for row, message in read_development(dev):
        yield "development", row["family"], {"rejection": row["kind"] == "rejection"}, message


def _lines() -> Iterator[tuple[str, bool]]:
    for path in sorted(LINES.glob("*says_no.txt")):
        yield from ((line, True) for line in path.read_text(encoding="utf-8").splitlines())
    for path in sorted(LINES.glob("*only_looks_like_no.txt")):
        yield from ((line, False) for line in path.read_text(encoding="utf-8").splitlines())


def _samples_of(
    source: str, group: str, expected: Mapping[str, Any], evidence: Evidence
) -> Iterator[tuple[str, Sample]]:
    def sample(judgement: str, answer: str, rules: Sequence[float]) -> tuple[str, Sample]:
        phrases = frozenset(FEATURES[judgement](evidence.texts))
        one = Sample(
            source=source,
            group=group,
            answer=answer,
            rules=tuple(rules),
            phrases=phrases,
            weight=WEIGHT.get(source, 1.0),
        )
        return judgement, one

    if is_personal(evidence):
        answer = "yes" if expected["rejection"] else ""
        yield sample("rejection", answer, [rules_say(evidence)])
    if expected.get("sender") in ANSWERS["sender"]:
        contact = extract_facts(evidence).contact_name
        evidence_of_rules = rules_say_of_sender(evidence, contact_name=contact)
        yield sample("sender", expected["sender"], evidence_of_rules)
    if not expected["rejection"]:
        return
    if expected.get("stage") in ANSWERS["stage"]:
        stage = stage_by_rules(evidence)
        yield sample("stage", expected["stage"], votes(stage, ANSWERS["stage"]))
    if expected.get("reason") in ANSWERS["reason"]:
        reason = reason_by_rules(evidence)
        yield sample("reason", expected["reason"], votes(reason, ANSWERS["reason"]))


def as_toml(learned: Learned) -> str:
    """Write the fit of one judgement as a table of a rule file."""
    lines = [
        f"[learned.{learned.judgement}]",
        f"answers = {json.dumps(learned.answers)}",
        f"start = {list(learned.start)}",
        f"trust = {list(learned.trust)}",
        'weights = """',
        learned.table,
        '"""',
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
