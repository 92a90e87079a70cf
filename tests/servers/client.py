"""Another mail program of the same user: what a person does in the mailbox, over IMAP."""

from __future__ import annotations

import imaplib
import ssl
import time
from datetime import datetime
from typing import Self

from servers.dovecot import PASSWORD, Dovecot


class OtherClient:
    """A connection of its own; a context manager."""

    def __init__(self, server: Dovecot, user: str) -> None:
        trusted = ssl.create_default_context(cafile=server.certificates.authority)
        if server.options.tls == "implicit":
            self._imap: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                server.host, server.port, ssl_context=trusted
            )
        else:
            self._imap = imaplib.IMAP4(server.host, server.port)
        if server.options.tls == "starttls":
            self._imap.starttls(trusted)
        self._imap.login(user, PASSWORD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._imap.logout()

    def put(
        self, folder: str, raw: bytes, *, arrived: datetime | None = None, flags: str = ""
    ) -> None:
        """Store a mail."""
        when = time.time() if arrived is None else arrived.timestamp()
        self._must(
            self._imap.append(f'"{folder}"', f"({flags})", imaplib.Time2Internaldate(when), raw)
        )

    def mails(self, folder: str) -> list[tuple[frozenset[str], bytes]]:
        """Give flags and bytes of every mail of a folder."""
        self._must(self._imap.select(f'"{folder}"', readonly=True))
        answer = self._must(self._imap.fetch("1:*", "(FLAGS BODY.PEEK[])")) if self._count() else []
        return [(_flags(part[0]), part[1]) for part in answer if isinstance(part, tuple)]

    def flag(self, folder: str, number: int, flags: str) -> None:
        """Add flags to the mail with this number, from 1."""
        self._must(self._imap.select(f'"{folder}"'))
        self._must(self._imap.store(str(number), "+FLAGS", f"({flags})"))

    def remove(self, folder: str, number: int) -> None:
        """Delete a mail for good."""
        self.flag(folder, number, "\\Deleted")
        self._must(self._imap.expunge())

    def create(self, folder: str) -> None:
        """Make a folder."""
        self._must(self._imap.create(f'"{folder}"'))

    def folders(self) -> list[str]:
        """Give the names of all folders, as the server writes them."""
        answer = self._must(self._imap.list())
        return [line.decode().rpartition(" ")[2].strip('"') for line in answer]

    def _count(self) -> int:
        return int((self._imap.response("EXISTS")[1] or [b"0"])[0] or 0)

    def _must(self, answer: tuple[str, list]) -> list:
        assert answer[0] == "OK", answer
        return answer[1]


def _flags(head: bytes) -> frozenset[str]:
    flags = frozenset(flag.decode() for flag in imaplib.ParseFlags(head))
    return flags - {"\\Recent"}
