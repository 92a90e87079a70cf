"""The Maildir++ format: list mails, read one, put a new one there. Renames and removes no mail.

Sources: https://cr.yp.to/proto/maildir.html, and Maildir++ as Courier and Dovecot write it.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes.mailbox import BEGINNING, LARGEST_MAIL, MailUnreadable

_YEAR_2200 = 7_258_118_400
_SAYS_NO = (
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ELOOP,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What the file system tells of one mail, and the first bytes of it."""

    modified: datetime
    changed: datetime
    """The ctime. Nobody can set it, so the mail says nothing true that is later."""
    beginning: bytes


def listing(folder: Path) -> dict[str, Path]:
    """Give every mail of ``new`` and ``cur`` by its unique name; a missing folder is empty."""
    # In this order a mail that moves from new to cur meanwhile is seen twice, never not at all.
    parts = (folder / "new", folder / "cur")
    return {unique_name(name): part / name for part in parts for name in _names(part)}


def unique_name(file_name: str) -> str:
    """Give the part of a file's name that never changes, as text that can be stored."""
    unique = file_name.partition(":2,")[0]
    return unique.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def flags(path: Path) -> str:
    """Give the flags a file's name carries, such as "RS"."""
    return path.name.partition(":2,")[2]


def status(path: Path) -> File | None:
    """Give what is known of a mail without opening it; None when there is no such file."""
    try:
        return _file(path.stat())
    except OSError:
        return None


def read(path: Path, limit: int = LARGEST_MAIL) -> File | None:
    """Read at most ``limit`` bytes of a mail, and never more than 1 MB of one over 25 MB.

    None when there is no such file. Raises ``MailUnreadable`` when this one file cannot be read,
    which says nothing about the others.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            found = os.fstat(file.fileno())
            whole = BEGINNING if found.st_size > LARGEST_MAIL else LARGEST_MAIL
            return _file(found, file.read(min(limit, whole)))
    except (FileNotFoundError, IsADirectoryError):
        return None
    except OSError as error:
        raise MailUnreadable(f"{path} cannot be read: {error.strerror}") from error


def make_folder(folder: Path) -> None:
    """Make a Maildir++ folder, or complete one that lacks a part; one that stands stays."""
    with folder_errors(folder):
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "maildirfolder").touch(mode=0o600)
        _flush(folder.parent)


def deliver(folder: Path, mail: bytes, flagged: str) -> None:
    """Store a mail in ``cur`` so that it is there whole or not at all, even after a power cut.

    Raises ``MailboxUnavailable`` when it is unknown whether the mail was stored.
    """
    unwritten = folder / "tmp" / secrets.token_hex(12)
    with folder_errors(folder):
        try:
            unique = _write(unwritten, mail)
            unwritten.rename(folder / "cur" / f"{unique}:2,{flagged}")
            _flush(folder / "cur")
        finally:
            unwritten.unlink(missing_ok=True)


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Turn the operating system's errors about a folder or file into the mailbox's two."""
    try:
        yield
    except OSError as error:
        text = f"{folder} cannot be used: {error.strerror}"
        if error.errno not in _SAYS_NO:
            raise MailboxUnavailable(text) from error
        remedy = "check the account's path, and that the assistant's user may read it"
        raise MailboxRefused(text, remedy=remedy) from error


def _names(part: Path) -> list[str]:
    with folder_errors(part), suppress(FileNotFoundError), os.scandir(part) as entries:
        return [entry.name for entry in entries if not entry.name.startswith(".")]
    return []


def _file(found: os.stat_result, beginning: bytes = b"") -> File | None:
    if not stat.S_ISREG(found.st_mode):
        return None
    modified, changed = _time(found.st_mtime), _time(found.st_ctime)
    return File(modified=modified, changed=changed, beginning=beginning)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, 0), _YEAR_2200), UTC)


def _without_waiting(path: str, how: int) -> int:
    return os.open(path, how | os.O_NONBLOCK)  # opening a FIFO would wait for its writer


def _write(path: Path, mail: bytes) -> str:
    with open(path, "xb", opener=_private) as file:
        file.write(mail)
        file.flush()
        os.fsync(file.fileno())
        status = os.fstat(file.fileno())
    # Dovecot's form of a unique name; the random part keeps it unique on a restored disk too.
    seconds, nanoseconds = divmod(status.st_mtime_ns, 1_000_000_000)
    return f"{seconds}.M{nanoseconds // 1000}P{os.getpid()}I{status.st_ino}R{path.name}.assistant"


def _private(path: str, how: int) -> int:
    return os.open(path, how, 0o600)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
