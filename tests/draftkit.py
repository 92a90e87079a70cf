"""What the tests of drafting share: a mail, a judgement, a reply, and the templates as shipped."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from assistant.config import Me
from assistant.decision import Addressee, Reply
from assistant.drafting import Templates, compose, load_templates, shipped_folder
from assistant.judging.judgement import Facts, Judgement, RejectionVerdict, Stage, StageVerdict
from assistant.message import Address, Draft, Message

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ME = Me(
    name="Kim Doe",
    email="Kim@example.com",
    aliases=("kim.doe@example.org",),
    signature="Kim Doe\n+1 555 0100",
)


@cache
def templates() -> Templates:
    return load_templates(None, shipped_folder())


def mail(**fields: Any) -> Message:
    usual: dict[str, Any] = {
        "message_id": "<id-1@acme.example>",
        "subject": "Your application",
        "senders": (Address(name="Jane Roe", email="jane.roe@acme.example"),),
        "to": (Address(email="kim@example.com"),),
        "fingerprint": "fingerprint-1",
    }
    return Message(**(usual | fields))


def judged(*, stage: Stage = Stage.INTERVIEW, **facts: str | None) -> Judgement:
    return Judgement(
        language="en",
        rejection=RejectionVerdict(is_rejection=True),
        stage=StageVerdict(value=stage),
        facts=Facts(**facts),
    )


def answer(
    message: Message | None = None,
    *,
    name: str = "Jane Roe",
    email: str = "jane.roe@acme.example",
    role: str = "recruiter_inhouse",
    me: Me | None = ME,
    judgement: Judgement | None = None,
) -> Draft:
    addressee = Addressee(name=name, email=email, role=role, because="she wrote")
    return compose(
        message or mail(),
        judgement or judged(),
        Reply(addressee=addressee, template=role, because="a rejection"),
        me=me,
        templates=templates(),
        now=NOW,
    )
