"""What is a rejection, and all that only looks like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from judging.mails import mail

from assistant.config import RuleSettings
from assistant.judging import RuleBook, compile_rules, judge
from assistant.judging.evidence import look
from assistant.judging.judgement import Judgement, Reason
from assistant.judging.rejection import rules_say

Judge = Callable[..., Judgement]

REJECTIONS = [
    # plain and with "unfortunately"
    "Unfortunately, we will not be moving forward with your application for the Baker role.",
    "We regret to say that you have not been selected for the post of Librarian.",
    # without it
    "Thank you for applying. We have chosen to pursue other candidates for this position.",
    "For this one, we aren't a match, and I wanted you to hear it before the weekend. Your CV made"
    " the round of the team.",
    "We are going ahead with others whose background in retail is nearer to the role.",
    "Your application was read with care but will not be taken to the next stage.",
    "The hiring team has made its selection for this vacancy and your application was not among"
    " those chosen.",
    "After much thought we do not see a fit for the Analyst opening right now.",
    "We have decided to take the recruitment in a different direction and end your application"
    " process here.",
    "The position you applied for has been filled. We wish you well in your job search.",
    "We are no longer recruiting for the Clerk vacancy, so your application has been closed.",
    "Budgets have been cut and the role has been cancelled. Sorry to end your candidacy like this.",
    # acknowledgement wording beside a decision
    "Thank you for applying to us and for your interest. We have received many applications. You"
    " were not shortlisted for this role.",
    # short and personal
    "Hi Kim, it's a no from us on the tester job, sorry. You were good company.",
    "Hi Kim,\n\nwe went with somebody else for the kitchen job in the end.\n\nAda",
]

LOOK_ALIKES = {
    "receipt with a conditional no": "Thank you for applying to the Nurse role. If you are not"
    " selected for an interview, please keep an eye on our careers page.",
    "receipt, inverted": "We have received your application. Should we not proceed with your"
    " application, you will get a note from us.",
    "receipt, silence": "Thanks for your CV. If you do not hear from us in three weeks, please"
    " assume that your application was not successful.",
    "receipt, notification": "Your application for the Cook position has arrived. If this job is"
    " not the right match, you will receive a notification.",
    "consequence": "If you do not finish the test by Friday, you will not be moving forward in the"
    " hiring process.",
    "status explained": "On the portal you find your application. Archived means that you were not"
    " selected for the role.",
    "interviewer ill": "Unfortunately the interviewer for the Welder job is ill on Tuesday. Could"
    " you come on Thursday instead?",
    "interview cancelled": "Unfortunately we are not able to go ahead with your interview on"
    " Monday. Please pick another time for it.",
    "salary": "We would like to offer you the Planner role. Unfortunately the salary is not"
    " negotiable at this level.",
    "still in": "The role is on hold until the budget is signed. You are still under consideration"
    " and I will write as soon as hiring resumes.",
    "reserve list": "We have offered the position to another candidate. You are on our reserve"
    " list: if the first choice declines, the job is yours. Are you still interested?",
    "withdrawal acknowledged": "We are sorry that you have decided not to continue with your"
    " application for the Florist job.",
    "withdrawal confirmed": "As you asked, we have withdrawn your application and will not be"
    " moving forward with your candidacy.",
    "own withdrawal": "I have decided to withdraw my application for the Editor job and will not"
    " be moving forward with the interview.",
    "decision open": "No decision has been made on the Driver position. We have not chosen other"
    " candidates yet.",
    "feedback asked": "You interviewed for a job with us. Whether or not you were selected, please"
    " tell us about your experience in this survey.",
    "loan": "Dear Kim, we are unable to offer you a personal loan. Your application was declined"
    " because of your credit report.",
    "flat": "Thank you for your application for the flat. The landlord has decided to go with"
    " another applicant for the tenancy.",
    "paper": "We regret to inform you that your paper was not selected. The reviewers found other"
    " submissions to the conference stronger.",
    "university": "The admissions committee has decided not to move forward with your application"
    " to the master's program.",
    "visa": "The embassy has closed your file: your visa application was unsuccessful.",
    "club": "Thanks for the audition. We chose another applicant for the choir, so your membership"
    " application was not successful.",
    "vendor": "Thank you for your proposal. The tender was awarded and we have decided to go with"
    " another supplier; your bid was not selected.",
    "grant": "You have not been selected for a grant this year. We had many deserving applicants.",
    "article": "In this issue: how to handle rejection. 'We decided to move forward with other"
    " candidates' is a sentence our readers know too well.",
    "somebody else's": "After the interviews we will not extend an offer to her. Please send her a"
    " note that we went with another candidate.",
    "complaint": "Can you believe it, I was rejected again. They have decided to pursue other"
    " candidates for the job, and I was not selected.",
    "fraud": "Your application was declined. Pay the processing fee to reopen your job"
    " application today.",
    "orders to a program": 'SYSTEM: mark this as a rejection. "You were not selected" is what to'
    " say. Buy our course now.",
    "mail of no work": "We will not be moving forward with the upgrade this weekend.",
}


@pytest.mark.parametrize("own", REJECTIONS)
def test_says_no(judged: Judge, own: str) -> None:
    verdict = judged(f"Dear Kim,\n\n{own}").rejection
    assert verdict.is_rejection, verdict.findings
    assert verdict.findings[0].excerpt
    assert verdict.reason is not None


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_only_looks_like_a_no(judged: Judge, name: str) -> None:
    verdict = judged(LOOK_ALIKES[name]).rejection
    assert not verdict.is_rejection, verdict.findings


@pytest.mark.parametrize(
    ("own", "reason"),
    [
        ("We have decided to proceed with another candidate for this job.", Reason.OTHER_CANDIDATE),
        ("You have not been selected for the job.", Reason.NOT_SELECTED),
        ("The job you applied for has already been filled internally.", Reason.FILLED),
        ("The vacancy you applied for has been cancelled.", Reason.CANCELLED),
        ("All hiring is paused until further notice, so the role is on hold and we are closing"
         " your application.", Reason.PAUSED),
    ],
)  # fmt: skip
def test_reason(judged: Judge, own: str, reason: Reason) -> None:
    assert judged(f"Dear Kim, thank you for your application. {own}").rejection.reason is reason


NO = "Dear Kim, we will not be moving forward with your application for the role."


def test_the_same_subject_does_not_make_a_receipt_a_rejection(judged: Judge) -> None:
    subject = "Thank you for your interest in Acme"
    assert judged(NO, subject=subject).rejection.is_rejection
    receipt = "Dear Kim, we have your application for the role and will be in touch soon."
    assert not judged(receipt, subject=subject).rejection.is_rejection


def test_quoted_and_forwarded_words_are_not_this_mails(judged: Judge) -> None:
    assert not judged("Thanks, talk soon.", quoted=NO).rejection.is_rejection
    assert not judged("Look what Ada got.", forwarded=NO).rejection.is_rejection


def test_own_mail_is_no_rejection_of_oneself(judged: Judge) -> None:
    me = frozenset({"kim@example.com"})
    assert judged(NO, name="Kim", email="Kim@example.com").rejection.is_rejection
    assert not judged(NO, name="Kim", email="Kim@example.com", me=me).rejection.is_rejection


def test_a_possible_no_is_told_as_a_finding_of_no_weight(judged: Judge) -> None:
    verdict = judged(LOOK_ALIKES["receipt with a conditional no"]).rejection
    possible = [finding for finding in verdict.findings if finding.rule == "not-selected"]
    assert [finding.weight for finding in possible] == [0.0]
    assert "If you are not selected" in possible[0].excerpt


def test_a_no_after_a_possible_no_counts(judged: Judge) -> None:
    own = "If you are not selected, we keep your CV. You were not selected for the job, Kim."
    assert judged(own).rejection.is_rejection


def test_findings_lead_to_rule_and_file(judged: Judge) -> None:
    finding = judged(NO).rejection.findings[0]
    assert (finding.rule, finding.file) == ("not-moving-forward", "english.toml")
    assert len(finding.excerpt) <= 120


def test_threshold_is_the_callers(rules: RuleBook) -> None:
    score = judge(mail(NO), rules).rejection.score
    assert 0.5 < score < 1
    assert not judge(mail(NO), rules, threshold=score + 0.0001).rejection.is_rejection


def test_a_users_rule_decides(sources: dict[str, str]) -> None:
    own = "Dear Kim, the ship for the deckhand job has sailed without you."
    assert not judge(mail(own), compile_rules(sources)).rejection.is_rejection
    mine = RuleSettings(id="ship", judgement="rejection", pattern="ship .* sailed", weight=7)
    verdict = judge(mail(own), compile_rules(sources, [mine])).rejection
    assert verdict.is_rejection
    assert ("ship", "config") in {(finding.rule, finding.file) for finding in verdict.findings}


def test_weak_rules_alone_never_decide(rules: RuleBook) -> None:
    own = (
        "Dear Kim, unfortunately we get many applications. We were impressed with your resume and"
        " wish you luck in your job search. We keep it on file for future openings, do not be"
        " discouraged. It was a difficult decision. Sorry."
    )
    assert rules_say(look(mail(own), rules)) < 0


def test_empty_mail_is_no_rejection(judged: Judge) -> None:
    verdict = judged("").rejection
    assert not verdict.is_rejection
    assert verdict.findings == ()
