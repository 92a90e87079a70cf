"""What only a Maildir has: files that move, odd times, folders that cannot be used."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mailboxes.contract import LONG_AGO, ids, look, state
from mailboxes.desks import MaildirDesk, make_maildir
from mailboxes.mails import NOW, days_ago, draft, mail

from assistant.config import LocalAccount
from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes import MailUnreadable, ThreadState, open_mailbox
from assistant.mailboxes import local as under_test
from assistant.mailboxes import maildir as maildir_format

EPOCH = datetime.fromtimestamp(0, UTC)
_NOBODY = 65534


@pytest.fixture
def desk(tmp_path: Path) -> MaildirDesk:
    return MaildirDesk(tmp_path / "Maildir")


@pytest.fixture
def guarded() -> Iterator[MaildirDesk]:
    """A Maildir whose files' permissions count: to root they would mean nothing."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(home, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    yield MaildirDesk(home / "Maildir")
    if is_root:
        os.seteuid(0)
    shutil.rmtree(home)


def test_reading_flagging_and_moving_makes_no_mail_new(desk: MaildirDesk) -> None:
    desk.deliver(mail("<1@example.org>"))
    desk.deliver(mail("<2@example.org>"), part="cur")
    first = look(desk)
    desk.flag(1, "S")
    desk.flag(2, "FRS")
    again = look(desk, first.bookmark)
    assert again.arrivals == ()
    assert again.bookmark == first.bookmark


