"""Bulk mail that names nothing of a job is passed over; nothing that says no ever is."""

from __future__ import annotations

import base64
import quopri
import tomllib
from pathlib import Path

import pytest

from assistant.config import RuleSettings
from assistant.judging import RuleBook, compile_rules, may_say_no

CORPUS = Path(__file__).parent.parent / "corpus"
MARK = b"List-Unsubscribe: <https://n.example/u>\n"
NO = "Unfortunately your application was not successful."
NEWS = "Bring your dahlias in before the weekend."


def rejections() -> list[Path]:
    return [
        expectations.parent / name
        for expectations in sorted(CORPUS.rglob("expectations.toml"))
        for name, expected in tomllib.loads(expectations.read_text("utf-8")).items()
        if expected.get("rejection")
    ]


@pytest.mark.parametrize("path", rejections(), ids=lambda path: path.stem)
def test_no_rejection_is_passed_over_even_if_it_came_in_bulk(path: Path, rules: RuleBook) -> None:
    raw = path.read_bytes()
    assert may_say_no(raw, rules)


def bulk(text: str, encoding: str = "8bit", subject: str = "News") -> bytes:
    body = text.encode()
    if encoding == "base64":
        body = base64.encodebytes(body)
    if encoding == "quoted-printable":
        body = quopri.encodestring(body)
    head = f"Subject: {subject}\nContent-Type: text/html\nContent-Transfer-Encoding: {encoding}\n"
    return MARK + head.encode() + b"\n" + body


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_bulk_mail_is_read_when_it_names_something_of_a_job(encoding: str, rules: RuleBook) -> None:
    assert may_say_no(bulk(NO, encoding), rules)
    assert may_say_no(bulk(NO, encoding).replace(b"\n", b"\r\n"), rules)
    assert not may_say_no(bulk(NEWS, encoding), rules)


def test_soft_hyphens_and_encoded_subjects_hide_nothing(rules: RuleBook) -> None:
    assert may_say_no(bulk("Leider keine Be&shy;wer&shy;bung"), rules)
    encoded = base64.b64encode(b"Your application").decode()
    assert may_say_no(bulk("not this time", subject=f"=?utf-8?B?{encoded}?="), rules)


def test_another_alphabet_is_always_read(rules: RuleBook) -> None:
    raw = MARK + b"Content-Type: text/plain; charset=utf-16\n\n" + NEWS.encode("utf-16")
    assert may_say_no(raw, rules)


def test_mail_without_marks_is_always_read(rules: RuleBook) -> None:
    assert may_say_no(bulk(NEWS).removeprefix(MARK), rules)


def test_who_has_rules_of_their_own_has_all_mail_read() -> None:
    own = RuleSettings(id="dahlias", judgement="rejection", pattern="dahlias", weight=9)
    assert may_say_no(bulk(NEWS), compile_rules({}, [own]))
