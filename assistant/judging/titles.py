"""The words of a job title, without what subjects and systems hang on to it."""

from __future__ import annotations

import re
from functools import cache

from assistant.judging.evidence import Evidence

EDGES = " .,;:!-\u2013\u2014|/&'\"\u00ab\u00bb\u201c\u201d\u201e"

REPLY = re.compile(r"^(?:(?:re|aw|antw|fw|fwd|wg|sv|vs|vb|tr|rv|res|enc|r|i) ?: ?)+", re.IGNORECASE)
_REQUISITION = re.compile(
    r"[\s,(#|-]*\b(?:req(?:uisition)?|job|posting|ref(?:erence)?)\.?\s*(?:id|number|no)?[\s.:#-]*\d\w*\)?"
    r"|[\s,(#|-]*\b(?:(?:jr|r|req|ref|job|p|j)[-_]?\d{4,}|[a-z]{2,6}\d{5,}|\d{5,}|\d{4}-\d{3,})"
    r"(?:[-_]\d+)*[a-z]{0,2}\b\s*\)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"[\s,(-]*(?:\bref\b\W*)?\b[A-Z]{2,6}[/-]\s*[\d/-]*\d[\d/-]*\)?|\s+ref\b.*$"
)
_GENDERS = re.compile(
    r"\s*[\[(](?:[a-z]{1,2}\s*[/|*,]\s*){1,3}[a-z*]{1,3}[\])]"
    r"|\s*\((?:all genders?|gn|any gender)\)"
    r"|\s[hfmwdx]\s?/\s?[hfmwdx](?:\s?/\s?[hfmwdx])?\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*\b(?i:(?:job|requisition|posting|position) (?:number|id|code|ref)\b|up to\b).*$"
    r"|\s*[$\u20ac\u00a3] ?\d.*$"
    r"|(?:\s*[-\u2013,]|\s+in) [A-Z][\w.' ]{2,30}, ?[A-Z]{2}$"
    r"|\s*\((?:[^()]*(?:\d[^()]*\b[Dd]ays?\b|, ?[A-Z]{2})|[Hh]ybrid\b[^()]*|[Rr]emote,[^()]*)\s*\)$"
)
"""Numbers with their name, pay, and a town with its state."""
_ONE_REMARK = re.compile(r"(\([^()]*\)) ?\(.*$")
_PLACE = re.compile(r"\s*(?:[,(]|\bin (?=[A-Z\u00c0-\u00de])).*$")
_OPENS = re.compile(r"\s+\(|\s+in (?=[A-Z\u00c0-\u00de])")
_TAIL = re.compile(r"(?:: | [-\u2013\u2014] (?=[^\WA-Z\d])| [/|] ).*$")


def title_of(words: str, company: str | None, evidence: Evidence) -> str:
    """Give the bare title: no reply mark, number, mark of gender, company or stray word."""
    text = _REFERENCE.sub("", _GENDERS.sub("", REPLY.sub("", words.strip())))
    text = _BEHIND.sub("", _named_part(_REQUISITION.split(text), evidence))
    text = _without_company(" ".join(text.split()).strip(EDGES), company)
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "").strip()
    return _without_edges(_cut(_ONE_REMARK.sub(r"\1", text), evidence), evidence)


def without_tail(title: str, evidence: Evidence) -> str:
    """Subjects put place, company and outcome behind the title, with a comma, dash or bracket."""
    for tail in (_TAIL, _PLACE):
        bare = _without_edges(tail.sub("", title).strip(EDGES), evidence)
        title = bare if has_occupation(bare, evidence) else title
    return title


def is_same_with_more(longer: str, title: str) -> bool:
    """Tell whether one reading is the other, and a place or a remark in brackets behind it."""
    return longer.startswith(title) and bool(_OPENS.match(longer, len(title)))


def has_occupation(title: str, evidence: Evidence) -> bool:
    """Tell whether any word of the title is an occupation."""
    words = re.sub(r"[\W_]+", " ", title.casefold()).split()
    return any(is_occupation(word, evidence) for word in words)


def is_occupation(word: str, evidence: Evidence) -> bool:
    """Some languages write compounds: their endings tell the occupation."""
    lists = evidence.rules.words
    occupations = lists.get("occupations", frozenset())
    endings = as_endings(lists.get("occupation_endings", frozenset()))
    return word in occupations or word.removesuffix("s") in occupations or word.endswith(endings)


@cache
def as_endings(words: frozenset[str]) -> tuple[str, ...]:
    """Give a list of words as ``str.endswith`` takes it."""
    return tuple(words)


def _named_part(parts: list[str], evidence: Evidence) -> str:
    """A number stands before the title or behind it: the part with an occupation is the title."""
    parts = [part for part in parts if part and part.strip(EDGES)]
    named = (part for part in parts if has_occupation(part, evidence))
    return next(named, parts[0] if parts else "")


def _without_company(text: str, company: str | None) -> str:
    if not company:
        return text
    lowered, name = text.lower(), company.lower()
    if lowered.startswith(name):
        return text[len(name) :].strip(EDGES)
    if lowered.endswith((f"- {name}", f"\u2013 {name}", f"| {name}", f", {name}")):
        return text[: -len(name)].strip(EDGES)
    return text


def _cut(title: str, evidence: Evidence) -> str:
    """A title ends where the sentence goes on, and never with a small word."""
    lists = evidence.rules.words
    ends, small = lists.get("title_ends", frozenset()), lists.get("not_first", frozenset())
    parts = title.split()
    stops = (place for place, part in enumerate(parts) if place and part in ends)
    del parts[next(stops, len(parts)) :]
    while parts and parts[-1] in small:
        parts.pop()
    return " ".join(parts)


def _without_edges(title: str, evidence: Evidence) -> str:
    """Subjects put words such as "reference" before or behind the title."""
    lists = evidence.rules.words
    before, small = lists.get("before_titles", frozenset()), lists.get("not_first", frozenset())
    parts = title.split()
    while len(parts) > 1 and ((first := parts[0].strip(EDGES).lower()) in before or first in small):
        del parts[0]
    while len(parts) > 1 and parts[-1].strip(EDGES).lower() in lists.get("after_titles", ()):
        parts.pop()
    return " ".join(parts).strip(EDGES)
