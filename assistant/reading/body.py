"""Of all MIME parts those a reader would read: the best text, invitations, mail passed on.

Attachments are never opened. A text part that says (nearly) nothing gives way to the HTML beside
it: some systems cut it down to their footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.message import CalendarEvent, Text
from assistant.reading.calendar import LARGEST_CALENDAR, read_calendar
from assistant.reading.charsets import decode
from assistant.reading.html import html_to_text
from assistant.reading.mime import Part
from assistant.reading.normal import plain_characters, tidy_lines
from assistant.reading.quotes import split_text
from assistant.reading.words import read_text
from assistant.reading.wrapping import unflow

LARGEST_TEXT = 256 * 1024
LARGEST_TOTAL = 1024 * 1024
_MOST_LINES = 5_000
_THIN = 25
_MOST_WEIGHT = 100
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What the parts of a mail say."""

    text: Text = field(default_factory=Text)
    calendar: tuple[CalendarEvent, ...] = ()
    defects: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and how much may still be."""

    forwards: bool
    left: int = LARGEST_TOTAL
    texts: list[Text] = field(default_factory=list)
    forwarded: list[str] = field(default_factory=list)
    calendar: list[CalendarEvent] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def read_body(root: Part, *, forwards: bool = False) -> Body:
    """Read the parts; ``forwards`` says the subject names the mail as passed on."""
    reading = _Reading(forwards=forwards)
    _read(root, reading)
    return Body(
        text=_together(reading),
        calendar=tuple(reading.calendar),
        defects=tuple(dict.fromkeys(reading.defects)),
    )


def _read(part: Part, reading: _Reading) -> None:
    if part.kind == "message/rfc822":
        _read_forwarded(part, reading)
    elif part.kind == "multipart/alternative":
        _read_alternative(part, reading)
    elif part.kind in ("multipart/related", "multipart/signed"):
        _read_each(part.children[:1], reading)
        _read_each([child for child in part.children[1:] if _is_calendar(child)], reading)
    elif part.children:
        _read_each(part.children, reading)
    elif _is_calendar(part):
        _read_invitation(part, reading)
    elif _is_text(part):
        reading.texts.append(_split(part, reading))


def _read_each(parts: list[Part] | tuple[Part, ...], reading: _Reading) -> None:
    for part in parts:
        _read(part, reading)


def _is_calendar(part: Part) -> bool:
    # An invitation is a message to people's calendars, attached or not (RFC 6047 §2).
    return part.kind == "text/calendar"


def _is_text(part: Part) -> bool:
    if part.disposition == "attachment" or (part.named and part.disposition != "inline"):
        return False
    return part.kind in ("text/plain", "text/html")


def _read_alternative(part: Part, reading: _Reading) -> None:
    """Read the text of the alternatives, and the HTML only if the text is thin."""
    best: Text | None = None
    for child in part.children:
        if _is_calendar(child):
            _read_invitation(child, reading)
    for kind in ("text/plain", "text/html"):
        for found in _leaves(part, kind):
            candidate = _split(found, reading)
            if best is None or _weight(candidate) > 1.5 * _weight(best):
                best = candidate
        if best is not None and _weight(best) >= _THIN:
            break
    if best is not None:
        reading.texts.append(best)
    elif part.children and not reading.calendar:
        _read_each(part.children, reading)


def _leaves(part: Part, kind: str) -> list[Part]:
    """Find the readable leaves of a kind below an alternative (HTML often sits in a related)."""
    found: list[Part] = []
    for child in part.children:
        if child.kind == kind and _is_text(child):
            found.append(child)
        elif child.kind.startswith("multipart/"):
            found += _leaves(child, kind)
    return found


def _weight(text: Text) -> int:
    """Count the first words, links left out."""
    return sum("/" not in word for word in text.own[:4000].split(None, _MOST_WEIGHT)[:_MOST_WEIGHT])


def _split(part: Part, reading: _Reading) -> Text:
    text = _decode(part, reading)
    if part.kind == "text/html":
        text, defect = html_to_text(text)
        reading.defects += [defect] if defect else []
    else:
        if part.parameters.get("format", "").lower() == "flowed":
            text = unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
        text = tidy_lines(plain_characters(text))
    return split_text(text, forwards=reading.forwards)


def _decode(part: Part, reading: _Reading, limit: int = LARGEST_TEXT) -> str:
    data = part.content()
    allowed = max(0, min(limit, reading.left))
    if len(data) > allowed:
        reading.defects.append(f"text is over {allowed} bytes, read its beginning")
        data = data[:allowed]
    reading.left -= len(data)
    label = part.parameters.get("charset", "")
    if not label and part.kind == "text/html":
        meta = _META_CHARSET.search(data, 0, 2000)
        label = meta[1].decode("ascii") if meta else ""
    text, defect = decode(data, label)
    reading.defects += [defect] if defect else []
    if part.kind == "text/plain" and text.count("\n") > _MOST_LINES:
        reading.defects.append(f"text has more than {_MOST_LINES} lines, read its beginning")
        text = "\n".join(text.split("\n", _MOST_LINES)[:_MOST_LINES])
    return text


def _read_invitation(part: Part, reading: _Reading) -> None:
    reading.calendar += read_calendar(_decode(part, reading, LARGEST_CALENDAR))


def _read_forwarded(part: Part, reading: _Reading) -> None:
    """Read an attached mail as words that somebody else wrote."""
    inner = _Reading(forwards=False, left=reading.left)
    _read_each(part.children, inner)
    reading.left = inner.left
    reading.defects += inner.defects
    text = _together(inner)
    subject = next((read_text(child.subject) for child in part.children if child.subject), "")
    pieces = (subject, text.own, text.signature, text.forwarded)
    reading.forwarded.append("\n\n".join(piece for piece in pieces if piece))


def _together(reading: _Reading) -> Text:
    texts = reading.texts
    if len(texts) == 1 and not reading.forwarded:
        return texts[0]
    return Text(
        own=_joined(text.own for text in texts),
        signature=_joined(text.signature for text in texts),
        quoted=_joined(text.quoted for text in texts),
        forwarded=_joined([*(text.forwarded for text in texts), *reading.forwarded]),
        footer=_joined(text.footer for text in texts),
    )


def _joined(pieces: Iterable[str]) -> str:
    return "\n\n".join(piece for piece in pieces if piece)
