"""RFC 2047 encoded words become readable text, whatever charset they claim."""

from __future__ import annotations

import binascii
import re

from assistant.reading.charsets import decode
from assistant.reading.normal import one_line

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*+)\?=")
_GAP = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def read_text(value: str, *, limit: int = 900) -> str:
    """Decode an unstructured field into one clean line of at most ``limit`` characters.

    Line breaks, controls and invisible characters that hide in encoded words are dropped.
    """
    if "=?" in value:
        value = decode_words(value)
    return one_line(value, limit=limit) if value else ""


def decode_words(value: str) -> str:
    """Replace every encoded word by its text; what is no encoded word stays as it is."""
    pieces = _WORD.split(_GAP.sub(r"\1", value))
    text = [pieces[0]]
    held: tuple[str, bytes] = ("", b"")
    for label, encoding, encoded, after in zip(
        *(pieces[at::4] for at in (1, 2, 3, 4)), strict=True
    ):
        charset = label.partition("*")[0].lower()
        # QUIRK: RFC 2047 §5: a character split over two words of one charset is put together.
        data = (held[1] if held[0] == charset else b"") + _bytes(encoding, encoded)
        if held[1] and held[0] != charset:
            text.append(decode(held[1], held[0])[0])
        held = (charset, data)
        if after:
            text += (decode(*reversed(held))[0], after)
            held = ("", b"")
    text.append(decode(held[1], held[0])[0])
    return "".join(text)


def _bytes(encoding: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8", "replace")
    if encoding in "qQ":
        data = data.replace(b"_", b" ")
        return _HEX.sub(lambda match: bytes((int(match[1], 16),)), data)
    return _base64(data)


def _base64(data: bytes) -> bytes:
    # QUIRK: RFC 4648 §3.2: padding is often missing; a broken word is shown as it is.
    data = data.rstrip(b"=")
    if len(data) % 4 == 1:
        data = data[:-1]
    try:
        return binascii.a2b_base64(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data
