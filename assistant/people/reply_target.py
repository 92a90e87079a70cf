"""Whom an answer to a mail would reach, if that is somebody who may be asked; else why not.

The first thing that speaks against it decides. Nothing is guessed: an address that is not
certainly the author's own, or its organisation's, is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.config import Person
from assistant.decision import FUNCTION_MAILBOX, HUMANS, INSIDER, Addressee, Nobody
from assistant.judging.judgement import Judgement, Role
from assistant.message import Address, Message
from assistant.people.addr_spec import is_plain_address
from assistant.people.domains import (
    is_free_mail,
    is_no_reply,
    is_robot,
    organisation_label,
    relay,
    same_organisation,
)
from assistant.people.names import name_at_an_office, name_of


def reply_target(
    message: Message,
    judgement: Judgement,
    *,
    own_addresses: frozenset[str],
    persons: Sequence[Person] = (),
) -> Addressee | Nobody:
    """Find whom a reply to ``message`` reaches. Never raises.

    ``own_addresses`` are lower-cased. What ``persons`` says of an address wins over the judgement;
    "never" also shuts out replies that would go elsewhere. Rules: RFC 3834 §2 (automatic mail),
    RFC 5322 §3.6.2 (Reply-To).
    """
    objection = _not_answerable(message, own_addresses)
    if objection:
        return Nobody(because=objection)
    target = _where_replies_go(message, judgement, own_addresses)
    if isinstance(target, str):
        return Nobody(because=target)
    known = {person.email.lower(): person for person in persons}
    objection = _never_asked(message, target, known) or _unread(target, judgement)
    if objection:
        return Nobody(because=objection)
    return _addressee(message, judgement, target, known.get(target.email.lower()))


def _not_answerable(message: Message, own_addresses: frozenset[str]) -> str:
    author = message.author
    objections = (
        (not author.email, "the mail names no author"),
        (len(message.senders) > 1, "the mail names more than one author, which looks forged"),
        (_is_own(author, own_addresses), "the mail comes from an address of yours"),
        (message.return_path == "", "the mail has a null return path, as bounces have"),
        (message.auto_submitted.lower().startswith("auto-replied"), "it is an automatic reply"),
        (message.precedence.lower() in {"list", "junk"}, "the mail is marked as list mail or junk"),
        # Tracking systems set List-Id on mail to one person, so that it can be unsubscribed from.
        (bool(message.list_id) and not relay(author.domain), "it came through a mailing list"),
    )
    return next((because for speaks, because in objections if speaks), "")


def _where_replies_go(
    message: Message, judgement: Judgement, own_addresses: frozenset[str]
) -> Address | str:
    """The one address a reply goes to, or the reason why it must not go there."""
    author = message.author
    if not is_plain_address(author.email):
        return "the sender's address is not a plain mail address"
    wanted = {address.email.lower(): address for address in message.reply_to}
    if len(wanted) > 1:
        return "replies would go to more than one address (Reply-To)"
    for address in wanted.values():
        objection = _bad_reply_to(address, author, judgement, own_addresses)
        return objection or address
    return author


def _bad_reply_to(
    address: Address, author: Address, judgement: Judgement, own_addresses: frozenset[str]
) -> str:
    if not is_plain_address(address.email):
        return "the Reply-To address is not a plain mail address"
    if _is_own(address, own_addresses):
        return "replies would go to an address of yours (Reply-To)"
    if same_organisation(author, address) or _is_employers_own(address, author, judgement):
        return ""
    if is_free_mail(address.domain) and not is_free_mail(author.domain):
        return (
            f"replies would go to a free-mail address, {address.email}, though the mail comes "
            f"from {author.domain}"
        )
    return (
        f"replies would go elsewhere, to {address.domain}, though the mail comes from "
        f"{author.domain}"
    )


def _is_employers_own(address: Address, author: Address, judgement: Judgement) -> bool:
    # Systems that send for many companies let the recruiter set a Reply-To of their own; it is
    # believed where its domain bears the name of the company the mail is about.
    company = _letters(judgement.facts.company or "")
    return bool(
        company and relay(author.domain) and company == _letters(organisation_label(address.domain))
    )


def _never_asked(message: Message, target: Address, known: dict[str, Person]) -> str:
    for address in (target, message.author):
        person = known.get(address.email.lower())
        if person is not None and person.relation == "never":
            return f"your config says never to ask {address.email}"
    return ""


def _unread(target: Address, judgement: Judgement) -> str:
    if is_no_reply(target):
        return f"nobody reads answers to {target.email}, as its name says"
    if is_robot(target):
        return f"{target.email} belongs to a machine"
    if not judgement.sender.can_reply:
        return "the mail says or shows that nobody reads answers to it"
    return ""


def _addressee(
    message: Message, judgement: Judgement, target: Address, person: Person | None
) -> Addressee:
    role = _role(judgement.sender.role, person)
    facts = judgement.facts
    name = person.name if person is not None else ""
    if not name:
        name = name_of(target, (target, message.author), facts.contact_name, facts.company)
        if role == FUNCTION_MAILBOX:
            name = name_at_an_office(target, name, facts.contact_name)
    because = _because(message, target, role, name, person)
    return Addressee(name=name, email=target.email, role=role, because=because)


def _role(judged: Role, person: Person | None) -> str:
    if person is None:
        return judged.value if judged in HUMANS else FUNCTION_MAILBOX
    if person.relation == "insider":
        return INSIDER
    if person.relation == "hiring_manager":
        return Role.HIRING_MANAGER.value
    recruiter = judged if judged is Role.RECRUITER_AGENCY else Role.RECRUITER_INHOUSE
    return recruiter.value


def _because(message: Message, target: Address, role: str, name: str, person: Person | None) -> str:
    who = name or target.email
    detour = "" if target.email.lower() == message.author.email.lower() else " (Reply-To)"
    if person is not None:
        return f"your config names {who} as {_IN_WORDS[role]}, and a reply goes there{detour}"
    if role == FUNCTION_MAILBOX:
        subject = f"what {name} does there is not certain" if name else "no person can be told"
        return f"{subject}, but answers to {target.email} are read{detour}"
    return f"{who} wrote the mail as {_IN_WORDS[role]}, and a reply goes to {target.email}{detour}"


_IN_WORDS = {
    Role.RECRUITER_AGENCY.value: "an agency's recruiter",
    Role.RECRUITER_INHOUSE.value: "the company's recruiter",
    Role.HIRING_MANAGER.value: "one of the team that hires",
    INSIDER: "an insider",
}


def _is_own(address: Address, own_addresses: frozenset[str]) -> bool:
    local_part, _, domain = address.email.lower().rpartition("@")
    plain = f"{local_part.partition('+')[0]}@{domain}"
    return address.email.lower() in own_addresses or plain in own_addresses


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
