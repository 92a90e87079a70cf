"""An outcome as a line for the log: ids and reasons, but no word of the mail and nobody's name."""

from __future__ import annotations

import re

from assistant.decision import Reply
from assistant.pipeline import Outcome

_ADDRESS = re.compile(r"[^\s<>()]+@[^\s<>()]+")


def log_line(outcome: Outcome) -> str:
    """Tell of one outcome in one line of ``key=value`` pairs, the reason last."""
    judgement, decision = outcome.judgement, outcome.decision
    rejection = judgement.rejection
    pairs = {
        "account": outcome.account,
        "mail": outcome.message.source,
        "message_id": outcome.message.message_id,
        "action": "draft" if isinstance(decision, Reply) else "leave",
        "score": f"{rejection.score:.3f}",
        "reason": rejection.reason,
        "sender": judgement.sender.role,
        "stage": judgement.stage.value,
        "draft": outcome.draft.message_id if outcome.draft else None,
        "rules": ",".join(dict.fromkeys(finding.rule for finding in rejection.findings)),
        "because": _nameless(decision.because, outcome),
    }
    return " ".join(f"{key}={_plain(value)}" for key, value in pairs.items() if value)


def _nameless(because: str, outcome: Outcome) -> str:
    """Take out of a reason what it says of people and firms."""
    facts, author, addressee = outcome.judgement.facts, outcome.message.author, outcome.addressee
    names = {facts.company, facts.contact_name, facts.candidate_name, facts.job_title, author.name}
    if addressee is not None:
        names.add(addressee.name)
    because = _ADDRESS.sub("…", because)
    # The longest first: "Ann Lee" must not leave "Lee" behind when "Ann" is a name as well.
    for name in sorted(filter(None, names), key=len, reverse=True):
        because = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", because, flags=re.IGNORECASE)
    return because


def _plain(value: str) -> str:
    text = "".join(character if character.isprintable() else " " for character in value)
    return " ".join(text.split())
