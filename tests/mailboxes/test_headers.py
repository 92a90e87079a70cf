"""Ids and times, as far as a mailbox must know them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.mailboxes.headers import Ids, ids_of, time_of

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_ids_are_those_of_the_mail_itself_and_of_all_it_answers() -> None:
    header = (
        b"Message-ID: <own@x>\r\nIn-Reply-To: <parent@x>\r\n"
        b"References: <root@x>\r\n <parent@x>\r\n\r\nMessage-ID: <body@x>\r\n"
    )
    assert ids_of(header) == Ids(own="<own@x>", answers=frozenset({"<root@x>", "<parent@x>"}))


@pytest.mark.parametrize("raw", [b"", b"\r\n", b"no header", b"\xff\x00\n:\n", b"Message-ID:\n\n"])
def test_a_mail_without_ids_has_none(raw: bytes) -> None:
    assert ids_of(raw) == Ids()
    assert not ids_of(raw).answer_any(["", "<a@x>"])


@pytest.mark.parametrize(
    ("header", "time"),
    [
        (b"Date: Fri, 20 Nov 2026 10:00:00 +0100\n", NINE),
        (b"Date: Fri, 20 Nov 2026 09:00:00 -0000\n", NINE),
        (
            b"Received: a; Fri, 20 Nov 2026 09:00:00 GMT\nReceived: b; Thu, 1 Jan 2026 0:0:0 Z\n",
            NINE,
        ),
        (b"Received: by x;\n Fri, 20 Nov 2026 09:00:00 +0000 (UTC)\nDate: nonsense\n", NINE),
        (b"Received: without time\nDate: Fri, 20 Nov 2026 09:00:00 +0000\n", NINE),
        (b"Date: Fri, 99 Nov 20266 09:00:00 +9999\n", None),
        (b"", None),
    ],
)
def test_the_topmost_received_field_goes_before_the_date(
    header: bytes, time: datetime | None
) -> None:
    assert time_of(header) == time
