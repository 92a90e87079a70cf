"""Senders whose role the user knows become rules of the user's own, like any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.config import Judging, RuleSettings
from assistant.judging.judgement import Role

WEIGHT = 12.0
"""More than everything else together can say of a sender."""


def rules_for(judging: Judging) -> Iterator[RuleSettings]:
    """Give a rule for each list of addresses and domains that is not empty."""
    lists = {
        "agencies": (Role.RECRUITER_AGENCY, judging.agencies),
        "recruiters": (Role.RECRUITER_INHOUSE, judging.recruiters),
        "managers": (Role.HIRING_MANAGER, judging.managers),
    }
    for name, (role, senders) in lists.items():
        if senders:
            yield RuleSettings(
                id=f"my-{name}",
                judgement="sender",
                speaks_for=role,
                look_in="from_address",
                pattern=_pattern(senders),
                weight=WEIGHT,
                because=f"is in your list of {name}",
            )


def _pattern(senders: Iterable[str]) -> str:
    """An address stands for itself, a domain for every address in it and below it."""
    return "|".join(f"(?:{'^' if '@' in one else '[@.]'}{re.escape(one)}$)" for one in senders)
