"""An outcome as one line of JSON. Its keys, their order and their values are a contract."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, BinaryIO

from assistant.decision import Addressee, Leave, Reply
from assistant.judging.judgement import Finding, Judgement, Role
from assistant.message import Draft
from assistant.pipeline import Outcome

_ROLES = tuple(role for role in Role if role is not Role.UNKNOWN)
# Line ends for some readers (Unicode TR 13), so JSON Lines carry them escaped.
_OTHER_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


class JsonLines:
    """Writes one line for each outcome, in UTF-8 whatever the locale."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, outcome: Outcome) -> None:
        """Write the outcome at once: whoever reads along need not wait for the end."""
        self._stream.write(as_json(outcome).encode() + b"\n")
        self._stream.flush()

    def close(self) -> None:
        """Write nothing more: there is no line that is no outcome."""


def as_json(outcome: Outcome) -> str:
    """Give the outcome as a JSON object in a single line, without the line's end.

    The text can always be written as UTF-8: lone surrogates come escaped. Unknown values are null;
    the date is ISO 8601 in UTC.
    """
    line = json.dumps(_outcome(outcome), ensure_ascii=False, allow_nan=False)
    line = line.translate(_OTHER_LINE_ENDS)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _outcome(outcome: Outcome) -> dict[str, Any]:
    message, judgement = outcome.message, outcome.judgement
    return {
        "source": message.source,
        "account": outcome.account,
        "message_id": message.message_id or None,
        "subject": message.subject,
        "date": _utc(message.date),
        "from": {"name": message.author.name or None, "email": message.author.email or None},
        "language": judgement.language,
        **_judgement(judgement),
        "addressee": _addressee(outcome.addressee),
        "decision": _decision(outcome.decision),
        "draft": _draft(outcome.draft),
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    rejection, sender, stage = judgement.rejection, judgement.sender, judgement.stage
    facts = judgement.facts
    return {
        "rejection": {
            "is_rejection": rejection.is_rejection,
            "score": _probability(rejection.score),
            "threshold": rejection.threshold,
            "reason": rejection.reason,
            "findings": _findings(rejection.findings),
        },
        "sender": {
            "role": sender.role,
            "scores": {role: _probability(sender.scores.get(role, 0.0)) for role in _ROLES},
            "findings": _findings(sender.findings),
        },
        "stage": {"value": stage.value, "findings": _findings(stage.findings)},
        "facts": {
            "company": facts.company,
            "job_title": facts.job_title,
            "contact_name": facts.contact_name,
            "candidate_name": facts.candidate_name,
        },
    }


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "rule": finding.rule,
            "weight": finding.weight,
            "because": finding.because,
            "excerpt": finding.excerpt,
            "file": finding.file,
        }
        for finding in findings
    ]


def _addressee(addressee: Addressee | None) -> dict[str, Any] | None:
    if addressee is None:
        return None
    return {
        "name": addressee.name or None,
        "email": addressee.email,
        "role": addressee.role,
        "because": addressee.because,
    }


def _decision(decision: Reply | Leave) -> dict[str, Any]:
    if isinstance(decision, Reply):
        return {"action": "draft", "template": decision.template, "because": decision.because}
    return {"action": "leave", "template": None, "because": decision.because}


def _draft(draft: Draft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    return {
        "message_id": draft.message_id,
        "to": draft.to.email,
        "subject": draft.subject,
        "in_reply_to": draft.in_reply_to or None,
        "text": draft.text,
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _probability(value: float) -> float:
    return round(value, 6)
