"""Message in, Judgement out: additive evidence from rules that are data. Pure."""

from __future__ import annotations

from assistant.judging.evidence import Evidence, look
from assistant.judging.facts import extract_facts
from assistant.judging.feedback import judge_feedback
from assistant.judging.judgement import (
    FeedbackVerdict,
    Judgement,
    RejectionVerdict,
)
from assistant.judging.known_senders import rules_for
from assistant.judging.language import language_of
from assistant.judging.rejection import WEAK, could_be_rejection, judge_rejection
from assistant.judging.rules import RuleBook, compile_rules
from assistant.judging.sender import judge_sender
from assistant.judging.stage import judge_stage
from assistant.judging.triage import may_say_no
from assistant.message import Message

__all__ = ["RuleBook", "compile_rules", "judge", "may_say_no", "rules_for"]


def judge(
    message: Message,
    rules: RuleBook,
    *,
    threshold: float = 0.5,
    me: frozenset[str] = frozenset(),
    thorough: bool = True,
) -> Judgement:
    """Judge one mail without knowing any other.

    ``threshold`` is the probability from which on it counts as a rejection; ``me`` are the user's
    own addresses, lower-cased: the user's own mail is never a rejection of the user. Unless
    ``thorough``, of a mail that cannot be a rejection nothing else is told.
    """
    evidence = look(message, rules)
    if not thorough and not could_be_rejection(evidence, threshold=threshold):
        return Judgement(language=evidence.language)
    facts = extract_facts(evidence)
    sender = judge_sender(evidence, contact_name=facts.contact_name)
    rejection = judge_rejection(evidence, threshold=threshold, me=me)
    return Judgement(
        language=_language(evidence, rejection),
        rejection=rejection,
        sender=sender,
        stage=judge_stage(evidence, is_rejection=rejection.is_rejection),
        facts=facts,
        feedback=judge_feedback(evidence) if rejection.is_rejection else FeedbackVerdict(),
    )


def _language(evidence: Evidence, rejection: RejectionVerdict) -> str | None:
    """A mail in two languages speaks the one in which it decides."""
    if not rejection.is_rejection:
        return evidence.language
    by_id = evidence.rules.by_id
    decision = [
        (finding.excerpt, by_id[finding.rule].languages)
        for finding in rejection.findings
        if finding.weight > 0 and finding.rule in by_id and by_id[finding.rule].weight >= WEAK
    ]
    return language_of(decision, evidence.language, evidence.rules.stop_words)
