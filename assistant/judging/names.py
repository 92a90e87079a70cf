"""Names of people: who signs, and whose name the From field shows. None rather than a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.judging.evidence import Evidence
from assistant.judging.judgement import Role

_PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "dos", "das", "du", "van", "von", "zu", "der", "den", "ten"}
    | {"do", "la", "le", "el", "al", "bin", "ibn", "af", "av", "y"}
)
_PEOPLE = (Role.RECRUITER_AGENCY, Role.RECRUITER_INHOUSE, Role.HIRING_MANAGER)
_MOST_WORDS = 5
_LONGEST_LINE = 80
_LEAST_SHOUTED = 4
_AFTER_NAME = re.compile(r"\s*(?:,|\||\(| [-\u2013\u2014] |/|<| @).*$")
_PRONOUNS = re.compile(r"\s*\((?:she|he|they|her|him|them)\b[^)]*\)", re.IGNORECASE)


def contact_name(evidence: Evidence, *, company: str | None) -> str | None:
    """Give the name of the person who signs; the From field may complete a first name.

    ``company`` is what the company is called: many systems show it where a person's name belongs.
    """
    names = (name for name in _signed_names(evidence) if not _is_company(name, company))
    signed = next(names, None)
    shown = _shown_name(evidence)
    if shown and company and shown.lower().endswith(company.lower()):
        shown = None
    if shown and (_is_company(shown, company) or not (signed or _is_personal(shown, evidence))):
        shown = None
    if signed and shown and _is_same_person(signed, shown):
        return max(signed, shown, key=lambda name: len(name.split()))
    return signed or shown


def _is_company(name: str, company: str | None) -> bool:
    return bool(company) and (company or "").lower().startswith(name.lower())


def _is_personal(shown: str, evidence: Evidence) -> bool:
    """Whether the address can be that of the person it shows."""
    local_part = evidence.message.author.local_part
    return not is_impersonal(evidence) or any(part in local_part for part in shown.lower().split())


def is_impersonal(evidence: Evidence) -> bool:
    """Tell whether the address is a machine's or a function's."""
    return any(
        rule.look_in == "from_address" and rule.speaks_for == Role.AUTOMATED
        for rule in evidence.of("sender")
    )


def is_signed_by(name: str, evidence: Evidence) -> bool:
    """Tell whether this name signs, with a title: a company's name signs without one."""
    lines = evidence.texts["signature"].split("\n")
    has_title = any(
        rule.look_in == "signature" and rule.speaks_for in _PEOPLE for rule in evidence.of("sender")
    )
    bare = _bare(name, evidence)
    return has_title and any(_bare(line, evidence) == bare for line in lines)


def is_name(text: str, evidence: Evidence) -> bool:
    """Tell whether a text looks like a person's name and holds no word that names never hold."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or any(letter.isdigit() for letter in text):
        return False
    banned = evidence.rules.words.get("not_names", frozenset())
    if any(word.strip(".,'").lower() in banned for word in words if not _is_small(word)):
        return False
    if words[-1].lower() in _PARTICLES or all(len(word) < 2 and word.isascii() for word in words):
        return False
    shouted = 0 if all(word.isupper() for word in words) else len(words) - 1
    return sum(_is_shouted(word) for word in words) <= shouted and all(map(_is_name_word, words))


def _is_shouted(word: str) -> bool:
    """Family names are often written in capitals; a line in capitals is something else."""
    return len(word) >= _LEAST_SHOUTED and word.isupper()


def _is_small(word: str) -> bool:
    """A particle or an initial: lists of words hold these letters as words of other languages."""
    return word in _PARTICLES or (len(word) == 2 and word[0].isupper() and word[1] == ".")


def _is_name_word(word: str) -> bool:
    bare = word.replace("-", "").replace("'", "").replace(".", "")
    return word in _PARTICLES or (bare.isalpha() and not bare[0].islower())


def _signed_names(evidence: Evidence) -> Iterator[str]:
    before = ""
    for line in evidence.texts["signature"].split("\n"):
        name = _bare(line, evidence) if len(line) <= _LONGEST_LINE else ""
        if (
            name
            and is_name(name, evidence)
            and (" " in name or _is_worth_it(name, before, evidence))
        ):
            yield name
        before = line.strip() or before


def _is_worth_it(name: str, before: str, evidence: Evidence) -> bool:
    """A single word is a name when the From field knows it or it follows the closing formula."""
    author = evidence.message.author
    known = f"{author.name} {author.local_part}".lower()
    return name.lower() in known or not author.name or before.endswith(",")


def _shown_name(evidence: Evidence) -> str | None:
    shown = evidence.message.author.name
    if "," in shown:
        last, _, first = (part.strip() for part in shown.partition(","))
        if " " not in last and is_name(f"{first} {last}", evidence):
            return f"{first} {last}"
    name = _bare(shown, evidence)
    return name if " " in name and is_name(name, evidence) else None


def _bare(text: str, evidence: Evidence) -> str:
    without = _AFTER_NAME.sub("", _PRONOUNS.sub("", text.strip(" \t-\u2013\u2014*_>")))
    honorifics = evidence.rules.words.get("honorifics", frozenset())
    words = without.split()
    while len(words) > 1 and words[0].strip(".,").lower() in honorifics:
        del words[0]
    return " ".join(words).strip(" .,*_")


def _is_same_person(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))
