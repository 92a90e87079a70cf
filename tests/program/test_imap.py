"""The installed command on a large mailbox of a real IMAP server, over TLS."""

import email
import json
import re
from datetime import UTC, datetime

import pytest
from mailkit import RECEIPT, REJECTION, mail
from servers.client import OtherClient
from servers.dovecot import PASSWORD

ACCOUNT = """
[[account]]
name = "work"
kind = "imap"
host = "localhost"
port = {port}
username = "{user}"
password_env = "SECRET"
ca_file = "{authority}"
"""
MAILS = 2_000
EVERY = 100
"""One mail in so many is a rejection, each of another company."""
DAY = datetime(2026, 11, 20, 7, tzinfo=UTC)
COMMAND = re.compile(r"[A-Z]{4}\d+ ([A-Z].*)")
"""A line with imapclient's tag; the others are the drafts' own text."""
READING = re.compile(r"(?:CAPABILITY|NAMESPACE|LIST|LOGOUT|EXAMINE|UID SEARCH|UID FETCH)\b")


def rejection(number):
    company = f"Number{number} Works"
    return mail(
        REJECTION.replace("Acme Ltd", company),
        number=number,
        sender=f"Jane Roe <jane@number{number}.example>",
        subject=f"Your application at {company}",
    )


def other(number):
    bodies = (RECEIPT, "See you at the station at six.\n", "Your parcel is on its way.\n")
    sender = f"Sender {number} <sender{number}@shop{number}.example>"
    return mail(bodies[number % 3], number=number, sender=sender, subject="News for you")


@pytest.fixture
def box(home, dovecot_tls, imap_user):
    text = home.config.read_text().partition("[[account]]")[0].rstrip()
    account = ACCOUNT.format(
        port=dovecot_tls.port, user=imap_user, authority=dovecot_tls.certificates.authority
    )
    home.config.write_text(f"{text}\nper_day = 50\n{account}")
    home.environment["SECRET"] = PASSWORD
    with OtherClient(dovecot_tls, imap_user) as client:
        yield client


def test_two_thousand_mails_with_twenty_rejections(home, dovecot_tls, imap_user, box):
    assert box.mails("INBOX") == []  # the server makes the folder when it is opened
    dovecot_tls.fill(
        imap_user,
        (
            (
                rejection(number) if number % EVERY == 0 else other(number),
                ("", "S", "F", "FS")[number % 4],
                DAY.timestamp() + number,
            )
            for number in range(MAILS)
        ),
    )
    before = box.mails("INBOX")
    dovecot_tls.keep_commands(imap_user)

    result = home.sweep("--json")
    assert result.returncode == 0, result.stderr
    outcomes = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(outcomes) == MAILS
    drafted = [outcome for outcome in outcomes if outcome["decision"]["action"] == "draft"]
    assert len(drafted) == MAILS // EVERY

    drafts = box.mails("Drafts")
    assert len(drafts) == MAILS // EVERY
    answered = {f"<mail-{number}@acme.example>" for number in range(0, MAILS, EVERY)}
    for flags, raw in drafts:
        draft = email.message_from_bytes(raw)
        assert flags == {"\\Draft", "\\Seen"}
        assert draft["References"] == draft["In-Reply-To"]
        answered.remove(draft["In-Reply-To"])
    assert not answered
    assert box.mails("INBOX") == before

    first = dovecot_tls.commands(imap_user)
    assert home.sweep("--json").stdout == ""
    second = dovecot_tls.commands(imap_user)[len(first) :]
    assert not [line for line in second if "BODY" in line], "nothing is fetched again"
    commands = [match[1] for line in first + second if (match := COMMAND.match(line))]
    writing = [command for command in commands if not READING.match(command)]
    assert len(writing) == MAILS // EVERY
    assert all(command.startswith('APPEND "Drafts" (\\Draft \\Seen)') for command in writing)


def test_a_wrong_password_is_refused(home, box):
    home.environment["SECRET"] = "wrong"
    result = home.sweep()
    assert result.returncode == 4
    assert "What to do:" in result.stderr
    assert "wrong" not in result.stderr.replace("wrong password", "")


def test_a_certificate_nobody_vouches_for_is_refused(home, box):
    home.config.write_text(re.sub("ca_file = .*", "", home.config.read_text()))
    result = home.sweep()
    assert result.returncode == 4
    assert "ca_file" in result.stderr
