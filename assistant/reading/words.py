"""RFC 2047 encoded words become readable text, whatever charset they claim."""

from __future__ import annotations

import binascii
import re

from assistant.reading.charsets import decode
from assistant.reading.normal import one_line

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*+)\?=")


def read_text(value: str, *, limit: int = 900) -> str:
    """Decode an unstructured field into one clean line of at most ``limit`` characters.

    Line breaks, controls and invisible characters that hide in encoded words are dropped.
    """
    if "=?" in value:
        value = decode_words(value)
    return one_line(value, limit=limit) if value else ""


def decode_words(value: str) -> str:
    """Replace every encoded word by its text; what is no encoded word stays as it is."""
    text: list[str] = []
    held, charset, end = b"", "", 0
    for match in _WORD.finditer(value):
        label, encoding, encoded = match.groups()
        label = label.partition("*")[0].lower()
        between = value[end : match.start()]
        if held and (label != charset or between.strip()):
            text.append(decode(held, charset)[0])
            held = b""
        if not end or between.strip():
            text.append(between)
        # QUIRK: RFC 2047 §5: a character split over two words of one charset is put together.
        held += _bytes(encoding, encoded)
        charset, end = label, match.end()
    return "".join((*text, decode(held, charset)[0], value[end:]))


def _bytes(encoding: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8", "replace")
    return binascii.a2b_qp(data, header=True) if encoding in "qQ" else _base64(data)


def _base64(data: bytes) -> bytes:
    # QUIRK: RFC 4648 §3.2: padding is often missing; a broken word is shown as it is.
    data = data.rstrip(b"=")
    if len(data) % 4 == 1:
        data = data[:-1]
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data
