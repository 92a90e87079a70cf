"""A decision to reply becomes a draft: pure, so that the same mail always gives the same draft."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.config import Me
from assistant.decision import Addressee, Reply
from assistant.drafting import threading_fields
from assistant.drafting.greeting_name import greeting_name
from assistant.drafting.one_line import one_line
from assistant.drafting.serialise import serialise, verify
from assistant.drafting.subject import reply_subject
from assistant.drafting.templates import TemplateFacts, Templates
from assistant.judging.judgement import Judgement
from assistant.message import Address, Draft, Message

_LONGEST_NAME = 100
_LONGEST_FACT = 120
# Stands in when nothing tells who the user is: no config, and a mail without a To field.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_NOBODY_KNOWN = "me@localhost.invalid"


def compose(
    message: Message,
    judgement: Judgement,
    reply: Reply,
    *,
    me: Me | None,
    templates: Templates,
    now: datetime,
) -> Draft:
    """Write the draft that answers ``message``.

    ``now`` is aware and becomes the Date field. Raises ``ConfigError`` when the template fails, and
    ``ValueError`` when the finished bytes would not be the draft that was meant.
    """
    sender = _sender(message, judgement, me)
    key = threading_fields.draft_key(me.email if me else sender.email, message.fingerprint)
    facts = _facts(judgement, reply.addressee, sender, me, variant=int.from_bytes(key[:4].encode()))
    draft = _draft(
        message_id=threading_fields.own_message_id(key, sender.domain),
        sender=sender,
        to=_to(reply.addressee),
        message=message,
        text=templates.render(reply.template, facts),
        now=now,
    )
    verify(draft)
    return draft


def _draft(
    *, message_id: str, sender: Address, to: Address, message: Message, text: str, now: datetime
) -> Draft:
    subject = reply_subject(message.subject)
    in_reply_to = threading_fields.in_reply_to(message)
    references = threading_fields.references(message)
    raw = serialise(
        message_id=message_id,
        sender=sender,
        to=to,
        subject=subject,
        in_reply_to=in_reply_to,
        references=references,
        text=text,
        now=now,
    )
    return Draft(
        message_id=message_id,
        sender=sender,
        to=to,
        subject=subject,
        in_reply_to=in_reply_to,
        references=references,
        text=text,
        raw=raw,
    )


def _sender(message: Message, judgement: Judgement, me: Me | None) -> Address:
    """Answer from the address that received the mail, spelt as the user spells it."""
    if me is None:
        received = [to.email for to in (*message.to, *message.delivered_to)]
        email = next(filter(_PLAIN_ADDRESS.fullmatch, received), _NOBODY_KNOWN)
        return Address(name=_line(judgement.facts.candidate_name, _LONGEST_NAME), email=email)
    own = {address.lower(): address for address in (me.email, *me.aliases)}
    receivers = (*message.delivered_to, *message.to, *message.cc)
    received_by = (own[to.email.lower()] for to in receivers if to.email.lower() in own)
    email = _for_the_wire(next(received_by, me.email))
    return Address(name=_line(me.name, _LONGEST_NAME), email=email)


def _for_the_wire(email: str) -> str:
    local_part, _, domain = email.rpartition("@")
    return email if email.isascii() else f"{local_part}@{threading_fields.ascii_domain(domain)}"


def _to(addressee: Addressee) -> Address:
    return Address(name=_line(addressee.name, _LONGEST_NAME), email=addressee.email)


def _facts(
    judgement: Judgement, addressee: Addressee, sender: Address, me: Me | None, *, variant: int
) -> TemplateFacts:
    reason = judgement.rejection.reason
    full_name = _line(addressee.name, _LONGEST_NAME)
    return TemplateFacts(
        my_name=sender.name,
        signature=_signature(sender.name, me.signature if me else ""),
        first_name=greeting_name(full_name),
        full_name=full_name,
        company=_line(judgement.facts.company, _LONGEST_FACT),
        job_title=_line(judgement.facts.job_title, _LONGEST_FACT),
        stage=judgement.stage.value.value,
        reason=reason.value if reason else "",
        language=judgement.language or "",
        variant=variant,
    )


def _signature(name: str, signature: str) -> str:
    lines = [one_line(line, limit=_LONGEST_FACT) for line in signature.splitlines()]
    below = "\n".join(lines).strip("\n")
    if not below or name.casefold() in below.casefold():
        return below or name
    return f"{name}\n{below}"


def _line(text: str | None, limit: int) -> str:
    return one_line(text or "", limit=limit)
