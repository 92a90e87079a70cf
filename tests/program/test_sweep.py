"""A pass by the command as installed: what it saves, what it leaves as it was, and how it ends."""

import email
import json
import resource
import socket
import sqlite3
import threading
from contextlib import closing, contextmanager

import hostile
import pytest
from mailkit import RECEIPT, REJECTION, deliver, drafts_in, mail
from outcome_schema import check_outcome

IMAP = """
[[account]]
name = "server"
kind = "imap"
host = "127.0.0.1"
port = {port}
tls = "none"
username = "kim"
password_env = "KIMS_PASSWORD"
"""


def outcomes(result):
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


_PER_DAY = 5


@pytest.fixture
def filled(home):
    """A mailbox with a rejection and three other mails, read and unread."""
    deliver(home.maildir, mail(number=1), "1")
    deliver(home.maildir, mail(RECEIPT, number=2), "2", flags="")
    deliver(home.maildir, mail(RECEIPT, number=3), "3", flags="FS")
    deliver(home.maildir, mail(sender="Acme <no-reply@acme.example>", number=4), "4", flags="S")
    return home


def test_one_draft_and_everything_else_as_it_was(filled, snapshot):
    before = snapshot(filled.maildir)
    told = outcomes(filled.sweep("--json"))
    for outcome in told:
        check_outcome(outcome)
        assert outcome["account"] == "local"
    assert [outcome["source"] for outcome in told] == ["1", "2", "3", "4"]
    (draft,) = drafts_in(filled.maildir)
    message = email.message_from_bytes(draft.read_bytes())
    assert message["To"] == "Jane Roe <jane@acme.example>"
    assert message["In-Reply-To"] == "<mail-1@acme.example>"
    assert set(draft.name.partition(":2,")[2]) == {"D", "S"}
    after = snapshot(filled.maildir)
    assert {path: after[path] for path in before} == before
    new = {path.relative_to(filled.maildir).parts[0] for path in set(after) - set(before)}
    assert new == {".Drafts"}


def test_a_second_pass_has_nothing_to_do_and_a_deleted_draft_stays_away(filled):
    first = filled.sweep()
    assert "4 mails: 1 draft, 1 rejection left alone, 2 no rejections." in first.stdout
    (draft,) = drafts_in(filled.maildir)
    draft.unlink()
    second = filled.sweep()
    assert second.stdout == "No new mail: nothing to consider, no new draft.\n"
    deliver(filled.maildir, mail(RECEIPT, number=5), "5")
    assert len(outcomes(filled.sweep("--json"))) == 1
    assert drafts_in(filled.maildir) == []


def test_a_dry_run_tells_the_same_and_leaves_no_trace(filled, snapshot):
    before = snapshot(filled.folder)
    rehearsed = outcomes(filled.sweep("--dry-run", "--json"))
    assert snapshot(filled.folder) == before
    assert not filled.journal.parent.exists()
    assert outcomes(filled.sweep("--json")) == rehearsed


def test_hostile_mails_do_not_stop_a_good_rejection_behind_them(home):
    for number, (name, raw) in enumerate(hostile.mails().items()):
        deliver(home.maildir, raw, f"{number}-{name}")
    deliver(home.maildir, mail(), "good")
    told = outcomes(home.sweep("--json"))
    for outcome in told:
        check_outcome(outcome)
    assert len(told) == len(hostile.mails()) + 1
    drafted = [o["source"] for o in told if o["decision"]["action"] == "draft"]
    assert drafted == ["good"]
    assert len(drafts_in(home.maildir)) == 1
    assert not [o for o in told if "could not be handled" in o["decision"]["because"]]


def test_hostile_mails_can_be_explained(home):
    for name, raw in hostile.mails().items():
        (home.folder / f"{name}.eml").write_bytes(raw)
    told = outcomes(home.run("explain", "--json", "."))
    for outcome in told:
        check_outcome(outcome)
    assert len(told) == len(hostile.mails())
    assert {outcome["decision"]["action"] for outcome in told} == {"leave"}


def test_a_mailbox_that_is_none_is_refused_and_the_others_are_swept(filled):
    extra = '\n[[account]]\nname = "gone"\nkind = "maildir"\npath = "nowhere"\n'
    text = filled.config.read_text()
    head, account = text[: text.index("[[account]]")], text[text.index("[[account]]") :]
    filled.config.write_text(head + extra + account)
    result = filled.sweep()
    assert result.returncode == 4
    assert "account gone: Error:" in result.stderr
    assert "nowhere" in result.stderr
    assert "1 draft" in result.stdout
    assert len(drafts_in(filled.maildir)) == 1


