"""How far a long pass has come, on standard error, where somebody watches."""

from __future__ import annotations

from typing import TextIO

_BAR = 30
_LONG = 200


class Progress:
    """A bar on standard error for passes long enough; nothing where nobody would see it."""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream = stream
        self._shown = shown
        self._total = 0
        self._done = 0
        self._drawn = False

    def expect(self, count: int) -> None:
        """Be told how many mails there are; few need no bar."""
        self._total = count if self._shown and count >= _LONG else 0
        self._done = 0

    def step(self) -> None:
        """Note one more mail; draw at most once a percent."""
        self._done += 1
        if self._total and self._done % max(1, self._total // 100) == 0:
            bar = "#" * (self._done * _BAR // self._total)
            self._stream.write(f"\r[{bar:-<{_BAR}}] {self._done:,} of {self._total:,} mails")
            self._stream.flush()
            self._drawn = True

    def clear(self) -> None:
        """Take the bar away so that something else can be printed."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._drawn = False
