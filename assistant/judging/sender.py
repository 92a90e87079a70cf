"""Who wrote, and is there anybody to answer to? Evidence for each role, made into probabilities.

Who signs counts more than the address: a person who signs a mail that can be answered is a person,
whatever system sent it. What the learned words say is added to what the rules say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain

from assistant.judging.evidence import Evidence, summed
from assistant.judging.judgement import Finding, Role, SenderVerdict
from assistant.judging.learned import Spoken, listen
from assistant.judging.rulefiles import CONFIG_FILE, Rule

ROLES = (Role.RECRUITER_AGENCY, Role.RECRUITER_INHOUSE, Role.HIRING_MANAGER, Role.AUTOMATED)
PRIORS = {
    Role.RECRUITER_AGENCY: -1.5,
    Role.RECRUITER_INHOUSE: 0.0,
    Role.HIRING_MANAGER: -0.7,
    Role.AUTOMATED: 0.0,
}
"""Log-odds before any evidence."""
UNCLEAR = 0.45
"""A role less probable than this is unknown."""
UNANSWERABLE = 3.0
"""What it weighs for "automated" that nobody reads replies."""
NOBODY_SIGNS = 2.0
LEAST_SHARE = 0.001
"""Rules are never surer than this of a role, beside words."""
UNBORNE_TITLE = 0.4
SOMEBODY_SIGNS = 1.5


def judge_sender(evidence: Evidence, *, contact_name: str | None) -> SenderVerdict:
    """Weigh the evidence; ``contact_name`` is the person who signs, as far as one is known."""
    can_reply = _can_reply(evidence)
    log_odds, findings = _by_rules(evidence, contact_name, can_reply=can_reply)
    if not findings and not evidence.message.author.email and not contact_name:
        return SenderVerdict(can_reply=can_reply)
    scores = _softmax(log_odds)
    if learned := evidence.rules.learned.get("sender"):
        spoken = listen(evidence.texts, learned)
        scores = _shares(spoken, log_odds, _mine(evidence))
        findings += chain(*spoken.findings(max(scores, key=lambda role: scores[role])))
    best = max(scores, key=lambda role: scores[role])
    role = best if scores[best] >= UNCLEAR else Role.UNKNOWN
    return SenderVerdict(role=role, scores=scores, can_reply=can_reply, findings=tuple(findings))


def rules_say(evidence: Evidence, *, contact_name: str | None) -> list[float]:
    """Give the log-odds of each role by the rules alone, within bounds."""
    can_reply = _can_reply(evidence)
    log_odds, _ = _by_rules(evidence, contact_name, can_reply=can_reply)
    return _each_against_the_others(log_odds)


def _by_rules(
    evidence: Evidence, contact_name: str | None, *, can_reply: bool
) -> tuple[dict[Role, float], list[Finding]]:
    log_odds = dict(PRIORS)
    findings: list[Finding] = []
    for seen in evidence.sightings("sender"):
        if not seen.only_possible and (weight := _weight(seen.rule, contact_name)):
            log_odds[Role(seen.rule.speaks_for)] += weight
            findings.append(seen.finding(weight=weight))
    if not can_reply:
        log_odds[Role.AUTOMATED] += UNANSWERABLE
    log_odds[Role.AUTOMATED] += -SOMEBODY_SIGNS if contact_name else NOBODY_SIGNS
    return log_odds, findings


def _each_against_the_others(log_odds: dict[Role, float]) -> list[float]:
    shares = _softmax(log_odds)
    bounded = (min(max(share, LEAST_SHARE), 1 - LEAST_SHARE) for share in shares.values())
    return [math.log(share / (1 - share)) for share in bounded]


def _mine(evidence: Evidence) -> list[float]:
    """What the user's own rules say of each role: it counts whole, whatever the words are."""
    mine = [rule for rule in evidence.of("sender") if rule.file == CONFIG_FILE]
    return [summed(rule for rule in mine if rule.speaks_for == role) for role in ROLES]


def _shares(
    spoken: Spoken, log_odds: dict[Role, float], mine: Sequence[float]
) -> dict[Role, float]:
    """Make what rules and words say of each role into probabilities that add up to 1."""
    said = spoken.log_odds(_each_against_the_others(log_odds))
    most = max(mine)
    chances = [1 / (1 + math.exp(-one - own + most)) for one, own in zip(said, mine, strict=True)]
    return {role: chance / sum(chances) for role, chance in zip(ROLES, chances, strict=True)}


def _weight(rule: Rule, contact_name: str | None) -> float:
    """A person who signs overrules a team's name; a title that nobody bears says little."""
    if contact_name and rule.speaks_for == Role.AUTOMATED:
        return 0.0 if rule.look_in in ("signature", "from_name") else rule.weight
    if not contact_name and rule.look_in == "signature" and rule.speaks_for != Role.AUTOMATED:
        return rule.weight * UNBORNE_TITLE
    return rule.weight


def _can_reply(evidence: Evidence) -> bool:
    message = evidence.message
    weight = 1.0 if message.author.email or message.reply_to else -9.0
    for rule in evidence.of("reply"):
        if message.reply_to and rule.look_in == "from_address" and rule.speaks_for == "no":
            continue  # RFC 5322 §3.6.2: replies go to Reply-To, whoever the author is
        weight += rule.weight if rule.speaks_for == "yes" else -rule.weight
    return weight > 0


def _softmax(log_odds: dict[Role, float]) -> dict[Role, float]:
    powers = {role: math.exp(weight) for role, weight in log_odds.items()}
    total = sum(powers.values())
    return {role: power / total for role, power in powers.items()}
