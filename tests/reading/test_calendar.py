from datetime import UTC, datetime

import pytest

from assistant.message import Address
from assistant.reading.calendar import LARGEST_CALENDAR, read_calendar

INVITATION = """BEGIN:VCALENDAR\r
METHOD:REQUEST\r
BEGIN:VTIMEZONE\r
TZID:Europe/Berlin\r
BEGIN:STANDARD\r
DTSTART:19701025T030000\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
SUMMARY:Interview\\, second round\r
ORGANIZER;CN="Roe, Sam":mailto:sam@example.org\r
ATTENDEE;CN=Kim Doe;ROLE=REQ-PARTICIPANT:MAILTO:kim@exam\r
 ple.com\r
ATTENDEE:mailto:lee@example.org\r
DTSTART;TZID=Europe/Berlin:20261120T100000\r
DTEND;TZID="W. Europe Standard Time":20261120T110000\r
END:VEVENT\r
END:VCALENDAR\r
"""


def event(*lines: str):
    (found,) = read_calendar("\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT")))
    return found


def test_an_invitation():
    (found,) = read_calendar(INVITATION)
    assert found.method == "REQUEST"
    assert found.summary == "Interview, second round"
    assert found.organizer == Address(name="Roe, Sam", email="sam@example.org")
    assert found.attendees == (
        Address(name="Kim Doe", email="kim@example.com"),
        Address(email="lee@example.org"),
    )
    assert found.starts == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert found.ends == datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("DTSTART:20261120T090000Z", datetime(2026, 11, 20, 9, 0, tzinfo=UTC)),
        ("DTSTART;VALUE=DATE:20261120", datetime(2026, 11, 20, tzinfo=UTC)),
        ("DTSTART;TZID=Nowhere/Else:20261120T090000", None),
        ("DTSTART;TZID=../../etc/passwd:20261120T090000", None),
        ("DTSTART;TZID=Europe:20261120T090000", None),
        ("DTSTART:20261120T090000", None),
        ("DTSTART:20269920T090000Z", None),
        ("DTSTART:tomorrow", None),
    ],
)
def test_times(written, read):
    assert event(written).starts == read


def test_a_duration_gives_the_end():
    found = event("DTSTART:20261120T090000Z", "DURATION:PT1H30M")
    assert found.ends == datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    assert event("DTSTART:20261120T090000Z", "DURATION:long").ends is None


def test_limits():
    assert len(read_calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 50)) == 10
    assert len(event(*(f"ATTENDEE:mailto:{n}@x.example" for n in range(500))).attendees) == 100
    assert read_calendar(" " * LARGEST_CALENDAR + "\nBEGIN:VEVENT\nEND:VEVENT") == ()


@pytest.mark.parametrize("text", ["", "BEGIN:VEVENT", "END:VEVENT", ":", "A;B", 'ATTENDEE;CN=":x'])
def test_fragments_give_nothing(text):
    assert read_calendar(text) == ()
