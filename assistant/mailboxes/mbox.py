"""Mail in one mbox file, read only and as a stream: a file of any size takes little memory.

Format: RFC 4155, with mboxrd's quoting of ">From ". A mail's ref is its place and a digest of its
head, so a file that was rewritten never yields another mail under an old ref.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from assistant.config import LocalAccount
from assistant.errors import MailboxRefused
from assistant.mailboxes.headers import ids_of, time_of
from assistant.mailboxes.mailbox import (
    BEGINNING,
    LARGEST_MAIL,
    Arrival,
    Arrivals,
    ThreadState,
)
from assistant.mailboxes.maildir import folder_errors
from assistant.message import Draft, Message

_BOOKMARK = "mbox1"
_TAIL = 4096
_WINDOW = 1024 * 1024
_LONGEST_SEPARATOR = 1024
# QUIRK: RFC 4155 wants an address and a time behind "From "; Thunderbird writes "From - " and the
# time, or nothing at all. A sentence that begins with "From " has neither.
_SEPARATOR = re.compile(
    rb'From (?:(?:"[^"\n]*"@)?\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} '
    rb"[^\n]{0,40}\d\d:\d\d[^\n]{0,400})?\r?(?:\n|\Z)"
)
_QUOTED_FROM = re.compile(rb"^>(?=>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """One message of the file: where its From line begins, that line, and the mail."""

    offset: int
    separator: bytes
    raw: bytes

    @property
    def ref(self) -> str:
        """Tell the place, and what mail programs leave alone when they note that it was read."""
        lasting = repr((self.separator, ids_of(self.raw).own, time_of(self.raw)))
        return f"{self.offset}-{hashlib.blake2b(lasting.encode(), digest_size=8).hexdigest()}"


class MboxMailbox:
    """An mbox file as an inbox without Sent and Drafts: nothing can be saved there."""

    settling_time = timedelta(0)

    def __init__(self, account: LocalAccount) -> None:
        self._path = account.path

    def __enter__(self) -> Self:
        with _opened(self._path) as file:
            if file.read(5) not in (b"", b"From "):
                raise MailboxRefused(
                    f'{self._path} is no mbox: it does not begin with "From "',
                    remedy="set the account's path to an mbox file, or its kind to maildir",
                )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def arrivals(self, bookmark: str | None, *, since: datetime) -> Arrivals:
        """List what was appended since the bookmark; all of it again when the file was rewritten.

        A mail arrived when it says so, else when the file was last written to.
        """
        with _opened(self._path) as file:
            written = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
            start = _known_size(file, bookmark)
            listed = []
            for stored in _messages(file, start or 0):
                arrived = time_of(stored.raw) or written
                if start is not None or arrived >= since:
                    listed.append(Arrival(ref=stored.ref, arrived=arrived))
            listed.sort(key=lambda arrival: arrival.arrived)
            return Arrivals(arrivals=tuple(listed), bookmark=_bookmark(file))

    def fetch(self, ref: str) -> bytes | None:
        """Give the mail unquoted; None when the file no longer holds it in that place."""
        offset = ref.partition("-")[0]
        with _opened(self._path) as file:
            stored = next(_messages(file, int(offset)), None) if offset.isdecimal() else None
        return stored.raw if stored and stored.ref == ref else None

    def thread_state(self, ref: str, message: Message) -> ThreadState:  # noqa: ARG002
        """Know nothing: an mbox holds no sent mail and no drafts."""
        return ThreadState()

    def holds(self, draft: Draft) -> bool:  # noqa: ARG002
        """Hold no draft, ever."""
        return False

    def save_draft(self, draft: Draft) -> None:  # noqa: ARG002
        """Refuse."""
        raise MailboxRefused(
            f"{self._path} is an mbox file, which is only read: no draft can be saved there",
            remedy="use --dry-run, or an account of kind maildir or imap",
        )


def iterate_mbox(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give each message of an mbox with its name for people, such as "old.mbox#3".

    Of a message over 25 MB only the first 1 MB comes. Raises ``MailboxRefused`` or
    ``MailboxUnavailable`` when the file cannot be read.
    """
    with _opened(path) as file:
        for number, stored in enumerate(_messages(file, 0), start=1):
            yield f"{path}#{number}", stored.raw


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with folder_errors(path), path.open("rb") as file:
        yield file


def _messages(file: BinaryIO, start: int) -> Iterator[_Stored]:
    end = file.seek(0, os.SEEK_END)
    places = _places(file, start, end)
    for (offset, separator), (after, _) in pairwise(places):
        yield _Stored(
            offset=offset,
            separator=separator,
            raw=_mail(file, offset + len(separator), after),
        )


def _places(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Give offset and text of each From line at or after ``start``, and at last the end."""
    for begin in range(start, end, _WINDOW):
        before = min(begin - start, 4)  # so much shows whether a blank line goes before
        place = begin - before
        window = os.pread(file.fileno(), before + _WINDOW + _LONGEST_SEPARATOR, place)
        for match in _SEPARATOR.finditer(window, before):
            at = place + match.start()
            after_blank = window.endswith((b"\n\n", b"\n\r\n"), 0, match.start())
            is_first = at - start <= 2 and not window[: match.start()].strip()
            if at < min(begin + _WINDOW, end) and (after_blank or is_first):
                yield at, match[0]
    yield end, b""


def _mail(file: BinaryIO, start: int, end: int) -> bytes:
    size = BEGINNING if end - start > LARGEST_MAIL else end - start
    raw = os.pread(file.fileno(), size, start)
    # The blank line before the next From line belongs to the file, not to the mail.
    for blank in (b"\r\n\r\n", b"\n\n"):
        if raw.endswith(blank):
            raw = raw[: -len(blank) // 2]
            break
    return _QUOTED_FROM.sub(b"", raw)


def _known_size(file: BinaryIO, bookmark: str | None) -> int | None:
    """Give where the bookmark ends when the file up to there is still the same, else None."""
    kind, _, rest = (bookmark or "").partition(":")
    size = rest.partition(":")[0]
    if kind != _BOOKMARK or not size.isdecimal() or bookmark != _bookmark(file, int(size)):
        return None
    return int(size)


def _bookmark(file: BinaryIO, size: int | None = None) -> str:
    at = file.seek(0, os.SEEK_END) if size is None else size
    file.seek(max(0, at - _TAIL))
    tail = hashlib.blake2b(file.read(at - max(0, at - _TAIL)), digest_size=8).hexdigest()
    return f"{_BOOKMARK}:{at}:{tail}"
