"""Dates of header fields (RFC 5322 §3.3) as aware times in UTC, or nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_LONGEST = 100
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_USUAL = re.compile(
    r"(?:[A-Za-z]{3},\s*)?(\d{1,2})\s+([A-Za-z]{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?"
    r"\s+(?:([+-])(\d\d)(\d\d)|GMT|UTC?|Z)(?:\s*\([^()]*\))?\s*"
)


def read_date(value: str) -> datetime | None:
    """Read a date; one without a zone is taken for UTC. None when it is none or impossible."""
    value = value[:_LONGEST]
    if not value:
        return None
    try:
        usual = _USUAL.fullmatch(value)
        return _from_usual(usual) if usual else _from_unusual(value)
    except (ValueError, OverflowError, KeyError, IndexError, TypeError):
        return None


def _from_usual(match: re.Match[str]) -> datetime:
    day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
    # QUIRK: RFC 5322 §3.3 allows second 60, datetime does not.
    local = datetime(
        int(year), _MONTHS[month.lower()], int(day), int(hour), int(minute),
        min(int(second or 0), 59), tzinfo=UTC,
    )  # fmt: skip
    if sign is None:
        return local
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return local + offset if sign == "-" else local - offset


def _from_unusual(value: str) -> datetime | None:
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    year, month, day, hour, minute, second, *_, offset = parsed
    zone = timezone(timedelta(seconds=offset or 0))
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone).astimezone(UTC)
