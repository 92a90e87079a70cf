"""Who wrote, and whether somebody reads the answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging.judgement import Judgement, Role

Judge = Callable[..., Judgement]
NO = "Dear Kim, you have not been selected for the position. We wish you well."


@pytest.mark.parametrize(
    ("fields", "role"),
    [
        ({"name": "Ada Roe", "email": "ada@acme.example", "signature": "Ada Roe\nSenior Recruiter"},
         Role.RECRUITER_INHOUSE),
        ({"name": "Ada Roe", "email": "ada@acme.example", "signature": "Ada Roe\nOffice Manager"},
         Role.RECRUITER_INHOUSE),
        ({"name": "Ada Roe", "email": "ada@acme.example", "signature": "Ada\nHead of Design, Acme"},
         Role.HIRING_MANAGER),
        ({"email": "ada@uni.example", "signature": "Ada Roe\nProfessor of Botany"},
         Role.HIRING_MANAGER),
        ({"name": "Ada Roe", "email": "ada@hillstaffing.example",
          "signature": "Ada Roe\nRecruitment Consultant\nHill Staffing"}, Role.RECRUITER_AGENCY),
        ({"name": "Acme Hiring Team", "email": "no-reply@hire.lever.co",
          "signature": "The Acme Recruiting Team"}, Role.AUTOMATED),
        ({"name": "Acme", "email": "acme@myworkday.com",
          "footer": "Replies to this message are undeliverable."}, Role.AUTOMATED),
        ({"name": "Ada Roe", "email": "ada.roe@acme.teamtailor-mail.com",
          "signature": "Ada Roe\nTalent Partner"}, Role.RECRUITER_INHOUSE),
    ],
)  # fmt: skip
def test_role(judged: Judge, fields: dict[str, str], role: Role) -> None:
    verdict = judged(NO, **fields).sender
    assert verdict.role is role, (verdict.scores, verdict.findings)


def test_wording_tells_agency_and_manager(judged: Judge) -> None:
    agency = "Hi Kim, my client has decided to go with another candidate for the role."
    manager = "Hi Kim, my team and I enjoyed meeting you, but I have decided to hire another person"
    who = {"name": "Ada Roe", "email": "ada@roe.example", "signature": "Ada"}
    assert judged(agency, **who).sender.role is Role.RECRUITER_AGENCY
    assert judged(manager, **who).sender.role is Role.HIRING_MANAGER


def test_scores_add_up_to_1(judged: Judge) -> None:
    scores = judged(NO, name="Ada Roe", email="ada@acme.example").sender.scores
    assert sum(scores.values()) == pytest.approx(1)
    assert set(scores) == set(Role) - {Role.UNKNOWN}


def test_nothing_known_is_unknown(judged: Judge) -> None:
    verdict = judged("ok").sender
    assert (verdict.role, verdict.can_reply) == (Role.UNKNOWN, False)


@pytest.mark.parametrize(
    "email",
    ["no-reply@acme.example", "noreply@acme.example", "no_reply@acme.example",
     "do-not-reply@acme.example", "donotreply@acme.example", "acmeDoNotReply@acme.example",
     "acme.noreply@acme.example", "noreply2@acme.example", "jobs-noreply@linkedin.com",
     "nepasrepondre@acme.example", "ne-pas-repondre@acme.example", "nicht-antworten@acme.example",
     "careers@noreply.acme.example", "no-reply@hire.lever.co", "acme@myworkday.com",
     "notifications@greenhouse-mail.io", "mailer-daemon@acme.example"],
)  # fmt: skip
def test_nobody_reads_the_answer(judged: Judge, email: str) -> None:
    assert not judged(NO, email=email).sender.can_reply


@pytest.mark.parametrize(
    "email",
    ["ada@acme.example", "careers@acme.example", "acme-jobs@m.personio.de",
     "ada.roe@acme.teamtailor-mail.com", "acme-1f2e3d@candidates.welcomekit.co",
     "ada@acme.recruitmail.com", "norbert.reply@acme.example"],
)  # fmt: skip
def test_somebody_reads_the_answer(judged: Judge, email: str) -> None:
    assert judged(NO, email=email).sender.can_reply


def test_a_reply_to_that_is_read_opens_a_system(judged: Judge) -> None:
    system = "no-reply@us.greenhouse-mail.io"
    assert judged(NO, email=system, reply_to="ada@acme.example").sender.can_reply
    assert not judged(
        NO, email="ada@acme.example", reply_to="noreply@acme.example"
    ).sender.can_reply


def test_words_and_headers_that_shut_the_door(judged: Judge) -> None:
    who = {"email": "careers@acme.example"}
    assert not judged(f"{NO} Please do not reply to this email.", **who).sender.can_reply
    assert not judged(NO, footer="This mailbox is not monitored.", **who).sender.can_reply
    assert not judged(NO, return_path="", **who).sender.can_reply
    assert judged(NO, auto_submitted="auto-generated", **who).sender.can_reply
    assert not judged(NO, auto_submitted="auto-replied", **who).sender.can_reply
