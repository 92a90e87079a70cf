"""What every mailbox must do: one suite, run against each back end by a file of its own.

A test file gives a fixture ``desk``: what a person does at that mailbox with other programs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

import pytest
from mailboxes.mails import NOW, days_ago, draft, mail

from assistant.errors import MailboxRefused
from assistant.mailboxes import Arrivals, DryRun, Mailbox, ThreadState
from assistant.message import Message
from assistant.reading import read_message

LONG_AGO = days_ago(365)
MEGABYTE = 1024 * 1024


class Desk(Protocol):
    """What the person does. Mails are numbered from 1 in the order in which they came."""

    def open(self) -> Mailbox:
        """Give the mailbox under test, not yet entered; each one connects anew."""

    def deliver(self, raw: bytes, *, arrived: datetime = NOW) -> None:
        """Let a mail arrive."""

    def remove(self, number: int) -> None:
        """Delete a mail of the inbox for good."""

    def everything(self) -> object:
        """Give all that may not change: names, bytes and flags of every mail but drafts."""


class WritableDesk(Desk, Protocol):
    """A desk whose mailbox has Drafts and Sent."""

    def flag_answered(self, number: int) -> None:
        """Flag a mail of the inbox as answered."""

    def put_sent(self, *raws: bytes) -> None:
        """Send mails."""

    def put_draft(self, raw: bytes, *, deleted: bool = False) -> None:
        """Write a draft; a ``deleted`` one is only flagged so."""

    def drafts(self) -> list[tuple[frozenset[str], bytes]]:
        """Give IMAP flags and bytes of each draft."""


class ReadingContract:
    """Holds for every mailbox, read-only ones included."""

    def test_an_empty_inbox_lists_nothing(self, desk: Desk) -> None:
        with desk.open() as mailbox:
            nothing = mailbox.arrivals(None, since=LONG_AGO)
            still_nothing = mailbox.arrivals(nothing.bookmark, since=LONG_AGO)
        assert nothing.arrivals == still_nothing.arrivals == ()

    def test_new_mail_is_listed_once(self, desk: Desk) -> None:
        desk.deliver(mail("<1@example.org>"))
        desk.deliver(mail("<2@example.org>"))
        first = look(desk)
        assert ids(desk, first) == ["<1@example.org>", "<2@example.org>"]
        desk.deliver(mail("<3@example.org>"))
        second = look(desk, first.bookmark)
        assert ids(desk, second) == ["<3@example.org>"]
        assert look(desk, second.bookmark).arrivals == ()

    def test_new_mail_is_listed_within_one_session(self, desk: Desk) -> None:
        with desk.open() as mailbox:
            empty = mailbox.arrivals(None, since=LONG_AGO)
            desk.deliver(mail())
            found = mailbox.arrivals(empty.bookmark, since=LONG_AGO)
        assert len(found.arrivals) == 1

    def test_mail_of_the_same_second_is_not_missed(self, desk: Desk) -> None:
        desk.deliver(mail("<1@example.org>"), arrived=NOW)
        first = look(desk)
        desk.deliver(mail("<2@example.org>"), arrived=NOW)
        assert ids(desk, look(desk, first.bookmark)) == ["<2@example.org>"]

    def test_old_mail_that_comes_later_is_not_missed(self, desk: Desk) -> None:
        desk.deliver(mail("<new@example.org>"))
        first = look(desk)
        old = days_ago(20)
        desk.deliver(mail("<restored@example.org>", date=old), arrived=old)
        second = look(desk, first.bookmark)
        assert ids(desk, second) == ["<restored@example.org>"]
        assert second.arrivals[0].arrived == old

    def test_the_first_look_goes_back_to_since_oldest_first(self, desk: Desk) -> None:
        for age in (40.0, 10.0, 5.0, 20.0):
            when = days_ago(age)
            desk.deliver(mail(f"<{age:.0f}@example.org>", date=when), arrived=when)
        first = look(desk, since=days_ago(20))
        assert ids(desk, first) == ["<20@example.org>", "<10@example.org>", "<5@example.org>"]
        assert [arrival.arrived for arrival in first.arrivals] == [
            days_ago(20), days_ago(10), days_ago(5),
        ]  # fmt: skip
        assert look(desk, first.bookmark).arrivals == ()

    @pytest.mark.parametrize("bookmark", ["", "nonsense", "1:1", "1:x", "names1:!", "names1:YQ=="])
    def test_an_unusable_bookmark_counts_as_none(self, desk: Desk, bookmark: str) -> None:
        desk.deliver(mail(), arrived=NOW)
        old = days_ago(40)
        desk.deliver(mail("<old@example.org>", date=old), arrived=old)
        assert ids(desk, look(desk, bookmark, since=days_ago(30))) == ["<one@example.org>"]

    @pytest.mark.parametrize(
        "raw",
        [
            pytest.param(mail(), id="plain"),
            pytest.param(mail(body="Absage für Zoë, 😀\r\n".encode()), id="utf-8"),
            pytest.param(mail(body=b"Gr\xfc\xdfe aus K\xf6ln\r\n"), id="8-bit"),
            pytest.param(mail(body=b"long " * 40_000 + b"\r\n"), id="long-line"),
            pytest.param(mail(body=b"one\r\n\r\nFrom the team\r\n>From you\r\n"), id="from-lines"),
            pytest.param(mail(body=b"\r\n\r\n\r\n"), id="blank-lines"),
            pytest.param(mail(body=b"half a megabyte, thrice\r\n" * 60_000), id="1.5-megabytes"),
            pytest.param(mail("<" + "x" * 800 + "@example.org>"), id="long-id"),
            pytest.param(b"no header at all, just words\r\n", id="no-header"),
        ],
    )
    def test_a_mail_comes_as_it_was_stored(self, desk: Desk, raw: bytes) -> None:
        desk.deliver(raw)
        with desk.open() as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            assert unified(mailbox.fetch(arrival.ref)) == unified(raw)

    def test_of_a_huge_mail_only_the_beginning_is_read(self, desk: Desk) -> None:
        raw = mail(body=(b"x" * 98 + b"\r\n") * (26 * MEGABYTE // 100 + 1000))
        desk.deliver(raw)
        with desk.open() as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            read = mailbox.fetch(arrival.ref)
        assert read is not None
        assert MEGABYTE // 2 < len(read) <= MEGABYTE
        assert unified(raw).startswith(unified(read).rstrip())

    def test_a_mail_is_read_in_a_later_session(self, desk: Desk) -> None:
        desk.deliver(mail())
        (arrival,) = look(desk).arrivals
        with desk.open() as mailbox:
            assert unified(mailbox.fetch(arrival.ref)) == unified(mail())

    def test_a_mail_that_is_gone_is_none(self, desk: Desk) -> None:
        desk.deliver(mail("<1@example.org>"))
        desk.deliver(mail("<2@example.org>"))
        first, second = look(desk).arrivals
        desk.remove(2)
        with desk.open() as mailbox:
            assert mailbox.fetch(second.ref) is None
            assert unified(mailbox.fetch(first.ref)) == unified(mail("<1@example.org>"))

    def test_a_mail_that_goes_while_we_look_is_none(self, desk: Desk) -> None:
        desk.deliver(mail())
        with desk.open() as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            desk.remove(1)
            assert mailbox.fetch(arrival.ref) is None

    @pytest.mark.parametrize("ref", ["", "nonsense", "1:1", "0-0", "../../etc/passwd"])
    def test_an_unknown_ref_is_none(self, desk: Desk, ref: str) -> None:
        desk.deliver(mail())
        with desk.open() as mailbox:
            assert mailbox.fetch(ref) is None

    def test_looking_changes_nothing(self, desk: Desk) -> None:
        desk.deliver(mail("<1@example.org>"))
        desk.deliver(mail("<2@example.org>"))
        before = desk.everything()
        with desk.open() as mailbox:
            for arrival in mailbox.arrivals(None, since=LONG_AGO).arrivals:
                raw = mailbox.fetch(arrival.ref)
                assert raw is not None
                mailbox.thread_state(arrival.ref, read_message(raw))
            mailbox.holds(draft())
        assert desk.everything() == before


class MailboxContract(ReadingContract):
    """Holds for every mailbox with Drafts and Sent."""

    def test_a_saved_draft_is_there_flagged_as_draft_and_seen(self, desk: WritableDesk) -> None:
        with desk.open() as mailbox:
            mailbox.save_draft(draft())
        ((flags, raw),) = desk.drafts()
        assert flags == {"\\Draft", "\\Seen"}
        assert unified(raw) == unified(draft().raw)

    def test_saving_changes_no_other_mail(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.put_sent(mail("<sent@example.com>"))
        before = desk.everything()
        with desk.open() as mailbox:
            mailbox.save_draft(draft())
        assert desk.everything() == before

    def test_a_draft_is_saved_only_once(self, desk: WritableDesk) -> None:
        with desk.open() as mailbox:
            mailbox.save_draft(draft())
            mailbox.save_draft(draft())
        with desk.open() as mailbox:
            mailbox.save_draft(draft())
            mailbox.save_draft(draft("<draft-2@example.com>", answers="<two@example.org>"))
        assert len(desk.drafts()) == 2

    def test_a_draft_the_user_deleted_or_sent_is_not_saved_again(self, desk: WritableDesk) -> None:
        deleted, sent = draft(), draft("<draft-2@example.com>", answers="<two@example.org>")
        desk.put_draft(deleted.raw, deleted=True)
        desk.put_sent(sent.raw)
        with desk.open() as mailbox:
            mailbox.save_draft(deleted)
            mailbox.save_draft(sent)
        assert len(desk.drafts()) == 1

    def test_a_mailbox_tells_which_drafts_it_holds(self, desk: WritableDesk) -> None:
        sent = draft("<sent@example.com>", answers="<two@example.org>")
        with desk.open() as mailbox:
            assert not mailbox.holds(draft())
            desk.put_draft(mail("<other@example.com>", answers="<another@example.org>"))
            assert not mailbox.holds(draft())
            mailbox.save_draft(draft())
            assert mailbox.holds(draft())
            assert not mailbox.holds(sent)
            desk.put_sent(sent.raw)
            assert mailbox.holds(sent)

    def test_an_edited_draft_is_still_held_though_its_id_is_another(
        self, desk: WritableDesk
    ) -> None:
        desk.put_draft(mail("<edited@mail.example>", answers="<one@example.org>"))
        with desk.open() as mailbox:
            assert mailbox.holds(draft())
            mailbox.save_draft(draft())
        assert len(desk.drafts()) == 1

    def test_a_mail_nobody_dealt_with_has_no_state(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.put_sent(mail("<other@example.com>", answers="<another@example.org>"))
        desk.put_draft(mail("<third@example.com>", answers="<another@example.org>"))
        assert state(desk) == ThreadState(answered=False, has_draft=False)

    def test_a_mail_flagged_as_answered_is_answered(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.flag_answered(1)
        assert state(desk) == ThreadState(answered=True, has_draft=False)

    def test_a_sent_mail_that_names_it_answers_it(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.put_sent(mail("<answer@example.com>", answers="<one@example.org>"))
        assert state(desk) == ThreadState(answered=True, has_draft=False)

    def test_an_answer_to_an_earlier_mail_of_the_thread_is_none(self, desk: WritableDesk) -> None:
        desk.deliver(mail(answers="<earlier@example.org>"))
        desk.put_sent(mail("<answer@example.com>", answers="<earlier@example.org>"))
        assert state(desk) == ThreadState(answered=False, has_draft=False)

    @pytest.mark.parametrize("names", ["<one@example.org>", "<earlier@example.org>"])
    def test_a_draft_anywhere_in_the_thread_counts(self, desk: WritableDesk, names: str) -> None:
        desk.deliver(mail(answers="<earlier@example.org>"))
        desk.put_draft(mail("<mine@example.com>", answers=names))
        assert state(desk) == ThreadState(answered=False, has_draft=True)

    def test_a_deleted_draft_does_not_count(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.put_draft(mail("<mine@example.com>", answers="<one@example.org>"), deleted=True)
        assert state(desk) == ThreadState(answered=False, has_draft=False)

    def test_a_state_is_looked_at_afresh(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        message = read_message(mail())
        with desk.open() as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            assert mailbox.thread_state(arrival.ref, message) == ThreadState()
            desk.put_sent(mail("<answer@example.com>", answers="<one@example.org>"))
            desk.put_draft(mail("<mine@example.com>", answers="<one@example.org>"))
            assert mailbox.thread_state(arrival.ref, message) == ThreadState(
                answered=True, has_draft=True
            )
            assert mailbox.fetch(arrival.ref) is not None

    def test_an_answer_is_found_among_many_sent_mails(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        desk.put_sent(
            mail("<answer@example.com>", answers="<one@example.org>"),
            *(mail(f"<{number}@example.com>") for number in range(520)),
        )
        assert state(desk).answered

    @pytest.mark.parametrize(
        "hostile",
        [
            '<a"b@x>\r\nX1 CREATE injected\r\n',
            "<a@x>\r\n\tX1 CREATE injected",
            "<{30}\r\nX1 CREATE injected\r\n@x>",
            "<\x00\\) OR ALL (@x>",
        ],
    )
    def test_a_hostile_id_is_compared_and_never_executed(
        self, desk: WritableDesk, hostile: str
    ) -> None:
        desk.deliver(mail(hostile))
        before = desk.everything()
        with desk.open() as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            message = Message(message_id=hostile, references=(hostile,), date=NOW)
            assert mailbox.thread_state(arrival.ref, message) == ThreadState()
            assert not mailbox.holds(draft(hostile))
            mailbox.save_draft(draft(answers=hostile))
        assert desk.everything() == before
        assert len(desk.drafts()) == 1

    def test_a_draft_of_long_lines_and_any_bytes_stays_as_it_is(self, desk: WritableDesk) -> None:
        body = "Vielen Dank für Ihre Nachricht, Zoë. ".encode() * 60 + b"\r\n.\r\nFrom here\r\n"
        written = replace(draft(), raw=mail(draft().message_id, body=body))
        with desk.open() as mailbox:
            mailbox.save_draft(written)
        ((_, raw),) = desk.drafts()
        assert unified(raw) == unified(written.raw)

    def test_a_dry_run_sees_everything_and_saves_nothing(self, desk: WritableDesk) -> None:
        desk.deliver(mail())
        with DryRun(desk.open()) as mailbox:
            (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
            assert mailbox.fetch(arrival.ref) is not None
            assert mailbox.thread_state(arrival.ref, read_message(mail())) == ThreadState()
            mailbox.save_draft(draft())
            assert not mailbox.holds(draft())
        assert desk.drafts() == []


class ReadOnlyContract(ReadingContract):
    """Holds for mailboxes that only read."""

    def test_no_draft_can_be_saved(self, desk: Desk) -> None:
        desk.deliver(mail())
        before = desk.everything()
        with desk.open() as mailbox, pytest.raises(MailboxRefused) as refusal:
            mailbox.save_draft(draft())
        assert refusal.value.remedy
        assert desk.everything() == before


def look(desk: Desk, bookmark: str | None = None, since: datetime = LONG_AGO) -> Arrivals:
    """List what arrived, in a session of its own."""
    with desk.open() as mailbox:
        return mailbox.arrivals(bookmark, since=since)


def ids(desk: Desk, found: Arrivals) -> list[str]:
    """Give the Message-IDs of what was listed, in its order."""
    with desk.open() as mailbox:
        raws = [mailbox.fetch(arrival.ref) for arrival in found.arrivals]
    return [read_message(raw or b"").message_id for raw in raws]


def state(desk: WritableDesk) -> ThreadState:
    """Look at the thread of the only mail of the inbox."""
    with desk.open() as mailbox:
        (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
        raw = mailbox.fetch(arrival.ref)
        assert raw is not None
        return mailbox.thread_state(arrival.ref, read_message(raw))


def unified(raw: bytes | None) -> bytes | None:
    """Give the bytes with one kind of line ends: a disk has its own."""
    return None if raw is None else raw.replace(b"\r\n", b"\n")
