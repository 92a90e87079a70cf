"""HTML becomes the lines a reader would see; what is hidden, styled away or code is gone.

The parser's own text extraction is one fast call but knows no layout. So blanks that stand for
line ends are put before the block tags first; a form feed is white space to every HTML parser,
so it changes nothing else (HTML §13.2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.reading.normal import plain_characters, tidy_lines

LARGEST_HTML = 256 * 1024
_MOST_TAGS = 12_000
_QUOTE_BEGINS, _QUOTE_ENDS = "\x0e", "\x0f"
_HIDING_BEGINS, _HIDING_ENDS = "\x11", "\x12"
_QUOTING = re.compile(f"([{_QUOTE_BEGINS}{_QUOTE_ENDS}])")
_HIDING = re.compile(f"([{_HIDING_BEGINS}{_HIDING_ENDS}])")
_BLOCK_TAG = re.compile(
    r"<(?=/?(?:p|div|br|tr|table|li|ul|ol|h[1-6]|blockquote|pre|hr|center|section|article|header"
    r"|footer|dd|dt|dl|address)[\s>/])",
    re.IGNORECASE,
)
_PARAGRAPHS = ("<p", "</p", "<h", "</h", "<ul", "</ul", "<ol", "<table", "</table", "<blockquote")
_ITEM = re.compile(r"(<li(?:\s[^<>]*+)?>)", re.IGNORECASE)
_PREFORMATTED = re.compile(r"<pre[\s>]|white-space\s*:\s*pre", re.IGNORECASE)
_UNSEEN = ["style", "script", "title", "iframe", "textarea", "noembed", "noframes"]
_HIDING_HINTS = (
    ":none",
    ": none",
    "hidden",
    "max-height",
    "opacity",
    "size:0",
    "size: 0",
    "mso-hide",
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0+(?:px|em|pt|%)?\s*(?:;|!|$)"
    r"|opacity\s*:\s*0*\.?0*\s*(?:;|!|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_TINY = re.compile(r"font-size\s*:\s*0*\.?0*(?:px|em|rem|pt|%)?\s*(?:;|!|$)", re.IGNORECASE)
_READABLE = re.compile(r"font-size\s*:\s*(?:[1-9]|[a-z])", re.IGNORECASE)
_MAYBE_HIDDEN = "[hidden]," + ",".join(
    f'[style*="{part}" i]'
    for part in ("none", "hidden", "max-height", "opacity", "size:0", "size: 0", "mso-hide")
)
_MOST_HIDDEN = 2000
_MOST_TINY = 100
_QUOTES = (
    "blockquote,.gmail_quote,.yahoo_quoted,.protonmail_quote,#divRplyFwdMsg,#appendonsend,"
    ".moz-cite-prefix"
)
_QUOTE_HINTS = (
    "<blockquote",
    "divrplyfwdmsg",
    "appendonsend",
    "moz-cite-prefix",
    "gmail_quote",
    "yahoo_quoted",
    "protonmail_quote",
)


def html_to_text(html: str) -> tuple[str, str]:
    """Give the visible text of an HTML document, one line a block, quoted lines after "> ".

    Gives the text, normalised, and a defect ("" when all is well). Never raises.
    """
    html, defect = _within_limits(html)
    body = LexborHTMLParser(_mark_lines(html)).body
    if body is None:
        return "", defect
    body.strip_tags(_UNSEEN)
    lower = html.lower()
    hides = any(hint in lower for hint in _HIDING_HINTS) and _mark_hidden(body)
    quotes = any(hint in lower for hint in _QUOTE_HINTS) and _mark_quotes(body)
    text = body.text().replace("\f", "\n")
    if hides:
        text = _without_hidden(text)
    if quotes:
        return _prefix_quotes(text), defect
    return tidy_lines(plain_characters(text)), defect


def _within_limits(html: str) -> tuple[str, str]:
    defect = ""
    if len(html) > LARGEST_HTML:
        html, defect = html[:LARGEST_HTML], f"HTML is over {LARGEST_HTML} characters"
    if html.count("<") > _MOST_TAGS:
        html = "<".join(html.split("<", _MOST_TAGS)[:_MOST_TAGS])
        defect = f"HTML has more than {_MOST_TAGS} tags"
    return html, defect


def _mark_lines(html: str) -> str:
    # Marks in the text must come from here alone.
    for mark in (_QUOTE_BEGINS, _QUOTE_ENDS, _HIDING_BEGINS, _HIDING_ENDS, "\0"):
        if mark in html:
            html = html.replace(mark, " ")
    if not _PREFORMATTED.search(html):
        html = html.replace("\r", " ").replace("\n", " ")
    html = _BLOCK_TAG.sub("\f<", html)
    for tag in _PARAGRAPHS:
        html = html.replace(f"\f{tag}", f"\f\f{tag}")
    html = html.replace("<td", "\t<td").replace("<th", "\t<th")
    return _ITEM.sub(r"\1- ", html) if "<li" in html or "<LI" in html else html


def _mark_hidden(body: LexborNode) -> bool:
    # Marked, not removed: a node inside a removed one must not be touched again.
    tiny_checks = iter(range(_MOST_TINY))
    candidates = body.css(_MAYBE_HIDDEN)[:_MOST_HIDDEN]
    hidden = [node for node in candidates if _is_hidden(node, tiny_checks)]
    for node in hidden:
        node.insert_before(_HIDING_BEGINS)
        node.insert_after(_HIDING_ENDS)
    return bool(hidden)


def _is_hidden(node: LexborNode, tiny_checks: Iterator[int]) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or _HIDDEN_STYLE.search(style):
        return True
    # Layout tables set size 0 on cells whose content sets its own size again.
    if _TINY.search(style) is None or next(tiny_checks, None) is None:
        return False
    return _READABLE.search(node.inner_html or "") is None


def _mark_quotes(body: LexborNode) -> bool:
    quotes = body.css(_QUOTES)
    for node in quotes:
        node.insert_before(f"\f\f{_QUOTE_BEGINS}")
        node.insert_after(f"{_QUOTE_ENDS}\f\f")
    return bool(quotes)


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
        if piece == _QUOTE_BEGINS:
            depth += 1
        elif piece == _QUOTE_ENDS:
            depth -= 1
        elif piece.strip():
            prefix = "> " if depth > 0 else ""
            tidy = tidy_lines(plain_characters(piece)).split("\n")
            lines += [prefix + line if line else line for line in tidy]
            lines.append("")
    return tidy_lines("\n".join(lines))
