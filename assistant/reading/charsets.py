"""Bytes become text by an allow-list of text codecs; no label and no byte can make this fail.

A label the sender made up, a label that names no text codec (``hex``, ``idna``) and a label that
is plainly wrong all end in the best guess: UTF-8, then Windows-1252, then Latin-1.
"""

from __future__ import annotations

import re
from encodings.aliases import aliases

_TEXT_CODECS = frozenset(
    [
        "ascii",
        "utf_8",
        "utf_16",
        "utf_16_le",
        "utf_16_be",
        "utf_32",
        "utf_7",
        "latin_1",
        "iso8859_1",
        "iso8859_2",
        "iso8859_3",
        "iso8859_4",
        "iso8859_5",
        "iso8859_6",
        "iso8859_7",
        "iso8859_8",
        "iso8859_9",
        "iso8859_10",
        "iso8859_11",
        "iso8859_13",
        "iso8859_14",
        "iso8859_15",
        "iso8859_16",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp437",
        "cp850",
        "cp852",
        "cp866",
        "cp874",
        "koi8_r",
        "koi8_u",
        "mac_roman",
        "mac_latin2",
        "tis_620",
        "gb2312",
        "gbk",
        "gb18030",
        "hz",
        "big5",
        "big5hkscs",
        "shift_jis",
        "cp932",
        "euc_jp",
        "iso2022_jp",
        "iso2022_jp_1",
        "iso2022_jp_2",
        "euc_kr",
        "iso2022_kr",
        "cp949",
    ]
)
# QUIRK: RFC 2046 §4.1.2: senders label Windows text as ISO-8859-1 or US-ASCII; the WHATWG
# encoding standard reads both as Windows-1252, and so does every mail program.
_READ_AS = {
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso8859_9": "cp1254",
    "iso8859_11": "cp874",
}
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_SPOKEN_FOR = ("utf_16", "utf_32", "utf_7", "iso2022", "hz")
"""Codecs whose bytes may look like valid UTF-8 without being it."""


def codec_of(label: str) -> str | None:
    """Name the Python codec of a charset label; None when it is unknown or no text codec."""
    name = _NOT_A_NAME.sub("_", label[:60].lower()).strip("_")
    codec = name if name in _TEXT_CODECS else aliases.get(name, "")
    if codec not in _TEXT_CODECS:
        return None
    return _READ_AS.get(codec, codec)


def decode(data: bytes, label: str = "") -> tuple[str, str]:
    """Decode bytes that are said to be in the charset ``label``.

    Gives the text and a defect ("" when all is well). Never raises.
    """
    codec = codec_of(label) if label else None
    defect = "" if codec or not label else f"unknown charset {label[:40]!r}"
    if codec and codec.startswith(_SPOKEN_FOR):
        return _decode_or_replace(data, codec)
    try:
        return data.decode("utf-8"), defect
    except UnicodeDecodeError:
        pass
    if codec is None or codec == "utf_8":
        return _guess(data, label or "utf-8")
    return _decode_or_replace(data, codec)


def _decode_or_replace(data: bytes, codec: str) -> tuple[str, str]:
    try:
        return data.decode(codec), ""
    except UnicodeError:
        return data.decode(codec, "replace"), f"text is not valid {codec}"


def _guess(data: bytes, label: str) -> tuple[str, str]:
    # A cut-off UTF-8 text has one bad place, a mislabelled one has nothing but bad places.
    defect = f"text is not valid {label[:40]!r}"
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if _well_formed(text, bad) >= bad:
        return text, defect
    try:
        return data.decode("cp1252"), defect
    except UnicodeDecodeError:
        return data.decode("latin-1"), defect


def _well_formed(text: str, bad: int) -> int:
    return len(text) - len(text.encode("ascii", "ignore")) - bad
