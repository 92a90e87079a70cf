"""A mail's text is taken apart line by line: own words, signature, quotes, forwards, footer.

A false cut that loses the decision is far worse than a quote left in: nothing is cut at a mere
line of dashes, and every cut needs a form that nobody writes in running text.
"""

from __future__ import annotations

import re

from assistant.message import Text
from assistant.reading import wording
from assistant.reading.signature import split_signature
from assistant.reading.wrapping import unwrap

_RULE = re.compile(r"[-_=*~#\s]{3,}")
_DIGIT = re.compile(r"\d")
_WHEN = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\S@\S")
_LONGEST_ATTRIBUTION = 300
_MOST_LABELS = 8
_LEAST_LABELS = 3


def split_text(text: str, *, forwards: bool = False) -> Text:
    """Take a normalised text apart; ``forwards`` says the subject names it as passed on.

    Nothing is lost: every word of ``text`` ends in one of the parts.
    """
    lines = text.split("\n")
    own = lines
    quoted: list[str] = []
    forwarded: list[str] = []
    if _may_divide(text):
        own, quoted, forwarded = _cut(lines, forwards=forwards)
    kept, signature, footer = split_signature(_trim(own))
    if not kept and not signature and quoted and not forwarded and not _attributed(quoted):
        # Some templates set all they say in a block quote.
        kept, signature, footer = split_signature([line.lstrip("> ") for line in quoted])
        quoted = []
    return Text(
        own=unwrap(kept),
        signature=unwrap(signature),
        quoted="\n".join(_trim(quoted)),
        forwarded=unwrap(_trim(forwarded)),
        footer=unwrap(footer),
    )


def _may_divide(text: str) -> bool:
    """Rule out most mails at once: every divider has one of these."""
    return bool(wording.DIVIDERS.found_in(text))


def _cut(lines: list[str], *, forwards: bool) -> tuple[list[str], list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        kind, length = _kind(lines, at, line)
        if kind == "forwarded" or (kind == "headers" and forwards):
            return own, quoted, [text.lstrip("> ") for text in lines[at:]]
        if kind in ("original", "headers", "unmarked"):
            return own, quoted + lines[at:], []
        (own if kind == "own" else quoted).extend(lines[at : at + length])
        at += length
    return own, quoted, []


def _kind(lines: list[str], at: int, line: str) -> tuple[str, int]:
    """Tell what a line is or begins, and how many lines that takes."""
    if not line:
        after_quote = at and lines[at - 1].startswith(">")
        return ("quoted" if after_quote and _quote_follows(lines, at) else "own"), 1
    if line[0] == ">":
        return ("forwarded" if _is_forward_mark(line.lstrip("> ")) else "quoted"), 1
    if (line[0] in "-_=*" or line[-1] == ":") and _is_forward_mark(line):
        return "forwarded", 1
    if line[0] in "-_=*" and wording.ORIGINAL.fullmatch(line.lower()):
        return "original", 1
    if ":" in line[:20] and _is_header_block(lines, at):
        return "headers", 1
    return _attribution(lines, at, line)


def _is_forward_mark(line: str) -> bool:
    return len(line) < 90 and wording.FORWARDED.fullmatch(line.lower()) is not None


def _is_header_block(lines: list[str], at: int) -> bool:
    """Find three header lines together, "From:" first, or first of two that only mail has.

    A date and places may stand under labels, too ("Date:", "From:", "To:"), so without "From:"
    on top there must be an address.
    """
    first = _label(lines[at])
    if not first:
        return False
    following = [line for line in lines[at + 1 : at + 2 * _MOST_LABELS] if line][:_MOST_LABELS]
    labels = {first, *map(_label, following)} - {""}
    if first == "from":
        return len(labels) >= _LEAST_LABELS
    stated = [line for line in (lines[at], *following[:_LEAST_LABELS]) if _label(line)]
    return (
        len(stated) > _LEAST_LABELS - 1
        and "from" in map(_label, stated)
        and any("@" in line for line in stated)
    )


def _label(line: str) -> str:
    name, colon, _ = line[:40].partition(":")
    return wording.LABELS.get(name.strip("* >\u00a0").lower(), "") if colon else ""


def _attribution(lines: list[str], at: int, line: str) -> tuple[str, int]:
    """Find "On … Kim wrote:", on up to three lines, over a quote marked or not."""
    length = 1
    if line[-1] != ":":
        if not _starts_attribution(line) and line[-1] != ">":
            return "own", 1
        ends = (more for more in (2, 3) if "".join(lines[at + more - 1 : at + more])[-1:] == ":")
        length = next(ends, 0)
    whole = " ".join(lines[at : at + length])
    lower = whole.lower()
    says_who = any(verb in lower for verb in wording.WROTE) or lower.endswith(">:")
    if not says_who or len(whole) > _LONGEST_ATTRIBUTION or not _names_when_or_who(whole):
        return "own", 1
    if _quote_follows(lines, at + length - 1):
        return "quoted", length
    stated = _starts_attribution(whole) or lower[0].isdigit() or "@" in lower
    followed = any(lines[at + length :])
    return ("unmarked", length) if stated and followed and _WHEN.search(whole) else ("own", 1)


def _names_when_or_who(whole: str) -> bool:
    return "@" in whole or _DIGIT.search(whole) is not None


def _starts_attribution(line: str) -> bool:
    return line.partition(" ")[0].lower() in wording.STARTERS


def _quote_follows(lines: list[str], at: int) -> bool:
    return any(line.startswith(">") for line in lines[at + 1 : at + 5])


def _attributed(quoted: list[str]) -> bool:
    return any(line.endswith(":") for line in quoted[:6]) or any(
        _label(line) == "from" for line in quoted[:6]
    )


def _trim(lines: list[str]) -> list[str]:
    """Drop blank lines and mere rules at both ends."""
    start, end = 0, len(lines)
    while start < end and (not lines[start] or _RULE.fullmatch(lines[start])):
        start += 1
    while end > start and (not lines[end - 1] or _RULE.fullmatch(lines[end - 1])):
        end -= 1
    return lines[start:end]
