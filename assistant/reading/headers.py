"""The header block, read field by field from the raw bytes; a damaged field costs only itself.

Own unfolding and own address lists: the standard library's parsers take quadratic time on hostile
fields, its modern policy raises while reading, and both lose what was really written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.message import Address, Authentication
from assistant.reading.addresses import read_addresses
from assistant.reading.authentication import read_authentication
from assistant.reading.dates import read_date
from assistant.reading.fields import Fields, read_fields
from assistant.reading.words import read_text

_MOST_IDS = 20
_LONGEST_ID = 998
_ONE_ID = re.compile(rf"<[^<>\s]{{1,{_LONGEST_ID - 1}}}>")
_SYSTEM_MARKS = (
    "x-greenhouse", "x-lever", "x-ashby", "x-workday", "x-smartrecruiters", "x-icims", "x-jobvite",
    "x-taleo", "x-bamboohr", "x-workable", "x-teamtailor", "x-personio", "x-successfactors",
    "x-linkedin", "x-sg-", "x-smtpapi", "x-mc-", "x-mandrill", "x-mailgun", "x-pm-", "x-ses-",
    "x-sfdc", "x-hs-", "x-campaign", "x-mailchimp", "x-rpcampaign", "x-csa-complaints", "x-zendesk",
    "x-msys-api", "x-sparkpost", "x-mj-", "x-report-abuse", "feedback-id", "list-unsubscribe-post",
    "x-auto-response-suppress", "x-autoreply", "x-autorespond",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """What the header block says; the fields mean what those of ``Message`` mean."""

    message_id: str = ""
    subject: str = ""
    date: datetime | None = None
    senders: tuple[Address, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[Address, ...] = ()
    return_path: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    authentication: Authentication | None = None
    list_id: str = ""
    list_unsubscribe: str = ""
    auto_submitted: str = ""
    precedence: str = ""
    mailer: str = ""
    fingerprint: str = ""
    defects: tuple[str, ...] = ()


def read_headers(raw: bytes) -> Headers:
    """Read the header block of a mail, or of a header block alone, without its body.

    Takes at most 64 KiB of header block and 8 KiB of each field; never raises.
    """
    return Headers(**nouns_of(read_fields(raw)))


def nouns_of(fields: Fields) -> dict[str, Any]:
    """Make sense of the fields of a header block: what ``Headers`` and ``Message`` are made of."""
    defects = list(fields.defects)
    read: dict[str, Any] = {}
    for name, values in fields.values.items():
        known = _READERS.get(name)
        if known is not None:
            noun, reader = known
            read[noun] = reader(values)
    message_ids = _ids(fields.all("message-id"))
    read["message_id"] = message_ids[0] if message_ids else ""
    read["date"] = _date(fields, defects)
    read["delivered_to"] = _delivered_to(fields)
    read["mailer"] = _mailer(fields)
    read["fingerprint"] = _fingerprint(fields, message_ids, read.get("senders", ()))
    read["defects"] = tuple(defects)
    return read


def _addresses(values: list[str]) -> tuple[Address, ...]:
    if len(values) == 1:
        return read_addresses(values[0])
    return tuple(dict.fromkeys(address for value in values for address in read_addresses(value)))


def _address(values: list[str]) -> Address | None:
    return next(iter(_addresses(values)), None)


def _delivered_to(fields: Fields) -> tuple[Address, ...]:
    names = ("delivered-to", "x-original-to", "envelope-to")
    values = [value for name in names if name in fields.values for value in fields.all(name)]
    return _addresses(values) if values else ()


def _return_path(values: list[str]) -> str:
    found = read_addresses(values[0])
    return found[0].email if found else ""


def _text(values: list[str]) -> str:
    return read_text(values[0])


def _keyword(values: list[str]) -> str:
    return read_text(values[0]).lower()


def _authentication(values: list[str]) -> Authentication | None:
    return read_authentication(values[0])


def _ids(values: list[str]) -> tuple[str, ...]:
    """Message ids with their angle brackets (RFC 5322 §3.6.4), the first and last twenty."""
    if len(values) == 1 and _ONE_ID.fullmatch(values[0]):
        return (values[0],)
    value = " ".join(values)
    ids = [_without_blanks(piece.partition(">")[0]) for piece in value.split("<")[1:]]
    if not ids:
        # QUIRK: RFC 5322 §3.6.4 wants angle brackets; some senders leave them out.
        ids = [word.strip(">;,") for word in value.split() if "@" in word]
    found = [f"<{known}>" for known in dict.fromkeys(ids) if known and len(known) < _LONGEST_ID]
    if len(found) > 2 * _MOST_IDS:
        found = found[:_MOST_IDS] + found[-_MOST_IDS:]
    return tuple(found)


def _without_blanks(text: str) -> str:
    # QUIRK: RFC 5322 §2.2.3: long ids are found folded in the middle.
    return "".join(text.split()) if " " in text or "\t" in text else text


def _date(fields: Fields, defects: list[str]) -> datetime | None:
    stated = fields.first("date")
    date = read_date(stated)
    if date is not None:
        return date
    received = read_date(fields.first("received").rpartition(";")[2])
    trouble = "unreadable Date" if stated else "no Date"
    defects.append(f"{trouble}, took that of Received" if received else trouble)
    return received


def _mailer(fields: Fields) -> str:
    programs = (read_text(fields.first("x-mailer")), read_text(fields.first("user-agent")))
    marks = [name for name in fields.names() if name[0] in "xfl" and name.startswith(_SYSTEM_MARKS)]
    return "; ".join(part for part in (*programs, *marks) if part)[:500]


def _fingerprint(fields: Fields, message_ids: tuple[str, ...], senders: tuple[Address, ...]) -> str:
    if not message_ids:
        return hashlib.sha256(b"v1\0" + fields.block).hexdigest()
    key = (
        "v1",
        message_ids[0].lower(),
        senders[0].email.lower() if senders else "",
        fields.first("date"),
        fields.first("subject"),
    )
    return hashlib.sha256("\0".join(key).encode("utf-8", "replace")).hexdigest()


# What a field becomes, and how it is read.
_READERS: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "subject": ("subject", _text),
    "from": ("senders", _addresses),
    "sender": ("sender", _address),
    "reply-to": ("reply_to", _addresses),
    "to": ("to", _addresses),
    "cc": ("cc", _addresses),
    "return-path": ("return_path", _return_path),
    "in-reply-to": ("in_reply_to", _ids),
    "references": ("references", _ids),
    "authentication-results": ("authentication", _authentication),
    "list-id": ("list_id", _text),
    "list-unsubscribe": ("list_unsubscribe", _text),
    "auto-submitted": ("auto_submitted", _keyword),
    "precedence": ("precedence", _keyword),
}
