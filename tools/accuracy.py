"""Prints how often the judgement is right: on the project's own mails, and on a development corpus.

The project's own mails are ``tests/corpus/<language>/*.eml`` with what is expected of them in the
``expectations.toml`` beside them. An optional development corpus is JSON Lines, one mail a line
(subject, body, from_name, from_addr, kind, language, family, looks_like_rejection, company,
job_title); families of equal wording count once. Voices are ``tests/voices/*.jsonl``: mails in many
hands (rejection, reason, sender, stage, from, subject, body), deliberately hard.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from assistant.config import Config
from assistant.judging import judge
from assistant.judging.judgement import Judgement, Role
from assistant.message import Message
from assistant.playbook import Playbook, load_playbook
from assistant.reading import read_message

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "corpus"
VOICES = ROOT / "tests" / "voices"
DEVELOPMENT = ROOT.parent / "shared" / "corpus" / "dev.jsonl"
PACK_LANGUAGES = frozenset({"en", "de", "fr", "es", "nl", "it", "pt", "da", "sv", "no", "nb"})
FACTS = ("company", "job_title", "contact_name", "candidate_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mail, what came out, and what was expected (only what is to be scored)."""

    name: str
    judgement: Judgement
    expected: Mapping[str, Any]
    family: str = ""
    language: str = ""
    look_alike: bool = False

    @property
    def is_rejection(self) -> bool:
        """Whether the mail is one."""
        return bool(self.expected["rejection"])

    @property
    def called_rejection(self) -> bool:
        """Whether the judgement says so."""
        return self.judgement.rejection.is_rejection


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables; 2 when there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--own", type=Path, default=OWN, help="folder of .eml files, with those below"
    )
    parser.add_argument(
        "--dev", type=Path, default=DEVELOPMENT, help="an optional development corpus"
    )
    parser.add_argument("--misses", action="store_true", help="name every case that is wrong")
    options = parser.parse_args(arguments)
    playbook = load_playbook(Config())
    measured = False
    for title, cases in (
        ("own mails", own_cases(options.own, playbook)),
        *voices_cases(VOICES, playbook),
        ("development corpus", development_cases(options.dev, playbook)),
    ):
        if cases:
            measured = True
            print(f"== {title}: {len(cases)}")
            print_figures(cases)
            if options.misses:
                print_misses(cases)
    return 0 if measured else 2


def own_cases(folder: Path, playbook: Playbook) -> list[Case]:
    """Judge the project's own mails."""
    return [
        Case(
            name=name,
            judgement=_judged(message, playbook),
            expected=expected,
            language=str(expected.get("language", "")),
        )
        for name, expected, message in read_own(folder)
    ]


def read_own(folder: Path) -> Iterator[tuple[str, Mapping[str, Any], Message]]:
    """Read the project's own mails: name, what is expected, the mail."""
    for expectations in sorted(folder.rglob("expectations.toml")):
        for name, expected in tomllib.loads(expectations.read_text(encoding="utf-8")).items():
            if "rejection" in expected:
                message = read_message((expectations.parent / name).read_bytes())
                yield f"{expectations.parent.name}/{name}", expected, message


def voices_cases(folder: Path, playbook: Playbook) -> list[tuple[str, list[Case]]]:
    """Judge the voices, file by file."""
    files: dict[str, list[Case]] = {}
    for name, row, message in read_voices(folder):
        expected = {
            key: row[key] for key in ("rejection", "reason", "sender", "stage") if key in row
        }
        cases = files.setdefault(name, [])
        cases.append(
            Case(
                name=f"{name} {len(cases) + 1}",
                judgement=_judged(message, playbook),
                expected=expected,
            )
        )
    return [(f"voices {name}", cases) for name, cases in files.items()]


