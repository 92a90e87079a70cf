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
from assistant.mailboxes import maildir
from assistant.mailboxes.mbox import iterate_mbox

STANDARD_INPUT = "-"


def mails_in(name: str) -> Iterator[tuple[str, bytes]]:
    """Give each mail behind a name of the command line, with its own name for people.

    A name is a file of one mail, an mbox file, a Maildir, a folder of .eml files, or "-". Of a
    mail over 25 MB only the beginning comes. Raises ``UsageError`` when it cannot be read.
    """
    try:
        yield from _mails_in(name)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from error
    except UsageError:
        raise
    except AssistantError as error:
        raise UsageError(str(error), remedy=error.remedy) from error


def _mails_in(name: str) -> Iterator[tuple[str, bytes]]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield from _streamed(sys.stdin.buffer, name)
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.is_file():
        yield from _in_file(path, name)
    else:
        with path.open("rb") as pipe:
            yield from _streamed(pipe, name)


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    listed = maildir.listing(folder).values() or folder.glob("*.eml")
    paths = sorted(listed)
    if not paths:
        raise UsageError(
            f"there is no mail in the folder {folder}",
            remedy="name a Maildir, a folder of .eml files, or the files themselves",
        )
    for path in paths:
        yield from _in_file(path, str(path))


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
