"""How far had the application come? The furthest step the mail proves, and what its words tell."""

from __future__ import annotations

from itertools import chain

from assistant.judging.evidence import Evidence, Sighting
from assistant.judging.judgement import Stage, StageVerdict
from assistant.judging.learned import listen, votes

_FURTHEST_FIRST = (Stage.FINAL, Stage.INTERVIEW, Stage.SCREEN, Stage.APPLICATION)
ENOUGH = 1.0
"""Evidence for a stage that weighs less proves nothing."""


def judge_stage(evidence: Evidence, *, is_rejection: bool) -> StageVerdict:
    """Add up the evidence for each stage; the furthest that has enough speaks beside the words.

    Words are learned from rejections, and tell nothing of other mail.
    """
    stage, seen = _by_rules(evidence)
    findings = tuple(one.finding() for one in seen)
    learned = evidence.rules.learned.get("stage")
    if learned is None or not is_rejection:
        return StageVerdict(value=stage or Stage.UNKNOWN, findings=findings)
    spoken = listen(evidence.texts, learned)
    answer = spoken.likeliest(votes(stage, learned.answers))
    return StageVerdict(value=Stage(answer), findings=(*findings, *chain(*spoken.findings(answer))))


def stage_by_rules(evidence: Evidence) -> Stage | None:
    """Give the furthest stage that the rules prove; None when they prove none."""
    return _by_rules(evidence)[0]


def _by_rules(evidence: Evidence) -> tuple[Stage | None, list[Sighting]]:
    if not evidence.speaks("context", "job"):
        return None, []
    meant = [seen for seen in evidence.sightings("stage") if not seen.only_possible]
    for stage in _FURTHEST_FIRST:
        mine = [seen for seen in meant if seen.rule.speaks_for == stage]
        if sum(seen.rule.weight for seen in mine) >= ENOUGH:
            return stage, mine
    return None, []
