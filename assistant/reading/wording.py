"""The wording of ``wording.toml``, loaded once and brought into the forms the splitter asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_WORDING = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


class Openings:
    """Phrases that open a line, filed under their first two letters: most lines cost one look."""

    def __init__(self, phrases: Iterable[str]) -> None:
        filed: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(phrases, key=len, reverse=True):
            filed[phrase[:2]] = (*filed.get(phrase[:2], ()), phrase)
        self._filed = filed

    def opens(self, line: str) -> bool:
        """Tell whether a lower-case line begins with one of the phrases."""
        phrases = self._filed.get(line[:2])
        return phrases is not None and line.startswith(phrases)

    def opens_whole(self, line: str) -> bool:
        """Tell whether a lower-case line is one of the phrases, or goes on after a punctuation."""
        for phrase in self._filed.get(line[:2], ()):
            if line.startswith(phrase) and line[len(phrase) : len(phrase) + 1] in "!,-.:;":
                return True
        return False


WROTE: tuple[str, ...] = tuple(_WORDING["wrote"])
STARTERS: frozenset[str] = frozenset(_WORDING["on_that_day"])
NOTES = Openings(_WORDING["notes"])
DISCLAIMERS = Openings(_WORDING["disclaimers"])
LABEL_GROUPS: dict[str, list[str]] = _WORDING["labels"]
LABELS: dict[str, str] = {
    label: meaning for meaning, labels in LABEL_GROUPS.items() for label in labels
}
PHRASES: dict[str, list[str]] = {
    purpose: phrases for purpose, phrases in _WORDING.items() if isinstance(phrases, list)
}
ORIGINAL = re.compile(rf"[-_=* ]*(?:{_one_of(_WORDING['original'])})[-_=*: ]*")
FORWARDED = re.compile(rf"[-_=* ]*(?:{_one_of(_WORDING['forwarded'])})[-_=*: ]*")
CLOSINGS = Openings(_WORDING["closing"])
POSTSCRIPT = re.compile(rf"(?:{_one_of(_WORDING['postscript'])})\b[.:]?")
FORWARD_SUBJECT = re.compile(rf"\s*(?:{_one_of(_WORDING['forward_subjects'])})\s*:", re.IGNORECASE)
WINDOWS_ZONES: dict[str, str] = _WORDING["windows_zones"]
