"""The journal's tables as the code of this version knows them. Times are UTC; no text of any mail.

``migrations/`` holds the steps that lead here; a test proves that both agree.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0001"
"""The newest step under ``migrations/versions``."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as naive UTC: SQLite knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive times: nobody could tell which zone they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Give the time back as aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("bookmark", String, nullable=False),
    Column("last_pass_at", UtcDateTime, nullable=False),
)

considered = Table(
    "considered",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("arrived", UtcDateTime, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("considered_at", UtcDateTime, nullable=False),
    Column("action", String, nullable=False),
    Column("because", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", String),
    Column("role", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("look_again", UtcDateTime),
    UniqueConstraint("account", "ref"),
    Index("considered_by_fingerprint", "account", "fingerprint"),
    Index("considered_by_look_again", "account", "look_again"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("message_id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("addressee", String, nullable=False),
    Column("company", String),
    Column("job_title", String),
    Column("state", String, nullable=False),
    Column("intended_at", UtcDateTime, nullable=False),
    Column("raw", LargeBinary),
    UniqueConstraint("account", "fingerprint"),
    UniqueConstraint("account", "thread"),
)
