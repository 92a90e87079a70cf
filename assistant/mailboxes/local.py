"""Mail on this machine's disk, in a Maildir++ folder. Nothing but a new draft is ever written.

A mail's ref is its unique name, the part before ":2,", which survives reading, flagging and the
move from ``new`` to ``cur``. The bookmark holds a short digest of every name that was there, so
no clock, mtime or second decides what is new.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.config import LocalAccount
from assistant.errors import MailboxRefused
from assistant.mailboxes import maildir
from assistant.mailboxes.headers import LONGEST_HEADER, Ids, ids_of, time_of
from assistant.mailboxes.mailbox import Arrival, Arrivals, MailUnreadable, ThreadState
from assistant.message import Draft, Message

_BOOKMARK = "names1:"
_DIGEST = 6
"""Bytes: among 50,000 mails, one new mail in five billion would be taken for a known one."""
_FEW = 500
"""So many sent mails are looked at whatever their time."""
_LEEWAY = timedelta(days=2)
_TRIES = 3


class MaildirMailbox:
    """A Maildir++ folder: the folder itself is the inbox, ``.Sent`` and ``.Drafts`` lie in it."""

    settling_time = timedelta(0)

    def __init__(self, account: LocalAccount) -> None:
        self._inbox = account.path
        self._drafts = _folder(account.path, account.drafts or ".Drafts")
        self._sent = _folder(account.path, account.sent or ".Sent")
        self._paths: dict[str, Path] = {}
        self._ids: dict[tuple[Path, datetime, datetime], Ids] = {}

    def __enter__(self) -> Self:
        with maildir.folder_errors(self._inbox):
            parts = [part for part in ("cur", "new") if (self._inbox / part).is_dir()]
        if not parts:
            raise MailboxRefused(
                f"{self._inbox} is no Maildir: there is neither cur nor new in it",
                remedy="set the account's path to the folder that holds cur, new and tmp",
            )
        maildir.listing(self._inbox)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._paths.clear()
        self._ids.clear()

    def arrivals(self, bookmark: str | None, *, since: datetime) -> Arrivals:
        """List mail whose name the bookmark does not hold, whatever its time.

        Without a usable bookmark: mail whose file's mtime, or whose own statement when it
        arrived, is at or after ``since``.
        """
        known = _digests_in(bookmark)
        self._look(expecting=known or frozenset())
        unknown = (ref for ref in self._paths if known is None or _digest(ref) not in known)
        times = {ref: _times(self._paths[ref]) for ref in unknown}
        listed = [
            Arrival(ref=ref, arrived=when[0])
            for ref, when in times.items()
            if when and (known is not None or max(when) >= since)
        ]
        # A mail that was renamed just now stays out of the bookmark: the next pass will find it.
        settled = (ref for ref in self._paths if times.get(ref, True))
        return Arrivals(
            arrivals=tuple(sorted(listed, key=lambda arrival: (arrival.arrived, arrival.ref))),
            bookmark=_bookmark(settled),
        )

    def fetch(self, ref: str) -> bytes | None:
        """Give the file's bytes as they are; of a mail over 25 MB only the first 1 MB.

        Raises ``MailUnreadable`` when this one file cannot be read.
        """
        for _ in range(_TRIES):
            path = self._path(ref)
            file = maildir.read(path) if path else None
            if file or not path:
                break
        return file.beginning if file else None

    def thread_state(self, ref: str, message: Message) -> ThreadState:
        """Look for the flag R (replied), for an answer in ``.Sent`` and for a draft.

        A draft with the flag T (trashed) is none.
        """
        drafts = self._ids_in(self._drafts)
        return ThreadState(
            answered=self._is_answered(ref, message),
            has_draft=any(
                ids.answer_any(message.thread_ids)
                for path, ids in drafts
                if "T" not in maildir.flags(path)
            ),
        )

    def holds(self, draft: Draft) -> bool:
        """Look for the draft in ``.Drafts`` (trashed or not) and ``.Sent``."""
        return any(
            ids.stand_for(draft)
            for folder in (self._drafts, self._sent)
            for _, ids in self._ids_in(folder)
        )

    def save_draft(self, draft: Draft) -> None:
        """Write the draft into ``.Drafts`` with the flags D and S, with the disk's line ends."""
        if not self.holds(draft):
            maildir.make_folder(self._drafts)
            maildir.deliver(self._drafts, draft.raw.replace(b"\r\n", b"\n"), "DS")

    def _look(self, expecting: frozenset[bytes]) -> None:
        self._paths = maildir.listing(self._inbox)
        if not expecting <= {_digest(ref) for ref in self._paths}:
            # QUIRK: readdir may pass over a file that is renamed meanwhile (POSIX leaves it open).
            # Look twice before a name is forgotten, or the mail would seem new the next time.
            self._paths |= maildir.listing(self._inbox)

    def _path(self, ref: str) -> Path | None:
        path = self._paths.get(ref)
        if path is None or not path.exists():
            self._paths = maildir.listing(self._inbox)
        return self._paths.get(ref)

    def _is_answered(self, ref: str, message: Message) -> bool:
        path = self._path(ref)
        if path and "R" in maildir.flags(path):
            return True
        if not message.message_id:
            return False
        times = (path and _times(path)) or ()
        earliest = min((*times, *filter(None, (message.date,))), default=None)
        sent = self._ids_in(self._sent, since=earliest and earliest - _LEEWAY)
        return any(ids.answer_any((message.message_id,)) for _, ids in sent)

    def _ids_in(self, folder: Path, since: datetime | None = None) -> Iterator[tuple[Path, Ids]]:
        paths = maildir.listing(folder).values()
        for path in paths:
            status = maildir.status(path)
            if status is None:
                continue
            if since and len(paths) > _FEW and max(status.modified, status.changed) < since:
                continue
            key = (path, status.modified, status.changed)
            if key not in self._ids:
                file = maildir.read(path, limit=LONGEST_HEADER)
                self._ids[key] = ids_of(file.beginning if file else b"")
            yield path, self._ids[key]


def _folder(inbox: Path, setting: str) -> Path:
    if "/" in setting:
        return inbox / setting
    return inbox / (setting if setting.startswith(".") else f".{setting}")


def _times(path: Path) -> tuple[datetime, datetime] | None:
    """Give when a mail arrived and its file's mtime; None when there is no such mail."""
    try:
        file = maildir.read(path, limit=LONGEST_HEADER)
    except MailUnreadable:
        file = maildir.status(path)  # listed all the same, so that it is told why it is not read
    if file is None:
        return None
    # An unpacked archive has the mtime of unpacking, or none to speak of; the mail knows better.
    # But what it claims to be later than the file's coming here is made up.
    stated = time_of(file.beginning)
    if stated is None or stated > file.changed + _LEEWAY:
        return file.modified, file.modified
    return stated, file.modified


def _digest(ref: str) -> bytes:
    return hashlib.blake2b(ref.encode(), digest_size=_DIGEST).digest()


def _bookmark(refs: Iterable[str]) -> str:
    return _BOOKMARK + base64.b64encode(b"".join(sorted(map(_digest, refs)))).decode("ascii")


def _digests_in(bookmark: str | None) -> frozenset[bytes] | None:
    if bookmark is None or not bookmark.startswith(_BOOKMARK):
        return None
    try:
        packed = base64.b64decode(bookmark.removeprefix(_BOOKMARK), validate=True)
    except binascii.Error:
        return None
    starts = range(0, len(packed), _DIGEST)
    return None if len(packed) % _DIGEST else frozenset(packed[at : at + _DIGEST] for at in starts)
