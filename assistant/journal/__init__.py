"""The journal: what is done, kept so that a crash at any instant leaves at most one draft."""

from assistant.journal.journal import (
    IN_DOUBT,
    PLACED,
    REFUSED,
    WRITING,
    Considered,
    Intention,
    Journal,
    Waiting,
    default_url,
    open_journal,
    open_rehearsal,
)

__all__ = [
    "IN_DOUBT",
    "PLACED",
    "REFUSED",
    "WRITING",
    "Considered",
    "Intention",
    "Journal",
    "Waiting",
    "default_url",
    "open_journal",
    "open_rehearsal",
]
