"""A reply keeps its thread's subject and wears exactly one reply mark, in whatever language."""

from __future__ import annotations

import re
import unicodedata

from assistant.drafting.one_line import one_line

LONGEST = 900

# What mail programs put before a reply's subject. Their forward marks (Fwd, WG, TR, ENC, PD, …) are
# left out on purpose: an answer to a forwarded mail is marked as an answer. So is "Ref", which
# mostly stands before a reference number.
_REPLY_MARKS = (
    # English and most others, German, Dutch, Danish/Swedish/Norwegian, Finnish, Spanish, Italian
    *("re", "aw", "antw", "antwort", "sv", "svar", "vs", "rv", "r", "rif"),
    # French, Portuguese, Polish/Czech, Slovene/Croatian, Hungarian, Romanian, Turkish, Welsh
    *("ré", "rép", "res", "odp", "odg", "vá", "răsp", "ynt", "atb"),
    # Indonesian, Greek, Russian, Hebrew, Arabic
    *("bls", "απ", "σχετ", "отв", "השב", "رد"),
    # Chinese, Japanese, Korean
    *("回复", "回覆", "答复", "答覆", "返信", "회신", "답장"),
)
# Seen: "[External] Re:", "Re[2]:", "Re (3):", "Re^2:", "AW :".
_IS_REPLY = re.compile(
    r"(?:\[[^\]]{1,30}\]\s*)*"
    rf"(?:{'|'.join(_REPLY_MARKS)})\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*:",
    re.IGNORECASE,
)


def reply_subject(subject: str) -> str:
    """Give the subject of an answer; an empty one is answered by a bare "Re:" (RFC 5322 §3.6.5)."""
    clean = one_line(subject, limit=LONGEST)
    # Compatibility forms are for recognising only: "RE:" in full width is a mark as well.
    if _IS_REPLY.match(unicodedata.normalize("NFKC", clean)):
        return clean
    return one_line(f"Re: {clean}", limit=LONGEST)
