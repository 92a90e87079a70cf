"""What every page on the terminal shares: its console, its words, and text made harmless.

Text of a mail is never markup and never reaches the terminal with control sequences in it.
"""

from __future__ import annotations

import sys
from typing import NoReturn, TextIO

from rich.console import Console
from rich.text import Text

from assistant.judging.judgement import Reason, Role, Stage
from assistant.message import Address

_WIDEST = 100
_NARROWEST = 20

ROLES = {
    Role.RECRUITER_AGENCY: "agency recruiter",
    Role.RECRUITER_INHOUSE: "in-house recruiter",
    Role.HIRING_MANAGER: "hiring manager",
    Role.AUTOMATED: "automated",
    Role.UNKNOWN: "unknown",
    "function_mailbox": "shared mailbox",
    "insider": "insider",
}
REASONS = {
    Reason.OTHER_CANDIDATE: "somebody else was chosen",
    Reason.NOT_SELECTED: "you were not selected",
    Reason.FILLED: "the job is filled",
    Reason.CANCELLED: "the job was cancelled",
    Reason.PAUSED: "hiring was stopped",
    Reason.OTHER: "for another reason",
}
STAGES = {
    Stage.APPLICATION: "application",
    Stage.SCREEN: "screening",
    Stage.INTERVIEW: "interview",
    Stage.FINAL: "last round",
    Stage.UNKNOWN: "unknown",
}


class Screen(Console):
    """A console that takes nothing for markup and leaves a closed pipe to the caller."""

    def __init__(self, file: TextIO) -> None:
        super().__init__(file=file, markup=False, emoji=False, highlight=False)
        self.width = min(self.width, _WIDEST)

    def on_broken_pipe(self) -> NoReturn:
        """Let the command end quietly in the one place that knows how."""
        raise BrokenPipeError


def screen(file: TextIO | None = None) -> Screen:
    """Give the console for a stream, standard output unless said otherwise.

    Characters the stream's encoding lacks come out as "?" instead of ending the command.
    """
    stream = file or sys.stdout
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return Screen(stream)


def harmless(text: str) -> str:
    """Give text of a mail without anything a terminal would act on; line ends and tabs stay.

    Gone are control characters (ESC above all), surrogates, and the marks that turn the direction
    of writing (Unicode TR 9), by which an address could be made to look like another.
    """
    return "".join(map(_visible, text))


def in_one_line(text: str) -> str:
    """Give text of a mail harmless and in a single line."""
    return " ".join(harmless(text).split())


def print_entry(console: Console, label: str, value: Text, *, margin: int) -> None:
    """Print a value with its label in the margin; further lines hang below the first."""
    head = Text(f"{label:>{margin - 1}} ", style="dim")
    for line in value.wrap(console, max(_NARROWEST, console.width - margin)):
        line.rstrip()
        console.print(head.append_text(line), soft_wrap=True)
        head = Text(" " * margin)


def named(address: Address) -> Text:
    """Give an address as people write it, on one line."""
    return Text(in_one_line(str(address)) or "(nobody is named)")


def _visible(character: str) -> str:
    if character.isprintable() or character in "\n\t":
        return character
    return " " if character.isspace() else ""
