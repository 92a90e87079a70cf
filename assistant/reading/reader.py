"""Bytes in, ``Message`` out: whatever the bytes are, what can be read of them is returned."""

from __future__ import annotations

from assistant.message import Message
from assistant.reading.body import Body, read_body
from assistant.reading.headers import read_headers
from assistant.reading.mime import Part, Unreadable, read_parts_fallback, read_parts_fast
from assistant.reading.wording import FORWARD_SUBJECT

LARGEST_MAIL = 16 * 1024 * 1024


def read_message(raw: bytes, *, source: str = "") -> Message:
    """Read one mail (RFC 5322) without ever raising; ``source`` names where it lies.

    Times are aware and in UTC. What was wrong with the mail stands in ``defects``. Time and
    memory are bounded: at most 64 KiB of header block, 200 parts, 20 levels, 256 KiB of each
    text and 1 MiB of text altogether are looked at.
    """
    headers = read_headers(raw)
    body = _body(raw[:LARGEST_MAIL], forwards=FORWARD_SUBJECT.match(headers.subject) is not None)
    defects = (*headers.defects, *body.defects)
    if len(raw) > LARGEST_MAIL:
        defects += (f"mail is over {LARGEST_MAIL} bytes, read its beginning",)
    return Message(
        source=source,
        message_id=headers.message_id,
        subject=headers.subject,
        date=headers.date,
        senders=headers.senders,
        sender=headers.sender,
        reply_to=headers.reply_to,
        to=headers.to,
        cc=headers.cc,
        delivered_to=headers.delivered_to,
        return_path=headers.return_path,
        in_reply_to=headers.in_reply_to,
        references=headers.references,
        text=body.text,
        calendar=body.calendar,
        authentication=headers.authentication,
        list_id=headers.list_id,
        list_unsubscribe=headers.list_unsubscribe,
        auto_submitted=headers.auto_submitted,
        precedence=headers.precedence,
        mailer=headers.mailer,
        fingerprint=headers.fingerprint,
        size=len(raw),
        defects=defects,
    )


def _body(raw: bytes, *, forwards: bool) -> Body:
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


def _one_part(raw: bytes) -> tuple[Part, list[str]]:
    _, _, text = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    return Part(kind="text/plain", parameters={}, content=lambda: text), ["read as plain text"]
