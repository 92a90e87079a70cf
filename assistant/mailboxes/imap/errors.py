"""What an IMAP server, the network or TLS said, as one of the mailbox's two errors.

No text that could quote a mail or a password gets into an error: of what the server says only its
tagged answers are repeated, and those to LOGIN by their response code alone.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from dataclasses import dataclass

from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes.mailbox import MailUnreadable

FAILURES = (
    imaplib.IMAP4.error,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
    TypeError,
    AttributeError,
)
"""All that imapclient, imaplib, the network and TLS raise; their parsers stumble in many ways."""

_TAGGED = re.compile(
    r"(?P<verb>[A-Za-z ]+)(?: failed: | command error: (?:NO|BAD) )(?P<text>.*)", re.DOTALL
)
_BYTES = re.compile(r"""\[?b(['"])(.*)\1\]?""")  # imaplib shows some answers as a list of bytes
_CODE = re.compile(r"\[([A-Z][A-Z0-9-]*)", re.IGNORECASE)
_PASSING = frozenset({"LIMIT", "INUSE", "UNAVAILABLE", "SERVERBUG", "THROTTLED", "EXPUNGEISSUED"})
_SOUNDS_PASSING = re.compile(
    r"too many|temporar|try again|unavailable|throttl|rate limit|later\b|connections", re.IGNORECASE
)
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE"})


@dataclass(frozen=True, slots=True, kw_only=True)
class No:
    """A tagged NO or BAD: the command was certainly not carried out (RFC 9051 §7.1)."""

    code: str
    """The response code of RFC 5530, such as "OVERQUOTA"; "" when there is none."""
    text: str

    @property
    def is_passing(self) -> bool:
        """Tell whether the server may say yes another time."""
        return self.code in _PASSING or (
            not self.code and _SOUNDS_PASSING.search(self.text) is not None
        )


def tagged_no(error: BaseException) -> No | None:
    """Give the server's tagged NO or BAD, None when the error is anything else."""
    if isinstance(error, imaplib.IMAP4.abort) or not isinstance(error, imaplib.IMAP4.error):
        return None
    match = _TAGGED.match(str(error))
    return _no(match["text"]) if match else None


def connecting(error: BaseException, server: str) -> MailboxRefused | MailboxUnavailable:
    """Tell why there is no connection."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxRefused(
            f"the certificate of {server} is not valid: {error.verify_message}",
            remedy="check the account's host; for a server with its own authority set ca_file",
        )
    if isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
        return MailboxRefused(
            f"{server} speaks no TLS, or none that is safe ({error.reason})",
            remedy='check the port and tls: 993 with "implicit", 143 with "starttls"',
        )
    if isinstance(error, UnicodeError):
        return MailboxRefused(f"{server} is no name of a server", remedy="check the account's host")
    return MailboxUnavailable(
        f"{server} cannot be reached: {_reason(error)}", remedy="check the account's host and port"
    )


def logging_in(error: BaseException, server: str, user: str) -> MailboxRefused | MailboxUnavailable:
    """Tell why the server did not let the user in; wrong credentials apart from bad moments."""
    # imapclient makes a LoginError of everything, a lost connection included.
    if isinstance(error.__context__, imaplib.IMAP4.error):
        error = error.__context__
    if isinstance(error, imaplib.IMAP4.abort) or not isinstance(error, imaplib.IMAP4.error):
        return talking(error, server)
    no = _no(str(error))
    code = f" [{no.code}]" if no.code else ""
    if no.is_passing:
        return MailboxUnavailable(f"{server} lets nobody in just now{code}")
    return MailboxRefused(
        f"{server} refuses the user {user!r} or the password{code}",
        remedy="check username and password; many providers want an app password here",
    )


def talking(error: BaseException, server: str) -> MailboxUnavailable:
    """Tell why a command failed half-way; whatever it should do may have been done."""
    no = tagged_no(error)
    if no is None:
        return MailboxUnavailable(f"the connection to {server} broke: {_reason(error)}")
    return MailboxUnavailable(f"{server} says no for now: {no.text}")


def reading(error: BaseException, server: str) -> MailboxUnavailable | MailUnreadable:
    """Tell why one mail cannot be read, which says nothing about the others."""
    no = tagged_no(error)
    if no is None or no.is_passing:
        return talking(error, server)
    return MailUnreadable(f"{server} does not give this mail: {no.text}")


def opening(error: BaseException, folder: str, server: str) -> MailboxRefused | MailboxUnavailable:
    """Tell why a folder cannot be opened."""
    no = tagged_no(error)
    if no is None or no.is_passing:
        return talking(error, server)
    return MailboxRefused(
        f"{server} does not open the folder {folder!r}: {no.text}",
        remedy="check the account's inbox, drafts and sent, and your rights there",
    )


def saving(error: BaseException, folder: str, server: str) -> MailboxRefused | MailboxUnavailable:
    """Tell why a draft is not saved; with ``MailboxUnavailable`` it may be saved after all."""
    no = tagged_no(error)
    if no is None or no.is_passing:
        return talking(error, server)
    text = f"{server} does not take a draft in {folder!r}: {no.text}"
    if no.code == "OVERQUOTA":
        return MailboxRefused(text, remedy="the mailbox is full: make room")
    if no.code in ("TRYCREATE", "NONEXISTENT"):
        return MailboxRefused(
            text, remedy="create the folder, or set the account's drafts to another"
        )
    return MailboxRefused(text, remedy="check your rights on that folder, or set drafts to another")


def _no(text: str) -> No:
    bytes_shown = _BYTES.fullmatch(text)
    text = bytes_shown[2] if bytes_shown else text
    code = _CODE.match(text)
    shown = "".join(character if character.isprintable() else " " for character in text)
    return No(code=code[1].upper() if code else "", text=shown[:200])


def _reason(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, imaplib.IMAP4.abort) and "EOF" in str(error):
        return "the server hung up"
    return f"unexpected answer ({type(error).__name__})"
