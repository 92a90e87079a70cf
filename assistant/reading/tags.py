"""Sound HTML is read tag after tag, without a tree; whatever is unusual is left to the parser.

Sound means: every "<" and ">" belongs to a tag whose quotation marks are closed, no element has
rules of its own for its content, and what is hidden or quoted is closed where it was opened.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.reading.styles import Sight, look_at, read_attributes, sets_readable_size

QUOTE_BEGINS, QUOTE_ENDS = "\x0e", "\x0f"
QUOTE_CLASSES = frozenset(("gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"))
_MOST_TAGS = 2_000
_MOST_TINY = 50
# All bytes but angle brackets and what cannot stand in sound HTML.
_NO_MARKS = bytes(sorted(set(range(256)) - set(b"<>\f\0\x0e\x0f")))
_SOUND_NAME = re.compile(r"/?[a-zA-Z]|!(?:doctype|DOCTYPE)\b|!\[")
_CLOSED_QUOTES = re.compile(r"(?:[^\"']*+(?:\"[^\"]*+\"|'[^']*+'))*+[^\"']*+")
_PARAGRAPHS = "p ul ol table blockquote h1 h2 h3 h4 h5 h6"
_LINES = "div br tr hr center section article header footer dd dt dl address"
_INLINE = "a b i u em strong span font small img"
_OWN_RULES = (
    "style script title iframe textarea noembed noframes object select pre svg math template"
    " plaintext xmp noscript option frameset listing button"
)
# What stands for a tag in the text; None for those the parser must see.
_BREAKS: dict[str, str | None] = {
    **dict.fromkeys((*_PARAGRAPHS.split(), *(f"/{name}" for name in _PARAGRAPHS.split())), "\n\n"),
    **dict.fromkeys((*_LINES.split(), *(f"/{name}" for name in _LINES.split())), "\n"),
    **dict.fromkeys((*_INLINE.split(), *(f"/{name}" for name in _INLINE.split())), ""),
    "td": "\t",
    "th": "\t",
    "/td": "",
    "/th": "",
    "li": "\n- ",
    "/li": "\n",
    **dict.fromkeys(_OWN_RULES.split()),
}
_VOID = frozenset(
    ("br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr")
)
_NEVER_HIDDEN = _VOID | {"body"}
_OFTEN_UNCLOSED = frozenset(("p", "li", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot"))


class _Tag(NamedTuple):
    """A tag, read: its lower-case name, and what it does to the text."""

    name: str
    stands_for: str | None
    """The text between its neighbours; None when the parser must see it."""
    sight: Sight
    quotes: bool


class _Unsound(Exception):
    """The parser must read this."""


def read_tags(html: str) -> str | None:
    """Give the visible text of sound HTML, quotes between marks; None when it is not sound.

    Comments, style sheets and scripts are gone already.
    """
    marks = html.encode("utf-8", "replace").translate(None, _NO_MARKS)
    if marks != b"<>" * (len(marks) // 2) or len(marks) > 2 * _MOST_TAGS:
        return None
    # Text and tag by turns, text at both ends.
    pieces = html.replace("\n", " ").replace("\r", " ").replace(">", "<").split("<")
    tags = pieces[1::2]
    known = {tag: _look_at(tag) for tag in set(tags)}
    breaks = [known[tag].stands_for or "" for tag in tags]
    pieces[1::2] = breaks
    try:
        _apply(known, tags, pieces)
    except _Unsound:
        return None
    text = "".join(pieces)
    return _without_entities(text) if "&" in text else text


def _apply(known: Mapping[str, _Tag], tags: Sequence[str], pieces: list[str]) -> None:
    """Do to the text what the tags do to it beside parting it."""
    hides = quotes = False
    for tag in known.values():
        if tag.stands_for is None:
            raise _Unsound
        hides = hides or tag.sight is not Sight.SEEN
        quotes = quotes or tag.quotes
    if hides:
        _hide(pieces, known, tags)
    if quotes:
        _mark_quotes(pieces, known, tags)


@lru_cache(maxsize=2048)
def _look_at(tag: str) -> _Tag:
    """Read a tag, attributes and all; mails made by one system repeat them."""
    if not (tag in _BREAKS or (_SOUND_NAME.match(tag) and _closes_quotes(tag))):
        return _Tag(name="", stands_for=None, sight=Sight.SEEN, quotes=False)
    name = tag.split(None, 1)[0].rstrip("/").lower()
    return _Tag(
        name=name,
        stands_for=_BREAKS.get(name, ""),
        sight=Sight.SEEN if name in _NEVER_HIDDEN else look_at(tag),
        quotes=_is_quote(name, tag),
    )


def _closes_quotes(tag: str) -> bool:
    """Tell whether no quoted value runs on beyond the ">" that seemed to end the tag."""
    if "'" in tag:
        return _CLOSED_QUOTES.fullmatch(tag) is not None
    return not tag.count('"') & 1


def _is_quote(name: str, tag: str) -> bool:
    if name == "blockquote" or not any(known in tag for known in QUOTE_CLASSES):
        return name == "blockquote"
    return not QUOTE_CLASSES.isdisjoint(read_attributes(tag).get("class", "").split())


def _without_entities(text: str) -> str:
    text = text.replace("&nbsp;", " ")
    return entities.unescape(text) if "&" in text else text


def _hide(pieces: list[str], known: Mapping[str, _Tag], tags: Sequence[str]) -> None:
    """Blank what is inside hidden elements."""
    hiding = {stated for stated, tag in known.items() if tag.sight is not Sight.SEEN}
    tiny_checks = _MOST_TINY
    done = 0
    for at in [at for at, tag in enumerate(tags) if tag in hiding]:
        if at < done:
            continue
        end = _end(known, tags, at)
        if known[tags[at]].sight is Sight.TINY:
            tiny_checks -= 1
            if not tiny_checks:
                raise _Unsound
            # Layout tables set size 0 on cells whose content sets its own size again.
            if any(map(sets_readable_size, tags[at + 1 : end])):
                continue
        pieces[2 * at + 2 : 2 * end + 2] = [""] * (2 * (end - at))
        done = end


def _mark_quotes(pieces: list[str], known: Mapping[str, _Tag], tags: Sequence[str]) -> None:
    done = 0
    for at, tag in enumerate(tags):
        if at >= done and known[tag].quotes:
            done = _end(known, tags, at)
            pieces[2 * at + 1] += f"\n\n{QUOTE_BEGINS}"
            pieces[2 * done + 1] = f"{QUOTE_ENDS}\n\n"


def _end(known: Mapping[str, _Tag], tags: Sequence[str], at: int) -> int:
    """Find the end tag of an element in which every other element ends before it does."""
    open_names = [known[tags[at]].name]
    in_paragraph = open_names[0] == "p"
    for other in range(at + 1, len(tags)):
        tag = known[tags[other]]
        name = tag.name
        if name[0] == "/":
            if name[1:] != open_names.pop():
                raise _Unsound
            if not open_names:
                return other
            in_paragraph = in_paragraph and name != "/p"
        elif name not in _VOID and name[0] != "!":
            # These end without a tag where another one begins.
            ends_another = name in _OFTEN_UNCLOSED and name == open_names[-1]
            if ends_another or (in_paragraph and tag.stands_for):
                raise _Unsound
            in_paragraph = in_paragraph or name == "p"
            open_names.append(name)
    raise _Unsound
