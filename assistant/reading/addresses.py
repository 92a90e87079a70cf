"""Address lists (RFC 5322 §3.4), groups, comments and quoted names included, in linear time."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.message import Address
from assistant.reading.normal import one_line
from assistant.reading.words import read_text

_LONGEST_ADDRESS = 320
_LONGEST_NAME = 200
_MOST_ADDRESSES = 500
_LONGEST_KNOWN = 200
# Four of five fields are one address, with a name or without.
_USUAL = re.compile(
    r'(?:(?:"([^"\\]*+)" ?|((?! )[^"<>,;:()@\\]*+))<)?'
    r'([^<>,;:()\s"@]{1,64}+@[^<>,;:()\s"@]{1,255}+)>?'
)
# Every alternative takes what it began with, closed or not: nothing is scanned twice.
# QUIRK: RFC 2047 §5: encoded words are found with unencoded specials in them.
_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*+)"?|<([^<>]*+)>?|([,;:()])'
    r'|((?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*+\?=|[^",;:<>()=]++|=)++)|(.)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_addresses(value: str) -> tuple[Address, ...]:
    """Read an address list as it stands in the field, encoded words not yet decoded.

    Groups give their members. What has neither an address nor a name is left out.
    """
    return _read_again(value) if len(value) < _LONGEST_KNOWN else tuple(_read(value))


@lru_cache(maxsize=256)
def _read_again(value: str) -> tuple[Address, ...]:
    # The user's own address stands in every mail, and the same people write again.
    return tuple(_read(value))


def _read(value: str) -> list[Address]:
    usual = _USUAL.fullmatch(value)
    if usual is not None and value.isascii() and value.isprintable():
        quoted, plain, email = usual.groups()
        name = (quoted or plain or "").strip("' ")
        if "=?" in name:
            name = read_text(name)
        name = "" if name.lower() == email.lower() else name[:_LONGEST_NAME]
        return [Address(name=name, email=email)]
    return _merge_split_names(_read_list(value))


class _Entry:
    """One mailbox while it is being read."""

    __slots__ = ("angle", "comment", "words")

    def __init__(self) -> None:
        self.words: list[str] = []
        self.angle: str | None = None
        self.comment: list[str] = []

    def finish(self) -> Address | None:
        text = "".join(self.words)
        if self.angle is None and "@" in text:
            words = text.split()
            self.angle = next(word for word in words if "@" in word)
            text = " ".join(word for word in words if "@" not in word)
        name = text.strip() or "".join(self.comment).strip()
        found = _address(name, self.angle or "")
        return found if found.email or found.name else None


def _read_list(value: str) -> list[Address]:
    entries = [_Entry()]
    depth = 0
    for quoted, angle, special, plain, odd in _TOKEN.findall(value):
        if len(entries) > _MOST_ADDRESSES:
            break
        entry = entries[-1]
        if special == "(":
            depth += 1
        elif special == ")":
            depth = max(0, depth - 1)
        elif depth:
            entry.comment.append(quoted or angle or special or plain or odd)
        elif special == ":":
            entries[-1] = _Entry()
        elif special:
            entries.append(_Entry())
        elif angle:
            entry.angle = angle
        else:
            entry.words.append(_ESCAPED.sub(r"\1", quoted) if quoted else plain or odd)
    return [found for entry in entries if (found := entry.finish()) is not None]


def _address(name: str, email: str) -> Address:
    email = one_line(email, limit=_LONGEST_ADDRESS)
    if email.startswith("@") and ":" in email:
        # QUIRK: RFC 5322 §4.4: an obsolete route stands before the address.
        email = email.rpartition(":")[2]
    email = email.replace(" ", "")
    name = read_text(name, limit=_LONGEST_NAME).strip("' ") if name else ""
    if "@" not in email:
        return Address(name=name or email)
    return Address(name="" if name.lower() == email.lower() else name, email=email)


def _merge_split_names(found: list[Address]) -> list[Address]:
    # QUIRK: RFC 5322 §3.4: Outlook's "Doe, Kim" often loses its quotation marks on the way.
    merged: list[Address] = []
    for address in found:
        if merged and not merged[-1].email and address.email and address.name:
            name = f"{merged.pop().name}, {address.name}"
            merged.append(Address(name=name, email=address.email))
        else:
            merged.append(address)
    return merged
