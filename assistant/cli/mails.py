"""The mails a command line names: files, standard input, mbox files, and folders of mails."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from assistant.errors import AssistantError, UsageError
from assistant.mailboxes import MailUnreadable, maildir
from assistant.mailboxes.mbox import iterate_mbox

STANDARD_INPUT = "-"


def files_behind(name: str) -> tuple[str, ...]:
    """Give the files that a name of the command line stands for: itself, or those of a folder.

    A folder is a Maildir or holds .eml files. Raises ``UsageError`` when there is none in it.
    """
    folder = Path(name)
    if name == STANDARD_INPUT or not folder.is_dir():
        return (name,)
    with _as_wrong_use(name):
        paths = sorted(maildir.listing(folder).values() or folder.glob("*.eml"))
    if not paths:
        raise UsageError(
            f"there is no mail in the folder {name}",
            remedy="name a Maildir, a folder of .eml files, or the files themselves",
        )
    return tuple(map(str, paths))


def mails_in(name: str) -> Iterator[tuple[str, bytes]]:
    """Give each mail of a file with its name for people: one, or several of an mbox.

    "-" is standard input. Of a mail over 25 MB only the beginning comes. Raises ``UsageError``
    when it cannot be read.
    """
    path = Path(name)
    with _as_wrong_use(name):
        if name == STANDARD_INPUT:
            yield from _streamed(sys.stdin.buffer, name)
        elif path.is_file():
            yield from _in_file(path, name)
        else:
            with path.open("rb") as pipe:
                yield from _streamed(pipe, name)


@contextmanager
def _as_wrong_use(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from error
    except UsageError:
        raise
    except AssistantError as error:
        raise UsageError(str(error), remedy=error.remedy) from error
    except MailUnreadable as error:
        raise UsageError(str(error)) from error


def _in_file(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    if path.suffix != ".eml" and _is_mbox(path):
        for place, raw in iterate_mbox(path):
            yield place.replace(str(path), name, 1), raw
        return
    file = maildir.read(path)
    if file is None:
        raise UsageError(f"{name} is gone")
    yield name, file.beginning


def _is_mbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _streamed(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    with _spooled(stream) as path:
        yield from _in_file(path, name)


@contextmanager
def _spooled(stream: BinaryIO) -> Iterator[Path]:
    """Put a stream into a file that only the user can read, as long as it is looked at."""
    with tempfile.NamedTemporaryFile(prefix="feedback-assistant-") as file:
        copyfileobj(stream, file)
        file.flush()
        yield Path(file.name)
