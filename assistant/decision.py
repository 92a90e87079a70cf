"""What to do about a judged mail, and why. All branching on the user's policy lives here.

``decide`` asks one gate after the other; the first that objects gives the reason for leaving the
mail alone. Only a mail to which no gate objects gets a reply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from assistant.config import Policy
from assistant.judging.judgement import Feedback, Judgement, Role, Stage
from assistant.message import Message

HUMANS = frozenset({Role.RECRUITER_AGENCY, Role.RECRUITER_INHOUSE, Role.HIRING_MANAGER})
FUNCTION_MAILBOX = "function_mailbox"
INSIDER = "insider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom to ask. ``role`` is a sender role, "function_mailbox" or "insider"."""

    name: str
    email: str
    role: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nobody:
    """There is nobody to ask, and the reason."""

    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An earlier request for feedback, as the journal remembers it."""

    at: datetime
    addressee: str
    company: str | None
    job_title: str | None
    thread: str
    """The first message id of its thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known besides the mail itself.

    ``now`` is aware; its time zone is the user's, which says when a day ends.
    """

    now: datetime
    arrived: datetime | None = None
    own_addresses: frozenset[str] = frozenset()
    first_pass: bool = False
    """The mail lay in the mailbox before the assistant first looked into it."""
    answered: bool = False
    has_draft: bool = False
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Draft a request to ``addressee`` from the text made for ``template``."""

    addressee: Addressee
    template: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Draft nothing. With ``look_again`` the mail is considered once more from then on."""

    because: str
    look_again: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    message: Message
    judgement: Judgement
    circumstances: Circumstances
    policy: Policy


def decide(
    message: Message,
    judgement: Judgement,
    addressee: Addressee | Nobody,
    circumstances: Circumstances,
    policy: Policy,
) -> Reply | Leave:
    """Decide about one mail. Never raises; the same arguments always give the same decision."""
    case = _Case(message=message, judgement=judgement, circumstances=circumstances, policy=policy)
    for gate in _BEFORE_LOOKING_FOR_SOMEBODY:
        if (objection := gate(case)) is not None:
            return objection
    if isinstance(addressee, Nobody):
        return Leave(because=addressee.because)
    for check in _BEFORE_ASKING:
        if (objection := check(case, addressee)) is not None:
            return objection
    return Reply(
        addressee=addressee,
        template=addressee.role,
        because=f"a rejection ({_contact(judgement)}), and {addressee.because}",
    )


def _not_a_rejection(case: _Case) -> Leave | None:
    verdict = case.judgement.rejection
    if verdict.is_rejection:
        return None
    return Leave(
        because=f"no rejection of an application (score {verdict.score:.2f}, "
        f"needed {verdict.threshold:.2f})"
    )


def _own_mail(case: _Case) -> Leave | None:
    if case.message.author.email.lower() in case.circumstances.own_addresses:
        return Leave(because="you wrote this mail yourself")
    return None


def _forged(case: _Case) -> Leave | None:
    if len(case.message.senders) > 1:
        return Leave(because="the mail names more than one author, which looks forged")
    results = case.message.authentication
    if results is not None and results.dmarc == "fail":
        return Leave(because=f"{results.authserv_id} reports that DMARC failed: it may be forged")
    return None


def _stage_not_wanted(case: _Case) -> Leave | None:
    stage, wanted = case.judgement.stage.value, case.policy.stages
    if stage.value in wanted or (_is_personal(case.judgement) and "personal" in wanted):
        return None
    if stage in {Stage.APPLICATION, Stage.UNKNOWN}:
        return Leave(
            because="no human contact to build on: nothing proves more than an application, and no "
            'person wrote (add "application" to policy.stages to ask all the same)'
        )
    return Leave(because=f'the stage "{stage.value}" is not among policy.stages')


def _feedback_is_settled(case: _Case, _: Addressee) -> Leave | None:
    verdict = case.judgement.feedback
    if verdict.value is None:
        return None
    said = {
        Feedback.GIVEN: "the mail gives feedback already",
        Feedback.REFUSED: "the mail says that no feedback can be given",
    }
    rules = ", ".join(finding.rule for finding in verdict.findings)
    return Leave(because=f"{said[verdict.value]} (rule {rules})")


def _too_old(case: _Case, _: Addressee) -> Leave | None:
    received = case.message.date or case.circumstances.arrived
    if received is None:
        return None
    age = case.circumstances.now - received
    if age <= case.policy.max_age:
        return None
    return Leave(
        because=f"the mail is {age.days} days old, and policy.max_age is "
        f"{_in_words(case.policy.max_age)}"
    )


def _already_dealt_with(case: _Case, _: Addressee) -> Leave | None:
    if case.circumstances.answered:
        return Leave(because="you have answered this mail already")
    if case.circumstances.has_draft:
        return Leave(because="a draft of yours lies in this thread already")
    return None


def _asked_in_this_process(case: _Case, _: Addressee) -> Leave | None:
    facts = case.judgement.facts
    for ask in case.circumstances.asks:
        same_job = (
            _same(ask.company, facts.company)
            and _same(ask.job_title, facts.job_title)
            and case.circumstances.now - ask.at <= _SAME_PROCESS
        )
        if ask.thread in case.message.thread_ids or same_job:
            return Leave(because=f"feedback on this application was asked for on {ask.at:%d %B %Y}")
    return None


def _asked_lately(case: _Case, addressee: Addressee) -> Leave | None:
    circumstances, wait = case.circumstances, case.policy.cool_down
    for ask in circumstances.asks:
        if circumstances.now - ask.at > wait:
            continue
        rest = f"on {ask.at:%d %B %Y}, and policy.cool_down is {_in_words(wait)}"
        if _same(ask.addressee, addressee.email):
            return Leave(because=f"{ask.addressee} was asked {rest}")
        if _same(ask.company, case.judgement.facts.company):
            return Leave(because=f"somebody at {ask.company} was asked {rest}")
    return None


def _first_pass_reports(case: _Case, addressee: Addressee) -> Leave | None:
    if case.circumstances.first_pass and case.policy.first_run == "report":
        return Leave(
            because="it was in the mailbox before the first pass, which only reports "
            f"(policy.first_run); else a draft to {addressee.email} would have been made"
        )
    return None


def _enough_for_today(case: _Case, _: Addressee) -> Leave | None:
    now = case.circumstances.now
    today = [
        ask for ask in case.circumstances.asks if ask.at.astimezone(now.tzinfo).date() == now.date()
    ]
    if len(today) < case.policy.per_day:
        return None
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    return Leave(
        because=f"policy.per_day allows {case.policy.per_day} drafts a day; "
        "this one waits until tomorrow",
        look_again=tomorrow,
    )


_BEFORE_LOOKING_FOR_SOMEBODY: tuple[Callable[[_Case], Leave | None], ...] = (
    _not_a_rejection,
    _own_mail,
    _forged,
    _stage_not_wanted,
)
_BEFORE_ASKING: tuple[Callable[[_Case, Addressee], Leave | None], ...] = (
    _feedback_is_settled,
    _too_old,
    _already_dealt_with,
    _asked_in_this_process,
    _asked_lately,
    _first_pass_reports,
    _enough_for_today,
)

# A second application for the same job after this time is a process of its own.
_SAME_PROCESS = timedelta(days=180)


def _is_personal(judgement: Judgement) -> bool:
    return judgement.sender.role in HUMANS


def _contact(judgement: Judgement) -> str:
    stage = judgement.stage.value
    if stage in {Stage.SCREEN, Stage.INTERVIEW, Stage.FINAL}:
        return f"stage: {stage.value}"
    return "a person wrote" if _is_personal(judgement) else f"stage: {stage.value}"


def _same(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and str(one).casefold() == str(other).casefold()


def _in_words(duration: timedelta) -> str:
    hours = duration.total_seconds() / 3600
    return f"{hours / 24:g} days" if hours >= 48 else f"{hours:g} hours"
