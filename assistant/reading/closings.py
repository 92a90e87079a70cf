"""Closing formulas ("Kind regards", "Sunny greetings from Leeds"): a short line that is only that.

A formula may have a name, a place or another formula behind it, and nothing else: a line that goes
on as a sentence is words.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.reading import wording

_LONGEST = 60
_MOST_WORDS_BEHIND = 4
_MOST_WORDS_BEFORE = 3
_MARKS = "!,-.:;|/\u2013\u2014"
_NO_MARKS = str.maketrans(_MARKS, " " * len(_MARKS))


def is_closing(line: str) -> bool:
    """Tell whether a line is a closing formula."""
    return 0 < len(line) <= _LONGEST and _is_closing(line)


@lru_cache(maxsize=2048)
def _is_closing(line: str) -> bool:
    # The short lines at the end of mails repeat: formulas, names, headings of job lists.
    lower = line.lower()
    phrase = wording.CLOSINGS.opened_by(lower)
    if phrase is not None and _ends_well(line[len(phrase) :]):
        return True
    return _is_greeting(line)


def _ends_well(rest: str) -> bool:
    """Tell whether a name, a place, another formula or nothing follows a closing formula."""
    marked = rest.lstrip()[:1] in _MARKS
    words = rest.translate(_NO_MARKS).split()
    if not words:
        return True
    if words[0] in wording.CLOSING_ANDS and is_closing(" ".join(words[1:])):
        return True
    if words[0] in wording.CLOSING_PLACES:
        return len(words) <= _MOST_WORDS_BEHIND and words[-1][0].isupper()
    return marked and _is_name_like(words)


def _is_name_like(words: list[str]) -> bool:
    capitals = sum(not word[0].islower() for word in words)
    return len(words) == 1 or 2 * capitals > len(words)


def _is_greeting(line: str) -> bool:
    """Find the noun of a greeting with only such words before it as greetings have."""
    plain = line.replace(",", " ").replace("!", " ").replace(".", " ")
    before = plain.lower().split(None, _MOST_WORDS_BEFORE + 1)[: _MOST_WORDS_BEFORE + 1]
    if wording.GREETING_NOUNS.isdisjoint(before):
        return False
    at = next(at for at, word in enumerate(before) if word in wording.GREETING_NOUNS)
    words = line.translate(_NO_MARKS).split()
    behind = words[at + 1 :]
    return (
        all(_belongs(word) for word in before[:at])
        and len(behind) <= _MOST_WORDS_BEHIND
        and all(not word[0].islower() or _belongs(word) for word in behind)
    )


def _belongs(word: str) -> bool:
    return (
        word in wording.GREETING_NOUNS
        or word in wording.GREETING_WORDS
        or word in wording.CLOSING_PLACES
        or (len(word) > 3 and word.endswith(wording.GREETING_ENDINGS))
    )
