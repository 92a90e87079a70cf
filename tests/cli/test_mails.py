"""Every way to name mails on the command line yields their bytes and a name for people."""

import io
import os
import sys
import threading

import pytest
from mailkit import deliver, mail, make_maildir

from assistant.cli.mails import files_behind, mails_in
from assistant.errors import UsageError

ONE, TWO = mail(number=1), mail(number=2)


@pytest.fixture
def mbox(tmp_path):
    path = tmp_path / "old.mbox"
    start = b"From jane@acme.example Fri Nov 20 09:00:00 2026\n"
    path.write_bytes(start + ONE + b"\n" + start + TWO + b"\n")
    return path


def test_a_file_is_one_mail(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(ONE)
    assert list(mails_in(str(path))) == [(str(path), ONE)]


def test_an_mbox_is_each_of_its_mails(mbox):
    assert list(mails_in(str(mbox))) == [(f"{mbox}#1", ONE), (f"{mbox}#2", TWO)]


def test_a_saved_mail_that_begins_like_an_mbox_is_one_mail(mbox):
    path = mbox.rename(mbox.with_suffix(".eml"))
    assert list(mails_in(str(path))) == [(str(path), path.read_bytes())]


def test_a_file_stands_for_itself(tmp_path):
    assert files_behind("-") == ("-",)
    assert files_behind(str(tmp_path / "none.eml")) == (str(tmp_path / "none.eml"),)


def test_a_folder_is_its_eml_files_in_order(tmp_path):
    (tmp_path / "b.eml").write_bytes(TWO)
    (tmp_path / "a.eml").write_bytes(ONE)
    (tmp_path / "notes.txt").write_text("no mail")
    assert files_behind(str(tmp_path)) == (str(tmp_path / "a.eml"), str(tmp_path / "b.eml"))


def test_a_maildir_is_its_new_and_read_mails(tmp_path):
    new = deliver(tmp_path, ONE, "1")
    read = deliver(tmp_path, TWO, "2", flags="S")
    assert sorted(files_behind(str(tmp_path))) == sorted([str(new), str(read)])
    assert list(mails_in(str(read))) == [(str(read), TWO)]


@pytest.mark.parametrize("content", [b"", b"\x00", b"no header at all", b"\xff" * 100])
def test_whatever_lies_in_a_file_is_a_mail(tmp_path, content):
    path = tmp_path / "strange.eml"
    path.write_bytes(content)
    assert list(mails_in(str(path))) == [(str(path), content)]


def test_of_a_huge_mail_only_the_beginning_is_read(tmp_path):
    path = tmp_path / "huge.eml"
    with path.open("wb") as file:
        file.write(ONE)
        file.truncate(50 * 1024 * 1024)
    ((_, raw),) = mails_in(str(path))
    assert raw.startswith(ONE)
    assert len(raw) == 1024 * 1024


@pytest.mark.parametrize("wanted", ["one mail", "an mbox"])
def test_standard_input(monkeypatch, mbox, wanted):
    content = ONE if wanted == "one mail" else mbox.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    expected = [("-", ONE)] if wanted == "one mail" else [("-#1", ONE), ("-#2", TWO)]
    assert list(mails_in("-")) == expected


def test_a_named_pipe_is_read_like_standard_input(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(ONE,))
    writer.start()
    assert list(mails_in(str(pipe))) == [(str(pipe), ONE)]
    writer.join()


def test_a_missing_file_is_wrong_use(tmp_path):
    with pytest.raises(UsageError, match=r"none\.eml cannot be read: No such file or directory"):
        list(mails_in(str(tmp_path / "none.eml")))


def test_a_folder_without_mail_is_wrong_use(tmp_path):
    make_maildir(tmp_path)
    with pytest.raises(UsageError, match="there is no mail in the folder"):
        files_behind(str(tmp_path))


def test_a_link_that_leads_to_itself_is_wrong_use(tmp_path):
    path = tmp_path / "loop.eml"
    path.symlink_to(path)
    with pytest.raises(UsageError, match="cannot be read"):
        list(mails_in(str(path)))


def test_a_file_that_breaks_off_is_wrong_use(tmp_path):
    path = tmp_path / "broken.eml"
    path.symlink_to("/proc/self/mem")  # opens like a file, and cannot be read
    with pytest.raises(UsageError, match="cannot be read: Input/output error"):
        list(mails_in(str(path)))


def test_an_impossible_name_is_wrong_use():
    with pytest.raises(UsageError, match="cannot be read"):
        list(mails_in("x" * 5000))
