"""Whose name to put into To: only one that the mail itself shows to be the person's."""

from __future__ import annotations

import re

from assistant.message import Address
from assistant.people.domains import is_no_persons_word, is_office, relay

# "Jane Roe (Acme)", "Jane Roe | Acme", "Jane from Acme", "Jane Roe via Greenhouse", "Jane @ Acme".
_AFFILIATION = re.compile(
    r"\s*(?:[(\[|/•·\u2013—@].*|\s-\s.*|,?\s(?:from|at|via)\s.*)", re.IGNORECASE
)
_PERSONAL_LOCAL_PART = re.compile(r"([a-z]{2,})[._-]([a-z]{2,})")


def person_name(text: str, *, company: str | None = None) -> str:
    """Give the name of the person in a display name, "" when it names none.

    "Roe, Jane" stays as it is: which of the two words is the given name is for the reader of it.
    """
    name = _AFFILIATION.sub("", " ".join(text.strip().strip("'\"").split()))
    words = re.split(r"[\s,]+", name)
    if not name or len(words) > 5 or re.search(r"[\d@:;<>_]", name):
        return ""
    if any(is_no_persons_word(word.strip(".")) for word in words):
        return ""
    if company and name.casefold() == company.casefold():
        return ""
    return name if _written_like_a_name(words) else ""


def name_of(
    target: Address, authors: tuple[Address, ...], contact: str | None, company: str | None
) -> str:
    """Name the person behind ``target``, "" when the mail does not agree with itself.

    ``contact`` is who signed; ``authors`` are the address fields that stand for the same person.
    Where the two contradict each other, the one that the address bears out counts, else who signed.
    """
    shown = next(filter(None, (person_name(one.name, company=company) for one in authors)), "")
    signed = person_name(contact or "", company=company)
    if not signed or not shown:
        return shown or (signed if _could_be(target, signed) else "")
    if _words(signed) & _words(shown):
        return shown if len(_words(shown)) > len(_words(signed)) else signed
    return shown if bears_out(target, shown) else signed


def name_at_an_office(target: Address, name: str, contact: str | None) -> str:
    """Keep the name only if somebody signed, or if the mailbox is named after them.

    A function mailbox often shows the company's name, which nothing tells from a person's but its
    domain: "Murmel Games <murmel-games-jobs@…>".
    """
    letters = re.sub(r"[\W_]", "", name.casefold())
    house = re.sub(r"[\W_]", "", target.domain + (target.local_part if is_office(target) else ""))
    if not letters or letters in house:
        return ""
    return name if contact or bears_out(target, name) else ""


def bears_out(target: Address, name: str) -> bool:
    """Tell whether a word of the name stands in the local part: "petra.lm" for Petra Lindqvist."""
    parts = set(re.split(r"[^a-z]+", target.local_part))
    return any(len(word) > 2 and word in parts for word in _words(name))


def _written_like_a_name(words: list[str]) -> bool:
    letters = [word for word in words if word]
    return bool(letters) and all(word[0].isalpha() for word in letters) and not letters[0].islower()


def _could_be(target: Address, name: str) -> bool:
    # A local part such as "peter.smith" speaks against anybody with neither name.
    if is_office(target) or relay(target.domain):
        return True
    match = _PERSONAL_LOCAL_PART.fullmatch(target.local_part)
    return match is None or bool(set(match.groups()) & _words(name))


def _words(name: str) -> set[str]:
    return {word for word in re.split(r"[\W\d_]+", name.casefold()) if word}
