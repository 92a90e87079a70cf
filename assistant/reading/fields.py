"""The header block taken apart into unfolded fields (RFC 5322 §2.2), within fixed limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.reading.charsets import decode

LARGEST_BLOCK = 64 * 1024
LARGEST_FIELD = 8 * 1024
_MOST_FIELDS = 1000
_BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
_LINE_START = re.compile(r"\r?\n(?![ \t])|\r(?![\n \t])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of a header block by their lower-case names, unfolded, otherwise as written."""

    values: dict[str, list[str]]
    block: bytes = b""
    defects: tuple[str, ...] = ()

    def first(self, name: str) -> str:
        """Give the topmost field of this name, "" when there is none."""
        values = self.values.get(name)
        return values[0] if values else ""

    def all(self, name: str) -> list[str]:
        """Give every field of this name, topmost first."""
        return self.values.get(name, [])

    def names(self) -> Iterable[str]:
        """Give the names of all fields in the order in which they first stand."""
        return self.values.keys()


def read_fields(raw: bytes) -> Fields:
    """Read the header block at the start of a mail; bytes that are no field are passed over."""
    block, defects = header_block(raw)
    values: dict[str, list[str]] = {}
    lines = _LINE_START.split(block.decode("utf-8", "surrogateescape"), maxsplit=_MOST_FIELDS)
    for line in lines[:_MOST_FIELDS]:
        name, colon, value = line.partition(":")
        name = name.rstrip().lower()
        if not colon or " " in name or not name:
            defects += _line_defect(line)
            continue
        if len(value) > LARGEST_FIELD:
            defects.append(f"{name[:40]} is over {LARGEST_FIELD} bytes")
            value = _shorten(name, value)
        values.setdefault(name, []).append(_unfold(value))
    return Fields(values=values, block=block, defects=tuple(dict.fromkeys(defects)))


def header_block(raw: bytes) -> tuple[bytes, list[str]]:
    """Cut out the header block, and tell what was wrong with it."""
    start = _start(raw)
    if raw[start : start + 1] in (b"\r", b"\n", b""):
        return b"", ["no header block"]
    end = _BLANK_LINE.search(raw, start, start + LARGEST_BLOCK)
    if end is not None:
        return raw[start : end.start()], []
    if len(raw) - start > LARGEST_BLOCK:
        return raw[start : start + LARGEST_BLOCK], [f"header block is over {LARGEST_BLOCK} bytes"]
    return raw[start:].rstrip(b"\r\n"), []


def _start(raw: bytes) -> int:
    # QUIRK: RFC 4155: the separator line of an mbox file may still be there; so may a byte
    # order mark.
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    if raw.startswith((b"From ", b">From "), start):
        end = raw.find(b"\n", start, start + 1000)
        return end + 1 if end >= 0 else start
    return start


def _unfold(value: str) -> str:
    if "\n" in value or "\r" in value:
        value = value.replace("\r", "").replace("\n", "")
    if not value.isascii():
        # QUIRK: RFC 6532: raw 8-bit bytes in whatever charset the sender had.
        value = decode(value.encode("utf-8", "surrogateescape"))[0]
    return value.strip()


def _shorten(name: str, value: str) -> str:
    # The first ids of References name the thread's root, the last ones its newest mails.
    if name == "references":
        return value[: LARGEST_FIELD // 2] + " " + value[-LARGEST_FIELD // 2 :]
    return value[:LARGEST_FIELD]


def _line_defect(line: str) -> list[str]:
    return ["a line of the header block is no field"] if line.strip() else []
