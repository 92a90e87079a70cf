"""Which addresses may stand in a draft's To field: the plain ones only."""

from __future__ import annotations

import re

# RFC 5321 §4.5.3.1 sets the lengths. RFC 5322 §3.4.1 allows more than this, on purpose not taken:
# quoted local parts, "%" and "!" (source routes of old), domain literals, and non-ASCII letters.
_LOCAL_PART = re.compile(
    r"(?=.{1,64}\Z)[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*"
)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?=.{{4,253}}\Z)(?:{_LABEL}\.)+(?=[A-Za-z])(?:{_LABEL})")


def is_plain_address(email: str) -> bool:
    """Tell whether the text is one plain ASCII addr-spec that every mail program takes."""
    local_part, at, domain = email.rpartition("@")
    return bool(
        at and len(email) <= 254 and _LOCAL_PART.fullmatch(local_part) and _DOMAIN.fullmatch(domain)
    )
