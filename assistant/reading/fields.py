"""The header block taken apart into unfolded fields (RFC 5322 §2.2), within fixed limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from assistant.reading.charsets import decode

LARGEST_BLOCK = 64 * 1024
LARGEST_FIELD = 8 * 1024
_MOST_FIELDS = 1000
_LONGEST_NAME = 76
_GAPS = (b"\r\n\r\n", b"\n\n", b"\n\r\n", b"\r\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields of a header block by their lower-case names, unfolded and trimmed."""

    values: dict[str, list[str]]
    block: bytes = b""
    body: int = 0
    """Where in the mail the body begins."""
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
    """Read the header block at the start of a mail; lines that are no field are passed over."""
    start, end, body, defects = _limits(raw)
    block = raw[start:end]
    text = block.decode("utf-8", "surrogateescape").replace("\r\n", "\n").replace("\r", "\n")
    plain = text.isascii()
    lines = text.replace("\n ", " ").replace("\n\t", " ").split("\n", _MOST_FIELDS)
    values: dict[str, list[str]] = {}
    for stated, colon, value in map(str.partition, lines[:_MOST_FIELDS], repeat(":")):
        name = _name(stated)
        if not colon or not name:
            defects += ["a line of the header block is no field"] if stated or colon else []
            continue
        if len(value) > LARGEST_FIELD:
            defects.append(f"{name} is over {LARGEST_FIELD} bytes")
        tidy = value.strip() if plain and len(value) <= LARGEST_FIELD else _tidy(name, value)
        if name in values:
            values[name].append(tidy)
        else:
            values[name] = [tidy]
    return Fields(
        values=values,
        block=block,
        body=body if values else start,
        defects=tuple(dict.fromkeys(defects)),
    )


@lru_cache(maxsize=1024)
def _name(stated: str) -> str:
    """Give a field's lower-case name, "" when it is none; all mails have the same few."""
    name = stated.rstrip().lower()
    return "" if " " in name or len(name) > _LONGEST_NAME else name


def _limits(raw: bytes) -> tuple[int, int, int, list[str]]:
    """Find where the header block begins and ends and where the body begins."""
    start = _start(raw)
    if raw[start : start + 1] in (b"\r", b"\n", b""):
        return start, start, start, ["no header block"]
    limit = start + LARGEST_BLOCK
    end, body = _blank_line(raw, start, limit)
    if end >= 0:
        return start, end, body, []
    if len(raw) <= limit:
        return start, len(raw), len(raw), []
    _, body = _blank_line(raw, limit, len(raw))
    return start, limit, body, [f"header block is over {LARGEST_BLOCK} bytes"]


def _blank_line(raw: bytes, start: int, limit: int) -> tuple[int, int]:
    """Find the first empty line; -1 and the end of the mail when there is none."""
    end, body = -1, len(raw)
    for gap in _GAPS:
        at = raw.find(gap, start, limit)
        if at >= 0:
            # The next search need not look beyond what this one found.
            end, body, limit = at, at + len(gap), at
    return end, body


def _start(raw: bytes) -> int:
    # QUIRK: RFC 4155: the separator line of an mbox file may still be there; so may a byte
    # order mark.
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    if raw.startswith((b"From ", b">From "), start):
        end = raw.find(b"\n", start, start + 1000)
        return end + 1 if end >= 0 else start
    return start


def _tidy(name: str, value: str) -> str:
    if len(value) > LARGEST_FIELD:
        value = _shorten(name, value)
    if not value.isascii():
        # QUIRK: RFC 6532: raw 8-bit bytes in whatever charset the sender had.
        value = decode(value.encode("utf-8", "surrogateescape"))[0]
    return value.strip()


def _shorten(name: str, value: str) -> str:
    # The first ids of References name the thread's root, the last ones its newest mails.
    if name == "references":
        return value[: LARGEST_FIELD // 2] + " " + value[-LARGEST_FIELD // 2 :]
    return value[:LARGEST_FIELD]
