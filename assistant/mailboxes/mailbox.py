"""What a mailbox can be asked: list what arrived, read it, look at its thread, save a draft.

No verb sends, deletes, moves or flags, and a back end has no other way to write than
``save_draft``. Every back end passes ``tests/mailboxes/contract.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from assistant.message import Draft, Message

LARGEST_MAIL = 25 * 1024 * 1024
"""Of a larger mail (bytes) only the beginning is read."""
BEGINNING = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail that lies in the inbox. ``ref`` is opaque, stable and unique within the account."""

    ref: str
    arrived: datetime
    """When the mailbox received it, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What arrived since a bookmark, oldest first, and the bookmark for the next time."""

    arrivals: tuple[Arrival, ...]
    bookmark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadState:
    """What the user has already done about a mail."""

    answered: bool = False
    has_draft: bool = False


class MailUnreadable(Exception):
    """This one mail cannot be read, while the mailbox works: the others are not concerned."""


class Mailbox(Protocol):
    """One account's mail. A context manager: entering connects, leaving disconnects.

    Entering and every verb raise ``MailboxRefused`` (will not work until somebody changes
    something) or ``MailboxUnavailable`` (may work later).
    """

    settling_time: timedelta
    """How long after a broken-off ``save_draft`` its draft may still turn up."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def arrivals(self, bookmark: str | None, *, since: datetime) -> Arrivals:
        """List mail the bookmark does not cover.

        Without a bookmark, or when the server invalidated it, all mail received at or after
        ``since`` is listed. The bookmark is opaque text which only this back end understands.
        """
        ...

    def fetch(self, ref: str) -> bytes | None:
        """Give the mail as RFC 5322 bytes without changing any flag; None when it is gone.

        A mail over the back end's size limit comes cut off: its headers and the beginning of its
        body. Raises ``MailUnreadable`` when nothing but this one mail is at fault.
        """
        ...

    def thread_state(self, ref: str, message: Message) -> ThreadState:
        """Tell whether the user answered this mail or has a draft in its thread. Looks afresh."""
        ...

    def holds(self, draft: Draft) -> bool:
        """Tell whether Drafts or Sent hold this draft or another answer to its mail.

        Looks afresh.
        """
        ...

    def save_draft(self, draft: Draft) -> None:
        """Put the draft into Drafts, flagged as a draft and as seen, unless ``holds``.

        Raises ``MailboxUnavailable`` when it is unknown whether the draft was stored.
        """
        ...
