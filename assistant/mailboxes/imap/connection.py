"""One connection to an IMAP server: five commands, their errors told apart, no other way through.

The only module that speaks imapclient. Folders are only EXAMINEd; the one command that writes is
APPEND. A connection that failed is closed and never used again.
Sources: RFC 3501, RFC 9051, RFC 6154 (special folders).
"""

from __future__ import annotations

import logging
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import CapabilityError

from assistant.config import ImapAccount
from assistant.errors import AssistantError, MailboxRefused, MailboxUnavailable
from assistant.mailboxes.imap import errors
from assistant.mailboxes.imap.folders import Folder, usable
from assistant.mailboxes.mailbox import MailUnreadable

_TIMEOUT = SocketTimeout(connect=15, read=60)
_CHUNK = 100
"""So many UIDs go into one command; servers limit the length of a line."""
_PLAIN_USER = re.compile(r"[A-Za-z0-9@._+-]+")
_KEEPALIVE = {
    "TCP_KEEPIDLE": 60,
    "TCP_KEEPALIVE": 60,  # what macOS calls it
    "TCP_KEEPINTVL": 15,
    "TCP_KEEPCNT": 4,
    "TCP_USER_TIMEOUT": 60_000,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A folder as EXAMINE showed it."""

    name: str
    validity: int
    """UIDVALIDITY; 0 when the server does not tell it."""
    next_uid: int | None
    count: int


class Connection:
    """A session that is logged in, over TLS unless the server is this machine."""

    def __init__(self, account: ImapAccount, password: str) -> None:
        self.server = f"{account.host}:{account.real_port}"
        self._client: IMAPClient | None = _connected(account, self.server)
        with self._closing_on_error():
            _secured(self._client, account, self.server)
            _logged_in(self._client, account.username, password, self.server)

    def close(self) -> None:
        """Log out; an error then no longer matters."""
        if self._client is not None:
            with suppress(*errors.FAILURES):
                self._client.logout()
        self.abandon()

    def abandon(self) -> None:
        """Hang up without a word, as when the server may never answer."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(*errors.FAILURES):
                client.shutdown()

    def folders(self) -> tuple[Folder, ...]:
        """List every folder that can be opened, marked as RFC 6154 says where the server can."""
        with self._talking(errors.talking) as client:
            found = usable(client.list_folders())
            if not any(folder.is_special for folder in found) and client.has_capability(
                "SPECIAL-USE"
            ):
                found = usable(_list_special(client))
            return found

    def prefix(self) -> str:
        """Tell where the user's own folders begin (RFC 2342), such as "INBOX."; mostly ""."""
        with self._talking(errors.talking) as client:
            spaces = client.namespace().personal if client.has_capability("NAMESPACE") else None
            return str(spaces[0][0]) if spaces else ""

    def examine(self, folder: str) -> Opened:
        """Open a folder for reading, afresh: only then does a server show what others did."""
        with self._talking(lambda error, server: errors.opening(error, folder, server)) as client:
            answer = client.select_folder(folder, readonly=True)
            return Opened(
                name=folder,
                validity=answer.get(b"UIDVALIDITY") or 0,
                next_uid=answer.get(b"UIDNEXT"),
                count=answer.get(b"EXISTS") or 0,
            )

    def search(self, *criteria: str | date) -> list[int]:
        """Give the UIDs that match, ascending. ``criteria`` must not hold text from a mail."""
        with self._talking(errors.talking) as client:
            return sorted(client.search(list(criteria)))

    def fetch(self, uids: Sequence[int], *items: str) -> Iterator[tuple[int, dict[bytes, Any]]]:
        """Give what the server tells of each mail; one that is gone is left out."""
        for start in range(0, len(uids), _CHUNK):
            with self._talking(errors.talking) as client:
                # QUIRK: RFC 3501 §7.4.2: an answer may lack mails, and hold what nobody asked for.
                answers = client.fetch(uids[start : start + _CHUNK], list(items))
            yield from answers.items()

    def fetch_mail(self, uid: int, *items: str) -> dict[bytes, Any] | None:
        """Give what the server tells of one mail, None when it is gone.

        Raises ``MailUnreadable`` when the server refuses for this mail's sake.
        """
        with self._talking(errors.reading) as client:
            answer: dict[bytes, Any] | None = client.fetch([uid], list(items)).get(uid)
            return answer

    def append(self, folder: str, mail: bytes) -> None:
        """Store a draft, once: there is no second try, as the first may have been carried out.

        The literal waits for the server's word, so that a refusal comes before the data.
        """
        with self._talking(lambda error, server: errors.saving(error, folder, server)) as client:
            client.append(folder, mail, flags=(b"\\Draft", b"\\Seen"))

    @contextmanager
    def _talking(
        self, told: Callable[[Exception, str], AssistantError | MailUnreadable]
    ) -> Iterator[IMAPClient]:
        if self._client is None:
            raise MailboxUnavailable(f"the connection to {self.server} was lost")
        try:
            yield self._client
        except errors.FAILURES as error:
            if errors.tagged_no(error) is None:
                self.abandon()
            raise told(error, self.server) from None

    @contextmanager
    def _closing_on_error(self) -> Iterator[None]:
        try:
            yield
        except AssistantError:
            self.abandon()
            raise


def _connected(account: ImapAccount, server: str) -> IMAPClient:
    # At DEBUG imapclient logs whole mails, so it never gets that far.
    logging.getLogger("imapclient").setLevel(logging.WARNING)
    implicit = account.tls == "implicit"
    context = _tls(account) if implicit else None
    try:
        client = IMAPClient(
            account.host,
            account.real_port,
            ssl=implicit,
            ssl_context=context,
            timeout=_TIMEOUT,
        )
    except errors.FAILURES as error:
        raise errors.connecting(error, server) from None
    client.normalise_times = False
    return client


def _tls(account: ImapAccount) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=account.ca_file)
    except OSError as error:
        raise MailboxRefused(
            f"ca_file {account.ca_file} cannot be used: {error.strerror or error}",
            remedy="let ca_file name a readable PEM file with the authority's certificate",
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _secured(client: IMAPClient, account: ImapAccount, server: str) -> None:
    """Go over to TLS where it is not there yet, or refuse to go on."""
    try:
        _keep_alive(client.socket())
        if client.welcome.upper().startswith(b"* PREAUTH"):
            # Whoever sits in between could say so to keep the connection from being encrypted.
            raise MailboxRefused(
                f"{server} takes the user for logged in without a password",
                remedy="check the account's host and port",
            )
        if account.tls == "starttls":
            client.starttls(_tls(account))
    except CapabilityError:
        raise MailboxRefused(
            f"{server} does not offer STARTTLS, so the password would go unencrypted",
            remedy='set tls = "implicit" and port = 993, or another server',
        ) from None
    except errors.FAILURES as error:
        raise errors.connecting(error, server) from None


def _keep_alive(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(socket, name):
            connection.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _logged_in(client: IMAPClient, user: str, password: str, server: str) -> None:
    try:
        if client.has_capability("LOGINDISABLED"):
            raise MailboxRefused(
                f"{server} takes no password on this connection",
                remedy='set tls = "implicit" or "starttls"',
            )
        if password.isascii() and _PLAIN_USER.fullmatch(user):
            client.login(user, password)
        else:
            # LOGIN carries ASCII only, and imaplib sends the user's name unquoted.
            client.plain_login(user, password)
    except errors.FAILURES as error:
        raise errors.logging_in(error, server, user) from None


def _list_special(client: IMAPClient) -> list[tuple[Sequence[bytes], bytes, str]]:
    # QUIRK: RFC 6154 §5.1 lets a server keep the marks back until asked, as Cyrus does;
    # imapclient cannot ask.
    server = client._imap  # noqa: SLF001
    kind, answer = server._simple_command("LIST", '""', '"*"', "RETURN (SPECIAL-USE)")  # noqa: SLF001
    _, answer = server._untagged_response(kind, answer, "LIST")  # noqa: SLF001
    listed: list[tuple[Sequence[bytes], bytes, str]] = client._proc_folder_list(answer)  # noqa: SLF001
    return listed
