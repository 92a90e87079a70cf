"""The nouns of judging: a finding is evidence, a verdict is what it adds up to. Pure data.

Values of the enumerations are part of the JSON contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why the application ended, as far as the mail says so."""

    OTHER_CANDIDATE = "other_candidate"
    NOT_SELECTED = "not_selected"
    FILLED = "filled"
    CANCELLED = "cancelled"
    PAUSED = "paused"
    OTHER = "other"


class Role(StrEnum):
    """Who wrote."""

    RECRUITER_AGENCY = "recruiter_agency"
    RECRUITER_INHOUSE = "recruiter_inhouse"
    HIRING_MANAGER = "hiring_manager"
    AUTOMATED = "automated"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """The furthest step of the process that the mail proves."""

    APPLICATION = "application"
    SCREEN = "screen"
    INTERVIEW = "interview"
    FINAL = "final"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that fired: how much it weighs (log-odds), why it counts, and the words it saw."""

    rule: str
    weight: float
    because: str
    excerpt: str
    file: str = ""
    """The file the rule stands in: one hop from a verdict to the line to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionVerdict:
    """Is this mail a rejection of the user's own application? ``score`` is a probability."""

    is_rejection: bool = False
    score: float = 0.0
    threshold: float = 0.5
    reason: Reason | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderVerdict:
    """Who wrote, with a probability for each role but ``unknown``."""

    role: Role = Role.UNKNOWN
    scores: dict[Role, float] = field(default_factory=dict)
    can_reply: bool = False
    """Whether somebody reads what is answered to this mail."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageVerdict:
    """How far the application had come."""

    value: Stage = Stage.UNKNOWN
    findings: tuple[Finding, ...] = ()


class Feedback(StrEnum):
    """What a mail says about feedback to the candidate."""

    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackVerdict:
    """Whether a rejection gives feedback already, or says that none can be given; else None."""

    value: Feedback | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the mail is about. None is "unsure": a wrong fact in a draft is worse than none."""

    company: str | None = None
    job_title: str | None = None
    contact_name: str | None = None
    candidate_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that can be said about one mail without knowing any other."""

    language: str | None = None
    """ISO 639-1 code, None when unsure."""
    rejection: RejectionVerdict = field(default_factory=RejectionVerdict)
    sender: SenderVerdict = field(default_factory=SenderVerdict)
    stage: StageVerdict = field(default_factory=StageVerdict)
    facts: Facts = field(default_factory=Facts)
    feedback: FeedbackVerdict = field(default_factory=FeedbackVerdict)
