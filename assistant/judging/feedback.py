"""Does a rejection give feedback already, or say that none can be given?"""

from __future__ import annotations

from assistant.judging.evidence import Evidence
from assistant.judging.judgement import Feedback, FeedbackVerdict


def judge_feedback(evidence: Evidence) -> FeedbackVerdict:
    """Tell what is said; a refusal beside feedback that is given does not count."""
    meant = [seen for seen in evidence.sightings("feedback") if not seen.only_possible]
    for answer in (Feedback.GIVEN, Feedback.REFUSED):
        findings = tuple(seen.finding() for seen in meant if seen.rule.speaks_for == answer)
        if findings:
            return FeedbackVerdict(value=answer, findings=findings)
    return FeedbackVerdict()
