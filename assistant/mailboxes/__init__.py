"""Every kind of mailbox, in one list; and the mailbox that only pretends to save.

The mailbox knows nothing of accounts' secrets: whoever opens one hands it a way to ask.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from assistant.config import Account, ImapAccount, LocalAccount
from assistant.mailboxes.local import MaildirMailbox
from assistant.mailboxes.mailbox import Arrival, Arrivals, Mailbox, MailUnreadable, ThreadState
from assistant.mailboxes.mbox import MboxMailbox, iterate_mbox
from assistant.message import Draft, Message

__all__ = [
    "Arrival",
    "Arrivals",
    "DryRun",
    "MailUnreadable",
    "Mailbox",
    "ThreadState",
    "iterate_mbox",
    "open_mailbox",
]

_LOCAL: dict[str, Callable[[LocalAccount], Mailbox]] = {
    "maildir": MaildirMailbox,
    "mbox": MboxMailbox,
}


def open_mailbox(account: Account, password: Callable[[], str]) -> Mailbox:
    """Give the account's mailbox, not yet connected. ``password`` is asked only when needed."""
    if isinstance(account, ImapAccount):
        # Only here: imapclient takes a while to load, and local mail does without.
        from assistant.mailboxes.imap import ImapMailbox  # noqa: PLC0415

        return ImapMailbox(account, password)
    return _LOCAL[account.kind](account)


class DryRun:
    """Any mailbox, but ``save_draft`` does nothing: what would be saved is reported by outcomes."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox
        self.settling_time: timedelta = mailbox.settling_time

    def __enter__(self) -> Self:
        self._mailbox.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mailbox.__exit__(kind, error, trace)

    def arrivals(self, bookmark: str | None, *, since: datetime) -> Arrivals:
        """As the mailbox does."""
        return self._mailbox.arrivals(bookmark, since=since)

    def fetch(self, ref: str) -> bytes | None:
        """As the mailbox does."""
        return self._mailbox.fetch(ref)

    def thread_state(self, ref: str, message: Message) -> ThreadState:
        """As the mailbox does."""
        return self._mailbox.thread_state(ref, message)

    def holds(self, draft: Draft) -> bool:
        """As the mailbox does."""
        return self._mailbox.holds(draft)

    def save_draft(self, draft: Draft) -> None:
        """Leave the mailbox as it is."""
