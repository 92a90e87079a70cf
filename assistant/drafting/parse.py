"""A draft's bytes become a draft again: an interrupted pass goes on with the very same text."""

from __future__ import annotations

from assistant.message import Draft
from assistant.reading import read_message


def parse_draft(raw: bytes) -> Draft:
    """Read back what ``compose`` wrote; ``text`` comes as a reader sees it."""
    message = read_message(raw)
    return Draft(
        message_id=message.message_id,
        sender=message.author,
        to=message.to[0],
        subject=message.subject,
        in_reply_to=message.in_reply_to[0] if message.in_reply_to else "",
        references=message.references,
        text=message.text.own,
        raw=raw,
    )
