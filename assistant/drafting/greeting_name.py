"""How to address somebody in English by the name they go by, or not at all."""

from __future__ import annotations

import re
import unicodedata

_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "herr", "frau"}
)
_SUFFIXES = frozenset(
    {"ba", "bsc", "cpa", "ii", "iii", "jr", "ma", "mba", "md", "msc", "phd", "pmp", "sr"}
)
_LATIN = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def greeting_name(full_name: str) -> str:
    """Give "Jane" for "Jane Roe" and for "Roe, Jane"; "Dr. Roe" for "Dr. Jane Roe"; else the whole.

    The whole name is used wherever it is not certain which part is the given name: behind an
    initial, and in scripts that put the family name first.
    """
    name = _given_name_first(full_name)
    words = name.split()
    if not words:
        return ""
    if words[0].rstrip(".").casefold() in _TITLES and len(words) > 1:
        return f"{words[0]} {words[-1]}"
    first = words[0]
    if len(first.rstrip(".")) < 2 or not _LATIN.fullmatch(first) or not _is_latin(name):
        return name
    return first.capitalize() if first.isupper() or first.islower() else first


def _given_name_first(full_name: str) -> str:
    family, comma, given = full_name.partition(",")
    if not comma or not given.strip() or _is_suffix(given):
        return family.strip()
    return f"{given.strip()} {family.strip()}"


def _is_suffix(word: str) -> bool:
    return word.replace(".", "").strip().casefold() in _SUFFIXES


def _is_latin(name: str) -> bool:
    return all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in name
    )