def read_voices(folder: Path) -> Iterator[tuple[str, Mapping[str, Any], Message]]:
    """Read voices: the file's stem, the row, the mail."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in _rows(path):
            name, address = parseaddr(row["from"])
            mail = as_mail(dict(row) | {"from_name": name, "from_addr": address})
            yield path.stem, row, read_message(mail)


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def development_cases(path: Path, playbook: Playbook) -> list[Case]:
    """Judge the rows of the development corpus."""
    return [_development_case(row, message, playbook) for row, message in read_development(path)]


def read_development(path: Path) -> Iterator[tuple[Mapping[str, Any], Message]]:
    """Read the development corpus, if there is one: the row, the mail."""
    if path.exists():
        yield from ((row, read_message(as_mail(row))) for row in _rows(path))


def _development_case(row: Mapping[str, Any], message: Message, playbook: Playbook) -> Case:
    is_rejection = row["kind"] == "rejection"
    expected: dict[str, Any] = {"rejection": is_rejection}
    if is_rejection:
        expected |= {fact: row[fact] for fact in FACTS if row.get(fact)}
    return Case(
        name=row["id"],
        judgement=_judged(message, playbook),
        expected=expected,
        family=row["family"],
        language=row["language"],
        look_alike=bool(row["looks_like_rejection"]),
    )


def as_mail(row: Mapping[str, Any]) -> bytes:
    """Make an RFC 5322 message of a row."""
    mail = EmailMessage(policy=SMTPUTF8)
    for field, text in (
        ("Subject", row["subject"]),
        ("From", _address(row["from_name"], row["from_addr"])),
    ):
        if text:
            mail[field] = " ".join(text.split())
    mail.set_content(row["body"] or "")
    return mail.as_bytes()


def _address(name: str | None, address: str | None) -> str:
    quoted = (name or "").replace("\\", "").replace('"', "")
    if not address:
        return f'"{quoted}" <>' if quoted else ""
    return f'"{quoted}" <{address}>' if quoted else f"<{address}>"


def _judged(message: Message, playbook: Playbook) -> Judgement:
    return judge(message, playbook.rules, threshold=playbook.threshold, me=playbook.own_addresses)


def print_figures(cases: Sequence[Case]) -> None:
    """Print every figure that the cases allow."""
    _print_rejection("rejection", cases)
    for language in sorted({case.language for case in cases} - {""}):
        _print_rejection(f"  {language}", [case for case in cases if case.language == language])
    if any(case.family for case in cases):
        _print_families(cases)
    if any("sender" in case.expected for case in cases):
        print(f"sender role macro-F1        {sender_macro_f1(cases):.3f}")
        _print_share("stage right", "stage", cases)
        _print_share("reason right", "reason", cases)
        _print_share("can_reply right", "can_reply", cases)
        _print_share("language right", "language", cases)
    for fact in FACTS:
        _print_fact(fact, cases)


def _print_rejection(title: str, cases: Sequence[Case]) -> None:
    found = sum(case.is_rejection and case.called_rejection for case in cases)
    precision = _ratio(found, sum(case.called_rejection for case in cases))
    recall = _ratio(found, sum(case.is_rejection for case in cases))
    f1 = _ratio(2 * precision * recall, precision + recall)
    print(f"{title:27} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  n {len(cases)}")


def _print_families(cases: Sequence[Case]) -> None:
    print(f"recall averaged per family  {family_recall(cases):.3f}")
    alike = [case for case in cases if case.look_alike]
    false = sum(case.called_rejection and not case.is_rejection for case in alike)
    print(f"false alarms, look-alikes   {false} of {len(alike)}")


def family_recall(cases: Iterable[Case]) -> float:
    """Give the share of rejections found in pack languages; each family weighs the same."""
    families: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        if case.is_rejection and case.language in PACK_LANGUAGES:
            families[case.family].append(case.called_rejection)
    return _ratio(sum(sum(found) / len(found) for found in families.values()), len(families))


def sender_macro_f1(cases: Iterable[Case]) -> float:
    """Give the mean F1 over the roles that are expected somewhere."""
    pairs = [
        (str(c.expected["sender"]), c.judgement.sender.role)
        for c in cases
        if "sender" in c.expected
    ]
    roles = [role for role in Role if any(expected == role for expected, _ in pairs)]
    return _ratio(sum(_f1(role, pairs) for role in roles), len(roles))


def _f1(role: Role, pairs: Sequence[tuple[str, Role]]) -> float:
    right = sum(expected == given == role for expected, given in pairs)
    return _ratio(2 * right, sum((e == role) + (g == role) for e, g in pairs))


def _print_share(title: str, key: str, cases: Iterable[Case]) -> None:
    scored = [case for case in cases if key in case.expected]
    right = sum(given(case, key) == case.expected[key] for case in scored)
    if scored:
        print(f"{title:27} {right / len(scored):.3f}  n {len(scored)}")


def _print_fact(fact: str, cases: Iterable[Case]) -> None:
    scored = [case for case in cases if fact in case.expected]
    if not scored:
        return
    right = sum(same(given(case, fact), case.expected[fact]) for case in scored)
    none = sum(given(case, fact) is None and bool(case.expected[fact]) for case in scored)
    wrong = len(scored) - right - none
    shares = f"right {right / len(scored):.3f}  wrong {wrong / len(scored):.3f}"
    print(f"{fact:27} {shares}  null {none / len(scored):.3f}  n {len(scored)}")


def given(case: Case, key: str) -> Any:
    """Give what the judgement answers to one expectation."""
    judgement = case.judgement
    answers: dict[str, Any] = {
        "rejection": judgement.rejection.is_rejection,
        "reason": judgement.rejection.reason,
        "sender": judgement.sender.role,
        "stage": judgement.stage.value,
        "can_reply": judgement.sender.can_reply,
        "language": judgement.language,
    }
    return answers[key] if key in answers else getattr(judgement.facts, key)


def same(one: str | None, other: str | None) -> bool:
    """Compare facts as a reader would: case, punctuation, "the" and "Inc." do not count."""
    return _bare(one) == _bare(other)


def _bare(text: str | None) -> str:
    plain = " ".join(re.sub(r"[^\w&+#]+", " ", (text or "").casefold()).split())
    return re.sub(r"^the | (?:inc|llc|ltd|limited|corp|corporation|co|gmbh|ag|plc)$", "", plain)


def print_misses(cases: Iterable[Case]) -> None:
    """Name every case with each expectation that it fails."""
    for case in cases:
        for key, expected in case.expected.items():
            answer = given(case, key)
            right = same(answer, expected) if key in FACTS else answer == expected
            if not right:
                print(f"  {case.name}: {key} is {answer!s}, expected {expected!s}")


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


if __name__ == "__main__":
    sys.exit(main())
