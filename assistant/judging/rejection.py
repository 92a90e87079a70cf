"""Is this mail a rejection of the user's own application? The log-odds of the evidence are summed.

Strong evidence decides, weak evidence only helps: its sum is capped. Without a context of work the
reader applied for, and in the user's own mail, hardly anything counts. Acknowledgement wording is
counter-evidence too light to outweigh a decision that is told. In short mail that is no bulk mail
the learned words are weighed too, and the rules are trusted less then.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from assistant.judging.evidence import Evidence, Sighting, is_understood
from assistant.judging.facts import greets_somebody
from assistant.judging.judgement import Finding, Reason, RejectionVerdict
from assistant.judging.learned import Learned, Spoken, listen, votes
from assistant.judging.rulefiles import CONFIG_FILE

PRIOR = -5.0
"""Log-odds before any evidence: few mails are rejections."""
WEAK = 2.0
"""A rule that weighs less is weak evidence."""
WEAK_CAP = 3.5
"""What all weak evidence may add up to; less than the prior asks for."""
REPEATED_CAP = 3.0
"""What strong evidence may add to the strongest: a decision told three times is one decision."""
NEEDED_CONTEXT = 2.0
MISSING_CONTEXT = -1.0
"""Log-odds for each point of context that is missing."""
OTHER_CONTEXT = -3.0
"""Log-odds for each missing point when the mail is about something else."""
WORST_CONTEXT = -9.0
NOBODY_ADDRESSED = -1.5
NEAR = 250
"""Characters on either side of strong evidence that tell what it is about."""
MAILING_LIST = -3.0
OWN_MAIL = -12.0
LEAST_OF_RULES, MOST_OF_RULES = -8.0, 6.0
"""What the rules may say at most where they are weighed against words."""
DECIDED, UNDECIDED = 0.7, -0.3
"""Log-odds added to the words where the rules see a decision, and where they see none: from
held-out figures, in favour of precision."""
NO_CONTEXT = -1.5
"""Log-odds for words alone in a mail that names nothing of a job: most mail is no such mail."""
LONGEST = 3000
"""Characters of a text whose words are weighed: who says no in words of their own is brief."""

_SPECIFIC = (Reason.OTHER_CANDIDATE, Reason.CANCELLED, Reason.PAUSED, Reason.FILLED)


def judge_rejection(
    evidence: Evidence, *, threshold: float, me: frozenset[str]
) -> RejectionVerdict:
    """Weigh the evidence; ``me`` are the user's own addresses, lower-cased."""
    learned = evidence.rules.learned.get("rejection")
    is_mine = evidence.message.author.email.lower() in me
    if learned is None or is_mine or not is_personal(evidence):
        return _by_rules(evidence, threshold=threshold, me=me)
    return _by_rules_and_words(evidence, learned, threshold=threshold)


def is_personal(evidence: Evidence) -> bool:
    """Tell whether a mail is short, and no bulk mail: only then its words are weighed."""
    message = evidence.message
    bulk = message.list_id or message.list_unsubscribe
    return not bulk and len(evidence.texts["body"]) <= LONGEST


def rules_say(evidence: Evidence) -> float:
    """Give the log-odds that the rules add up to, within the bounds set for them."""
    return _bounded(PRIOR + _sum(_findings(evidence, frozenset())))


def with_words(spoken: Spoken, rules: float) -> float:
    """Give the log-odds of a rejection by its words and by what the rules say."""
    (log_odds,) = spoken.log_odds((rules,))
    return log_odds + (DECIDED if rules > 0 else UNDECIDED)


def could_be_rejection(evidence: Evidence, *, threshold: float) -> bool:
    """Tell, without looking at any circumstances, whether the mail could be judged a rejection."""
    rules = [rule for rule in evidence.of("rejection") if rule.weight > 0]
    if sum(rule.weight for rule in rules) >= WEAK:
        return True
    learned = evidence.rules.learned.get("rejection")
    if learned is None or not is_personal(evidence):
        return False
    spoken = listen(evidence.texts, learned)
    at_most = PRIOR + sum(rule.weight for rule in rules)
    return _probability(with_words(spoken, at_most)) >= threshold


def _by_rules(evidence: Evidence, *, threshold: float, me: frozenset[str]) -> RejectionVerdict:
    weights = [rule.weight for rule in evidence.of("rejection") if rule.weight > 0]
    if sum(weights) < WEAK:  # most mail: not worth looking for the words
        return RejectionVerdict(score=_probability(PRIOR + sum(weights)), threshold=threshold)
    findings = _findings(evidence, me)
    return _verdict(evidence, PRIOR + _sum(findings), findings, threshold)


def _by_rules_and_words(
    evidence: Evidence, learned: Learned, *, threshold: float
) -> RejectionVerdict:
    spoken = listen(evidence.texts, learned)
    findings = _findings(evidence, frozenset())
    mine = sum(finding.weight for finding in findings if finding.file == CONFIG_FILE)
    (trust,) = learned.trust
    rules = _bounded(PRIOR + _sum(findings))
    log_odds = with_words(spoken, rules)
    log_odds += (1 - trust) * mine  # the user's own rules count whole
    words, rest = spoken.findings("yes")
    told = [*(_trusted(finding, trust) for finding in findings), *words]
    if words and rules <= 0 and mine <= 0 and not evidence.speaks("context", "job"):
        log_odds += NO_CONTEXT
        told.append(_built_in("nothing-of-a-job", NO_CONTEXT, "names nothing of a job"))
    return _verdict(evidence, log_odds, told, threshold, rest)


