"""An IMAP account as a mailbox: a mail is known by UIDVALIDITY and UID, a draft by its id.

No text that came out of a mail ever goes into a command, only numbers, dates and folder names: a
Message-ID may hold line breaks, and they would be sent. So mails are found by fetching ids and
comparing them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from assistant.config import ImapAccount
from assistant.errors import MailboxUnavailable
from assistant.mailboxes.headers import Ids, ids_of, time_of
from assistant.mailboxes.imap import folders
from assistant.mailboxes.imap.connection import Connection, Opened
from assistant.mailboxes.mailbox import (
    BEGINNING,
    LARGEST_MAIL,
    Arrival,
    Arrivals,
    ThreadState,
)
from assistant.message import Draft, Message

_FEW = 500
"""In a folder with no more mails than this, all are looked at whatever their time."""
_LEEWAY = timedelta(days=2)
"""SEARCH SINCE knows whole days only, in the server's time zone (RFC 3501 §6.4.4)."""
_OLDEST_CLAIM = timedelta(days=60)
"""So much earlier than it arrived may a mail say it was written."""
_IDS = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES)]"


class ImapMailbox:
    """An account on an IMAP server. ``password`` is asked on entering, once."""

    settling_time = timedelta(seconds=90)

    def __init__(self, account: ImapAccount, password: Callable[[], str]) -> None:
        self._account = account
        self._password = password
        self._connection: Connection | None = None
        self._folders: tuple[folders.Folder, ...] | None = None
        self._prefix = ""
        self._inbox: Opened | None = None
        self._ids: dict[tuple[str, int, int], Ids] = {}

    def __enter__(self) -> Self:
        self._connection = Connection(self._account, self._password())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close() if kind is None else connection.abandon()
        self._inbox, self._folders = None, None
        self._ids.clear()

    def arrivals(self, bookmark: str | None, *, since: datetime) -> Arrivals:
        """List mail with a higher UID than the bookmark's; without one, by INTERNALDATE."""
        inbox = self._examine_inbox()
        last = _uid_in(bookmark or "", inbox) if inbox.validity else None
        uids = self._uids_since(since) if last is None else self._uids_above(last)
        listed = [
            Arrival(ref=f"{inbox.validity}:{uid}", arrived=arrived)
            for uid, arrived in self._arrived(uids, otherwise=since)
            if last is not None or arrived >= since
        ]
        listed.sort(key=lambda arrival: arrival.arrived)
        newest = max(last or 0, *uids, self._newest_uid(inbox), 0)
        return Arrivals(arrivals=tuple(listed), bookmark=f"{inbox.validity}:{newest}")

    def fetch(self, ref: str) -> bytes | None:
        """Give the mail as stored; of one over 25 MB only the first 1 MB. No flag changes."""
        uid = self._uid(ref)
        first = None if uid is None else self._part(uid, 0, BEGINNING)
        if uid is None or first is None:
            return None
        size, mail = first
        # A server may be wrong about the size, so a full part is what tells that there is more.
        if len(mail) < BEGINNING or size > LARGEST_MAIL:
            return mail
        rest = self._part(uid, BEGINNING, LARGEST_MAIL - BEGINNING)
        return mail + (rest[1] if rest else b"")

    def thread_state(self, ref: str, message: Message) -> ThreadState:
        """Look for the flag Answered, for an answer in Sent and for a draft not deleted."""
        answered, since = self._source(ref, message)
        sent = self._sent()
        if not answered and sent and message.message_id:
            answered = any(
                ids.answer_any((message.message_id,)) for ids in self._ids_in(sent, since)
            )
        drafts = self._ids_in(self._drafts(), since, "UNDELETED")
        return ThreadState(
            answered=answered,
            has_draft=any(ids.answer_any(message.thread_ids) for ids in drafts),
        )

    def holds(self, draft: Draft) -> bool:
        """Look for the draft in Drafts and Sent, both opened afresh."""
        written = time_of(draft.raw)
        places = filter(None, (self._drafts(), self._sent()))
        return any(ids.stand_for(draft) for place in places for ids in self._ids_in(place, written))

    def save_draft(self, draft: Draft) -> None:
        """APPEND the draft, flagged Draft and Seen, unless it is there already."""
        if not self.holds(draft):
            self._server.append(self._drafts(), draft.raw)

    @property
    def _server(self) -> Connection:
        if self._connection is None:
            raise MailboxUnavailable(f"there is no connection to {self._account.host}")
        return self._connection

    def _examine_inbox(self) -> Opened:
        self._inbox = self._server.examine(self._account.inbox)
        return self._inbox

    def _examine(self, folder: str) -> Opened:
        self._inbox = None
        return self._server.examine(folder)

    def _uids_since(self, since: datetime) -> list[int]:
        return self._server.search("SINCE", (since - _LEEWAY).date())

    def _uids_above(self, last: int) -> list[int]:
        # QUIRK: RFC 3501 §6.4.8: "n:*" always matches the last mail, even one below n.
        return [uid for uid in self._server.search("UID", f"{last + 1}:*") if uid > last]

    def _newest_uid(self, inbox: Opened) -> int:
        if inbox.next_uid is not None:
            return inbox.next_uid - 1
        return max(self._server.search("UID", "*"), default=0) if inbox.count else 0

    def _arrived(self, uids: list[int], *, otherwise: datetime) -> Iterator[tuple[int, datetime]]:
        for uid, answer in self._server.fetch(uids, "INTERNALDATE"):
            internal = answer.get(b"INTERNALDATE")
            yield uid, otherwise if internal is None else internal.astimezone(UTC)

    def _uid(self, ref: str) -> int | None:
        """Give the UID, with the inbox open; None when the ref is of another UIDVALIDITY."""
        return _uid_in(ref, self._inbox or self._examine_inbox())

    def _part(self, uid: int, start: int, size: int) -> tuple[int, bytes] | None:
        part = f"BODY.PEEK[]<{start}.{size}>"
        answer = self._server.fetch_mail(uid, "RFC822.SIZE", part) or {}
        body = _body(answer)
        return None if body is None else (answer.get(b"RFC822.SIZE") or 0, body)

    def _source(self, ref: str, message: Message) -> tuple[bool, datetime | None]:
        """Tell whether the mail is flagged as answered, and since when an answer can be there."""
        self._examine_inbox()
        uid = self._uid(ref)
        answer = (uid and self._server.fetch_mail(uid, "FLAGS", "INTERNALDATE")) or {}
        flags = {flag.lower() for flag in answer.get(b"FLAGS", ())}
        return b"\\answered" in flags, _earliest(message, answer.get(b"INTERNALDATE"))

    def _ids_in(self, folder: str, since: datetime | None, *criteria: str) -> Iterator[Ids]:
        opened = self._examine(folder)
        if not opened.count:
            return
        if since is None or opened.count <= _FEW:
            uids = self._server.search(*criteria, "ALL")
        else:
            uids = self._server.search(*criteria, "SINCE", (since - _LEEWAY).date())
        keys = {uid: (folder, opened.validity, uid) for uid in uids}
        unknown = [uid for uid in uids if keys[uid] not in self._ids]
        for uid, answer in self._server.fetch(unknown, _IDS):
            self._ids[keys[uid]] = ids_of(_body(answer) or b"")
        yield from (self._ids[key] for key in keys.values() if key in self._ids)

    def _drafts(self) -> str:
        drafts = self._folder("drafts", self._account.drafts)
        if drafts is None:
            raise folders.missing("drafts", self._folders or ())
        return drafts

    def _sent(self) -> str | None:
        return self._folder("sent", self._account.sent)

    def _folder(self, kind: str, setting: str | None) -> str | None:
        if self._folders is None:
            self._folders = self._server.folders()
            self._prefix = self._server.prefix()
        return folders.find(kind, self._folders, setting=setting, prefix=self._prefix)


def _uid_in(text: str, inbox: Opened) -> int | None:
    """Read "UIDVALIDITY:UID"; None when it is not of this inbox as it is now."""
    validity, _, uid = text.partition(":")
    return int(uid) if validity == str(inbox.validity) and uid.isdecimal() else None


def _body(answer: dict[bytes, Any]) -> bytes | None:
    """Give the one body part of a FETCH answer; None when it is missing.

    QUIRK: RFC 3501 §7.4.1: of a mail that another client just expunged Dovecot gives NIL.
    """
    return next((value for key, value in answer.items() if key.startswith(b"BODY[")), None)


def _earliest(message: Message, internal: datetime | None) -> datetime | None:
    # An imported mail carries the time of its import, and a Date may claim anything.
    if internal is None or message.date is None:
        return internal or message.date
    return min(internal, max(message.date, internal - _OLDEST_CLAIM))
