"""Authentication-Results (RFC 8601): only the topmost field counts, it is the own server's."""

from __future__ import annotations

import re

from assistant.message import Authentication

_COMMENT = re.compile(r"\([^()]*+\)")
_RESULT = re.compile(r";\s*(dmarc|dkim|spf)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_DEEPEST_COMMENT = 3


def read_authentication(value: str) -> Authentication | None:
    """Read one Authentication-Results field; None when there is none.

    With several results of one method (several DKIM signatures) a pass outweighs the others.
    """
    if not value:
        return None
    for _ in range(_DEEPEST_COMMENT):
        if "(" not in value:
            break
        value = _COMMENT.sub(" ", value)
    results: dict[str, str] = {}
    for stated in _RESULT.findall(value):
        method, result = stated[0].lower(), stated[1].lower()
        if result == "pass" or method not in results:
            results[method] = result
    words = value.partition(";")[0].split()
    return Authentication(authserv_id=words[0].lower() if words else "", **results)