def test_a_mail_that_moved_is_read_where_it_is_now(desk: MaildirDesk) -> None:
    desk.deliver(mail())
    with desk.open() as mailbox:
        (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
        for flags in ("", "S", "RS"):
            desk.flag(1, flags)
            assert mailbox.fetch(arrival.ref) is not None


def test_mail_in_new_stays_in_new(desk: MaildirDesk) -> None:
    path = desk.deliver(mail())
    state(desk)
    assert path.exists()


def test_a_mail_taken_away_and_put_back_is_listed_again(desk: MaildirDesk) -> None:
    path = desk.deliver(mail())
    first = look(desk)
    kept = path.read_bytes()
    path.unlink()
    second = look(desk, first.bookmark)
    path.write_bytes(kept)
    assert look(desk, second.bookmark).arrivals == first.arrivals


def test_what_a_scan_passed_over_is_not_forgotten(
    desk: MaildirDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = days_ago(60)
    path = desk.deliver(mail(date=old), arrived=old)
    first = look(desk, since=days_ago(30))
    listing, scans = maildir_format.listing, []

    def passes_over_once(folder: Path) -> dict[str, Path]:
        scans.append(folder)
        found = listing(folder)
        return {} if len(scans) == 2 else found  # the first scan is that of entering

    monkeypatch.setattr(maildir_format, "listing", passes_over_once)
    assert look(desk, first.bookmark).bookmark == first.bookmark
    assert path.exists()


def test_a_mail_that_moves_during_the_look_is_found_by_the_next(
    desk: MaildirDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.deliver(mail())
    listing = maildir_format.listing

    def moves_afterwards(folder: Path) -> dict[str, Path]:
        found = listing(folder)
        desk.flag(1, "S")
        return found

    with desk.open() as mailbox, monkeypatch.context() as during:
        during.setattr(maildir_format, "listing", moves_afterwards)
        first = mailbox.arrivals(None, since=LONG_AGO)
    assert first.arrivals == ()
    assert ids(desk, look(desk, first.bookmark)) == ["<one@example.org>"]


@pytest.mark.parametrize(
    ("modified", "dated", "listed", "arrived"),
    [
        pytest.param(NOW, days_ago(50), True, days_ago(50), id="unpacked-just-now"),
        pytest.param(EPOCH, days_ago(5), True, days_ago(5), id="unpacked-without-times"),
        pytest.param(days_ago(50), days_ago(50), False, None, id="really-old"),
        pytest.param(days_ago(50), days_ago(-900), False, None, id="dated-in-the-future"),
        pytest.param(days_ago(5), days_ago(-900), True, days_ago(5), id="future-but-new"),
    ],
)
def test_odd_times(
    desk: MaildirDesk, modified: object, dated: object, listed: bool, arrived: object
) -> None:
    desk.deliver(mail(date=dated), arrived=modified)
    found = look(desk, since=days_ago(30)).arrivals
    assert [arrival.arrived for arrival in found] == ([arrived] if listed else [])


def test_the_own_servers_word_goes_before_the_senders(desk: MaildirDesk) -> None:
    received = b"Received: from x by y; Fri, 20 Nov 2026 09:00:00 +0000 (UTC)\r\n"
    desk.deliver(received + mail(date=days_ago(5000)))
    (arrival,) = look(desk).arrivals
    assert arrival.arrived.isoformat() == "2026-11-20T09:00:00+00:00"


def test_what_is_no_mail_is_passed_over(desk: MaildirDesk) -> None:
    desk.deliver(mail())
    (desk.path / "cur" / ".hidden").write_bytes(mail("<hidden@example.org>"))
    (desk.path / "cur" / "folder").mkdir()
    (desk.path / "tmp" / "half").write_bytes(mail("<half@example.org>"))
    os.mkfifo(desk.path / "new" / "pipe")
    assert ids(desk, look(desk)) == ["<one@example.org>"]


def test_a_file_name_of_any_bytes_is_a_ref_that_can_be_stored(desk: MaildirDesk) -> None:
    name = os.fsdecode(b"17.\xffname.host:2,S")
    (desk.path / "cur" / name).write_bytes(mail())
    (arrival,) = look(desk).arrivals
    arrival.ref.encode("utf-8")
    assert ids(desk, look(desk)) == ["<one@example.org>"]


def test_an_empty_mail_is_read(desk: MaildirDesk) -> None:
    desk.deliver(b"")
    with desk.open() as mailbox:
        (arrival,) = mailbox.arrivals(None, since=LONG_AGO).arrivals
        assert mailbox.fetch(arrival.ref) == b""


def test_one_mail_that_cannot_be_read_stops_no_other(guarded: MaildirDesk) -> None:
    guarded.deliver(mail())
    locked = guarded.path / "cur" / "locked:2,"
    locked.write_bytes(mail("<locked@example.org>"))
    locked.chmod(0)
    with guarded.open() as mailbox:
        refs = {arrival.ref for arrival in mailbox.arrivals(None, since=LONG_AGO).arrivals}
        with pytest.raises(MailUnreadable, match="locked"):
            mailbox.fetch("locked")
        (other,) = refs - {"locked"}
        assert mailbox.fetch(other) is not None


@pytest.mark.parametrize("part", [".", "new", "cur"])
def test_a_folder_that_cannot_be_read_is_refused(guarded: MaildirDesk, part: str) -> None:
    (guarded.path / part).chmod(0)
    with pytest.raises(MailboxRefused, match="cannot be used") as refusal, guarded.open():
        pass
    assert refusal.value.remedy
    (guarded.path / part).chmod(0o700)


def test_a_draft_that_cannot_be_written_is_refused(guarded: MaildirDesk) -> None:
    guarded.path.chmod(0o500)
    with guarded.open() as mailbox, pytest.raises(MailboxRefused, match="Drafts"):
        mailbox.save_draft(draft())
    guarded.path.chmod(0o700)


def test_a_full_disk_is_a_bad_moment_and_leaves_nothing(
    desk: MaildirDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with desk.open() as mailbox, pytest.raises(MailboxUnavailable, match="No space"):
        mailbox.save_draft(draft())
    assert desk.drafts() == []
    assert list((desk.path / ".Drafts" / "tmp").iterdir()) == []


def test_a_draft_and_its_folder_are_on_the_disk_before_saving_ends(
    desk: MaildirDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    with desk.open() as mailbox:
        mailbox.save_draft(draft())
    folder = desk.path / ".Drafts" / "cur"
    (stored,) = folder.iterdir()
    assert flushed[-2:] == [stored.stat().st_ino, folder.stat().st_ino]


@pytest.mark.parametrize("made", [[], ["tmp"], ["file"]])
def test_what_is_no_maildir_is_refused(tmp_path: Path, made: list[str]) -> None:
    path = tmp_path / "nothing"
    for name in made:
        if name == "file":
            path.write_text("x")
        else:
            (path / name).mkdir(parents=True)
    account = LocalAccount(name="local", kind="maildir", path=path)
    with pytest.raises(MailboxRefused, match="no Maildir") as refusal, open_mailbox(account, str):
        pass
    assert "path" in refusal.value.remedy


def test_drafts_are_made_where_missing_as_maildir_plus_plus_wants(desk: MaildirDesk) -> None:
    with desk.open() as mailbox:
        mailbox.save_draft(draft())
    folder = desk.path / ".Drafts"
    assert {path.name for path in folder.iterdir()} == {"cur", "new", "tmp", "maildirfolder"}
    (stored,) = (folder / "cur").iterdir()
    assert stored.name.endswith(":2,DS")
    assert stored.stat().st_mode & 0o077 == 0
    assert list((folder / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("setting", "folder"), [(".Entwürfe", ".Entwürfe"), ("Ideas", ".Ideas"), ("../Out", "../Out")]
)
def test_the_settings_name_other_folders(desk: MaildirDesk, setting: str, folder: str) -> None:
    desk.settings |= {"drafts": setting, "sent": f"{setting}-sent"}
    desk.deliver(mail())
    with desk.open() as mailbox:
        mailbox.save_draft(draft())
    assert len(list((desk.path / folder / "cur").iterdir())) == 1
    make_maildir(desk.path / f"{folder}-sent")
    answer = desk.path / f"{folder}-sent" / "cur" / "1:2,S"
    answer.write_bytes(mail("<answer@example.com>", answers="<one@example.org>"))
    assert state(desk) == ThreadState(answered=True, has_draft=True)


def test_an_old_answer_is_found_by_when_it_came_here(
    desk: MaildirDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(under_test, "_FEW", 1)
    desk.deliver(mail())
    desk.put_sent(
        mail("<answer@example.com>", answers="<one@example.org>"), mail("<2@example.com>")
    )
    for path in (desk.path / ".Sent" / "cur").iterdir():
        os.utime(path, (0, 0))
    assert state(desk).answered
