"""What has been done: mails considered, drafts intended and placed, how far each account is read.

The order that makes "never two drafts" hold: the intention is committed, then the draft is saved,
then its place is committed. Whatever dies in between leaves a row that says where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_state_path
from sqlalchemy.dialects.sqlite import insert

from assistant.decision import Ask
from assistant.journal.database import in_plain_words, locked, open_copy, open_database, path_of
from assistant.journal.schema import accounts, considered, drafts

WRITING = "writing"
"""The draft may or may not be in the mailbox: the program died while it was being saved."""
IN_DOUBT = "in_doubt"
"""The draft may or may not be in the mailbox: the connection broke while it was being saved."""
PLACED = "placed"
"""The draft was saved. Final: whatever the user does with it, it is never made again."""
REFUSED = "refused"
"""The mailbox said no: the draft is certainly not there."""

_UNSETTLED = (WRITING, IN_DOUBT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """What became of one mail, without its text."""

    ref: str
    arrived: datetime
    fingerprint: str
    message_id: str
    considered_at: datetime
    action: str
    because: str
    score: float
    reason: str | None
    role: str
    stage: str
    rules: tuple[str, ...]
    failures: int = 0
    look_again: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A mail that is to be considered once more."""

    ref: str
    arrived: datetime
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intention:
    """A draft about to be saved, with what later decisions need to know of it."""

    message_id: str
    fingerprint: str
    thread: str
    addressee: str
    company: str | None
    job_title: str | None
    intended_at: datetime
    raw: bytes


class Journal:
    """One account's view of the journal. All verbs raise ``JournalUnusable`` when it fails."""

    def __init__(self, engine: sa.Engine, path: Path, account: str) -> None:
        self._engine = engine
        self._path = path
        self._account = account

    def bookmark(self) -> str | None:
        """How far the account was read; None before its first whole pass."""
        query = sa.select(accounts.c.bookmark).where(accounts.c.name == self._account)
        with self._transaction() as connection:
            return connection.execute(query).scalar()

    def unknown(self, refs: Sequence[str]) -> set[str]:
        """Tell which of the refs have never been considered."""
        known: set[str] = set()
        with self._transaction() as connection:
            for chunk in _chunks(refs):
                query = sa.select(considered.c.ref).where(
                    considered.c.account == self._account, considered.c.ref.in_(chunk)
                )
                known.update(connection.execute(query).scalars())
        return set(refs) - known

    def knows(self, fingerprint: str) -> bool:
        """Tell whether this mail was considered before under whatever ref."""
        values = {"account": self._account, "fingerprint": fingerprint}
        with self._transaction() as connection:
            return connection.execute(_KNOWS, values).first() is not None

    def waiting(self, now: datetime) -> tuple[Waiting, ...]:
        """Mails to be considered once more by now, oldest first."""
        columns = (considered.c.ref, considered.c.arrived, considered.c.failures)
        query = (
            sa.select(*columns)
            .where(considered.c.account == self._account, considered.c.look_again <= now)
            .order_by(considered.c.arrived)
        )
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(Waiting(ref=ref, arrived=arrived, failures=n) for ref, arrived, n in rows)

    def asks(self) -> tuple[Ask, ...]:
        """Every request for feedback of every account, but for those the mailbox refused."""
        query = sa.select(drafts).where(drafts.c.state != REFUSED).order_by(drafts.c.intended_at)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Ask(
                at=row.intended_at,
                addressee=row.addressee,
                company=row.company,
                job_title=row.job_title,
                thread=row.thread,
            )
            for row in rows
        )

    def intend(self, intention: Intention) -> bool:
        """Commit the intention to save a draft; from here on the mail has one, come what may.

        False when another pass intended a draft for this mail or this thread already.
        """
        values = {name: getattr(intention, name) for name in intention.__slots__}
        statement = insert(drafts).values(account=self._account, state=WRITING, **values)
        with self._transaction() as connection:
            connection.execute(
                sa.delete(drafts).where(
                    drafts.c.account == self._account,
                    drafts.c.state == REFUSED,
                    (drafts.c.fingerprint == intention.fingerprint)
                    | (drafts.c.thread == intention.thread),
                )
            )
            return connection.execute(statement.on_conflict_do_nothing()).rowcount == 1

    def unsettled(self) -> tuple[tuple[bytes, str], ...]:
        """Drafts of which nobody knows whether they were saved: their bytes and states."""
        query = sa.select(drafts.c.raw, drafts.c.state).where(
            drafts.c.account == self._account, drafts.c.state.in_(_UNSETTLED)
        )
        with self._transaction() as connection:
            return tuple((row.raw, row.state) for row in connection.execute(query))

    def settle(self, message_id: str, state: str) -> None:
        """Commit what became of a draft. Its text is forgotten once it is not needed any more."""
        values: dict[str, Any] = {"state": state}
        if state not in _UNSETTLED:
            values["raw"] = None
        statement = sa.update(drafts).where(drafts.c.message_id == message_id).values(values)
        with self._transaction() as connection:
            connection.execute(statement)

    def record(
        self, entries: Iterable[Considered], *, bookmark: str | None = None, now: datetime
    ) -> None:
        """Commit what became of some mails, and the bookmark if it moved, in one transaction."""
        rows = [
            {"account": self._account}
            | {name: getattr(entry, name) for name in entry.__slots__}
            | {"rules": list(entry.rules)}
            for entry in entries
        ]
        with self._transaction() as connection:
            if rows:
                connection.execute(_upsert(considered, "account", "ref"), rows)
            if bookmark is not None:
                row = {"name": self._account, "bookmark": bookmark, "last_pass_at": now}
                connection.execute(_upsert(accounts, "name"), row)

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with in_plain_words(self._path), self._engine.begin() as connection:
            yield connection


def default_url() -> str:
    """Where the journal lies unless the config says otherwise: the platform's state folder."""
    return f"sqlite:///{user_state_path('feedback-assistant', appauthor=False) / 'journal.db'}"


@contextmanager
def open_journal(url: str, account: str) -> Iterator[Journal]:
    """Open the journal for one account and keep other processes off that account meanwhile."""
    path = path_of(url)
    engine = open_database(path)
    try:
        with locked(path, account):
            yield Journal(engine, path, account)
    finally:
        engine.dispose()


@contextmanager
def open_rehearsal(url: str, account: str) -> Iterator[Journal]:
    """Open a copy of the journal that forgets all that is written into it."""
    path = path_of(url)
    engine = open_copy(path)
    try:
        yield Journal(engine, path, account)
    finally:
        engine.dispose()


def _upsert(table: sa.Table, *key: str) -> sa.Insert:
    statement = insert(table)
    kept = {*key, "id"}
    changed = {column.name: column for column in statement.excluded if column.name not in kept}
    return statement.on_conflict_do_update(index_elements=key, set_=changed)


# Asked for every mail, so it is built only once.
_KNOWS = (
    sa.select(considered.c.id)
    .where(
        considered.c.account == sa.bindparam("account"),
        considered.c.fingerprint == sa.bindparam("fingerprint"),
    )
    .limit(1)
)


def _chunks(refs: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for start in range(0, len(refs), size):
        yield refs[start : start + size]
