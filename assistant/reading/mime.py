"""The MIME tree (RFC 2045, 2046) as plain parts, within fixed limits; contents are decoded late.

The fast parser is the main path; whatever it refuses goes to the standard library's compat32
parser, and what that refuses is read as one part of plain text.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import Message as StandardMessage
from email.policy import compat32
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType

from fast_mail_parser import ParseError, PyLazyMimePart, parse_email_tree

MOST_PARTS = 200
DEEPEST = 20
LARGEST_FOR_FALLBACK = 128 * 1024
_PARAMETER = re.compile(r';\s*([\w*-]++)\s*=\s*(?:"([^"]*+)"?|([^;\s]*+))')
LONGEST_TYPE = 1000
_MOST_WORDS = 2000
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class Unreadable(Exception):
    """The parser cannot take this mail apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One node of the tree. ``content()`` gives a leaf's bytes, transfer encoding undone."""

    kind: str
    parameters: Mapping[str, str]
    disposition: str = ""
    named: bool = False
    children: tuple[Part, ...] = ()
    content: Callable[[], bytes]
    subject: str = ""


@dataclass(slots=True)
class _Budget:
    """How much of the tree may still be walked."""

    parts: int = MOST_PARTS
    defects: list[str] = field(default_factory=list)

    def allows(self, depth: int) -> bool:
        self.parts -= 1
        if self.parts < 0:
            self.defects.append(f"more than {MOST_PARTS} parts")
        if depth > DEEPEST:
            self.defects.append(f"parts nested deeper than {DEEPEST}")
        return self.parts >= 0 and depth <= DEEPEST


def read_single(body: bytes, kind: str, encoding: str, disposition: str) -> Part | None:
    """Read a mail of one sound text by the fields that describe it; None when it is another."""
    known, parameters = parse_content_type(kind)
    known = known or "text/plain"
    decode = _DECODERS.get(encoding.lower())
    if decode is None or disposition or not known.startswith("text/") or "name" in parameters:
        return None
    try:
        content = decode(body)
    except binascii.Error:
        return None
    return Part(kind=known, parameters=parameters, content=lambda: content)


def read_parts_fast(raw: bytes) -> tuple[Part, list[str]]:
    """Take a mail apart with the fast parser; raises ``Unreadable`` when that gives up."""
    budget = _Budget()
    if raw.count(b"?") > _MOST_WORDS and raw.count(b"=?") > _MOST_WORDS:
        # The parser decodes words in the parts' fields, and takes quadratic time for it.
        raw = raw.replace(b"=?", b"= ?")
    try:
        tree = parse_email_tree(raw, mode="lazy")
    except ParseError as error:
        raise Unreadable(str(error)) from error
    return _from_fast(tree, 0, budget), budget.defects


def read_parts_fallback(raw: bytes) -> tuple[Part, list[str]]:
    """Take the first 128 KiB of a mail apart with the standard library."""
    budget = _Budget()
    raw = raw[:LARGEST_FOR_FALLBACK]
    if raw.count(b"boundary") > MOST_PARTS or raw.count(b"message/rfc822") > MOST_PARTS:
        raise Unreadable("too many nested parts")
    try:
        message = message_from_bytes(raw, policy=compat32)
        part = _from_standard(message, 0, budget)
    except RecursionError as error:
        raise Unreadable("parts nested too deep") from error
    if part.kind.startswith("multipart/") and not part.children:
        part = replace(part, kind="text/plain")
    return part, budget.defects


@lru_cache(maxsize=512)
def parse_content_type(value: str) -> tuple[str, Mapping[str, str]]:
    """Split a Content-Type or Content-Disposition value into the type and its parameters."""
    value = value[:LONGEST_TYPE]
    kind, semicolon, _ = value.partition(";")
    parameters: dict[str, str] = {}
    if semicolon:
        for name, quoted, plain in _PARAMETER.findall(value):
            parameters.setdefault(name.lower(), quoted or plain)
    return kind.strip().lower(), MappingProxyType(parameters)


def _from_fast(node: PyLazyMimePart, depth: int, budget: _Budget) -> Part:
    fields = {name.lower(): values[0] for name, values in node.headers.items()}
    kind, parameters = parse_content_type(fields.get("content-type", ""))
    disposed = "content-disposition" in fields
    children = node.children
    if kind.startswith("multipart/") and not children:
        # QUIRK: RFC 2046 §5.1.1: to this parser a boundary also ends at lines that merely begin
        # with it, so parts nested under a longer boundary of the same beginning come out flat.
        raise Unreadable("no part between the boundaries")
    return Part(
        kind=node.content_type if children else _known(kind),
        parameters=parameters,
        disposition=(node.disposition or "").lower() if disposed else "",
        named="name" in parameters or (disposed and bool(node.filename)),
        children=tuple(
            _from_fast(child, depth + 1, budget)
            for child in takewhile(lambda _: budget.allows(depth + 1), children)
        ),
        content=lambda: _fast_content(node),
        subject=fields.get("subject", "") if depth else "",
    )


def _as_it_is(body: bytes) -> bytes:
    return body


def _sound_base64(body: bytes) -> bytes:
    return binascii.a2b_base64(body.translate(None, b"\r\n"), strict_mode=True)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    **dict.fromkeys(("", "7bit", "8bit", "binary"), _as_it_is),
    "quoted-printable": binascii.a2b_qp,
    "base64": _sound_base64,
}


def _known(kind: str) -> str:
    # RFC 2045 §5.2: a type that is missing or no type means plain text.
    return kind if "/" in kind else "text/plain"


def _fast_content(node: PyLazyMimePart) -> bytes:
    try:
        return node.content or b""
    except ParseError as error:
        raise Unreadable(str(error)) from error


def _from_standard(node: StandardMessage, depth: int, budget: _Budget) -> Part:
    fields = {name.lower(): str(value) for name, value in reversed(list(node.raw_items()))}
    kind, parameters = parse_content_type(fields.get("content-type", "text/plain"))
    disposition, names = parse_content_type(fields.get("content-disposition", ""))
    payload = node.get_payload()
    children = payload if isinstance(payload, list) else []
    return Part(
        kind=_known(kind),
        parameters=parameters,
        disposition=disposition,
        named="filename" in names or "name" in parameters,
        children=tuple(
            _from_standard(child, depth + 1, budget)
            for child in takewhile(lambda _: budget.allows(depth + 1), children)
        ),
        content=lambda: _standard_content(node),
        subject=fields.get("subject", "") if depth else "",
    )


def _standard_content(node: StandardMessage) -> bytes:
    if str(node.get("content-transfer-encoding", "")).strip().lower() == "base64":
        encoded = node.get_payload()
        return _lenient_base64(encoded) if isinstance(encoded, str) else b""
    content = node.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _lenient_base64(encoded: str) -> bytes:
    # QUIRK: RFC 2045 §6.8: noise is skipped, a cut-off end is left out, plain text stays text.
    data = encoded.encode("ascii", "replace")
    known = _NOT_BASE64.sub(b"", data)
    if b" " in data.strip() and len(known) < len(data) * 9 // 10:
        return data
    return binascii.a2b_base64(known[: len(known) // 4 * 4])
