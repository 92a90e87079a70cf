"""The command line says what it can do, fast, and understands times as people write them."""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
import typer

from assistant.cli import commands

HEAVY = ("pydantic", "sqlalchemy", "rich", "re2", "jinja2", "imapclient", "apscheduler")


@pytest.fixture
def in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T09:00:00+00:00", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20T09:00Z", datetime(2026, 11, 20, 9, tzinfo=UTC)),
        ("2026-11-20T09:00", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("2026-07-20", datetime(2026, 7, 19, 22, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_local(in_berlin, text, moment):
    assert commands._time(text) == moment


def test_a_time_keeps_the_zone_it_names(in_berlin):
    assert commands._time("2026-11-20T09:00+05:30").utcoffset() == timedelta(hours=5, minutes=30)


@pytest.mark.parametrize("text", ["", "now", "2026-02-30", "20:15", "0001-01-01", "1e9"])
def test_what_is_no_time_is_told(in_berlin, text):
    with pytest.raises(typer.BadParameter, match="is no time"):
        commands._time(text)


def loaded_after(statement):
    script = f"import sys\n{statement}\nprint(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return set(result.stdout.decode().split())


def test_help_loads_nothing_heavy():
    assert loaded_after("import assistant.cli").isdisjoint(HEAVY)


def test_explain_loads_no_database_and_no_server_library():
    loaded = loaded_after("import assistant.cli.explaining, assistant.playbook")
    assert loaded.isdisjoint({"sqlalchemy", "alembic", "imapclient", "apscheduler", "rich"})
