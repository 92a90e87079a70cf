"""Which folder is Drafts and which is Sent: by setting, by RFC 6154, by the names people use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.errors import MailboxRefused

_NAMES = "folder_names.toml"
_SPECIAL = frozenset({"\\drafts", "\\sent", "\\trash", "\\junk", "\\archive", "\\all", "\\flagged"})
_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder that can be opened; its attributes in lower case, each behind a backslash."""

    name: str
    attributes: frozenset[str]

    @property
    def is_special(self) -> bool:
        """Tell whether the server marks what this folder is for (RFC 6154 §2)."""
        return not self.attributes.isdisjoint(_SPECIAL)


def usable(listed: Iterable[tuple[Sequence[bytes], object, str]]) -> tuple[Folder, ...]:
    """Give the folders of a LIST answer that can be opened and whose names are harmless."""
    folders = (
        # QUIRK: RFC 6154 §2 writes "\Drafts", Cyrus sends "\drafts".
        Folder(
            name=name,
            attributes=frozenset(flag.decode("ascii", "replace").lower() for flag in flags),
        )
        for flags, _, name in listed
    )
    return tuple(
        folder
        for folder in folders
        if folder.attributes.isdisjoint({"\\noselect", "\\nonexistent"})
        and folder.name.isprintable()
    )


def find(kind: str, folders: tuple[Folder, ...], *, setting: str | None, prefix: str) -> str | None:
    """Find the folder of a ``kind`` ("drafts" or "sent"); None when there is none to be seen.

    ``prefix`` is where the user's own folders begin, such as "INBOX." or "". Raises
    ``MailboxRefused`` when the folder of the setting does not exist.
    """
    if setting is not None:
        return _named(kind, folders, setting, prefix)
    special = (folder.name for folder in folders if f"\\{kind}" in folder.attributes)
    by_name = {folder.name.casefold(): folder.name for folder in reversed(folders)}
    usual = (
        by_name.get(f"{place}{name}".casefold())
        for name in _usual_names(kind)
        for place in (prefix, "")
    )
    return next(special, None) or next(filter(None, usual), None)


def missing(kind: str, folders: tuple[Folder, ...], setting: str | None = None) -> MailboxRefused:
    """Say that a folder was not found, which setting tells it, and what there is."""
    names = [f'"{folder.name}"' for folder in folders]
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    lacking = f'folder "{setting}"' if setting else f"folder that can be told to be for {kind}"
    return MailboxRefused(
        f"the mailbox has no {lacking}",
        remedy=f"set the account's `{kind}` to one of: {', '.join(names[:_SHOWN])}{rest}",
    )


def _named(kind: str, folders: tuple[Folder, ...], setting: str, prefix: str) -> str:
    names = {folder.name for folder in folders}
    for name in (setting, f"{prefix}{setting}"):
        if name in names:
            return name
    raise missing(kind, folders, setting)


@cache
def _usual_names(kind: str) -> list[str]:
    text = (files("assistant.mailboxes.imap") / _NAMES).read_text(encoding="utf-8")
    names: list[str] = tomllib.loads(text)[kind]
    return names
