"""How a command ends: what went wrong is told on standard error, the worst of it is the exit code.

Nothing a mail says gets into these lines: of an error nobody foresaw only its kind and the places
in the program are told, since its text may quote a mail.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError, ConfigError

BUG = 1
CLOSED_PIPE = 141
"""What a shell reports for a program ended by SIGPIPE."""

_FROM_BEST_TO_WORST = (0, 2, 3, 1, 5, 4, 6)
_WANTS_TRACEBACK = "FEEDBACK_ASSISTANT_TRACEBACK"


class Ending:
    """Collects what went wrong. ``code`` is the exit code so far."""

    def __init__(self) -> None:
        self.code = 0

    @contextmanager
    def telling(self, subject: str = "") -> Iterator[None]:
        """Tell of whatever is raised inside, and go on behind it.

        ``subject`` says what it is about. A pipe closed by its reader is nobody's mistake and
        passes through.
        """
        try:
            yield
        except BrokenPipeError:
            raise
        except AssistantError as error:
            _tell(_foreseen(error), subject)
            self.note(error.exit_code)
        except Exception as error:  # noqa: BLE001 - the user gets a line instead of a traceback
            _tell(_bug(error), subject)
            self.note(BUG)

    def note(self, code: int) -> None:
        """Keep the worse of this exit code and those before."""
        self.code = max(self.code, code, key=_FROM_BEST_TO_WORST.index)


def end_quietly() -> int:
    """Drop what is still to be printed, after the reader closed the pipe; give the exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return CLOSED_PIPE


def _tell(lines: list[str], subject: str) -> None:
    start = f"{subject}: " if subject else ""
    for line in lines:
        # A server's or a file's words may hold control sequences.
        shown = "".join(letter if letter.isprintable() else " " for letter in f"{start}{line}")
        sys.stderr.write(f"{shown}\n")
    sys.stderr.flush()


def _foreseen(error: AssistantError) -> list[str]:
    if isinstance(error, ConfigError):
        return [str(mistake) for mistake in error.mistakes]
    remedy = [f"What to do: {error.remedy}"] if error.remedy else []
    return [f"Error: {error}", *remedy]


def _bug(error: Exception) -> list[str]:
    line = (
        f"Unexpected error ({type(error).__name__}). This is a mistake in feedback-assistant; "
        f"please report it, with what {_WANTS_TRACEBACK}=1 adds here."
    )
    return [line, *_places(error)] if os.environ.get(_WANTS_TRACEBACK) else [line]


def _places(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{type(error).__name__} at"
        for frame in traceback.extract_tb(error.__traceback__):
            path = Path(frame.filename)
            yield f"  {path.parent.name}/{path.name}:{frame.lineno} {frame.name}"
        error = error.__cause__ or error.__context__
