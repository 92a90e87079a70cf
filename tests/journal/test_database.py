"""Opening the journal's file: durable, private, and in plain words when it fails."""

import sqlite3
import stat

import alembic.script
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext

from assistant.errors import JournalUnusable
from assistant.journal import database
from assistant.journal.schema import HEAD, metadata


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "journal.db"


def test_a_new_journal_is_durable_and_private(path):
    engine = database.open_database(path)
    with engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    assert pragmas == ["wal", 2]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_steps_lead_to_the_schema_of_the_code(path):
    engine = database.open_database(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_head_is_the_newest_step():
    config = Config()
    config.set_main_option("script_location", "assistant/journal/migrations")
    assert alembic.script.ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_journal_of_a_newer_version_is_refused(path):
    engine = database.open_database(path)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(JournalUnusable, match="newer version") as caught:
        database.open_database(path)
    assert "update feedback-assistant" in caught.value.remedy


def test_a_file_that_is_no_database(path):
    path.parent.mkdir()
    path.write_text("Dear diary, " * 100)
    with pytest.raises(JournalUnusable, match="not a database") as caught:
        database.open_database(path)
    assert caught.value.exit_code == 6
    assert "move the file away" in caught.value.remedy


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "state").write_text("")
    with pytest.raises(JournalUnusable):
        database.open_database(tmp_path / "state" / "journal.db")


def test_a_journal_held_by_another_program(path, monkeypatch):
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    engine = database.open_database(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with (
        pytest.raises(JournalUnusable, match="locked") as caught,
        database.in_plain_words(path),
        engine.begin(),
    ):
        pass
    holder.close()
    assert "close it and try again" in caught.value.remedy


def test_a_full_disk(path):
    engine = database.open_database(path)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with (
        pytest.raises(JournalUnusable, match="full") as caught,
        database.in_plain_words(path),
        engine.begin() as connection,
    ):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.exec_driver_sql(
            "INSERT INTO accounts VALUES ('me', :blob, '2026-11-20')", {"blob": "x" * 100_000}
        )
    assert "free some disk space" in caught.value.remedy


def test_an_account_is_worked_on_by_one_process_at_a_time(path, monkeypatch):
    monkeypatch.setattr(database, "_LOCK_SECONDS", 0.1)
    database.open_database(path)
    with database.locked(path, "me"):
        with database.locked(path, "other"):
            pass
        with (
            pytest.raises(JournalUnusable, match="at work on the account 'me'"),
            database.locked(path, "me"),
        ):
            pass
    with database.locked(path, "me"):
        pass
