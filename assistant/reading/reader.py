"""Bytes in, ``Message`` out: whatever the bytes are, what can be read of them is returned."""

from __future__ import annotations

from assistant.message import Message
from assistant.reading.body import LARGEST_TEXT, Body, read_body
from assistant.reading.fields import Fields, read_fields
from assistant.reading.headers import nouns_of
from assistant.reading.mime import (
    LONGEST_TYPE,
    Part,
    Unreadable,
    read_parts_fallback,
    read_parts_fast,
    read_single,
)
from assistant.reading.wording import FORWARD_SUBJECT

LARGEST_MAIL = 16 * 1024 * 1024
_MIME_FIELDS = ("content-type", "content-transfer-encoding", "content-disposition")


def read_message(raw: bytes, *, source: str = "") -> Message:
    """Read one mail (RFC 5322) without ever raising; ``source`` names where it lies.

    Times are aware and in UTC. What was wrong with the mail stands in ``defects``. Time and
    memory are bounded: at most 64 KiB of header block, 200 parts, 20 levels, 256 KiB of each
    text and 1 MiB of text altogether are looked at.
    """
    size = len(raw)
    raw = _with_line_ends(raw[:LARGEST_MAIL])
    fields = read_fields(raw)
    nouns = nouns_of(fields)
    forwards = FORWARD_SUBJECT.match(nouns.get("subject", "")) is not None
    body = _body(raw, fields, forwards=forwards)
    nouns["defects"] += body.defects
    if size > LARGEST_MAIL:
        nouns["defects"] += (f"mail is over {LARGEST_MAIL} bytes, read its beginning",)
    return Message(source=source, text=body.text, calendar=body.calendar, size=size, **nouns)


def read_header(raw: bytes, *, source: str = "") -> Message:
    """Read what the header says of one mail, as ``read_message`` does, and nothing of its text."""
    nouns = nouns_of(read_fields(_with_line_ends(raw[:LARGEST_MAIL])))
    return Message(source=source, size=len(raw), **nouns)


def _body(raw: bytes, fields: Fields, *, forwards: bool) -> Body:
    single = read_single(raw[fields.body :], *map(fields.first, _MIME_FIELDS))
    if single is not None:
        return read_body(single, forwards=forwards)
    raw = _entity(raw, fields)
    defects: list[str] = []
    for take_apart in (read_parts_fast, read_parts_fallback, _one_part):
        try:
            root, found = take_apart(raw)
            body = read_body(root, forwards=forwards)
        except Unreadable as error:
            defects.append(f"MIME structure: {error}")
            continue
        return Body(
            text=body.text, calendar=body.calendar, defects=(*defects, *found, *body.defects)
        )
    return Body(defects=tuple(defects))


def _entity(raw: bytes, fields: Fields) -> bytes:
    """Give the body under no more fields than the MIME parser needs, cut to sane lengths.

    Spares the parser long, odd and hostile fields it would decode for nobody.
    """
    stated = ((name, fields.first(name)) for name in _MIME_FIELDS)
    head = "".join(f"{name}: {value[:LONGEST_TYPE]}\r\n" for name, value in stated if value)
    return b"".join((head.encode("utf-8", "replace"), b"\r\n", raw[fields.body :]))


def _with_line_ends(raw: bytes) -> bytes:
    # QUIRK: RFC 5322 §2.2: a bare CR is no line end, but some old systems send nothing else.
    return raw.replace(b"\r", b"\n") if b"\r" in raw[:1000] and b"\n" not in raw else raw


def _one_part(raw: bytes) -> tuple[Part, list[str]]:
    text = raw[: 2 * LARGEST_TEXT].replace(b"\r\n", b"\n").partition(b"\n\n")[2]
    return Part(kind="text/plain", parameters={}, content=lambda: text), ["read as plain text"]
