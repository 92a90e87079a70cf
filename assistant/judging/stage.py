"""How far had the application come? The furthest step the mail proves."""

from __future__ import annotations

from assistant.judging.evidence import Evidence
from assistant.judging.judgement import Stage, StageVerdict

_FURTHEST_FIRST = (Stage.FINAL, Stage.INTERVIEW, Stage.SCREEN, Stage.APPLICATION)
ENOUGH = 1.0
"""Evidence for a stage that weighs less proves nothing."""


def judge_stage(evidence: Evidence, *, by_machine: bool) -> StageVerdict:
    """Add up the evidence for each stage and take the furthest that has enough.

    Mail ``by_machine`` that proves nothing stands for the first stage: templates tell of more.
    """
    if not evidence.speaks("context", "job"):
        return StageVerdict()
    meant = [seen for seen in evidence.sightings("stage") if not seen.only_possible]
    for stage in _FURTHEST_FIRST:
        mine = [seen for seen in meant if seen.rule.speaks_for == stage]
        if sum(seen.rule.weight for seen in mine) >= ENOUGH:
            return StageVerdict(value=stage, findings=tuple(seen.finding() for seen in mine))
    return StageVerdict(value=Stage.APPLICATION if by_machine else Stage.UNKNOWN)
