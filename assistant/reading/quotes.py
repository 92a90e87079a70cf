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
    return (
        text.startswith(">")
        or text.count(": ") >= _LEAST_LABELS - 1
        or any(mark in text for mark in (":\n", "\n>", "--", "__", "==", "**"))
    )


def _cut(lines: list[str], *, forwards: bool) -> tuple[list[str], list[str], list[str]]:
    own: list[str] = []
    quoted: list[str] = []
    for at, line in enumerate(lines):
        if not line:
            (quoted if quoted and not own[-1:] else own).append(line)
            continue
        if line[0] == ">":
            if _is_forward_mark(line.lstrip("> ")):
                return own, quoted, [text.lstrip("> ") for text in lines[at:]]
            quoted.append(line)
            continue
        kind = _divider(lines, at, line)
        if kind == "attribution":
            quoted.append(line)
        elif kind == "forwarded" or (kind == "headers" and forwards):
            return own, quoted, lines[at:]
        elif kind:
            return own, quoted + lines[at:], []
        else:
            own.append(line)
    return own, quoted, []


def _divider(lines: list[str], at: int, line: str) -> str:
    """Tell what a line begins: "" is nothing, "attribution" a quote whose lines are marked."""
    if line[0] in "-_=*":
        if wording.ORIGINAL.fullmatch(line.lower()):
            return "original"
        if _is_forward_mark(line):
            return "forwarded"
    elif line[-1] == ":" and _is_forward_mark(line):
        return "forwarded"
    if ":" in line[:20] and _is_header_block(lines, at):
        return "headers"
    return _attribution(lines, at, line)


def _is_forward_mark(line: str) -> bool:
    return len(line) < 90 and wording.FORWARDED.fullmatch(line.lower()) is not None


def _is_header_block(lines: list[str], at: int) -> bool:
    if _label(lines[at]) != "from":
        return False
    following = (line for line in lines[at + 1 : at + 2 * _MOST_LABELS] if line)
    labels = {"from"}
    for line, _ in zip(following, range(_MOST_LABELS), strict=False):
        if label := _label(line):
            labels.add(label)
    return len(labels) >= _LEAST_LABELS


def _label(line: str) -> str:
    name, colon, _ = line[:40].partition(":")
    return wording.LABELS.get(name.strip("* >\u00a0").lower(), "") if colon else ""


def _attribution(lines: list[str], at: int, line: str) -> str:
    if line[-1] == ":":
        whole = line
    elif _starts_attribution(line) or line[-1] == ">":
        whole = " ".join(lines[at : at + 3])
        end = whole.find(":", len(line))
        ending = next((text for text in lines[at + 1 : at + 3] if text.endswith(":")), "")
        if not ending or end < 0 or len(ending) > 90:
            return ""
        whole = whole[: whole.find(ending, len(line)) + len(ending)]
    else:
        return ""
    return _judge_attribution(lines, at, whole)


def _judge_attribution(lines: list[str], at: int, whole: str) -> str:
    lower = whole.lower()
    if len(whole) > _LONGEST_ATTRIBUTION or (not _DIGIT.search(whole) and "@" not in whole):
        return ""
    says_who_wrote = any(verb in lower for verb in wording.WROTE)
    if not says_who_wrote and not lower.endswith(">:"):
        return ""
    following = next((text for text in lines[at + 1 + whole.count("\n") : at + 6] if text), "")
    if _quote_follows(lines, at):
        return "attribution"
    stated = _starts_attribution(whole) or lower[0].isdigit() or "@" in lower
    return "unmarked" if following and stated and _WHEN.search(whole) else ""


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
