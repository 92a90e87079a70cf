from datetime import UTC, datetime
from io import StringIO

import pytest

from assistant.decision import Addressee, Leave, Reply
from assistant.judging.judgement import (
    Facts,
    Finding,
    Judgement,
    Reason,
    RejectionVerdict,
    Role,
    SenderVerdict,
    Stage,
    StageVerdict,
)
from assistant.message import Address, Draft, Message
from assistant.pipeline import Outcome
from assistant.report.terminal import Screen

JANE = Addressee(
    name="Jane Roe",
    email="jane@acme.example",
    role="recruiter_inhouse",
    because="Jane Roe wrote the mail",
)
MESSAGE = Message(
    source="inbox/17",
    message_id="<17@acme.example>",
    subject="Your application",
    date=datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
    senders=(Address(name="Jane Roe", email="jane@acme.example"),),
    fingerprint="17",
)
FINDINGS = tuple(
    Finding(
        rule=f"rule-{weight}",
        weight=float(weight),
        because=f"says {weight}",
        excerpt=f"words {weight}",
        file="english.toml",
    )
    for weight in (1, -3, 2, 5, 4, 6, 7, 8)
)
JUDGEMENT = Judgement(
    language="en",
    rejection=RejectionVerdict(
        is_rejection=True, score=0.998, reason=Reason.OTHER_CANDIDATE, findings=FINDINGS
    ),
    sender=SenderVerdict(
        role=Role.RECRUITER_INHOUSE, scores={Role.RECRUITER_INHOUSE: 0.93, Role.AUTOMATED: 0.04}
    ),
    stage=StageVerdict(value=Stage.INTERVIEW),
    facts=Facts(company="Acme", job_title="Data Engineer"),
)
DRAFT = Draft(
    message_id="<draft@example.com>",
    sender=Address(email="kim@example.com"),
    to=Address(name="Jane Roe", email="jane@acme.example"),
    subject="Re: Your application",
    in_reply_to="<17@acme.example>",
    references=("<17@acme.example>",),
    text="Hello Jane,\n\nthank you.\n",
    raw=b"",
)


@pytest.fixture
def drafted() -> Outcome:
    return Outcome(
        message=MESSAGE,
        judgement=JUDGEMENT,
        decision=Reply(addressee=JANE, template=JANE.role, because="a rejection"),
        addressee=JANE,
        draft=DRAFT,
        account="me",
    )


@pytest.fixture
def left() -> Outcome:
    return Outcome(
        message=MESSAGE,
        judgement=JUDGEMENT,
        decision=Leave(because="Jane Roe (jane@acme.example) of Acme was asked lately"),
        addressee=JANE,
    )


@pytest.fixture
def other() -> Outcome:
    return Outcome(message=MESSAGE, decision=Leave(because="no rejection"))


@pytest.fixture
def failed() -> Outcome:
    """A mail that could not be handled: nothing is known of it but where it lies."""
    return Outcome(
        message=Message(source="inbox/18"),
        decision=Leave(because="it could not be handled (ValueError)"),
    )


@pytest.fixture
def paper() -> StringIO:
    return StringIO()


@pytest.fixture
def console(paper) -> Screen:
    console = Screen(paper)
    console.width = 80
    return console
