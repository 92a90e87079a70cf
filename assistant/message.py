"""The nouns: what a mail is once it has been read, and what a draft is before it is saved.

Pure data. Times are aware and in UTC; message ids keep their angle brackets; texts are normalised
for matching (straight quotes, plain spaces, no soft hyphens or zero-width characters).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mailbox as RFC 5322 §3.4 names it: display name and addr-spec, either may be empty."""

    name: str = ""
    email: str = ""

    @property
    def local_part(self) -> str:
        """What stands before the last ``@``, lower-cased."""
        return self.email.rpartition("@")[0].lower()

    @property
    def domain(self) -> str:
        """What stands behind the last ``@``, lower-cased."""
        return self.email.rpartition("@")[2].lower() if "@" in self.email else ""

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A mail's text, taken apart by whose words they are. Paragraphs are parted by a blank line."""

    own: str = ""
    """The sender's own words, from the greeting to the last sentence."""
    signature: str = ""
    """Closing formula, name, title, company, phone numbers."""
    quoted: str = ""
    """Earlier mail of the thread that is quoted below (or between) the own words."""
    forwarded: str = ""
    """Mail of somebody else that is passed on."""
    footer: str = ""
    """Disclaimers, unsubscribe lines, marks of the system that sent the mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One VEVENT of a text/calendar part (RFC 5545)."""

    method: str = ""
    summary: str = ""
    organizer: Address | None = None
    attendees: tuple[Address, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authentication:
    """The topmost Authentication-Results field (RFC 8601): who checked, and what came out.

    Results are the lower-case result words ("pass", "fail", "none", …), empty when not stated.
    """

    authserv_id: str = ""
    dmarc: str = ""
    dkim: str = ""
    spf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail, read. Every field is usable even when the mail is damaged; see ``defects``."""

    source: str = ""
    """Where the mail lies, for people: a file's path or a folder and UID."""
    message_id: str = ""
    subject: str = ""
    date: datetime | None = None
    senders: tuple[Address, ...] = ()
    """The From field; more than one address is unusual and suspicious."""
    sender: Address | None = None
    """The Sender field."""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[Address, ...] = ()
    """Delivered-To, X-Original-To, Envelope-To: the address that really received the mail."""
    return_path: str | None = None
    """The envelope sender; "" is the null sender of bounces, None means the field is missing."""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: Text = field(default_factory=Text)
    calendar: tuple[CalendarEvent, ...] = ()
    authentication: Authentication | None = None
    list_id: str = ""
    list_unsubscribe: str = ""
    auto_submitted: str = ""
    precedence: str = ""
    mailer: str = ""
    """X-Mailer or User-Agent, and marks of the sending system, as far as they are stated."""
    fingerprint: str = ""
    """Tells this mail from every other, also when a Message-ID is missing or used twice."""
    size: int = 0
    defects: tuple[str, ...] = ()
    """What was wrong with the mail's form and how it was read all the same."""

    @property
    def author(self) -> Address:
        """The first From address; empty when there is none."""
        return self.senders[0] if self.senders else Address()

    @property
    def thread_ids(self) -> tuple[str, ...]:
        """Every id of the thread this mail tells of, root first, its own id last, none twice."""
        ids = (*self.references, *self.in_reply_to, self.message_id)
        return tuple(dict.fromkeys(known for known in ids if known))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply, ready to be saved. ``raw`` is the finished RFC 5322 message with CRLF line ends."""

    message_id: str
    sender: Address
    to: Address
    subject: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    raw: bytes
