"""What the journal remembers, and that it is there after a kill."""

import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from assistant.journal import (
    IN_DOUBT,
    PLACED,
    REFUSED,
    WRITING,
    Considered,
    Intention,
    open_journal,
    open_rehearsal,
)

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'state' / 'journal.db'}"


@pytest.fixture
def journal(url):
    with open_journal(url, "me") as journal:
        yield journal


def considered(ref="1", **changes):
    fields = {
        "arrived": NOW,
        "fingerprint": f"fp{ref}",
        "message_id": f"<{ref}@x>",
        "considered_at": NOW,
        "action": "leave",
        "because": "of a test",
        "score": 0.2,
        "reason": None,
        "role": "unknown",
        "stage": "unknown",
        "rules": ("a", "b"),
    }
    return Considered(ref=ref, **{**fields, **changes})


def intention(number=1, **changes):
    fields = {
        "fingerprint": f"fp{number}",
        "thread": f"<root{number}@x>",
        "addressee": "jane@acme.example",
        "company": "Acme",
        "job_title": None,
        "intended_at": NOW,
        "raw": b"the draft",
    }
    return Intention(message_id=f"<rd1.{number}@me>", **{**fields, **changes})


def test_bookmark_and_outcomes_come_together(journal):
    assert journal.bookmark() is None
    journal.record([considered("1")], now=NOW)
    assert journal.bookmark() is None
    journal.record([considered("2")], bookmark="7:42", now=NOW)
    assert journal.bookmark() == "7:42"
    assert journal.unknown(["1", "2", "3"]) == {"3"}
    assert journal.knows("fp1")
    assert not journal.knows("fp3")


def test_many_refs_at_once(journal):
    refs = [str(number) for number in range(2_500)]
    journal.record([considered(ref) for ref in refs[:2_000]], now=NOW)
    assert journal.unknown(refs) == set(refs[2_000:])


def test_a_mail_waits_until_its_time(journal):
    journal.record([considered("1", look_again=NOW + timedelta(hours=1), failures=2)], now=NOW)
    assert journal.waiting(NOW) == ()
    (waiting,) = journal.waiting(NOW + timedelta(hours=1))
    assert (waiting.ref, waiting.failures, waiting.arrived) == ("1", 2, NOW)
    journal.record([considered("1", look_again=None)], now=NOW)
    assert journal.waiting(NOW + timedelta(days=9)) == ()


def test_one_mail_and_one_thread_have_one_intention(journal):
    assert journal.intend(intention(1))
    assert not journal.intend(intention(1))
    assert not journal.intend(intention(2, thread="<root1@x>"))
    assert not journal.intend(intention(3, fingerprint="fp1"))
    assert journal.intend(intention(4))


def test_a_refused_draft_may_be_intended_again_and_is_no_ask(journal):
    journal.intend(intention(1))
    journal.settle("<rd1.1@me>", REFUSED)
    assert journal.asks() == ()
    assert journal.intend(intention(1))
    assert len(journal.asks()) == 1


@pytest.mark.parametrize("state", [WRITING, IN_DOUBT])
def test_what_is_unsettled_keeps_its_bytes(journal, state):
    journal.intend(intention(1))
    journal.settle("<rd1.1@me>", state)
    assert journal.unsettled() == ((b"the draft", state),)


def test_a_placed_draft_is_an_ask_for_ever_and_its_text_is_forgotten(journal, url):
    journal.intend(intention(1))
    journal.settle("<rd1.1@me>", PLACED)
    assert journal.unsettled() == ()
    (ask,) = journal.asks()
    assert (ask.at, ask.addressee, ask.company, ask.thread) == (
        NOW,
        "jane@acme.example",
        "Acme",
        "<root1@x>",
    )
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        assert connection.execute("SELECT raw FROM drafts").fetchall() == [(None,)]
    connection.close()


def test_accounts_share_asks_and_nothing_else(journal, url):
    journal.record([considered("1")], bookmark="1:1", now=NOW)
    journal.intend(intention(1))
    with open_journal(url, "other") as other:
        assert other.bookmark() is None
        assert other.unknown(["1"]) == {"1"}
        assert not other.knows("fp1")
        assert other.unsettled() == ()
        assert len(other.asks()) == 1


def test_times_need_a_zone(journal):
    with pytest.raises(sa.exc.StatementError, match="zone"):
        journal.record([considered("1", arrived=datetime(2026, 1, 1))], now=NOW)  # noqa: DTZ001


def test_a_rehearsal_knows_all_and_leaves_nothing(url):
    with open_journal(url, "me") as journal:
        journal.record([considered("1")], bookmark="1:1", now=NOW)
    with open_rehearsal(url, "me") as rehearsal:
        assert rehearsal.bookmark() == "1:1"
        rehearsal.record([considered("2")], bookmark="1:2", now=NOW)
        assert rehearsal.intend(intention(1))
        assert rehearsal.bookmark() == "1:2"
    with open_journal(url, "me") as journal:
        assert journal.bookmark() == "1:1"
        assert journal.asks() == ()


def test_a_rehearsal_makes_no_file(tmp_path):
    with open_rehearsal(f"sqlite:///{tmp_path}/none/journal.db", "me") as rehearsal:
        assert rehearsal.bookmark() is None
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
sys.path[:0] = {path!r}
from test_journal import considered, intention, NOW
from assistant.journal import open_journal
with open_journal({url!r}, "me") as journal:
    journal.record([considered("1")], bookmark="1:1", now=NOW)
    journal.intend(intention(1))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_committed_survives_a_kill_and_the_lock_does_not(url):
    path = [str(Path(__file__).parent), *sys.path]
    done = subprocess.run([sys.executable, "-c", KILLED.format(path=path, url=url)], check=False)
    assert done.returncode == -signal.SIGKILL
    with open_journal(url, "me") as journal:
        assert journal.bookmark() == "1:1"
        assert journal.unsettled() == ((b"the draft", WRITING),)
