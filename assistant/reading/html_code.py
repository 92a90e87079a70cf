"""Comments, style sheets, scripts and titles are cut out of HTML before anything else reads it."""

from __future__ import annotations

import re

# Searched in lower-cased text: a pattern that begins with plain letters is found at once.
_BEGINS = {
    "<!--": re.compile("<!--"),
    **{f"<{name}": re.compile(rf"<{name}(?=[\s>/])") for name in ("style", "script", "title")},
}
_ENDS = {
    "<!--": re.compile("--!?>"),
    **{f"<{name}": re.compile(rf"</{name}\b[^<>]*+>") for name in ("style", "script", "title")},
}


def without_code(html: str, lower: str) -> str:
    """Drop what is code; ``lower`` is the same in lower case. One without an end stays."""
    kinds = [kind for kind in _BEGINS if kind in lower]
    if not kinds:
        return html
    begins = [(match.start(), kind) for kind in kinds for match in _BEGINS[kind].finditer(lower)]
    begins.sort()
    pieces, at = [], 0
    for begin, kind in begins:
        if begin < at:
            continue
        # "<!-->" is a whole comment (HTML standard §13.2.5.43).
        end = _ENDS[kind].search(lower, begin + 2)
        if end is None:
            break
        pieces.append(html[at:begin])
        at = end.end()
    return "".join((*pieces, html[at:])) if pieces else html
