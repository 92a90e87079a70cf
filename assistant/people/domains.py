"""Whose mailbox an address is, told by its spelling alone: nothing is looked up anywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from publicsuffixlist import PublicSuffixList

from assistant.message import Address


def same_organisation(one: Address, other: Address) -> bool:
    """Tell whether one organisation owns both mailboxes.

    That is so with the same registrable domain (Public Suffix List), or when both belong to the
    same applicant tracking system. At a free-mail provider only the same mailbox will do.
    """
    if one.email.lower() == other.email.lower():
        return True
    if is_free_mail(one.domain) or is_free_mail(other.domain):
        return False
    if one.domain == other.domain:
        return True
    system = relay(one.domain)
    return _registrable(one.domain) == _registrable(other.domain) or (
        system != "" and system == relay(other.domain)
    )


def organisation_label(domain: str) -> str:
    """Give the part of a domain that the organisation chose: "acme" of "hr.acme.co.uk"."""
    return _registrable(domain).partition(".")[0]


def relay(domain: str) -> str:
    """Name the applicant tracking system that owns the domain, "" when it is none we know."""
    for system, domains in _words().relays.items():
        if _within(domain, domains):
            return system
    return ""


def is_free_mail(domain: str) -> bool:
    """Tell whether anybody can have a mailbox at this domain."""
    return domain in _words().free_mail


def is_no_reply(address: Address) -> bool:
    """Tell whether the local part says that nobody reads the answers."""
    letters = _letters(address.local_part)
    return any(word in letters for word in _words().no_reply)


def is_robot(address: Address) -> bool:
    """Tell whether software that arranges appointments or reports events is behind the address."""
    return _within(address.domain, _words().robot_domains) or _named(address, _words().robots)


def is_office(address: Address) -> bool:
    """Tell whether the local part names an office ("careers", "acme-jobs") and not a person."""
    return _named(address, _words().offices)


def is_no_persons_word(word: str) -> bool:
    """Tell whether a word of a display name shows that it is not a person's."""
    return word.lower() in _words().not_a_person


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    no_reply: frozenset[str]
    robots: frozenset[str]
    robot_domains: frozenset[str]
    offices: frozenset[str]
    not_a_person: frozenset[str]
    free_mail: frozenset[str]
    relays: Mapping[str, frozenset[str]]


@cache
def _words() -> _Words:
    text = (files("assistant") / "people" / "mailboxes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    relays = {system: frozenset(domains) for system, domains in tables.pop("relays").items()}
    return _Words(relays=relays, **{name: frozenset(words) for name, words in tables.items()})


@cache
def _public_suffixes() -> PublicSuffixList:
    # Read on first use: it costs 90 ms, and hardly any mail needs it.
    return PublicSuffixList()


def _registrable(domain: str) -> str:
    return _public_suffixes().privatesuffix(domain) or domain


def _within(domain: str, owners: frozenset[str]) -> bool:
    labels = domain.split(".")
    return any(".".join(labels[start:]) in owners for start in range(len(labels)))


def _named(address: Address, words: frozenset[str]) -> bool:
    """Tell whether a local part is one of the words, or has one as a part: "acme-jobs"."""
    parts = re.split(r"[^a-z]+", address.local_part)
    # What stands behind "+" tells mails apart, not mailboxes.
    plain = _letters(address.local_part.partition("+")[0])
    return plain in words or not words.isdisjoint(parts)


def _letters(local_part: str) -> str:
    return re.sub(r"[^a-z0-9]", "", local_part)
