import os
import subprocess
import sys
from pathlib import Path

import pytest
from mailkit import make_maildir

COMMAND = Path(sys.executable).with_name("feedback-assistant")
ACCOUNT = """
[[account]]
name = "local"
kind = "maildir"
path = "mail"
"""
CONFIG = """\
[me]
name = "Kim Doe"
email = "kim@example.com"
[policy]
first_run = "draft"
"""


class Home:
    """A home folder of its own, with a config and a Maildir, for the command as installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.config.write_text(CONFIG + ACCOUNT)
        self.maildir = make_maildir(folder / "mail")
        self.journal = folder / "state" / "feedback-assistant" / "journal.db"
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "xdg"),
            "XDG_STATE_HOME": str(folder / "state"),
            "TZ": "UTC",
        }

    def start(self, *arguments, **options) -> subprocess.Popen:
        """Start the command in this home."""
        environment = {**self.environment, **options.pop("environment", {})}
        return subprocess.Popen(
            [COMMAND, *arguments],
            env=environment,
            cwd=self.folder,
            stdin=options.pop("stdin", subprocess.PIPE),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )

    def run(self, *arguments, stdin=b"", **options) -> subprocess.CompletedProcess:
        """Run the command to its end; what it printed is decoded as UTF-8."""
        process = self.start(*arguments, **options)
        printed, told = process.communicate(stdin, timeout=60)
        return subprocess.CompletedProcess(
            process.args, process.returncode, printed.decode("utf-8"), told.decode("utf-8")
        )

    def sweep(self, *arguments, **options) -> subprocess.CompletedProcess:
        """Run a pass as of the day the test mails are from."""
        return self.run(
            "sweep",
            "--config",
            "config.toml",
            "--as-of",
            "2026-11-20T09:00Z",
            *arguments,
            **options,
        )


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def snapshot():
    """Give every file below a folder with its bytes, mode and times."""

    def take(folder: Path) -> dict:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {
            path: (path.read_bytes(), path.stat().st_mode, path.stat().st_mtime_ns)
            for path in files
        }

    return take
