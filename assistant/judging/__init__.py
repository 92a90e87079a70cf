"""Message in, Judgement out: additive evidence from rules that are data. Pure."""

from __future__ import annotations

from assistant.judging.evidence import look
from assistant.judging.facts import extract_facts
from assistant.judging.feedback import judge_feedback
from assistant.judging.judgement import FeedbackVerdict, Judgement, Role
from assistant.judging.rejection import judge_rejection
from assistant.judging.rules import RuleBook, compile_rules
from assistant.judging.sender import judge_sender
from assistant.judging.stage import judge_stage
from assistant.message import Message

__all__ = ["RuleBook", "compile_rules", "judge"]


def judge(
    message: Message,
    rules: RuleBook,
    *,
    threshold: float = 0.5,
    me: frozenset[str] = frozenset(),
) -> Judgement:
    """Judge one mail without knowing any other.

    ``threshold`` is the probability from which on it counts as a rejection; ``me`` are the user's
    own addresses, lower-cased: the user's own mail is never a rejection of the user.
    """
    evidence = look(message, rules)
    facts = extract_facts(evidence)
    sender = judge_sender(evidence, contact_name=facts.contact_name)
    rejection = judge_rejection(evidence, threshold=threshold, me=me)
    return Judgement(
        language=evidence.language,
        rejection=rejection,
        sender=sender,
        stage=judge_stage(evidence, by_machine=sender.role == Role.AUTOMATED),
        facts=facts,
        feedback=judge_feedback(evidence) if rejection.is_rejection else FeedbackVerdict(),
    )
