"""The wording of ``wording.toml``, loaded once and brought into the forms the splitter asks for.

Long lists are searched by RE2: one pass over a text, however many phrases there are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from enum import IntEnum
from importlib.resources import files

import re2

_WORDING = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
# The memory for one compiled list: with less, RE2 starts over again and again.
_MEMORY = 32 * 1024 * 1024
LEADING = "-*_=#|>•·([ "
"""What may stand before a note."""


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

    def opened_by(self, line: str) -> str | None:
        """Give the longest phrase a lower-case line begins with and that ends with a word there."""
        for phrase in self._filed.get(line[:2], ()):
            if line.startswith(phrase) and not line[len(phrase) : len(phrase) + 1].isalnum():
                return phrase
        return None


class Patterns:
    """Regular expressions, searched for in any case; in them, a word's letter is a letter.

    RE2 takes only ASCII letters for letters.
    """

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns
        self._compiled: re2.Set | None = None

    def found_in(self, text: str) -> list[int]:
        """Give the numbers of those found, in no order."""
        compiled = self._compiled or self._compile()
        return compiled.Match(text) or []

    def _compile(self) -> re2.Set:
        # Only when asked for: the program must start at once.
        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        options.max_mem = _MEMORY
        compiled = re2.Set.SearchSet(options)
        for pattern in self._patterns:
            compiled.Add(pattern.replace(r"\w", r"[\pL\pN_]"))
        compiled.Compile()
        self._compiled = compiled
        return compiled


class Sign(IntEnum):
    """What a text shows signs of."""

    NOTE = 0
    LEGAL = 1
    OTHER_JOBS = 2


def _opening(phrases: Iterable[str]) -> str:
    return rf"(?:^|\n|[.!?:;] ?)[{re.escape(LEADING)}]*(?:{_one_of(phrases)})"


_LEGAL: list[list[str]] = _WORDING["legal"]
WROTE: tuple[str, ...] = tuple(_WORDING["wrote"])
STARTERS: frozenset[str] = frozenset(_WORDING["on_that_day"])
NOTES = Openings(_WORDING["notes"])
UNREAD = Patterns("|".join(_WORDING["unread"]))
DISCLAIMERS = Openings(_WORDING["disclaimers"])
LEGAL = Patterns(*(_one_of(thought) for thought in _LEGAL))
"""One pattern a thought of legal text."""
SPEAKS_OF_IT = Patterns(_one_of(_WORDING["speaks_of_it"]))
REGRETS = Patterns(_one_of(_WORDING["regrets"]))
OTHER_JOBS = Openings(_WORDING["other_jobs"])
SIGNS = Patterns(
    "|".join((_opening(_WORDING["notes"]), *_WORDING["unread"])),
    "|".join((_opening(_WORDING["disclaimers"]), *map(_one_of, _LEGAL))),
    rf"(?:^|\n)(?:{_one_of(_WORDING['other_jobs'])})",
)
"""One pattern a ``Sign``."""
LABEL_GROUPS: dict[str, list[str]] = _WORDING["labels"]
LABELS: dict[str, str] = {
    label: meaning for meaning, labels in LABEL_GROUPS.items() for label in labels
}
DIVIDERS = Patterns(
    r"^>|\n>|:\n|:$|--|__|==|\*\*"
    rf"|(?:^|\n)[*> ]{{0,3}}(?:{_one_of(LABELS)})\W{{0,3}}:"
)
"""What a text without any quote or mail passed on has not."""
PHRASES: dict[str, list[str]] = {
    purpose: phrases
    for purpose, phrases in _WORDING.items()
    if isinstance(phrases, list) and isinstance(phrases[0], str)
}
ORIGINAL = re.compile(rf"[-_=* ]*(?:{_one_of(_WORDING['original'])})[-_=*: ]*")
FORWARDED = re.compile(rf"[-_=* ]*(?:{_one_of(_WORDING['forwarded'])})[-_=*: ]*")
CLOSINGS = Openings(_WORDING["closing"])
CLOSING_PLACES: frozenset[str] = frozenset(_WORDING["closing_places"])
CLOSING_ANDS: frozenset[str] = frozenset(_WORDING["closing_ands"])
GREETING_NOUNS: frozenset[str] = frozenset(_WORDING["greeting_nouns"])
GREETING_WORDS: frozenset[str] = frozenset(_WORDING["greeting_words"])
GREETING_ENDINGS: tuple[str, ...] = tuple(_WORDING["greeting_endings"])
POSTSCRIPT = re.compile(rf"(?:{_one_of(_WORDING['postscript'])})\b[.:]?")
FORWARD_SUBJECT = re.compile(rf"\s*(?:{_one_of(_WORDING['forward_subjects'])})\s*:", re.IGNORECASE)
WINDOWS_ZONES: dict[str, str] = _WORDING["windows_zones"]
