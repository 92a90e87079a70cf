"""The daemon as its users run it: sweeps on time, survives what goes away, ends when told."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from mailkit import deliver, drafts_in, mail, make_maildir

CONFIG = """
[me]
name = "Kim Doe"
email = "kim@example.com"
[journal]
url = "sqlite:///{folder}/journal.db"
[policy]
first_run = "{first_run}"
max_age = "36500d"
[schedule]
every = "1s"
[[account]]
name = "me"
kind = "maildir"
path = "{folder}/mail"
"""


class Running:
    """A running daemon and the lines it logs."""

    def __init__(self, process):
        self.process = process
        self._lines = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self):
        for line in self.process.stderr:
            self._lines.put(line)

    def expect(self, words, seconds=15):
        """Wait for a line with these words and give it."""
        seen = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                seen.append(self._lines.get(timeout=0.1))
            except queue.Empty:
                continue
            if words in seen[-1]:
                return seen[-1]
        pytest.fail(f"no line says {words!r}:\n{''.join(seen)}")

    def end(self, number=signal.SIGTERM):
        """Tell it to stop; give its exit code and the seconds it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(20)
        self._reader.join()
        return code, time.monotonic() - start


@contextmanager
def running(folder, config):
    (folder / "config.toml").write_text(config)
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "run", "--config", str(folder / "config.toml")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(folder)},
    )
    try:
        yield Running(process)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_drafts_for_what_arrives_and_ends_at_once(tmp_path, number):
    maildir = make_maildir(tmp_path / "mail")
    deliver(maildir, mail(number=1, subject="Old news"), "1")
    with running(tmp_path, CONFIG.format(folder=tmp_path, first_run="report")) as daemon:
        assert "only reports" in daemon.expect("action=leave")
        deliver(maildir, mail(number=2, sender="Bo Berg <bo@beta.example>"), "2")
        line = daemon.expect("action=draft")
        code, seconds = daemon.end(number)
    assert len(drafts_in(maildir)) == 1
    assert "<mail-2@acme.example>" in line
    for text in ("Data Engineer at Acme", "Unfortunately", "Bo Berg"):
        assert text not in line
    assert code == 0
    assert seconds < 5


def test_a_mailbox_that_refuses_ends_a_daemon_with_nothing_else_to_watch(tmp_path):
    config = CONFIG.format(folder=tmp_path, first_run="report")
    with running(tmp_path, config) as daemon:
        daemon.expect("account=me is not watched any more")
        assert daemon.process.wait(10) == 4


def test_one_refused_account_does_not_stop_the_others(tmp_path):
    make_maildir(tmp_path / "mail")
    config = CONFIG.format(folder=tmp_path, first_run="draft")
    config += '[[account]]\nname = "no"\nkind = "maildir"\npath = "/nowhere"\n'
    with running(tmp_path, config) as daemon:
        daemon.expect("account=no is not watched any more")
        deliver(tmp_path / "mail", mail(), "1")
        daemon.expect("action=draft")
        assert daemon.end()[0] == 0


def imap_config(folder, port):
    config = CONFIG.format(folder=folder, first_run="draft")
    return config.partition("[[account]]")[0] + (
        f'[[account]]\nname = "away"\nkind = "imap"\nhost = "127.0.0.1"\nport = {port}\n'
        'tls = "none"\nusername = "kim"\npassword_env = "HOME"\n'
    )


def test_a_server_that_says_nothing_does_not_keep_it_from_ending(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with running(tmp_path, imap_config(tmp_path, port)) as daemon:
            connection, _ = server.accept()
            with connection:
                daemon.expect("watching 1 account")
                code, seconds = daemon.end()
    assert code == 0
    assert seconds < 5


def test_a_server_that_is_away_is_waited_for(tmp_path):
    with running(tmp_path, imap_config(tmp_path, 1)) as daemon:
        daemon.expect("account=away will be tried again")
        with pytest.raises(subprocess.TimeoutExpired):
            daemon.process.wait(2.5)
        assert daemon.end()[0] == 0


def test_a_journal_that_cannot_be_used_ends_it(tmp_path):
    make_maildir(tmp_path / "mail")
    (tmp_path / "journal.db").write_text("no database " * 100)
    with running(tmp_path, CONFIG.format(folder=tmp_path, first_run="draft")) as daemon:
        daemon.expect("not a database")
        assert daemon.process.wait(10) == 6
