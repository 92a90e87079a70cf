"""Opens the journal's database: pragmas, schema steps, locks, and plain words for what goes wrong.

SQLite in WAL mode with synchronous=FULL: a commit that returned survives a power cut. Every
transaction begins IMMEDIATE, since a reading one that turns into a writing one fails at once
however long the busy time-out is (SQLITE_BUSY_SNAPSHOT).
"""

from __future__ import annotations

import fcntl
import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from assistant.errors import JournalUnusable
from assistant.journal.schema import HEAD

_BUSY_SECONDS = 5.0
_LOCK_SECONDS = 10.0


def path_of(url: str) -> Path:
    """Give the file behind a ``sqlite:///`` URL."""
    return Path(url.removeprefix("sqlite:///"))


def open_database(path: Path) -> sa.Engine:
    """Open the file, create it and its folder when missing, and bring its tables up to date.

    Raises ``JournalUnusable`` when the file cannot be used or comes from a newer version.
    """
    with in_plain_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        patience = {"timeout": _BUSY_SECONDS}
        engine = _engine(f"sqlite:///{path}", pool_size=1, max_overflow=0, connect_args=patience)
        _upgrade(engine, path)
    return engine


def open_copy(path: Path) -> sa.Engine:
    """Open a copy in memory: a dry run may write into it what it likes, it is gone at the end."""
    memory = sqlite3.connect(":memory:", check_same_thread=False)
    engine = _engine("sqlite://", poolclass=StaticPool, creator=lambda: memory)
    with in_plain_words(path):
        if path.exists():
            with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
                file.backup(memory)
        _upgrade(engine, path)
    return engine


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn the database's and the file system's errors into ``JournalUnusable``."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error, OSError) as error:
        cause = getattr(error, "orig", None) or error
        detail = str(getattr(cause, "strerror", None) or cause)
        raise JournalUnusable(
            f"the journal {path} cannot be used: {detail}", remedy=_remedy(detail)
        ) from error


@contextmanager
def locked(path: Path, account: str) -> Iterator[None]:
    """Let one process at a time work on one account; the kernel frees the lock of a killed one.

    Raises ``JournalUnusable`` when another process keeps it for longer than ten seconds.
    """
    name = hashlib.sha256(account.encode()).hexdigest()[:12]
    with in_plain_words(path), path.with_name(f"{path.name}.{name}.lock").open("w") as file:
        _wait_for(file.fileno(), path, account)
        yield


def _wait_for(descriptor: int, path: Path, account: str) -> None:
    give_up = time.monotonic() + _LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise JournalUnusable(
                    f"another feedback-assistant is at work on the account {account!r} "
                    f"with the journal {path}",
                    remedy="wait for it to end, or stop it",
                ) from None
            time.sleep(0.05)
        else:
            return


def _engine(url: str, **options: Any) -> sa.Engine:
    engine = sa.create_engine(url, **options)

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: object) -> None:
        # SQLAlchemy's own BEGIN below replaces the one the driver would slip in.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _upgrade(engine: sa.Engine, path: Path) -> None:
    with engine.begin() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise JournalUnusable(
                f"the journal {path} was written by a newer version of feedback-assistant",
                remedy="update feedback-assistant, or name another file in journal.url",
            )
        # Loaded only for an upgrade: alembic takes longer to import than a pass over the mailbox.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _remedy(detail: str) -> str:
    detail = detail.lower()
    for sign, remedy in _REMEDIES:
        if sign in detail:
            return remedy
    return "name another file in journal.url, or mend this one"


_REMEDIES = (
    ("locked", "another program holds the file; close it and try again"),
    ("full", "free some disk space; nothing was drafted that is not recorded"),
    ("no space", "free some disk space; nothing was drafted that is not recorded"),
    ("not a database", "move the file away or name another one in journal.url"),
    ("malformed", "move the file away or restore it from a backup"),
    ("readonly", "make the file and its folder writable"),
    ("permission", "make the file and its folder writable"),
    ("unable to open", "make the file and its folder writable"),
)
