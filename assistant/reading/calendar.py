"""Invitations (text/calendar, RFC 5545) become events: who, with whom, when in UTC."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from assistant.message import Address, CalendarEvent
from assistant.reading.normal import one_line
from assistant.reading.wording import WINDOWS_ZONES

LARGEST_CALENDAR = 64 * 1024
_MOST_EVENTS = 10
_MOST_ATTENDEES = 100
_FOLD = re.compile(r"\r?\n[ \t]")
_PARAMETER = re.compile(r';([\w-]++)=(?:"([^"]*+)"?|([^";:]*+))')
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d+S)?)?"
)
_ZONE_NAME = re.compile(r"[A-Za-z]{2,20}(?:/[A-Za-z_+\-0-9]{1,30}){0,2}")
_ESCAPED = re.compile(r"\\([\\;,nN])")

_Property = tuple[str, dict[str, str], str]


def read_calendar(text: str) -> tuple[CalendarEvent, ...]:
    """Read the first ten events of a calendar text of at most 64 KiB; never raises.

    Times without a known zone are left out (None): a wrong hour is worse than none.
    """
    method = ""
    events: list[CalendarEvent] = []
    held: list[_Property] | None = None
    for name, parameters, value in _properties(text[:LARGEST_CALENDAR]):
        if name == "METHOD":
            method = value.strip().upper()[:20]
        elif name == "BEGIN" and value.upper() == "VEVENT":
            held = []
        elif name == "END" and value.upper() == "VEVENT" and held is not None:
            events.append(_event(held, method))
            held = None
        elif held is not None:
            held.append((name, parameters, value))
        if len(events) == _MOST_EVENTS:
            break
    return tuple(events)


def _properties(text: str) -> Iterator[_Property]:
    for line in _FOLD.sub("", text).splitlines():
        name = re.match(r"[\w-]+", line)
        if name is None:
            continue
        at, parameters = name.end(), {}
        while match := _PARAMETER.match(line, at):
            parameters[match[1].upper()] = match[2] or match[3] or ""
            at = match.end()
        if line[at : at + 1] == ":":
            yield name[0].upper(), parameters, line[at + 1 :].strip()


def _event(properties: list[_Property], method: str) -> CalendarEvent:
    first: dict[str, tuple[dict[str, str], str]] = {}
    attendees: list[Address] = []
    for name, parameters, value in properties:
        if name == "ATTENDEE" and len(attendees) < _MOST_ATTENDEES:
            attendees.append(_person(parameters, value))
        first.setdefault(name, (parameters, value))
    starts = _time(*first["DTSTART"]) if "DTSTART" in first else None
    ends = _time(*first["DTEND"]) if "DTEND" in first else None
    if starts and ends is None and "DURATION" in first:
        ends = _after(starts, first["DURATION"][1])
    return CalendarEvent(
        method=method,
        summary=_text(first["SUMMARY"][1]) if "SUMMARY" in first else "",
        organizer=_person(*first["ORGANIZER"]) if "ORGANIZER" in first else None,
        attendees=tuple(dict.fromkeys(attendees)),
        starts=starts,
        ends=ends,
    )


def _text(value: str) -> str:
    return one_line(_ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value))


def _person(parameters: dict[str, str], value: str) -> Address:
    email = value[7:] if value.lower().startswith("mailto:") else parameters.get("EMAIL", value)
    name = one_line(parameters.get("CN", ""), limit=200)
    email = one_line(email, limit=320)
    return Address(name="" if name == email else name, email=email if "@" in email else "")


def _time(parameters: dict[str, str], value: str) -> datetime | None:
    match = _TIME.match(value)
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        if match[7] or match[4] is None:
            return moment
        zone = _zone(parameters.get("TZID", ""))
        return moment.replace(tzinfo=zone).astimezone(UTC) if zone else None
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> ZoneInfo | None:
    # QUIRK: RFC 5545 §3.2.19: Outlook writes Windows' names of zones.
    name = WINDOWS_ZONES.get(name, name)
    if _ZONE_NAME.fullmatch(name) is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _after(starts: datetime, duration: str) -> datetime | None:
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    weeks, days, hours, minutes = (int(number or 0) for number in match.groups())
    try:
        return starts + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError:
        return None
