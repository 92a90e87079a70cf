from datetime import UTC, datetime

import pytest

from assistant.reading.dates import read_date

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Fri, 20 Nov 2026 09:00:00 +0000",
        "Fri, 20 Nov 2026 10:00:00 +0100",
        "20 Nov 2026 03:30:00 -0530",
        "Fri, 20 Nov 2026 09:00 GMT",
        "Fri, 20 Nov 2026 10:00:00 +0100 (CET)",
        "Fri, 20 Nov 26 09:00:00 +0000",
        "Fri, 20 Nov 2026 04:00:00 EST",
        "Fri, 20 Nov 2026 09:00:00 -0000",
        "Fri, 20 Nov 2026 09:00:00",
        "Fri,20 Nov 2026 09:00:00 +0000",
    ],
)
def test_dates_are_read_in_utc(written):
    assert read_date(written) == NINE
    assert read_date(written).utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    "written",
    ["", "soon", "Fri, 99 Nov 2026 09:00:00 +0000", "Fri, 20 Foo 2026 09:00:00 +0000", "1 " * 400,
     "Fri, 20 Nov 2026 25:00:00 +0000", "Fri, 20 Nov 99999 09:00:00 +0000", "(" * 90,
     "01 Jan 0001 00:00:00 +2300", "Fri, 20 Nov 2026 09:00:00 +9999999"],
)  # fmt: skip
def test_what_is_no_date_is_none(written):
    assert read_date(written) is None


def test_a_leap_second_is_the_second_before():
    assert read_date("Sat, 31 Dec 2016 23:59:60 +0000") == datetime(
        2016, 12, 31, 23, 59, 59, tzinfo=UTC
    )
