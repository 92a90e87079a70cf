"""What only IMAP has: UIDs, folders of any name, servers that say no or hang up half-way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from mailboxes.contract import LONG_AGO, ids, look, state, unified
from mailboxes.desks import ImapDesk
from mailboxes.mails import days_ago, draft, mail
from servers.dovecot import Dovecot, Options, mailboxes, running
from servers.scripted import HANG_UP, ScriptedImap, scripted

from assistant.config import ImapAccount
from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes import Mailbox, MailUnreadable, ThreadState, open_mailbox
from assistant.mailboxes.imap import mailbox as under_test
from assistant.message import Message
from assistant.reading import read_message

READING = re.compile(
    r"(CAPABILITY|NAMESPACE|LIST .*|EXAMINE .\w+.|UID SEARCH [A-Za-z0-9:* \-]+|LOGOUT"
    r"|UID FETCH [0-9,]+ \((INTERNALDATE|FLAGS INTERNALDATE|RFC822\.SIZE BODY\.PEEK\[\]<\d+\.\d+>"
    r"|BODY\.PEEK\[HEADER\.FIELDS \(MESSAGE-ID IN-REPLY-TO REFERENCES\)\])\))"
)


@pytest.fixture
def desk(dovecot: Dovecot, imap_user: str) -> ImapDesk:
    return ImapDesk(dovecot, imap_user)


@pytest.fixture(scope="module")
def unmarked(dovecot_program: str) -> Iterator[Dovecot]:
    """A server without SPECIAL-USE, folders below INBOX, German names, and little room."""
    options = Options(
        folders=mailboxes(Entwürfe="", Gesendet="", Später=""),
        prefix="INBOX.",
        quota="20k",
        settings="imap_capability = IMAP4rev1 NAMESPACE UIDPLUS LITERAL+ SASL-IR",
    )
    with running(options) as server:
        yield server


@pytest.fixture
def german(unmarked: Dovecot, imap_user: str) -> ImapDesk:
    return ImapDesk(
        unmarked,
        imap_user,
        drafts_folder="INBOX.Entw&APw-rfe",
        sent_folder="INBOX.Gesendet",
    )


def at(server: ScriptedImap, **settings: object) -> Mailbox:
    told = {"name": "w", "kind": "imap", "host": "localhost", "port": server.port, "tls": "none"}
    account = ImapAccount.model_validate(told | {"username": "kim"} | settings)
    return open_mailbox(account, lambda: "secret")


def test_only_reading_commands_are_sent_and_one_append(desk: ImapDesk) -> None:
    desk.server.keep_commands(desk.user)
    with desk.open() as mailbox:
        nothing = mailbox.arrivals(None, since=LONG_AGO)
    before = len(desk.server.commands(desk.user))
    desk.deliver(mail())
    others = len(desk.server.commands(desk.user))
    with desk.open() as mailbox:
        (arrival,) = mailbox.arrivals(nothing.bookmark, since=LONG_AGO).arrivals
        raw = mailbox.fetch(arrival.ref)
        assert raw is not None
        mailbox.thread_state(arrival.ref, read_message(raw))
        mailbox.save_draft(draft())
        mailbox.save_draft(draft())
    every = desk.server.commands(desk.user)
    sent = commands(every[:before]) + commands(every[others:])
    written = [command for command in sent if not READING.fullmatch(command)]
    assert written == [f'APPEND "Drafts" (\\Draft \\Seen) {{{len(draft().raw)}}}']
    assert any(command == 'EXAMINE "INBOX"' for command in sent)


def test_another_uidvalidity_brings_back_what_is_not_too_old(desk: ImapDesk) -> None:
    old = days_ago(40)
    desk.deliver(mail("<old@example.org>", date=old), arrived=old)
    desk.deliver(mail("<new@example.org>"))
    first = look(desk)
    desk.server.renumber(desk.user)
    again = look(desk, first.bookmark, since=days_ago(30))
    assert again.bookmark.partition(":")[0] != first.bookmark.partition(":")[0]
    assert ids(desk, again) == ["<new@example.org>"]
    with desk.open() as mailbox:
        assert mailbox.fetch(first.arrivals[0].ref) is None
    assert look(desk, again.bookmark).arrivals == ()


def test_the_days_before_since_are_left_out_to_the_second(desk: ImapDesk) -> None:
    for hours, number in ((23, 1), (25, 2), (47, 3)):
        desk.deliver(mail(f"<{number}@example.org>"), arrived=days_ago(hours / 24))
    assert ids(desk, look(desk, since=days_ago(1))) == ["<1@example.org>"]


def test_the_server_is_asked_for_two_days_more_as_its_days_are_its_own() -> None:
    with scripted() as server, at(server) as mailbox:
        mailbox.arrivals(None, since=datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert "UID SEARCH SINCE 18-Nov-2026" in server.received


def test_a_localised_drafts_folder_is_found_below_the_prefix(german: ImapDesk) -> None:
    german.deliver(mail())
    before = german.everything()
    with german.open() as mailbox:
        mailbox.save_draft(draft())
    ((flags, raw),) = german.drafts()
    assert flags == {"\\Draft", "\\Seen"}
    assert unified(raw) == unified(draft().raw)
    assert german.everything() == before
    german.put_sent(mail("<answer@example.com>", answers="<one@example.org>"))
    assert state(german) == ThreadState(answered=True, has_draft=True)


@pytest.mark.parametrize("name", ["Später", "INBOX.Später"])
def test_the_setting_names_the_folder_with_or_without_prefix(german: ImapDesk, name: str) -> None:
    german.settings["drafts"] = name
    german.drafts_folder = "INBOX.Sp&AOQ-ter"
    with german.open() as mailbox:
        mailbox.save_draft(draft())
    assert len(german.drafts()) == 1


def test_a_setting_that_names_no_folder_is_refused(german: ImapDesk) -> None:
    german.settings["drafts"] = "Skizzen"
    before = german.everything()
    with german.open() as mailbox, pytest.raises(MailboxRefused, match="Skizzen") as refusal:
        mailbox.save_draft(draft())
    assert "`drafts`" in refusal.value.remedy
    assert "INBOX.Entwürfe" in refusal.value.remedy
    assert german.everything() == before


def test_a_full_mailbox_refuses_the_draft(german: ImapDesk) -> None:
    all_but_100_bytes = 20 * 1024 - 100
    german.deliver(mail() + b"x" * (all_but_100_bytes - len(mail())))
    with german.open() as mailbox:
        with pytest.raises(MailboxRefused, match="OVERQUOTA") as refusal:
            mailbox.save_draft(draft())
        assert "room" in refusal.value.remedy
        assert not mailbox.holds(draft())
    assert german.drafts() == []


def test_without_a_drafts_folder_nothing_is_made(dovecot_program: str, imap_user: str) -> None:
    with running(Options(folders=mailboxes(Notes="", Papierkorb=r"\Trash"))) as server:
        desk = ImapDesk(server, imap_user)
        desk.deliver(mail())
        before = desk.everything()
        with desk.open() as mailbox, pytest.raises(MailboxRefused, match="drafts") as refusal:
            mailbox.save_draft(draft())
        assert '"Notes"' in refusal.value.remedy
        assert desk.everything() == before


def test_a_server_without_sent_folder_is_no_trouble() -> None:
    folders = ('* LIST () "/" INBOX', '* LIST (\\drafts \\HasNoChildren) "/" Skizzen', "OK")
    with scripted({"LIST": folders}) as server, at(server) as mailbox:
        mailbox.save_draft(draft())
    assert f'APPEND "Skizzen" (\\Draft \\Seen) {{{len(draft().raw)}}}' in server.received


def test_a_folder_that_cannot_be_opened_is_not_taken_for_drafts() -> None:
    folders = (
        '* LIST (\\Drafts \\Noselect) "/" Old',
        '* LIST (\\NonExistent) "/" Drafts',
        '* LIST () "/" INBOX',
        "OK",
    )
    with (
        scripted({"LIST": folders}) as server,
        at(server) as mailbox,
        pytest.raises(MailboxRefused, match="drafts"),
    ):
        mailbox.save_draft(draft())


@pytest.mark.parametrize(
    ("answer", "kind", "word"),
    [
        ("NO [OVERQUOTA] full", MailboxRefused, "room"),
        ("NO [TRYCREATE] no such folder", MailboxRefused, "create"),
        ("NO [NOPERM] you may not", MailboxRefused, "rights"),
        ("NO no", MailboxRefused, "rights"),
        ("BAD what", MailboxRefused, "rights"),
        ("NO [UNAVAILABLE] try again", MailboxUnavailable, ""),
        (HANG_UP, MailboxUnavailable, ""),
    ],
)
def test_a_draft_that_is_not_taken(answer: str, kind: type[MailboxRefused], word: str) -> None:
    with scripted({"APPEND": (answer,), "UID FETCH": ("OK",)}) as server, at(server) as mailbox:
        with pytest.raises(kind) as trouble:
            mailbox.save_draft(draft())
        assert word in trouble.value.remedy
        assert "Danke" not in str(trouble.value)
    assert len([line for line in server.received if line.startswith("APPEND")]) == 1


def test_a_lost_connection_is_not_used_again() -> None:
    with scripted({"APPEND": (HANG_UP,), "UID FETCH": ("OK",)}) as server, at(server) as mailbox:
        with pytest.raises(MailboxUnavailable):
            mailbox.save_draft(draft())
        for verb in (
            lambda: mailbox.save_draft(draft()),
            lambda: mailbox.holds(draft()),
            lambda: mailbox.fetch("7:1"),
            lambda: mailbox.arrivals(None, since=LONG_AGO),
        ):
            with pytest.raises(MailboxUnavailable):
                verb()
    assert server.received[-1].startswith("APPEND")


def test_outside_of_a_session_a_mailbox_is_unavailable(desk: ImapDesk) -> None:
    with pytest.raises(MailboxUnavailable):
        desk.open().fetch("1:1")


def test_one_mail_the_server_does_not_give_stops_no_other() -> None:
    answers = {"UID FETCH": ("NO this mail could not be converted",)}
    with scripted(answers) as server, at(server) as mailbox:
        for _ in range(2):
            with pytest.raises(MailUnreadable, match="converted"):
                mailbox.fetch("7:1")


def test_an_answer_without_the_mail_means_that_it_is_gone() -> None:
    answers = {"UID FETCH": ("* 1 FETCH (UID 1 FLAGS ())", "OK")}
    with scripted(answers) as server, at(server) as mailbox:
        assert mailbox.fetch("7:1") is None


def test_a_server_without_uidvalidity_is_looked_through_by_date_each_time() -> None:
    with scripted({"EXAMINE": ("* 1 EXISTS", "OK")}) as server, at(server) as mailbox:
        first = mailbox.arrivals(None, since=LONG_AGO)
        again = mailbox.arrivals(first.bookmark, since=LONG_AGO)
        assert len(first.arrivals) == len(again.arrivals) == 1
        assert mailbox.fetch(first.arrivals[0].ref) == b"hello"
    searches = [line for line in server.received if "SEARCH" in line]
    assert all("SINCE" in line for line in searches[:1])


def test_an_empty_inbox_of_a_server_without_uidnext_begins_at_nought() -> None:
    answers = {
        "EXAMINE": ("* 0 EXISTS", "* OK [UIDVALIDITY 7] valid", "OK"),
        "UID SEARCH": ("* SEARCH", "OK"),
    }
    with scripted(answers) as server, at(server) as mailbox:
        assert mailbox.arrivals(None, since=LONG_AGO).bookmark == "7:0"


def test_an_inbox_that_cannot_be_opened_is_refused() -> None:
    with (
        scripted({"EXAMINE": ("NO [NONEXISTENT] no such folder",)}) as server,
        at(server, inbox="Post") as mailbox,
        pytest.raises(MailboxRefused, match="Post"),
    ):
        mailbox.arrivals(None, since=LONG_AGO)


def test_an_error_in_the_session_hangs_up_without_waiting() -> None:
    with scripted() as server, pytest.raises(KeyError), at(server):
        raise KeyError
    assert "LOGOUT" not in server.received


def test_mail_claiming_a_far_future_is_still_found_answered(
    desk: ImapDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "_FEW", 2)
    desk.deliver(mail())
    desk.put_sent(
        mail("<answer@example.com>", answers="<one@example.org>"),
        *(mail(f"<{number}@example.com>") for number in range(3)),
    )
    message = Message(message_id="<one@example.org>", date=days_ago(-3000))
    with desk.open() as mailbox:
        (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
        assert mailbox.thread_state(arrival.ref, message).answered


def commands(lines: list[str]) -> list[str]:
    """Leave out tags, and the lines of the drafts themselves."""
    tagged = (re.fullmatch(r"[A-Z]{4}\d+ (.*)", line) for line in lines)
    return [match[1].strip() for match in tagged if match]
