"""The few header fields a mailbox itself must know: ids, to compare them, and times of arrival.

Works on raw bytes and never raises. Judging reads mail properly, by ``assistant.reading``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_HEADER = 64 * 1024
"""More than this is never looked at (bytes)."""

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(
    rb"^(message-id|in-reply-to|references|received|date)[ \t]*:(.*(?:\r?\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_ID = re.compile(r"<[^<>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """A mail's own Message-ID ("" when missing) and the ids of the mails it answers."""

    own: str = ""
    answers: frozenset[str] = frozenset()

    def answer_any(self, wanted: Iterable[str]) -> bool:
        """Tell whether this mail answers any of the mails with the ``wanted`` ids."""
        return not self.answers.isdisjoint(wanted)


def header_of(raw: bytes) -> bytes:
    """Give the header block of a mail, without the blank line and at most 64 KiB of it."""
    return _BLANK_LINE.split(raw[:LONGEST_HEADER], maxsplit=1)[0]


def ids_of(header: bytes) -> Ids:
    """Read Message-ID, In-Reply-To and References (RFC 5322 §3.6.4), angle brackets kept."""
    own = ""
    answers: set[str] = set()
    for name, value in _fields(header):
        if name == b"message-id":
            own = own or next(iter(_ids_in(value)), "")
        elif name in (b"in-reply-to", b"references"):
            answers.update(_ids_in(value))
    return Ids(own=own, answers=frozenset(answers))


def time_of(header: bytes) -> datetime | None:
    """Tell when the mail says it arrived: its topmost Received field, else its Date; in UTC.

    The topmost Received field (RFC 5321 §4.4) was written by the user's own server, while the
    Date is whatever the sender claims.
    """
    stated: datetime | None = None
    for name, value in _fields(header):
        if name == b"received":
            received = _time(value.rpartition(b";")[2])
            if received is not None:
                return received
        elif name == b"date":
            stated = stated or _time(value)
    return stated


def _fields(header: bytes) -> Iterable[tuple[bytes, bytes]]:
    for match in _FIELD.finditer(header):
        yield match[1].lower(), match[2]


def _ids_in(value: bytes) -> list[str]:
    # QUIRK: RFC 5322 §3.6.4 allows no white space inside an id, yet long ones get folded.
    text = value.decode("utf-8", "surrogateescape")
    return [_SPACE.sub("", known) for known in _ID.findall(text)]


def _time(value: bytes) -> datetime | None:
    try:
        stated = parsedate_to_datetime(value.decode("ascii", "replace").strip())
        # QUIRK: "-0000" (RFC 5322 §3.3: UTC, the zone is not told) yields a naive time.
        return (stated if stated.tzinfo else stated.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
