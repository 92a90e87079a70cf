"""Each gate of the decision, alone; and that the first objection is the one that is told."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from assistant.config import Policy
from assistant.decision import Addressee, Ask, Circumstances, Leave, Nobody, Reply, decide
from assistant.judging.judgement import (
    Facts,
    Feedback,
    FeedbackVerdict,
    Finding,
    Judgement,
    RejectionVerdict,
    Role,
    SenderVerdict,
    Stage,
    StageVerdict,
)
from assistant.message import Address, Authentication, Message

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
JANE = Addressee(
    name="Jane Roe",
    email="jane@acme.example",
    role="recruiter_inhouse",
    because="Jane Roe wrote this mail",
)


def message(**changes):
    fields = {
        "message_id": "<no@acme.example>",
        "references": ("<root@acme.example>",),
        "date": NOW - timedelta(hours=3),
        "senders": (Address(name="Jane Roe", email="jane@acme.example"),),
    }
    return Message(**{**fields, **changes})


def judgement(
    *,
    rejected=True,
    role=Role.RECRUITER_INHOUSE,
    stage=Stage.INTERVIEW,
    company="Acme",
    job_title="Data Engineer",
    feedback=None,
):
    return Judgement(
        rejection=RejectionVerdict(is_rejection=rejected, score=0.99 if rejected else 0.01),
        sender=SenderVerdict(role=role),
        stage=StageVerdict(value=stage),
        facts=Facts(company=company, job_title=job_title),
        feedback=FeedbackVerdict(
            value=feedback,
            findings=(Finding(rule="a", weight=4, because="of a test", excerpt="more depth"),),
        ),
    )


def ask(**changes):
    fields = {
        "at": NOW - timedelta(days=3),
        "addressee": "sam@other.example",
        "company": "Other",
        "job_title": "Cook",
        "thread": "<elsewhere@other.example>",
    }
    return Ask(**{**fields, **changes})


def outcome(mail=None, verdict=None, *, addressee=JANE, policy=None, **circumstances):
    return decide(
        mail or message(),
        verdict or judgement(),
        addressee,
        Circumstances(**{"now": NOW, **circumstances}),
        policy or Policy(),
    )


def test_a_rejection_after_an_interview_gets_a_reply_to_its_author():
    decision = outcome()
    assert isinstance(decision, Reply)
    assert (decision.addressee, decision.template) == (JANE, "recruiter_inhouse")
    assert "interview" in decision.because
    assert "Jane Roe wrote this mail" in decision.because


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"verdict": judgement(rejected=False)}, "no rejection of an application (score 0.01"),
        ({"own_addresses": frozenset({"jane@acme.example"})}, "you wrote this mail yourself"),
        ({"mail": message(senders=(Address(email="a@a.example"),) * 2)}, "more than one author"),
        (
            {"mail": message(authentication=Authentication(authserv_id="mx.me", dmarc="fail"))},
            "mx.me reports that DMARC failed",
        ),
        ({"verdict": judgement(role=Role.AUTOMATED, stage=Stage.APPLICATION)}, "no human contact"),
        ({"verdict": judgement(role=Role.UNKNOWN, stage=Stage.UNKNOWN)}, "no human contact"),
        (
            {"policy": Policy(stages=("final",))},
            'the stage "interview" is not among policy.stages',
        ),
        ({"addressee": Nobody(because="nobody reads noreply@")}, "nobody reads noreply@"),
        ({"mail": message(date=NOW - timedelta(days=11))}, "11 days old"),
        (
            {"mail": message(date=None), "arrived": NOW - timedelta(days=30)},
            "30 days old, and policy.max_age is 10 days",
        ),
        (
            {"verdict": judgement(feedback=Feedback.GIVEN)},
            "gives feedback already (rule a)",
        ),
        ({"verdict": judgement(feedback=Feedback.REFUSED)}, "says that no feedback can be given"),
        ({"answered": True}, "you have answered this mail already"),
        ({"has_draft": True}, "a draft of yours lies in this thread"),
        ({"asks": (ask(thread="<root@acme.example>"),)}, "was asked for on 17 November 2026"),
        (
            {
                "asks": (
                    ask(company="ACME", job_title="data engineer", at=NOW - timedelta(days=60)),
                )
            },
            "feedback on this application was asked for",
        ),
        ({"asks": (ask(addressee="JANE@acme.example"),)}, "JANE@acme.example was asked"),
        ({"asks": (ask(company="acme"),)}, "somebody at acme was asked"),
        ({"first_pass": True}, "before the first pass, which only reports"),
    ],
)
def test_each_gate_leaves_the_mail_alone_and_says_why(arguments, words):
    decision = outcome(**arguments)
    assert isinstance(decision, Leave)
    assert words in decision.because
    assert decision.look_again is None


@pytest.mark.parametrize(
    "arguments",
    [
        {"verdict": judgement(role=Role.HIRING_MANAGER, stage=Stage.APPLICATION)},
        {"verdict": judgement(role=Role.AUTOMATED, stage=Stage.SCREEN)},
        {
            "verdict": judgement(role=Role.AUTOMATED, stage=Stage.APPLICATION),
            "policy": Policy(stages=("application",)),
        },
        {"mail": message(date=NOW - timedelta(days=9))},
        {"mail": message(date=None)},
        {"asks": (ask(addressee="jane@acme.example", at=NOW - timedelta(days=31)),)},
        {"asks": (ask(company="Acme", job_title="Data Engineer", at=NOW - timedelta(days=200)),)},
        {"asks": (ask(company=None, job_title=None),), "verdict": judgement(company=None)},
        {"first_pass": True, "policy": Policy(first_run="draft")},
        {"mail": message(authentication=Authentication(authserv_id="mx.me", dmarc="pass"))},
    ],
)
def test_what_no_gate_minds(arguments):
    assert isinstance(outcome(**arguments), Reply)


def test_the_surplus_of_a_day_waits_until_the_next_one_of_the_users_zone():
    tokyo = timezone(timedelta(hours=9))
    now = datetime(2026, 11, 20, 8, tzinfo=tokyo)
    five = tuple(ask(at=now - timedelta(hours=hour), company=None) for hour in range(1, 6))
    decision = outcome(now=now, asks=five)
    assert isinstance(decision, Leave)
    assert decision.look_again == datetime(2026, 11, 21, tzinfo=tokyo)
    assert "waits until tomorrow" in decision.because

    yesterdays = tuple(ask(at=now - timedelta(hours=9), company=None) for _ in range(5))
    assert isinstance(outcome(now=now, asks=yesterdays), Reply)


def test_the_first_objection_is_told():
    decision = outcome(verdict=judgement(rejected=False), answered=True, first_pass=True)
    assert "no rejection" in decision.because
