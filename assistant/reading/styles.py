"""Which attributes take an element from the reader's eyes: styles that hide, sizes of nothing."""

from __future__ import annotations

import html as entities
import re
from enum import Enum
from functools import lru_cache

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0+(?:px|em|pt|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)|mso-hide\s*:\s*all"
)
_TINY = re.compile(r"font-size\s*:\s*0*\.?0*(?:px|em|rem|pt|%)?\s*(?:;|!|$)")
_READABLE = re.compile(r"font-size\s*:\s*(?:[1-9]|[a-z])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_LONGEST_STYLE = 1000
_SUSPICIOUS = re.compile("style|hidden", re.IGNORECASE)


class Sight(Enum):
    """What a style does to an element."""

    SEEN = 0
    HIDDEN = 1
    TINY = 2
    """Its letters have no size, unless something inside sets their size again."""


@lru_cache(maxsize=512)
def look_at_style(style: str) -> Sight:
    """Tell what a style does; styles repeat a lot."""
    style = entities.unescape(style[:_LONGEST_STYLE]).lower()
    if _HIDING.search(style):
        return Sight.HIDDEN
    return Sight.TINY if _TINY.search(style) else Sight.SEEN


def sets_readable_size(html: str) -> bool:
    """Tell whether something in a piece of HTML has letters of some size."""
    return _READABLE.search(html) is not None


def look_at(tag: str) -> Sight:
    """Tell what a tag's attributes, as written, do to its element."""
    before, found, rest = tag.partition(' style="')
    style, _, after = rest.partition('"')
    if "'" not in before and not _SUSPICIOUS.search(before) and not _SUSPICIOUS.search(after):
        return look_at_style(style) if found else Sight.SEEN
    attributes = read_attributes(tag)
    return Sight.HIDDEN if "hidden" in attributes else look_at_style(attributes.get("style", ""))


def read_attributes(tag: str) -> dict[str, str]:
    """Read a tag's attributes; of two with one name the first counts (HTML standard §13.2.5.33)."""
    found: dict[str, str] = {}
    for name, double, single, plain in _ATTRIBUTE.findall(tag)[1:]:
        found.setdefault(name.lower(), entities.unescape(double or single or plain))
    return found
