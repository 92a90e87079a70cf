"""An IMAP server that reads from a script, for what no real server will do on request."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

HANG_UP = "(hang up)"
SILENCE = "(silence)"

_USUAL = {
    "CAPABILITY": ("* CAPABILITY IMAP4rev1", "OK"),
    "LOGIN": ("OK",),
    "LOGOUT": ("* BYE", "OK"),
    "LIST": (
        '* LIST () "/" INBOX',
        '* LIST (\\Drafts) "/" Drafts',
        '* LIST (\\Sent) "/" Sent',
        "OK",
    ),
    "EXAMINE": (
        "* 1 EXISTS",
        "* OK [UIDVALIDITY 7] valid",
        "* OK [UIDNEXT 2] next",
        "OK [READ-ONLY] examined",
    ),
    "UID SEARCH": ("* SEARCH 1", "OK"),
    "UID FETCH": (
        '* 1 FETCH (UID 1 INTERNALDATE "20-Nov-2026 09:00:00 +0000" FLAGS () RFC822.SIZE 5'
        " BODY[]<0> hello BODY[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO REFERENCES)] NIL)",
        "OK",
    ),
    "APPEND": ("OK",),
}


@dataclass
class ScriptedImap:
    """A server that runs; ``received`` are the lines it got, without their tags."""

    port: int
    greeting: str
    script: dict[str, tuple[str, ...]]
    received: list[str] = field(default_factory=list)


@contextlib.contextmanager
def scripted(
    script: dict[str, tuple[str, ...]] | None = None, *, greeting: str = "* OK ready"
) -> Iterator[ScriptedImap]:
    """Serve one connection after the other. ``script`` gives the answers to a command.

    Its last line gets the command's tag, or is ``HANG_UP`` or ``SILENCE``.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = ScriptedImap(port=port, greeting=greeting, script=_USUAL | (script or {}))
        thread = threading.Thread(target=_serve, args=(listener, server), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listener: socket.socket, server: ScriptedImap) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with contextlib.suppress(OSError), connection, connection.makefile("rwb") as stream:
            stream.write(server.greeting.encode() + b"\r\n")
            stream.flush()
            _talk(stream, server)


def _talk(stream: BinaryIO, server: ScriptedImap) -> None:
    for line in stream:
        tag, _, command = line.decode("utf-8", "replace").strip().partition(" ")
        server.received.append(command)
        verb = " ".join(command.split()[: 2 if command.startswith("UID ") else 1]).upper()
        literal = re.search(r"\{(\d+)\}$", command)
        answers = server.script.get(verb, ("BAD unknown command",))
        if literal and not answers[-1].startswith("NO"):
            stream.write(b"+ go on\r\n")
            stream.flush()
            stream.read(int(literal[1]) + 2)
        stream.write("".join(f"{answer}\r\n" for answer in answers[:-1]).encode())
        if answers[-1] == HANG_UP:
            stream.flush()
            return
        if answers[-1] != SILENCE:
            stream.write(f"{tag} {answers[-1]} \r\n".encode())
        stream.flush()
