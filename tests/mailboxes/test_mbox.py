"""The read-only part of the conformance suite on an mbox file, and what only an mbox has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from mailboxes.contract import LONG_AGO, ReadOnlyContract, ids, look
from mailboxes.desks import MboxDesk
from mailboxes.mails import mail

from assistant.config import LocalAccount
from assistant.errors import MailboxRefused
from assistant.mailboxes import iterate_mbox, open_mailbox
from assistant.mailboxes import mbox as under_test

STAMP = b"Fri Nov 20 09:00:00 2026"


@pytest.fixture
def desk(tmp_path: Path) -> MboxDesk:
    return MboxDesk(tmp_path / "old.mbox")


class TestMbox(ReadOnlyContract):
    """An mbox file passes the read-only part of the suite."""


def bodies(path: Path) -> list[bytes]:
    return [raw.partition(b"\n\n")[2] for _, raw in iterate_mbox(path)]


def write(path: Path, *mails: tuple[bytes, bytes], end: bytes = b"\n") -> Path:
    """Write an mbox of From lines and bodies."""
    text = b"".join(line + b"\nSubject: x\n\n" + body + b"\n\n" for line, body in mails)
    path.write_bytes(text.replace(b"\n", end))
    return path


def test_each_message_is_named_by_its_number(desk: MboxDesk) -> None:
    desk.deliver(mail("<1@example.org>"))
    desk.deliver(mail("<2@example.org>"))
    assert [name for name, _ in iterate_mbox(desk.path)] == [f"{desk.path}#1", f"{desk.path}#2"]


@pytest.mark.parametrize(
    "line",
    [
        b"From robin@example.org " + STAMP,
        b"From - " + STAMP,
        b"From 1234567890@xxx Fri Nov 20 09:00:00 +0000 2026",
        b'From "robin vale"@example.org ' + STAMP,
        b"From robin@example.org  Fri Nov  6 09:00 2026 remote from here",
        b"From ",
    ],
)
def test_every_usual_from_line_parts_messages(tmp_path: Path, line: bytes) -> None:
    path = write(tmp_path / "x.mbox", (line, b"one"), (line, b"two"), (line, b"three"))
    assert bodies(path) == [b"one\n", b"two\n", b"three\n"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_sentences_that_begin_with_from_part_nothing(tmp_path: Path, end: bytes) -> None:
    line = b"From robin@example.org " + STAMP
    body = b"one\n\nFrom Monday on at 10:30 we meet\nFrom x " + STAMP + b"\n\nFrom: nobody"
    path = write(tmp_path / "x.mbox", (line, body), (line, b"two"), end=end)
    first, second = (raw for _, raw in iterate_mbox(path))
    assert first == (b"Subject: x\n\n" + body + b"\n").replace(b"\n", end)
    assert second == b"Subject: x\n\ntwo\n".replace(b"\n", end)


def test_quoted_from_lines_lose_one_mark(tmp_path: Path) -> None:
    line = b"From robin@example.org " + STAMP
    path = write(tmp_path / "x.mbox", (line, b">From a\n>>From b\n> From c\n>Fromage"))
    assert bodies(path) == [b"From a\n>From b\n> From c\n>Fromage\n"]


def test_a_last_message_without_line_end_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(b"From a " + STAMP + b"\nSubject: x\n\nthe end")
    assert bodies(path) == [b"the end"]


def test_a_file_cut_in_its_middle_gives_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(b"t of a mail\n\nFrom a " + STAMP + b"\nSubject: x\n\nwhole\n\n")
    assert bodies(path) == [b"whole\n"]


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\0" * 5000])
def test_a_file_without_messages_gives_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.mbox"
    path.write_bytes(content)
    assert list(iterate_mbox(path)) == []


def test_mails_of_a_rewritten_file_come_again_under_other_refs(desk: MboxDesk) -> None:
    for number in (1, 2, 3):
        desk.deliver(mail(f"<{number}@example.org>"))
    first = look(desk)
    desk.remove(1)
    again = look(desk, first.bookmark)
    assert ids(desk, again) == ["<2@example.org>", "<3@example.org>"]
    with desk.open() as mailbox:
        assert [mailbox.fetch(arrival.ref) for arrival in first.arrivals] == [None] * 3


def test_a_mark_that_a_mail_was_read_changes_no_ref(desk: MboxDesk) -> None:
    desk.deliver(b"Status: O \r\n" + mail())
    first = look(desk)
    desk.path.write_bytes(desk.path.read_bytes().replace(b"Status: O ", b"Status: RO"))
    assert look(desk).arrivals == first.arrivals


@pytest.mark.parametrize("made", ["folder", "text", "nothing"])
def test_what_is_no_mbox_is_refused(tmp_path: Path, made: str) -> None:
    path = tmp_path / "x"
    if made == "folder":
        path.mkdir()
    if made == "text":
        path.write_text("Dear Kim")
    account = LocalAccount(name="old", kind="mbox", path=path)
    with pytest.raises(MailboxRefused) as refusal, open_mailbox(account, str) as mailbox:
        mailbox.arrivals(None, since=LONG_AGO)
    assert refusal.value.remedy


def test_a_from_line_is_found_wherever_a_window_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = b"From robin@example.org " + STAMP
    path = write(tmp_path / "x.mbox", (line, b"one"), (line, b"\nFrom here on"), (line, b"three"))
    whole = list(iterate_mbox(path))
    assert len(whole) == 3
    for size in (5, 7, 11, 64, 100):
        monkeypatch.setattr(under_test, "_WINDOW", size)
        assert list(iterate_mbox(path)) == whole


def test_a_file_of_any_size_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    message = b"From a " + STAMP + b"\nSubject: x\n\n" + b"words of a mail\n" * 40_000 + b"\n"
    with path.open("wb") as file:
        for _ in range(80):
            file.write(message)
    program = (
        "import resource, sys; from pathlib import Path;"
        "from assistant.mailboxes.mbox import iterate_mbox;"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(sum(1 for _ in iterate_mbox(Path(sys.argv[1]))),"
        " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, check=True, text=True
    ).stdout.split()
    kilobytes = 1024 if sys.platform == "darwin" else 1
    assert int(printed[0]) == 80
    assert int(printed[1]) / kilobytes < 12 * 1024
