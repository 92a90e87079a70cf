"""Lines the sender's program wrapped become paragraphs again, where that is certain."""

from __future__ import annotations

import re

_SHORTEST, _NARROWEST, _WIDEST = 38, 56, 90
_OWN_LINE = re.compile(r"[-*>|+_=#\u2022\u00b7]|\d{1,3}[.)]\s|\w[\w ]{0,20}:(?:\s|$)")
_SENTENCE_ENDS = (".", "!", "?", ":")


def unwrap(lines: list[str]) -> str:
    """Join lines that a greedy wrap at 56 to 90 columns parted; at most one blank line in a row.

    A line is joined to the next when the next one's first word would not have fitted on it, or
    when it is long itself and the next one goes on in lower case.
    """
    if not lines:
        return ""
    text = "\n".join(lines)
    width = max(map(len, lines))
    if width > _WIDEST and "://" in text:
        width = max((len(line) for line in lines if "://" not in line), default=0)
    if _SHORTEST <= width <= _WIDEST:
        text = "\n".join(_join(lines, width))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n")


def _join(lines: list[str], width: int) -> list[str]:
    joined: list[str] = []
    last = ""
    for line in lines:
        if last and line and _is_wrapped(last, line, width):
            joined[-1] += " " + line
        else:
            joined.append(line)
        last = line
    return joined


def _is_wrapped(line: str, following: str, width: int) -> bool:
    if len(line) < _SHORTEST or _OWN_LINE.match(following):
        return False
    if line.endswith(_SENTENCE_ENDS) and len(following) < width // 2:
        return False
    if following[0].islower() and not line.endswith(_SENTENCE_ENDS):
        return True
    return width >= _NARROWEST and len(line) + 1 + len(following.split(" ", 1)[0]) > width


def unflow(text: str, *, delete_space: bool) -> str:
    """Join the soft-broken lines of format=flowed text (RFC 3676 §4)."""
    lines: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        joined = content[:-1] if soft and delete_space else content
        if depth == open_depth and content != "-- ":
            lines[-1] += joined
        else:
            lines.append(">" * depth + (" " if depth else "") + joined)
        open_depth = depth if soft else -1
    return "\n".join(lines)
