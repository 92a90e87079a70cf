"""The end of the own words: closing formula and signature, then what systems and lawyers add."""

from __future__ import annotations

import re

from assistant.reading import wording
from assistant.reading.closings import is_closing
from assistant.reading.footers import take_footer

_MOST_LINES = 14
_LONGEST_LINE = 110
_LEAST_WORDS = 4
_LONGEST_CLOSING = 60
_LONGEST_FAREWELL = 40
_MOST_AFTER_DASHES = 30
_MOST_NAME_LINES = 8
_SENTENCE_ENDS = frozenset(".!?")
_POSTSCRIPT_BEGINS = frozenset("pPnN")
_DASHES = ("--", "—")
_RULE = re.compile(r"[-_=*~#]{5,}")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = "&|and|of|the|de|da|di|van|von|der|den|la|le|du|del|y|e"
_NAME = re.compile(rf"{_CAPITAL}[\w'.-]*,?(?: (?:{_CAPITAL}[\w'.-]*|{_PARTICLES}),?){{0,5}}")


def split_signature(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part own lines into words, signature and footer; each line keeps its place among its kind."""
    lines, footer = take_footer(lines)
    at = _signature_start(lines)
    if at is None:
        return _stripped(lines), [], _stripped(footer)
    signature, below = _part_at_rule(lines[at:])
    signature, more = _signature_end(signature)
    own = _stripped([*lines[:at], "", *more])
    return own, _stripped(signature), _stripped([*below, *footer])


def _signature_start(lines: list[str]) -> int | None:
    for dashes in _DASHES:
        if dashes in lines[-_MOST_AFTER_DASHES:]:
            at = lines.index(dashes, max(0, len(lines) - _MOST_AFTER_DASHES))
            before = _closing_at(lines[:at])
            return at if before is None else before
    closing = _closing_at(lines)
    return _names_at(lines) if closing is None else closing


def _closing_at(lines: list[str]) -> int | None:
    """Find the last closing formula with nothing but a signature after it."""
    seen = 0
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if not line:
            continue
        if is_closing(line):
            return _first_closing(lines, at)
        seen += 1
        if seen > _MOST_LINES:
            return None
    return None


def _first_closing(lines: list[str], at: int) -> int:
    # "All the best for your search, / Kind regards / Sam": the upper line closes, too.
    above = at - 1
    while above >= 0 and not lines[above]:
        above -= 1
    if above < 0 or len(lines[above]) > 30:
        return at
    return above if is_closing(lines[above]) else at


def _names_at(lines: list[str]) -> int | None:
    """Find a name, and short lines about who that is, at the end under words of more length."""
    start = None
    for at in range(len(lines) - 1, max(-1, len(lines) - 2 - _MOST_NAME_LINES), -1):
        line = lines[at]
        if len(line) > _LONGEST_CLOSING or line.endswith((".", "!", "?", ":")):
            break
        if not at or not line or _NAME.fullmatch(line) is None:
            continue
        if not lines[at - 1]:
            start = at
        elif lines[at - 1].endswith(",") and len(lines[at - 1]) <= _LONGEST_FAREWELL:
            return at - 1
    return start


def _signature_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """Give what is no signature back to the own words: a postscript, paragraphs of sentences."""
    signature: list[str] = []
    words: list[str] = []
    in_words = False
    after_dashes = lines[0] in _DASHES
    for at, line in enumerate(lines[1:], 1):
        if line[:1] in _POSTSCRIPT_BEGINS and wording.POSTSCRIPT.match(line.lower()):
            return [lines[0], *signature], [*words, *lines[at:]]
        after_dashes = after_dashes or line in _DASHES
        begins = len(line) > _LONGEST_LINE or (not after_dashes and _is_sentence(line))
        in_words = bool(line) and (in_words or begins)
        (words if in_words or (words and not line) else signature).append(line)
    return [lines[0], *signature], words


def _is_sentence(line: str) -> bool:
    """Tell words from the lines of a signature, in doubt against words."""
    if line[-1:] not in _SENTENCE_ENDS and (not line[:1].islower() or line[-1] == ","):
        return False
    words = line.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= _LEAST_WORDS and 2 * small > len(words)


def _part_at_rule(signature: list[str]) -> tuple[list[str], list[str]]:
    """Give what stands under a rule below the signature to the footer."""
    for at, line in enumerate(signature):
        if at > 1 and _RULE.fullmatch(line):
            return signature[:at], signature[at + 1 :]
    return signature, []


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start]:
        start += 1
    while end > start and not lines[end - 1]:
        end -= 1
    return lines[start:end]
