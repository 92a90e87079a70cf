"""A password is fetched when it is needed, kept nowhere, and never part of an error's text."""

from __future__ import annotations

import importlib.util
import os
import stat
import subprocess
import sys
from pathlib import Path

from assistant.config import ImapAccount
from assistant.errors import MailboxRefused

KEYRING_SERVICE = "feedback-assistant"
"""Under this service, with the account's ``username``, the keyring keeps the password."""

_PATIENCE = 10.0  # seconds
_PATIENCE_FOR_UNLOCKING = 60.0
_LONGEST = 4096


def password_of(account: ImapAccount) -> str:
    """Ask the account's command, environment variable or file, else the system's keyring.

    Of several lines the first one counts, as password managers print it. Raises
    ``MailboxRefused`` when there is no password.
    """
    if account.password_command is not None:
        return _from_command(account.password_command)
    if account.password_env is not None:
        return _from_environment(account.password_env)
    if account.password_file is not None:
        return _from_file(account.password_file)
    return _from_keyring(account.username)


def _from_command(command: tuple[str, ...]) -> str:
    remedy = "let password_command print the password on its first line and end with 0"
    printed = _printed(command, _PATIENCE, source=f"password_command ({command[0]})", remedy=remedy)
    return _usable(printed, source=f"password_command ({command[0]})", remedy=remedy)


def _from_environment(name: str) -> str:
    found = os.environ.get(name)
    remedy = "set it where the assistant runs, or name another source of the password"
    if found is None:
        raise MailboxRefused(f"the environment variable {name} is not set", remedy=remedy)
    return _usable(os.fsencode(found), source=f"the environment variable {name}", remedy=remedy)


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            found = file.read(_LONGEST)
    except OSError as error:
        raise MailboxRefused(
            f"password_file {path} cannot be read: {error.strerror}",
            remedy="create the file, or name another source of the password",
        ) from None
    if status.st_uid != os.geteuid():
        raise MailboxRefused(
            f"password_file {path} belongs to somebody else",
            remedy=f"make it your own: chown {os.geteuid()} {path}",
        )
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise MailboxRefused(
            f"password_file {path} can be read by others", remedy=f"chmod 600 {path}"
        )
    remedy = "write the password into it as its first line"
    return _usable(found, source=f"password_file {path}", remedy=remedy)


def _from_keyring(username: str) -> str:
    other_ways = "set password_command, password_env or password_file"
    if importlib.util.find_spec("keyring") is None:
        raise MailboxRefused(
            "no source of the password is set, and keyring is not installed",
            remedy=f'{other_ways}, or: pip install "feedback-assistant[keyring]"',
        )
    source = f'the keyring (service "{KEYRING_SERVICE}", user "{username}")'
    remedy = f"store it with: keyring set {KEYRING_SERVICE} {username}; or {other_ways}"
    # A process of its own: a locked keyring asks the user, and may wait for an answer for ever.
    ask = (sys.executable, "-m", "keyring", "get", KEYRING_SERVICE, "--", username)
    printed = _printed(ask, _PATIENCE_FOR_UNLOCKING, source=source, remedy=remedy)
    return _usable(printed, source=source, remedy=remedy)


def _printed(command: tuple[str, ...], patience: float, *, source: str, remedy: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except OSError as error:
        trouble = f"cannot be run: {error.strerror}"
    except subprocess.TimeoutExpired:
        trouble = f"gave no password within {patience:.0f} s"
    else:
        if done.returncode == 0:
            return done.stdout
        trouble = f"gave no password (exit code {done.returncode})"
    raise MailboxRefused(f"{source} {trouble}", remedy=remedy)


def _usable(found: bytes, *, source: str, remedy: str) -> str:
    try:
        first_line = found.split(b"\n", 1)[0].removesuffix(b"\r").decode("utf-8")
    except UnicodeDecodeError:
        raise MailboxRefused(f"{source} gave no UTF-8 text", remedy=remedy) from None
    if not first_line:
        raise MailboxRefused(f"{source} gave an empty password", remedy=remedy)
    if any(ord(character) < 32 or ord(character) == 127 for character in first_line):
        raise MailboxRefused(f"{source} gave a text with control characters", remedy=remedy)
    return first_line
