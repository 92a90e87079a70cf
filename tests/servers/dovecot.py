"""A real Dovecot 2.3 on loopback, living in one temporary folder and leaving nothing behind.

Every user name logs in with the same password and finds a mailbox of its own, empty at first.
What each user's clients sent is kept, so that tests can tell which commands were used.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from servers.certificates import Certificates, make_certificates

PASSWORD = "correct-horse"
ODD_USER = "kim doe"
ODD_PASSWORD = 'pass "wörd\\'
PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_PATIENCE = 15.0


def mailboxes(**special_uses: str) -> str:
    """Write the mailbox blocks of a namespace: names with their SPECIAL-USE marks, or ""."""
    return "\n".join(
        f'  mailbox "{name}" {{\n    auto = create\n'
        + (f"    special_use = {mark}\n" if mark else "")
        + "  }"
        for name, mark in special_uses.items()
    )


MARKED = mailboxes(Drafts=r"\Drafts", Sent=r"\Sent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a server is like."""

    tls: Literal["implicit", "starttls", "none"] = "none"
    folders: str = MARKED
    prefix: str = ""
    """Where the user's folders begin, such as "INBOX."."""
    connections: int = 50
    """So many one user may have at once."""
    quota: str = ""
    """Such as "20k"; no limit when empty."""
    settings: str = ""
    """Further lines of the config, such as ``imap_capability = …``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dovecot:
    """A server that runs."""

    options: Options
    port: int
    folder: Path
    certificates: Certificates
    host: str = "localhost"

    def commands(self, user: str) -> list[str]:
        """Give every line this user's clients sent after login, in the order of their sessions."""
        logs = sorted(
            (self.folder / "raw" / user).glob("*.in"), key=lambda log: log.stat().st_ctime
        )
        lines = [line for log in logs for line in log.read_bytes().splitlines()]
        return [line.decode("utf-8", "replace").partition(" ")[2] for line in lines]

    def keep_commands(self, user: str) -> None:
        """Begin to keep what this user's clients send."""
        folder = self.folder / "raw" / user
        folder.mkdir()
        _give(folder, _mail_user())

    def fill(self, user: str, mails: Iterable[tuple[bytes, str, float]]) -> None:
        """Put mails (bytes, Maildir flags, time of arrival) into the inbox, past the server.

        Storing thousands of mails by IMAP would take longer than what is tested.
        """
        owner, inbox = _mail_user(), self.folder / "home" / user / "Maildir"
        for number, (raw, flags, arrived) in enumerate(mails):
            path = inbox / "cur" / f"{number:06}.filled:2,{flags}"
            path.write_bytes(raw)
            os.utime(path, (arrived, arrived))
            _give(path, owner)

    def renumber(self, user: str) -> None:
        """Give the folders other UIDVALIDITYs but the same UIDs, as a restored server may."""
        for path in (self.folder / "home" / user).rglob("dovecot*"):
            if path.name == "dovecot-uidlist":
                head, rest = path.read_text().split(" ", 2)[1:]
                path.write_text(f"3 V{int(head[1:]) + 1000} {rest}")
            elif path.is_file():
                path.unlink()


@contextlib.contextmanager
def running(options: Options) -> Iterator[Dovecot]:
    """Run a server as long as the context lasts."""
    folder = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))  # socket paths must be short
    server = Dovecot(
        options=options, port=_free_port(), folder=folder, certificates=make_certificates(folder)
    )
    process = None
    try:
        process = _start(server)
        yield server
    finally:
        if process is not None:
            process.terminate()
            process.wait(_PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)


def _start(server: Dovecot) -> subprocess.Popen[bytes]:
    user = _mail_user()
    server.folder.chmod(0o755)
    for part in ("home", "raw"):
        (server.folder / part).mkdir()
        _give(server.folder / part, user)
    (server.folder / "passwords").write_text(f"{ODD_USER}:{ODD_PASSWORD}\n", encoding="utf-8")
    config = server.folder / "dovecot.conf"
    config.write_text(_config(server, user), encoding="utf-8")
    assert PROGRAM is not None
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], stderr=subprocess.PIPE)
    ends = time.monotonic() + _PATIENCE
    while not _answers(server.port):
        if process.poll() is not None or time.monotonic() > ends:
            process.terminate()
            said = process.communicate()[1].decode("utf-8", "replace")
            log = server.folder / "log"
            raise RuntimeError(
                f"Dovecot did not start: {said}{log.read_text() if log.exists() else ''}"
            )
        time.sleep(0.02)
    assert process.stderr is not None
    process.stderr.close()
    return process


def _config(server: Dovecot, user: pwd.struct_passwd) -> str:
    options, folder = server.options, server.folder
    group = f"{user.pw_gid}"
    as_root = os.geteuid() == 0
    own = (
        ""
        if as_root
        else f"""
default_internal_user = {user.pw_name}
default_internal_group = {grp.getgrgid(user.pw_gid).gr_name}
default_login_user = {user.pw_name}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
    )
    port, tls_port = (0, server.port) if options.tls == "implicit" else (server.port, 0)
    certificates = server.certificates
    tls = "no" if options.tls == "none" else "required"
    quota = f"""
mail_plugins = quota
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = maildir:User quota
  quota_grace = 0
  quota_rule = *:storage={options.quota}
}}
"""
    return f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
default_vsz_limit = 0
{own}
ssl = {tls}
ssl_cert = <{certificates.certificate}
ssl_key = <{certificates.key}
disable_plaintext_auth = {"no" if options.tls == "none" else "yes"}
auth_mechanisms = plain login
auth_failure_delay = 0
auth_worker_max_count = 1
mail_max_userip_connections = {options.connections}
mail_location = maildir:~/Maildir
mail_fsync = never
rawlog_dir = {folder}/raw/%u
passdb {{
  driver = static
  args = password={PASSWORD}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/passwords
}}
auth_username_chars =
userdb {{
  driver = static
  args = uid={user.pw_uid} gid={group} home={folder}/home/%u
}}
first_valid_uid = {user.pw_uid}
namespace inbox {{
  inbox = yes
  prefix = {options.prefix}
  separator = {options.prefix[-1:] or "/"}
{options.folders}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
{quota if options.quota else ""}
{options.settings}
"""


def _mail_user() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _give(folder: Path, user: pwd.struct_passwd) -> None:
    if os.geteuid() == 0:
        os.chown(folder, user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
