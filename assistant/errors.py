"""Everything that can go wrong on purpose: a text, the exit code, and the remedy.

An error that reaches the user is one of these. Anything else is a bug and ends with exit code 1.
The exit codes are part of the command line's contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class AssistantError(Exception):
    """Something foreseen went wrong; ``str()`` tells what, ``remedy`` what to do about it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, text: str, *, remedy: str = "") -> None:
        super().__init__(text)
        self.remedy = remedy


class UsageError(AssistantError):
    """The command line names something that is not there or makes no sense."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing wrong in a file the user can edit: where it stands, what is wrong, what to do."""

    place: str
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.text}"
        return f"{sentence} ({self.remedy})" if self.remedy else sentence


class ConfigError(AssistantError):
    """The config, a template or a rule is wrong; carries every mistake found."""

    exit_code = 3

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class MailboxRefused(AssistantError):
    """The mailbox said no and will say no again: credentials, permissions, certificate, folder."""

    exit_code = 4


class MailboxUnavailable(AssistantError):
    """The mailbox could not be reached just now; the next pass may find it."""

    exit_code = 5


class JournalUnusable(AssistantError):
    """The journal cannot be read or written, so nothing may be drafted."""

    exit_code = 6
