"""The desks: what a person does at each kind of mailbox, with other programs than ours."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from mailboxes.mails import NOW
from servers.client import OtherClient
from servers.dovecot import PASSWORD, Dovecot

from assistant.config import ImapAccount, LocalAccount
from assistant.mailboxes import Mailbox, open_mailbox

_WORDS = {"D": "\\Draft", "S": "\\Seen", "T": "\\Deleted", "R": "\\Answered", "F": "\\Flagged"}


@dataclass
class MaildirDesk:
    """A Maildir++ folder, written to as a delivery agent and a mail program do."""

    path: Path
    settings: dict[str, str] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        make_maildir(self.path)

    def account(self) -> LocalAccount:
        return LocalAccount(name="local", kind="maildir", path=self.path, **self.settings)

    def open(self) -> Mailbox:
        return open_mailbox(self.account(), lambda: "")

    def deliver(self, raw: bytes, *, arrived: datetime = NOW, part: str = "new") -> Path:
        suffix = ":2," if part == "cur" else ""
        path = self.path / part / f"1700000000.M{next(self.numbers):06}P1.host{suffix}"
        path.write_bytes(raw.replace(b"\r\n", b"\n"))
        os.utime(path, (arrived.timestamp(), arrived.timestamp()))
        return path

    def remove(self, number: int) -> None:
        self._mail(number).unlink()

    def flag(self, number: int, flags: str) -> None:
        path = self._mail(number)
        path.rename(self.path / "cur" / f"{path.name.partition(':')[0]}:2,{flags}")

    def flag_answered(self, number: int) -> None:
        self.flag(number, "R")

    def put_sent(self, *raws: bytes) -> None:
        for raw in raws:
            self._put(self.path / ".Sent", raw, "S")

    def put_draft(self, raw: bytes, *, deleted: bool = False) -> None:
        self._put(self.path / ".Drafts", raw, "DST" if deleted else "DS")

    def drafts(self) -> list[tuple[frozenset[str], bytes]]:
        folder = self.path / ".Drafts" / "cur"
        found = sorted(folder.iterdir()) if folder.exists() else []
        return [
            (frozenset(_WORDS[flag] for flag in path.name.partition(":2,")[2]), path.read_bytes())
            for path in found
        ]

    def everything(self) -> object:
        return sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_ino, path.read_bytes())
            for path in self.path.rglob("*")
            if path.is_file() and ".Drafts" not in path.parts
        )

    def _mail(self, number: int) -> Path:
        (path,) = self.path.glob(f"*/*.M{number:06}P1.host*")
        return path

    def _put(self, folder: Path, raw: bytes, flags: str) -> None:
        make_maildir(folder)
        path = folder / "cur" / f"1700000000.M{next(self.numbers):06}P2.host:2,{flags}"
        path.write_bytes(raw.replace(b"\r\n", b"\n"))


@dataclass
class MboxDesk:
    """An mbox file, appended to and rewritten as mail programs do."""

    path: Path
    mails: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.path.touch()

    def open(self) -> Mailbox:
        account = LocalAccount(name="old", kind="mbox", path=self.path)
        return open_mailbox(account, lambda: "")

    def deliver(self, raw: bytes, *, arrived: datetime = NOW) -> None:
        text = re.sub(rb"(?m)^(>*From )", rb">\1", raw.replace(b"\r\n", b"\n"))
        stamp = arrived.strftime("%a %b %d %H:%M:%S %Y").encode()
        self.mails.append(b"From robin@example.org " + stamp + b"\n" + text + b"\n")
        with self.path.open("ab") as file:
            file.write(self.mails[-1])

    def remove(self, number: int) -> None:
        self.mails.pop(number - 1)
        self.path.write_bytes(b"".join(self.mails))

    def everything(self) -> object:
        return self.path.read_bytes(), self.path.stat().st_mtime_ns


@dataclass
class ImapDesk:
    """A user's mailbox on a running Dovecot, used by another client."""

    server: Dovecot
    user: str
    settings: dict[str, object] = field(default_factory=dict)
    drafts_folder: str = "Drafts"
    sent_folder: str = "Sent"

    def account(self) -> ImapAccount:
        tls = self.server.options.tls
        told = {
            "name": "work",
            "kind": "imap",
            "host": self.server.host,
            "port": self.server.port,
            "tls": tls,
            "username": self.user,
            "ca_file": None if tls == "none" else self.server.certificates.authority,
        }
        return ImapAccount.model_validate(told | self.settings)

    def open(self) -> Mailbox:
        return open_mailbox(self.account(), lambda: PASSWORD)

    def client(self) -> OtherClient:
        return OtherClient(self.server, self.user)

    def deliver(self, raw: bytes, *, arrived: datetime = NOW) -> None:
        with self.client() as client:
            client.put("INBOX", raw, arrived=arrived)

    def remove(self, number: int) -> None:
        with self.client() as client:
            client.remove("INBOX", number)

    def flag_answered(self, number: int) -> None:
        with self.client() as client:
            client.flag("INBOX", number, "\\Answered")

    def put_sent(self, *raws: bytes) -> None:
        with self.client() as client:
            for raw in raws:
                client.put(self.sent_folder, raw, flags="\\Seen")

    def put_draft(self, raw: bytes, *, deleted: bool = False) -> None:
        flags = "\\Draft \\Seen \\Deleted" if deleted else "\\Draft \\Seen"
        with self.client() as client:
            client.put(self.drafts_folder, raw, flags=flags)

    def drafts(self) -> list[tuple[frozenset[str], bytes]]:
        with self.client() as client:
            return client.mails(self.drafts_folder)

    def everything(self) -> object:
        with self.client() as client:
            folders = client.folders()
            rest = [name for name in sorted(folders) if name != self.drafts_folder]
            return sorted(folders), [client.mails(name) for name in rest]


def make_maildir(path: Path) -> Path:
    """Make an empty Maildir."""
    for part in ("cur", "new", "tmp"):
        (path / part).mkdir(parents=True, exist_ok=True)
    return path
