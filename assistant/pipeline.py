"""Message in, outcome out; touches nothing. Everything that thinks is called from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.decision import Addressee, Circumstances, Leave, Nobody, Reply, decide
from assistant.drafting import compose
from assistant.judging import judge, may_say_no
from assistant.judging.judgement import Judgement
from assistant.message import Draft, Message
from assistant.people import reply_target
from assistant.playbook import Playbook
from assistant.reading import read_header, read_message


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was made of one mail, with all the evidence."""

    message: Message
    decision: Reply | Leave
    judgement: Judgement = field(default_factory=Judgement)
    addressee: Addressee | None = None
    """Who would be asked about a rejection, also when it is left alone; None when nobody can be."""
    draft: Draft | None = None
    account: str | None = None


def read_and_judge(
    raw: bytes, playbook: Playbook, *, source: str, thorough: bool = True
) -> tuple[Message, Judgement]:
    """Read one mail's bytes and judge it on its own. Never raises.

    Unless ``thorough``, mail that cannot be a rejection is read and judged no further than that:
    of bulk mail only the header is read, and sender, stage and facts stay unknown.
    """
    if not thorough and not may_say_no(raw, playbook.rules):
        return read_header(raw, source=source), Judgement()
    message = read_message(raw, source=source)
    judgement = judge(
        message,
        playbook.rules,
        threshold=playbook.threshold,
        me=playbook.own_addresses,
        thorough=thorough,
    )
    return message, judgement


def consider(
    message: Message,
    judgement: Judgement,
    circumstances: Circumstances,
    playbook: Playbook,
    *,
    account: str | None = None,
) -> Outcome:
    """Decide what to do about a judged mail under the given circumstances and write the draft."""
    target = reply_target(
        message, judgement, own_addresses=playbook.own_addresses, persons=playbook.persons
    )
    decision = decide(message, judgement, target, circumstances, playbook.policy)
    draft = None
    if isinstance(decision, Reply):
        draft = compose(
            message,
            judgement,
            decision,
            me=playbook.me,
            templates=playbook.templates,
            now=circumstances.now,
        )
    return Outcome(
        message=message,
        judgement=judgement,
        decision=decision,
        addressee=_whom(target, judgement),
        draft=draft,
        account=account,
    )


def _whom(target: Addressee | Nobody, judgement: Judgement) -> Addressee | None:
    if isinstance(target, Nobody) or not judgement.rejection.is_rejection:
        return None
    return target
