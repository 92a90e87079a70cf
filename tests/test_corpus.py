"""The test mails are sound: each has an expectation, says what is expected, and is invented."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header
from email.message import Message as ParsedMail
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.judging.judgement import Reason, Role, Stage

CORPUS = Path(__file__).parent / "corpus"
EXPECTATIONS: dict[str, dict[str, Any]] = {
    f"{file.parent.name}/{name}": expected
    for file in sorted(CORPUS.glob("*/expectations.toml"))
    for name, expected in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
"""What is expected of each mail, by folder and file name."""
MAILS = {f"{path.parent.name}/{path.name}": path for path in sorted(CORPUS.rglob("*.eml"))}
LEAST = {"en": 60, "de": 40, "fr": 40, "es": 40, "nl": 15, "it": 15, "pt": 15, "nordic": 18}
"""How many mails a folder must have, at least."""

FACTS = ("company", "job_title", "contact_name", "candidate_name")
ENUMERATIONS = {
    "reason": {str(reason) for reason in Reason},
    "sender": {str(role) for role in Role},
    "stage": {str(stage) for stage in Stage},
    "language": {"en", "de", "fr", "es", "nl", "it", "pt", "da", "sv", "no"},
}
KEYS = {"rejection", "can_reply", *ENUMERATIONS, *FACTS}

# RFC 2606 names, and the hosts of the systems a rejection comes from, which belong to no person.
RESERVED = re.compile(r"(?:^|\.)(?:example|example\.(?:com|org|net))$")
SYSTEMS = re.compile(
    r"(?:^|\.)(?:greenhouse-mail\.io|lever\.co|ashbyhq\.com|myworkday\.com|smartrecruiters\.com"
    r"|teamtailor-mail\.com|personio\.de|icims\.com|jobvite\.com|oracle\.com|linkedin\.com"
    r"|indeed\.com|welcomekit\.co|workablemail\.com|bamboohr\.com|successfactors\.eu)$"
)
ID_HOSTS = re.compile(r"(?:^|\.)(?:prod\.outlook\.com|mail\.gmail\.com)$")
ADDRESS = re.compile(r"[\w.+=-]+@([\w-]+(?:\.[\w-]+)+)")
LINK = re.compile(r"(?:https?://|www\.)([\w-]+(?:\.[\w-]+)+)")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))


def texts(mail: ParsedMail) -> Iterator[str]:
    """Every decoded leaf of text type, whatever its disposition."""
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            yield decoded(payload, str(part.get_content_charset()))


def decoded(payload: bytes, label: str) -> str:
    """The text of a payload; mails with a wrong label are utf-8 or latin-1 in truth."""
    for charset in (label, "utf-8"):
        try:
            return payload.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return payload.decode("latin-1")


def headers(mail: ParsedMail) -> str:
    """All fields of the mail and of its parts, with their encoded words decoded."""
    return "\n".join(header_text(str(value)) for part in mail.walk() for value in part.values())


def header_text(value: str) -> str:
    return "".join(
        word if isinstance(word, str) else word.decode(charset or "ascii")
        for word, charset in decode_header(value)
    )


def visible(mail: ParsedMail) -> str:
    """Everything a reader could see, on one line and without tags, for looking up words."""
    everything = "\n".join([headers(mail), *texts(mail)])
    bare = re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|div|td|li|h\d)>|<br", r" \g<0>", everything))
    return " ".join(html.unescape(bare).translate(INVISIBLE).split())


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w.'-]+", text)) | set(re.findall(r"[\w-]+", text))


@cache
def load(path: Path) -> ParsedMail:
    return message_from_bytes(path.read_bytes())


def share(*, of: str) -> int:
    return sum(of in path.read_bytes().decode("latin-1").lower() for path in MAILS.values())


def test_every_mail_has_an_expectation_and_every_expectation_a_mail() -> None:
    assert set(MAILS) == set(EXPECTATIONS)


@pytest.mark.parametrize("folder", LEAST)
def test_rejections_and_look_alikes_are_both_many_and_about_as_many(folder: str) -> None:
    answers = [e["rejection"] for name, e in EXPECTATIONS.items() if name.startswith(f"{folder}/")]
    assert len(answers) >= LEAST[folder]
    assert 0.8 < sum(answers) / (len(answers) - sum(answers)) < 1.25


@pytest.mark.parametrize("name", EXPECTATIONS)
def test_expectation_uses_known_keys_and_values(name: str) -> None:
    expected = EXPECTATIONS[name]
    assert set(expected) <= KEYS
    assert isinstance(expected["rejection"], bool)
    assert isinstance(expected.get("can_reply", True), bool)
    for key, values in ENUMERATIONS.items():
        assert key not in expected or expected[key] in values, key
    for fact in FACTS:
        assert isinstance(expected.get(fact, ""), str)


def test_only_rejections_have_a_reason() -> None:
    others = [name for name, expected in EXPECTATIONS.items() if not expected["rejection"]]
    assert not [name for name in others if "reason" in EXPECTATIONS[name]]


@pytest.mark.parametrize("role", ["recruiter_agency", "recruiter_inhouse", "hiring_manager"])
def test_each_kind_of_human_rejects_often_enough_to_measure(role: str) -> None:
    writers = [e.get("sender") for e in EXPECTATIONS.values() if e["rejection"]]
    assert writers.count(role) >= 8


@pytest.mark.parametrize("name", MAILS)
def test_mail_is_a_whole_mail_with_one_kind_of_line_end(name: str) -> None:
    raw = MAILS[name].read_bytes()
    mail = message_from_bytes(raw)
    assert raw.endswith(b"\n")
    assert raw.count(b"\r") == raw.count(b"\r\n") in (0, raw.count(b"\n"))
    assert not [part.defects for part in mail.walk() if part.defects]
    assert mail["From"]
    assert mail["Subject"] is not None


@pytest.mark.parametrize("name", MAILS)
def test_mail_is_of_the_weeks_it_is_meant_for(name: str) -> None:
    date = parsedate_to_datetime(str(load(MAILS[name])["Date"]))
    assert datetime(2026, 10, 20, tzinfo=UTC) <= date < datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("name", MAILS)
def test_expected_facts_stand_in_the_mail(name: str) -> None:
    seen = visible(load(MAILS[name])).lower()
    for fact in ("company", "job_title"):
        assert EXPECTATIONS[name].get(fact, "").lower() in seen, fact
    for fact in ("contact_name", "candidate_name"):  # written "Roe, Sam" by some systems
        assert set(EXPECTATIONS[name].get(fact, "").lower().split()) <= words_of(seen), fact


@pytest.mark.parametrize("name", MAILS)
def test_no_mail_names_a_real_person_or_company_by_address_or_link(name: str) -> None:
    mail = load(MAILS[name])
    text = html.unescape("\n".join([headers(mail), *texts(mail)]))
    for host in {match.lower() for match in ADDRESS.findall(text) + LINK.findall(text)}:
        assert RESERVED.search(host) or SYSTEMS.search(host) or ID_HOSTS.search(host), host


def test_nobody_but_a_machine_writes_from_a_real_system() -> None:
    for path in MAILS.values():
        host = ADDRESS.findall(str(load(path)["From"]))[0]
        assert RESERVED.search(host) or SYSTEMS.search(host), path.name


def test_message_ids_are_unique() -> None:
    ids = [mail["Message-ID"] for mail in map(load, MAILS.values()) if mail["Message-ID"]]
    assert len(ids) == len(set(ids))
    assert len(ids) < len(MAILS), "one mail has to lack its Message-ID"


@pytest.mark.parametrize(
    ("mark", "least"),
    [
        ("content-type: text/html", 20),
        ("content-type: multipart/alternative", 20),
        ("content-type: multipart/mixed", 3),
        ("content-type: text/calendar", 3),
        ("content-type: message/rfc822", 1),
        ("content-transfer-encoding: base64", 10),
        ("content-transfer-encoding: quoted-printable", 20),
        ("charset=windows-1252", 5),
        ("charset=iso-8859-1", 5),
        ("charset=x-unknown-8bit", 1),
        ("=?utf-8?b?", 1),
        ("=?iso-8859-1?q?", 1),
        ("reply-to:", 8),
        ("auto-submitted:", 6),
        ("list-unsubscribe:", 6),
        ("list-id:", 2),
        ("dmarc=fail", 2),
        ("return-path: <>", 1),
        ("\r\n", 8),
    ],
)
def test_structures_of_real_mail_occur(mark: str, least: int) -> None:
    assert share(of=mark) >= least
