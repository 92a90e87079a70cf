"""HTML is cut down to what the parser reads in linear time: size, tags, attributes, depth."""

from __future__ import annotations

import re

LARGEST_HTML = 256 * 1024
MOST_TAGS = 12_000
LONGEST_TAG = 4096
DEEPEST = 600
_LONG_TAG = re.compile(rf"(<[a-zA-Z][^\s<>]{{0,20}})[^<>]{{{LONGEST_TAG},}}+")
_ROOT_TAG = re.compile(r"<(?:html|body)(?:\s[^<>]*+)?>", re.IGNORECASE)
_NESTING_TAG = re.compile(
    r"<(/?)(?!(?:p|br|img|hr|li|td|th|tr|tbody|input|meta|link|col|option|dd|dt|wbr)[\s/>])[a-z]",
    re.IGNORECASE,
)


def within_limits(html: str) -> tuple[str, str]:
    """Cut HTML down to the limits; gives it and a defect ("" when nothing that counts was cut)."""
    defect = ""
    if len(html) > LARGEST_HTML:
        html, defect = html[:LARGEST_HTML], f"HTML is over {LARGEST_HTML} characters"
    tags = html.count("<")
    if tags > MOST_TAGS:
        html = "<".join(html.split("<", MOST_TAGS)[:MOST_TAGS])
        defect = f"HTML has more than {MOST_TAGS} tags"
    if len(html) > LONGEST_TAG:
        # The parser takes quadratic time for the attributes of one element.
        html = _LONG_TAG.sub(r"\1", html)
    if tags > DEEPEST:
        return _within_depth(_ROOT_TAG.sub("", html), defect)
    return html, defect


def _within_depth(html: str, defect: str) -> tuple[str, str]:
    # The parser takes quadratic time for depth, too.
    depth = 0
    for match in _NESTING_TAG.finditer(html):
        depth += -1 if match[1] else 1
        if depth > DEEPEST:
            return html[: match.start()], f"HTML is nested deeper than {DEEPEST}"
        depth = max(depth, 0)
    return html, defect