def _verdict(
    evidence: Evidence,
    log_odds: float,
    findings: Iterable[Finding],
    threshold: float,
    rest: Iterable[Finding] = (),
) -> RejectionVerdict:
    score = _probability(log_odds)
    return RejectionVerdict(
        is_rejection=score >= threshold,
        score=score,
        threshold=threshold,
        reason=_reason(evidence) if score >= threshold else None,
        findings=(*sorted(findings, key=lambda finding: -abs(finding.weight)), *rest),
    )


def _findings(evidence: Evidence, me: frozenset[str]) -> list[Finding]:
    sightings = tuple(evidence.sightings("rejection"))
    meant = tuple(seen for seen in sightings if not seen.only_possible)
    return [
        *(seen.finding() for seen in meant),
        *(_only_possible(seen) for seen in sightings if _was_strong_but_possible(seen)),
        *_circumstances(evidence, meant, me),
    ]


def _bounded(log_odds: float) -> float:
    return min(max(log_odds, LEAST_OF_RULES), MOST_OF_RULES)


def _trusted(finding: Finding, trust: float) -> Finding:
    if finding.file == CONFIG_FILE:
        return finding
    return replace(finding, weight=round(finding.weight * trust, 2))


def _sum(findings: Iterable[Finding]) -> float:
    weights = [finding.weight for finding in findings]
    strong = [weight for weight in weights if weight >= WEAK]
    strongest = max(strong, default=0.0)
    repeated = min(sum(strong) - strongest, REPEATED_CAP)
    weak = min(sum(weight for weight in weights if 0 < weight < WEAK), WEAK_CAP)
    return strongest + repeated + weak + sum(weight for weight in weights if weight < 0)


def _circumstances(
    evidence: Evidence, meant: tuple[Sighting, ...], me: frozenset[str]
) -> Iterable[Finding]:
    strong = [seen for seen in meant if seen.rule.weight >= WEAK]
    if not strong:
        return
    if penalty := _context_penalty(evidence, strong):
        yield _built_in("no-job-context", penalty, "is not about work that was applied for")
    if not evidence.speaks("context", "person") and not greets_somebody(evidence):
        yield _built_in("nobody-addressed", NOBODY_ADDRESSED, "does not speak to an applicant")
    if evidence.message.list_id:
        yield _built_in("mailing-list", MAILING_LIST, "came through a mailing list")
    if evidence.message.author.email.lower() in me:
        yield _built_in("own-mail", OWN_MAIL, "was written by the user")


def _context_penalty(evidence: Evidence, strong: Iterable[Sighting]) -> float:
    job = evidence.weight_of("context", "job")
    around = evidence.rules.fired("context", "around", _around(evidence, strong), evidence.heard)
    understood = (rule for rule in around if is_understood(rule, evidence.language))
    other = sum(rule.weight for rule in understood if rule.speaks_for == "other")
    missing = NEEDED_CONTEXT - job + other
    if missing <= 0:
        return 0.0
    return max(WORST_CONTEXT, missing * (OTHER_CONTEXT if other else MISSING_CONTEXT))


def _around(evidence: Evidence, strong: Iterable[Sighting]) -> str:
    texts = evidence.texts
    near = (
        texts[seen.rule.look_in][max(0, seen.start - NEAR) : seen.end + NEAR] for seen in strong
    )
    return "\n".join((texts["subject"], texts["from_name"], *near))


def _built_in(name: str, weight: float, because: str) -> Finding:
    return Finding(rule=name, weight=weight, because=because, excerpt="")


def _only_possible(seen: Sighting) -> Finding:
    return seen.finding(weight=0.0, because="only tells what could be")


def _was_strong_but_possible(seen: Sighting) -> bool:
    return seen.only_possible and seen.rule.weight >= WEAK


def reason_by_rules(evidence: Evidence) -> Reason | None:
    """Give the reason that the strongest evidence speaks for; None when none does."""
    sums: dict[Reason, float] = {}
    for seen in evidence.sightings("rejection"):
        if seen.rule.speaks_for and seen.rule.weight > 0 and not seen.only_possible:
            reason = Reason(seen.rule.speaks_for)
            sums[reason] = sums.get(reason, 0.0) + seen.rule.weight
    specific = {reason: sums[reason] for reason in _SPECIFIC if sums.get(reason, 0.0) >= WEAK}
    ranked = specific or sums
    return max(ranked, key=lambda reason: ranked[reason], default=None)


def _reason(evidence: Evidence) -> Reason:
    learned = evidence.rules.learned.get("reason")
    by_rules = reason_by_rules(evidence)
    if learned is None:
        return by_rules or Reason.OTHER
    spoken = listen(evidence.texts, learned)
    return Reason(spoken.likeliest(votes(by_rules, learned.answers)))


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
