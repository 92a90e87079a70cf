from datetime import UTC, datetime

from assistant.message import Address
from assistant.reading.headers import read_headers

LONG_ID = f"<{'A1b2' * 25}@mail.example.com>"


def lines(*fields: str) -> bytes:
    return "\r\n".join((*fields, "", "body")).encode()


def test_an_ordinary_header_block():
    headers = read_headers(
        lines(
            "Delivered-To: kim@example.com",
            "Return-Path: <bounce@example.org>",
            "Authentication-Results: mx.example.com; dmarc=pass",
            "Authentication-Results: forged.example; dmarc=fail",
            "From: Sam Roe <sam@example.org>",
            "Sender: list@example.org",
            "Reply-To: jobs@example.org",
            "To: Kim <kim@example.com>, lee@example.com",
            "Cc: ann@example.org",
            "Subject: =?utf-8?Q?Ihre_Bewerbung_f=C3=BCr?= X",
            "Date: Fri, 20 Nov 2026 10:00:00 +0100",
            "Message-ID: <1@example.org>",
            "In-Reply-To: <0@example.com>",
            "References: <a@b>\r\n <0@example.com>",
            "List-Id: Jobs <jobs.example.org>",
            "List-Unsubscribe: <mailto:u@example.org>",
            "Auto-Submitted: Auto-Generated",
            "Precedence: Bulk",
        )
    )
    assert headers.senders == (Address(name="Sam Roe", email="sam@example.org"),)
    assert headers.sender == Address(email="list@example.org")
    assert headers.reply_to == (Address(email="jobs@example.org"),)
    assert [address.email for address in headers.to] == ["kim@example.com", "lee@example.com"]
    assert headers.cc == (Address(email="ann@example.org"),)
    assert headers.delivered_to == (Address(email="kim@example.com"),)
    assert headers.return_path == "bounce@example.org"
    assert headers.subject == "Ihre Bewerbung für X"
    assert headers.date == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert headers.message_id == "<1@example.org>"
    assert headers.in_reply_to == ("<0@example.com>",)
    assert headers.references == ("<a@b>", "<0@example.com>")
    assert headers.authentication is not None
    assert headers.authentication.dmarc == "pass"
    assert headers.list_id == "Jobs <jobs.example.org>"
    assert headers.list_unsubscribe == "<mailto:u@example.org>"
    assert headers.auto_submitted == "auto-generated"
    assert headers.precedence == "bulk"
    assert headers.defects == ()


def test_nothing_at_all():
    headers = read_headers(b"")
    assert headers.senders == ()
    assert headers.date is None
    assert headers.return_path is None
    assert headers.defects == ("no header block", "no Date")


def test_the_null_sender_is_not_a_missing_one():
    assert read_headers(lines("Return-Path: <>")).return_path == ""


def test_two_authors_are_both_told():
    assert len(read_headers(lines("From: a@x.example", "From: b@x.example")).senders) == 2


def test_long_ids_and_sloppy_ids():
    headers = read_headers(
        lines(
            f"Message-ID: {LONG_ID}",
            "In-Reply-To: Message of Friday <a@b> from Kim <c@d>",
            "References: x@y z@w",
        )
    )
    assert headers.message_id == LONG_ID
    assert headers.in_reply_to == ("<a@b>", "<c@d>")
    assert headers.references == ("<x@y>", "<z@w>")


def test_ids_with_odd_characters_stay_as_written():
    odd = "<[abc]=?utf-8?Q?x?=@[127.0.0.1]>"
    assert read_headers(lines(f"Message-ID: {odd}")).message_id == odd


def test_an_id_folded_in_the_middle_is_whole_again():
    assert read_headers(lines("Message-ID: <abc\r\n def@x>")).message_id == "<abcdef@x>"


def test_of_very_many_references_the_ends_are_kept():
    ids = [f"<{number}@example.org>" for number in range(300)]
    references = read_headers(lines("References: " + " ".join(ids))).references
    assert references == (*ids[:20], *ids[-20:])


def test_a_missing_date_is_taken_from_the_last_server():
    headers = read_headers(
        lines("Received: from a by b; Fri, 20 Nov 2026 09:00:00 +0000", "Date: soon")
    )
    assert headers.date == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert headers.defects == ("unreadable Date, took that of Received",)


def test_marks_of_the_sending_system():
    headers = read_headers(
        lines("X-Mailer: Sender 3", "X-SG-EID: abc", "X-Greenhouse-Job: 1", "X-Spam: no")
    )
    assert headers.mailer == "Sender 3; x-sg-eid; x-greenhouse-job"


def test_the_fingerprint_tells_mails_apart_that_share_an_id():
    base = ["From: a@x.example", "Message-ID: <1@x>", "Date: Fri, 20 Nov 2026 09:00:00 +0000"]
    one = read_headers(lines(*base, "Subject: one")).fingerprint
    assert one == read_headers(lines("X-New: y", *base, "Subject: one")).fingerprint
    assert one != read_headers(lines(*base, "Subject: two")).fingerprint


def test_without_an_id_the_whole_header_block_is_the_fingerprint():
    one = read_headers(lines("From: a@x.example", "X-Trace: 1")).fingerprint
    two = read_headers(lines("From: a@x.example", "X-Trace: 2")).fingerprint
    assert len(one) == 64
    assert one != two
