"""A short way to write a mail."""

from __future__ import annotations

from assistant.message import Address, Message, Text


def mail(
    own: str,
    *,
    subject: str = "",
    name: str = "",
    email: str = "",
    signature: str = "",
    footer: str = "",
    quoted: str = "",
    forwarded: str = "",
    **headers: str,
) -> Message:
    text = Text(own=own, signature=signature, footer=footer, quoted=quoted, forwarded=forwarded)
    senders = (Address(name=name, email=email),) if name or email else ()
    reply_to = headers.pop("reply_to", "")
    return Message(
        subject=subject,
        senders=senders,
        text=text,
        reply_to=(Address(email=reply_to),) if reply_to else (),
        return_path=headers.pop("return_path", None),
        list_id=headers.pop("list_id", ""),
        auto_submitted=headers.pop("auto_submitted", ""),
    )
