"""Text from a mail becomes harmless before it stands in a header or in a sentence of ours."""

from __future__ import annotations

import unicodedata


def one_line(text: str, *, limit: int) -> str:
    """Give the text as one line of visible characters, NFC, at most ``limit`` long.

    Line breaks and other controls (C0, C1, NUL) become blanks; bidirectional controls, zero-width
    characters, lone surrogates and unassigned code points vanish.
    """
    shown = "".join(_shown(character) for character in unicodedata.normalize("NFC", text[:4096]))
    return " ".join(shown.split())[:limit].rstrip()


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    return "" if category.startswith("C") else character
