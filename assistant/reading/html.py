"""HTML becomes the lines a reader would see; what is hidden, styled away or code is gone.

Sound HTML is read by its tags alone, the rest by a parser. The parser's own text extraction is
one fast call but knows no layout. So blanks that stand for line ends are put before the block
tags first; a form feed is white space to every HTML parser, so it changes nothing else (HTML
standard §13.2.5). CSS selectors and tag removal are left alone: their set-up costs more than all
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.reading.html_code import without_code
from assistant.reading.html_limits import within_limits
from assistant.reading.normal import ascii_lower, plain_characters, tidy_lines
from assistant.reading.styles import Sight, look_at_style, sets_readable_size
from assistant.reading.tags import (
    QUOTE_BEGINS,
    QUOTE_CLASSES,
    QUOTE_ENDS,
    read_tags,
)

_HIDING_BEGINS, _HIDING_ENDS = "\x11", "\x12"
_MARKS = (QUOTE_BEGINS, QUOTE_ENDS, _HIDING_BEGINS, _HIDING_ENDS, "\0")
_QUOTING = re.compile(f"([{QUOTE_BEGINS}{QUOTE_ENDS}])")
_HIDING = re.compile(f"([{_HIDING_BEGINS}{_HIDING_ENDS}])")


def _any_case(*tags: str) -> str:
    # Case is spelt out: a pattern that begins with a plain "<" is found ten times as fast.
    spelt = ("".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in tag) for tag in tags)
    return "|".join(spelt)


_PARAGRAPHS = _any_case("p", "ul", "ol", "table", "blockquote", "pre") + "|[hH][1-6]"
_LINES = _any_case(
    *("div", "br", "tr", "li", "hr", "center", "section", "article", "header", "footer"),
    *("dd", "dt", "dl", "address"),
)
_BLOCK_TAG = re.compile(rf"<(?=/?(?:{_PARAGRAPHS}|{_LINES})[\s>/])")
_PARAGRAPH_TAG = re.compile(rf"\f(?=</?(?:{_PARAGRAPHS})[\s>/])")
_CELL_TAG = re.compile(r"<(?=[tT][dhDH][\s>])")
_ITEM = re.compile(r"(<[lL][iI](?:\s[^<>]*+)?>)")
_PREFORMATTED = re.compile(r"<pre[\s>]|white-space\s*:\s*pre")
_UNSEEN = frozenset(
    ("style", "script", "title", "iframe", "textarea", "noembed", "noframes", "object", "select")
)

_HIDING_HINTS = (
    *(":none", ": none", "hidden", "max-height", "opacity", "size:0", "size: 0", "mso-hide"),
    *(f"<{tag}" for tag in sorted(_UNSEEN)),
)
_QUOTE_HINTS = ("<blockquote", *sorted(QUOTE_CLASSES))
_MOST_TINY = 100


def html_to_text(html: str) -> tuple[str, str]:
    """Give the visible text of an HTML document, one line a block, quoted lines after "> ".

    Gives the text, normalised, and a defect ("" when all is well). Never raises.
    """
    lower = ascii_lower(html)
    html, defect = within_limits(without_code(html, lower))
    if len(html) != len(lower):
        lower = ascii_lower(html)
    text = None if _keeps_lines(lower) else read_tags(html)
    if text is None:
        text = _read_tree(html, lower)
    if QUOTE_BEGINS in text:
        return _prefix_quotes(text), defect
    return tidy_lines(plain_characters(text)), defect


def _keeps_lines(lower: str) -> bool:
    """Tell whether line ends of the source are seen somewhere."""
    return ("<pre" in lower or "white-space" in lower) and _PREFORMATTED.search(lower) is not None


def _read_tree(html: str, lower: str) -> str:
    body = LexborHTMLParser(_mark_lines(html, lower)).body
    if body is None:
        return ""
    hides = any(hint in lower for hint in _HIDING_HINTS) and _mark_hidden(body)
    if any(hint in lower for hint in _QUOTE_HINTS):
        _mark_quotes(body)
    text = body.text().replace("\f", "\n")
    return _without_hidden(text) if hides else text


def _mark_lines(html: str, lower: str) -> str:
    # Marks in the text must come from here alone.
    for mark in _MARKS:
        if mark in html:
            html = html.replace(mark, " ")
    if not _keeps_lines(lower):
        html = html.replace("\r", " ").replace("\n", " ")
    html = _PARAGRAPH_TAG.sub("\f\f", _BLOCK_TAG.sub("\f<", html))
    html = _CELL_TAG.sub("\t<", html)
    return _ITEM.sub(r"\1- ", html) if "<li" in lower else html


def _mark_hidden(body: LexborNode) -> bool:
    # Marked, not removed: a node inside a removed one must not be touched again.
    tiny_checks = iter(range(_MOST_TINY))
    hidden = [node for node in body.traverse() if _is_hidden(node, tiny_checks)]
    hidden = [node for node in hidden if node.tag != "body"]
    for node in hidden:
        node.insert_before(_HIDING_BEGINS)
        node.insert_after(_HIDING_ENDS)
    return bool(hidden)


def _is_hidden(node: LexborNode, tiny_checks: Iterator[int]) -> bool:
    attributes = node.attributes
    if "hidden" in attributes or node.tag in _UNSEEN:
        return True
    style = attributes.get("style")
    if not style:
        return False
    sight = look_at_style(style)
    # Layout tables set size 0 on cells whose content sets its own size again.
    if sight is not Sight.TINY or next(tiny_checks, None) is None:
        return sight is Sight.HIDDEN
    return not sets_readable_size(node.inner_html or "")


def _mark_quotes(body: LexborNode) -> None:
    quotes = [node for node in body.traverse() if _is_quote(node)]
    for node in quotes:
        node.insert_before(f"\f\f{QUOTE_BEGINS}")
        node.insert_after(f"{QUOTE_ENDS}\f\f")


def _is_quote(node: LexborNode) -> bool:
    if node.tag == "blockquote":
        return True
    classes = node.attributes.get("class") or ""
    return not QUOTE_CLASSES.isdisjoint(classes.split())


def _without_hidden(text: str) -> str:
    depth, kept = 0, []
    for piece in _HIDING.split(text):
        if piece == _HIDING_BEGINS:
            depth += 1
        elif piece == _HIDING_ENDS:
            depth -= 1
        elif depth <= 0:
            kept.append(piece)
    return "".join(kept)


def _prefix_quotes(text: str) -> str:
    depth, lines = 0, []
    for piece in _QUOTING.split(text):
        if piece == QUOTE_BEGINS:
            depth += 1
        elif piece == QUOTE_ENDS:
            depth -= 1
        elif piece.strip():
            prefix = "> " if depth > 0 else ""
            tidy = tidy_lines(plain_characters(piece)).split("\n")
            lines += [prefix + line if line else line for line in tidy]
            lines.append("")
    return tidy_lines("\n".join(lines))
