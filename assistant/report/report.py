"""What every report is: something that is told each outcome, and that there are no more."""

from __future__ import annotations

from typing import Protocol

from assistant.pipeline import Outcome


class Report(Protocol):
    """Tells of outcomes while they are made: as JSON lines, as pages, as lines of a pass."""

    def add(self, outcome: Outcome) -> None:
        """Tell of one outcome."""

    def close(self) -> None:
        """Tell what it came to; nothing is added any more."""
