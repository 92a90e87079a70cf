"""Mails and drafts of the tests' own making."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from assistant.message import Address, Draft

NOW = datetime.now(UTC).replace(microsecond=0)
"""The clock of the machine: servers and file systems know no other."""


def days_ago(days: float) -> datetime:
    """Give the time so many days before now."""
    return NOW - timedelta(days=days)


def mail(
    message_id: str = "<one@example.org>",
    *,
    answers: str = "",
    body: bytes = b"We went with somebody else.\r\n",
    date: datetime = NOW,
) -> bytes:
    """Write a mail with CRLF line ends."""
    fields = [
        f"Message-ID: {message_id}",
        f"Date: {format_datetime(date)}",
        "From: Robin Vale <robin@example.org>",
        "To: kim@example.com",
        "Subject: Your application",
        *([f"In-Reply-To: {answers}"] if answers else []),
    ]
    return "\r\n".join(fields).encode("utf-8") + b"\r\n\r\n" + body


def draft(
    message_id: str = "<draft-1@example.com>", *, answers: str = "<one@example.org>"
) -> Draft:
    """Make a draft that answers a mail."""
    return Draft(
        message_id=message_id,
        sender=Address(name="Kim", email="kim@example.com"),
        to=Address(name="Robin Vale", email="robin@example.org"),
        subject="Re: Your application",
        in_reply_to=answers,
        references=(answers,),
        text="Thank you for telling me.",
        raw=mail(message_id, answers=answers, body="Danke schön.\r\n".encode()),
    )
