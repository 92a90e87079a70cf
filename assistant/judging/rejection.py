"""Is this mail a rejection of the user's own application? The log-odds of the evidence are summed.

Strong evidence decides, weak evidence only helps: its sum is capped. Without a context of work the
reader applied for, and in the user's own mail, hardly anything counts. Acknowledgement wording is
counter-evidence too light to outweigh a decision that is told. Where the combinations of a language
are fitted, they are added to what the rules say, which is trusted less then; and so are its
phrases to both.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from assistant.judging.combinations import combined, fit_for, phrases_for, quoted
from assistant.judging.evidence import Evidence, Sighting, is_understood
from assistant.judging.facts import greets_somebody
from assistant.judging.judgement import Finding, Reason, RejectionVerdict
from assistant.judging.phrases import Phrases, weigh
from assistant.judging.rulefiles import CONFIG_FILE, Fit

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
WORTH_QUOTING = -4.0
"""Log-odds from which on combinations are quoted: finding the words costs more than weighing."""
LEAST_OF_RULES, MOST_OF_RULES = -8.0, 5.0
"""What the single rules may say at most where they are weighed against combinations."""

BOUND = 6.0
"""What rules and combinations may say at most where they are weighed against phrases."""

_SPECIFIC = (Reason.OTHER_CANDIDATE, Reason.CANCELLED, Reason.PAUSED, Reason.FILLED)


def judge_rejection(
    evidence: Evidence, *, threshold: float, me: frozenset[str]
) -> RejectionVerdict:
    """Weigh the evidence; ``me`` are the user's own addresses, lower-cased."""
    weights = [rule.weight for rule in evidence.of("rejection") if rule.weight > 0]
    fit = fit_for(evidence)
    if sum(weights) < WEAK and not fit:  # most mail: not worth looking for the words
        return RejectionVerdict(score=_probability(PRIOR + sum(weights)), threshold=threshold)
    log_odds, findings, meant = _weighed(evidence, fit, me)
    phrases = phrases_for(evidence)
    if phrases and evidence.message.author.email.lower() not in me:
        log_odds, findings = _with_phrases(evidence, phrases, log_odds, findings)
    score = _probability(log_odds)
    return RejectionVerdict(
        is_rejection=score >= threshold,
        score=score,
        threshold=threshold,
        reason=_reason(meant) if score >= threshold else None,
        findings=tuple(sorted(findings, key=lambda finding: -abs(finding.weight))),
    )


def before_phrases(evidence: Evidence) -> float:
    """Give the log-odds of rules and combinations, within the bounds set for them."""
    return _between(_weighed(evidence, fit_for(evidence), frozenset())[0], -BOUND, BOUND)


def wording(evidence: Evidence) -> str:
    """Give the text that is looked through for phrases."""
    return f"{evidence.texts['subject']} . {evidence.texts['body']}"


def rules_say(evidence: Evidence) -> float:
    """Give the log-odds that the single rules add up to, within their bounds."""
    sightings = tuple(evidence.sightings("rejection"))
    meant = tuple(seen for seen in sightings if not seen.only_possible)
    findings = [seen.finding() for seen in meant]
    findings += _circumstances(evidence, meant, frozenset())
    return _bounded(PRIOR + _sum(findings))


def _weighed(
    evidence: Evidence, fit: Fit | None, me: frozenset[str]
) -> tuple[float, list[Finding], tuple[Sighting, ...]]:
    sightings = tuple(evidence.sightings("rejection"))
    meant = tuple(seen for seen in sightings if not seen.only_possible)
    findings = [seen.finding() for seen in meant]
    findings += [_only_possible(seen) for seen in sightings if _was_strong_but_possible(seen)]
    findings += _circumstances(evidence, meant, me)
    log_odds = PRIOR + _sum(findings)
    if fit and evidence.message.author.email.lower() not in me:
        log_odds, findings = _with_combinations(evidence, fit, log_odds, findings)
    return log_odds, findings, meant


def _with_phrases(
    evidence: Evidence, phrases: Phrases, before: float, findings: Iterable[Finding]
) -> tuple[float, list[Finding]]:
    """Add the phrases; the user's own rules count whole."""
    scaled = [_trusted(finding, phrases.trust) for finding in findings]
    spoken, told = weigh(wording(evidence), phrases)
    log_odds = phrases.start + phrases.trust * _between(before, -BOUND, BOUND) + spoken
    log_odds -= phrases.caution if before <= 0 else 0.0
    mine = sum(finding.weight for finding in scaled if finding.file == CONFIG_FILE)
    return log_odds + (1 - phrases.trust) * mine, [*scaled, *told]


def _with_combinations(
    evidence: Evidence, fit: Fit, rules: float, findings: Iterable[Finding]
) -> tuple[float, list[Finding]]:
    """Add the combinations; the user's own rules count whole."""
    scaled = [_trusted(finding, fit.trust) for finding in findings]
    mine = [f for f in scaled if f.file == CONFIG_FILE]
    seen = list(combined(evidence))
    log_odds = fit.start + fit.trust * _bounded(rules) + sum(one.rule.weight for one in seen)
    log_odds -= fit.caution if rules <= 0 else -fit.caution
    log_odds += (1 - fit.trust) * sum(finding.weight for finding in mine)
    told = (quoted(one, evidence) for one in seen) if log_odds > WORTH_QUOTING else seen
    return log_odds, [*scaled, *(one.finding() for one in told)]


def _bounded(log_odds: float) -> float:
    return _between(log_odds, LEAST_OF_RULES, MOST_OF_RULES)


def _between(log_odds: float, least: float, most: float) -> float:
    return min(max(log_odds, least), most)


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
    around = evidence.rules.fired("around", _around(evidence, strong), evidence.heard)
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


def _reason(meant: tuple[Sighting, ...]) -> Reason:
    sums: dict[Reason, float] = {}
    for seen in meant:
        if seen.rule.speaks_for and seen.rule.weight > 0:
            reason = Reason(seen.rule.speaks_for)
            sums[reason] = sums.get(reason, 0.0) + seen.rule.weight
    specific = {reason: sums[reason] for reason in _SPECIFIC if sums.get(reason, 0.0) >= WEAK}
    ranked = specific or sums
    return max(ranked, key=lambda reason: ranked[reason], default=Reason.OTHER)


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-log_odds))
