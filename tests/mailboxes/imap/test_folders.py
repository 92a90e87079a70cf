"""Which folder is taken for Drafts and Sent."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from assistant.errors import MailboxRefused
from assistant.mailboxes.imap.folders import find, missing, usable


def listed(*folders: tuple[str, ...]) -> list[tuple[list[bytes], bytes, str]]:
    """Give a LIST answer: of each folder its name, then its attributes."""
    return [([mark.encode() for mark in marks], b"/", name) for name, *marks in folders]


def drafts(*folders: tuple[str, ...], setting: str | None = None, prefix: str = "") -> str | None:
    return find("drafts", usable(listed(*folders)), setting=setting, prefix=prefix)


@pytest.mark.parametrize("mark", ["\\Drafts", "\\drafts", "\\DRAFTS"])
def test_a_mark_goes_before_a_name(mark: str) -> None:
    assert drafts(("Drafts",), ("Skizzenbuch", "\\HasNoChildren", mark)) == "Skizzenbuch"


def test_the_setting_goes_before_a_mark() -> None:
    folders = (("Drafts", "\\Drafts"), ("Mine",))
    assert drafts(*folders, setting="Mine") == "Mine"


@pytest.mark.parametrize("kind", ["drafts", "sent"])
def test_every_name_of_the_list_is_known_in_any_case_and_below_a_prefix(kind: str) -> None:
    names = tomllib.loads((files("assistant.mailboxes.imap") / "folder_names.toml").read_text())
    assert len(names[kind]) > 40
    for name in names[kind]:
        for shown in (name, name.upper(), f"INBOX.{name}"):
            folders = usable(listed(("INBOX",), ("Other",), (shown,)))
            assert find(kind, folders, setting=None, prefix="INBOX.") == shown


def test_the_usual_name_comes_before_rarer_ones() -> None:
    assert drafts(("Draft",), ("Entwürfe",), ("Drafts",)) == "Drafts"


def test_below_another_folder_a_name_means_nothing() -> None:
    assert drafts(("Novel",), ("Novel/Drafts",)) is None


def test_what_cannot_be_opened_or_named_safely_is_left_out() -> None:
    assert drafts(("Drafts", "\\Noselect"), ("Dra\r\nfts", "\\Drafts")) is None


def test_a_missing_folder_is_told_with_the_setting_and_what_there_is() -> None:
    folders = usable(listed(*((f"Folder {number}",) for number in range(20))))
    refusal = missing("drafts", folders)
    assert "drafts" in str(refusal)
    assert "`drafts`" in refusal.remedy
    assert '"Folder 0"' in refusal.remedy
    assert refusal.remedy.endswith("and 8 more")
    with pytest.raises(MailboxRefused, match="Absent"):
        find("drafts", folders, setting="Absent", prefix="")
