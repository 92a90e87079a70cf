"""The few header fields a mailbox itself must know: ids, to compare them, and times of arrival."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assistant.message import Draft
from assistant.reading.dates import read_date
from assistant.reading.fields import LARGEST_BLOCK, read_fields
from assistant.reading.headers import read_headers

LONGEST_HEADER = LARGEST_BLOCK
"""No header block is looked at beyond this (bytes)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """A mail's own Message-ID ("" when missing) and the ids of the mails it answers."""

    own: str = ""
    answers: frozenset[str] = frozenset()

    def answer_any(self, wanted: Iterable[str]) -> bool:
        """Tell whether this mail answers any of the mails with the ``wanted`` ids."""
        return not self.answers.isdisjoint(wanted)

    def stand_for(self, draft: Draft) -> bool:
        """Tell whether this is the draft, or any other answer to the mail it answers.

        A draft that was edited has a Message-ID of the mail program's making, and what it answers
        is all that is left to know it by.
        """
        return self.own == draft.message_id or draft.in_reply_to in self.answers


def ids_of(raw: bytes) -> Ids:
    """Read Message-ID, In-Reply-To and References of a mail, or of its header block."""
    headers = read_headers(raw)
    return Ids(
        own=headers.message_id,
        answers=frozenset((*headers.in_reply_to, *headers.references)),
    )


def time_of(raw: bytes) -> datetime | None:
    """Tell when a mail says it arrived, in UTC: its topmost Received field, else its Date.

    The topmost Received field (RFC 5321 §4.4) was written by the user's own server, while the
    Date is whatever the sender claims.
    """
    fields = read_fields(raw)
    received = read_date(fields.first("received").rpartition(";")[2].strip())
    return received or read_date(fields.first("date"))