def test_only_the_account_that_was_named_is_swept(filled):
    filled.config.write_text(filled.config.read_text() + IMAP.format(port=1))
    result = filled.sweep("--account", "local")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(drafts_in(filled.maildir)) == 1


def test_a_server_that_is_away_is_unavailable_for_now(filled):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    filled.config.write_text(filled.config.read_text() + IMAP.format(port=port))
    result = filled.sweep(environment={"KIMS_PASSWORD": "x"})
    assert result.returncode == 5
    assert "account server: Error:" in result.stderr
    assert len(drafts_in(filled.maildir)) == 1


def test_a_wrong_password_is_refused_and_never_told(filled):
    with refusing_server() as port:
        filled.config.write_text(filled.config.read_text() + IMAP.format(port=port))
        result = filled.sweep(environment={"KIMS_PASSWORD": "correct horse"})
    assert result.returncode == 4, result.stderr
    assert "account server: Error:" in result.stderr
    assert "What to do:" in result.stderr
    assert "correct horse" not in result.stderr + result.stdout


def test_refused_counts_more_than_unavailable(filled):
    extra = '\n[[account]]\nname = "gone"\nkind = "maildir"\npath = "nowhere"\n'
    filled.config.write_text(filled.config.read_text() + extra + IMAP.format(port=1))
    assert filled.sweep(environment={"KIMS_PASSWORD": "x"}).returncode == 4


def test_a_journal_held_by_another_program_is_unusable(filled):
    outcomes(filled.sweep("--json"))
    deliver(filled.maildir, mail(number=9, sender="Al Poe <al@other.example>"), "9")
    with closing(sqlite3.connect(filled.journal, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        result = filled.sweep()
    assert result.returncode == 6
    assert "journal.db cannot be used: database is locked" in result.stderr
    assert "What to do:" in result.stderr
    assert len(drafts_in(filled.maildir)) == 1


def test_a_journal_that_is_none_is_unusable_and_left_as_it_is(filled):
    filled.journal.parent.mkdir(parents=True)
    filled.journal.write_bytes(b"this is a letter to my aunt\n" * 100)
    result = filled.sweep()
    assert result.returncode == 6
    assert "file is not a database" in result.stderr
    assert filled.journal.read_bytes() == b"this is a letter to my aunt\n" * 100
    assert drafts_in(filled.maildir) == []


def test_a_journal_that_cannot_grow_is_unusable(filled):
    result = filled.sweep(preexec_fn=_no_file_over_8_kb)
    assert result.returncode == 6, result.stderr
    assert "the journal" in result.stderr
    assert "Traceback" not in result.stderr
    assert drafts_in(filled.maildir) == []


def test_a_journal_that_gets_full_leaves_no_draft_unknown(filled):
    """What was drafted before it was full is not drafted again once there is room."""
    outcomes(filled.sweep("--json"))
    for number in range(10, 40):
        deliver(filled.maildir, _from_another_firm(number), str(number))
    limit = 24 * 1024

    def as_large_as_now():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    result = filled.sweep(preexec_fn=as_large_as_now, environment={"PYTHONDONTWRITEBYTECODE": "1"})
    assert result.returncode == 6, result.stderr
    assert filled.sweep().returncode == 0
    drafts = [email.message_from_bytes(path.read_bytes()) for path in drafts_in(filled.maildir)]
    assert len({draft["In-Reply-To"] for draft in drafts}) == len(drafts) == _PER_DAY


def _from_another_firm(number):
    return mail(
        REJECTION.replace("Acme Ltd", f"Firm{number} Ltd"),
        number=number,
        sender=f"Pat Poe <pat@firm{number}.example>",
        subject=f"Your application for Data Engineer at Firm{number}",
    )


def _no_file_over_8_kb():
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@contextmanager
def refusing_server():
    """A server that speaks just enough IMAP to refuse a login."""

    def serve(listener):
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb", buffering=0) as talk:
            talk.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
            for line in talk:
                tag, verb = line.split()[:2]
                if verb.upper() == b"CAPABILITY":
                    talk.write(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")
                elif verb.upper() == b"LOGOUT":
                    talk.write(b"* BYE\r\n" + tag + b" OK done\r\n")
                else:
                    talk.write(tag + b" NO [AUTHENTICATIONFAILED] wrong password\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        thread.join(timeout=10)
