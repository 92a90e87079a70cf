"""Connecting, TLS and logging in, against a real Dovecot and a scripted server."""

from __future__ import annotations

import logging
import socket
import ssl
from pathlib import Path

import pytest
from servers import scripted as script
from servers.certificates import make_certificates
from servers.dovecot import ODD_PASSWORD, ODD_USER, PASSWORD, Dovecot, Options, running
from servers.scripted import ScriptedImap, scripted

from assistant.config import ImapAccount
from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes.imap import connection as under_test
from assistant.mailboxes.imap.connection import Connection


def account(server: Dovecot | ScriptedImap, **settings: object) -> ImapAccount:
    told = {
        "name": "work",
        "kind": "imap",
        "host": "localhost",
        "port": server.port,
        "tls": "none",
        "username": "kim",
    }
    if isinstance(server, Dovecot) and server.options.tls != "none":
        told |= {"tls": server.options.tls, "ca_file": server.certificates.authority}
    return ImapAccount.model_validate(told | settings)


def test_implicit_tls_and_the_authority_of_the_config_let_one_in(dovecot_tls: Dovecot) -> None:
    connection = Connection(account(dovecot_tls), PASSWORD)
    assert connection.examine("INBOX").count == 0
    connection.close()


def test_starttls_lets_one_in(dovecot_starttls: Dovecot) -> None:
    connection = Connection(account(dovecot_starttls), PASSWORD)
    assert connection.examine("INBOX").count == 0
    connection.close()


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
def test_a_certificate_by_an_unknown_authority_is_refused(
    tls: str, dovecot_tls: Dovecot, dovecot_starttls: Dovecot, tmp_path: Path
) -> None:
    server = dovecot_tls if tls == "implicit" else dovecot_starttls
    stranger = make_certificates(tmp_path).authority
    for ca_file in (None, stranger):
        with pytest.raises(MailboxRefused) as refusal:
            Connection(account(server, ca_file=ca_file), PASSWORD)
        assert "certificate" in str(refusal.value)
        assert "ca_file" in refusal.value.remedy


def test_a_certificate_for_another_host_is_refused(dovecot_tls: Dovecot) -> None:
    with pytest.raises(MailboxRefused, match="certificate"):
        Connection(account(dovecot_tls, host="127.0.0.1"), PASSWORD)


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_an_unusable_ca_file_is_refused(
    dovecot_tls: Dovecot, tmp_path: Path, content: str | None
) -> None:
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_text(content)
    with pytest.raises(MailboxRefused, match=r"ca\.pem"):
        Connection(account(dovecot_tls, ca_file=ca_file), PASSWORD)


def test_old_tls_is_not_spoken(dovecot_tls: Dovecot) -> None:
    context = under_test._tls(account(dovecot_tls))
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert context.maximum_version == ssl.TLSVersion.MAXIMUM_SUPPORTED


def test_a_server_without_starttls_never_hears_the_password(dovecot: Dovecot) -> None:
    dovecot.keep_commands("nobody-came")
    with pytest.raises(MailboxRefused, match="STARTTLS"):
        Connection(account(dovecot, tls="starttls", username="nobody-came"), PASSWORD)
    assert dovecot.commands("nobody-came") == []


def test_a_refused_starttls_never_hears_the_password() -> None:
    answers = {
        "CAPABILITY": ("* CAPABILITY IMAP4rev1 STARTTLS", "OK"),
        "STARTTLS": ("NO not today",),
    }
    with scripted(answers) as server, pytest.raises((MailboxRefused, MailboxUnavailable)):
        Connection(account(server, tls="starttls"), PASSWORD)
    assert server.received == ["CAPABILITY", "STARTTLS"]


def test_a_server_that_speaks_no_tls_is_refused(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxRefused, match="TLS") as refusal:
        Connection(account(dovecot, tls="implicit"), PASSWORD)
    assert "port" in refusal.value.remedy


@pytest.mark.parametrize("tls", ["none", "starttls"])
def test_a_greeting_that_skips_the_login_is_refused(tls: str) -> None:
    with scripted(greeting="* PREAUTH welcome") as server, pytest.raises(MailboxRefused):
        Connection(account(server, tls=tls), PASSWORD)
    assert server.received == ["CAPABILITY"]


def test_a_wrong_password_is_refused_and_not_told(dovecot: Dovecot) -> None:
    with pytest.raises(MailboxRefused, match="AUTHENTICATIONFAILED") as refusal:
        Connection(account(dovecot), "wrong horse")
    assert "wrong horse" not in f"{refusal.value!r}{refusal.value.remedy}{refusal.value.__cause__}"


def test_names_and_passwords_of_any_characters_are_understood(dovecot: Dovecot) -> None:
    connection = Connection(account(dovecot, username=ODD_USER), ODD_PASSWORD)
    assert connection.examine("INBOX").count == 0
    connection.close()


def test_a_quote_in_the_password_is_no_command() -> None:
    with scripted() as server:
        Connection(account(server), 'a" b\\').close()
    assert server.received == ["CAPABILITY", 'LOGIN kim "a\\" b\\\\"', "LOGOUT"]


def test_a_server_that_takes_no_passwords_is_refused() -> None:
    answers = {"CAPABILITY": ("* CAPABILITY IMAP4rev1 LOGINDISABLED", "OK")}
    with scripted(answers) as server, pytest.raises(MailboxRefused, match="no password"):
        Connection(account(server), PASSWORD)
    assert not any(command.startswith("LOGIN") for command in server.received)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("NO [AUTHENTICATIONFAILED] no", MailboxRefused),
        ("NO [EXPIRED] your password is old", MailboxRefused),
        ("NO [ALERT] Application-specific password required", MailboxRefused),
        ("NO LOGIN failed.", MailboxRefused),
        ("NO [LIMIT] Maximum number of connections exceeded", MailboxUnavailable),
        ("NO [UNAVAILABLE] Temporary authentication failure.", MailboxUnavailable),
        ("NO [INUSE] somebody is there", MailboxUnavailable),
        ("NO Too many simultaneous connections. (Failure)", MailboxUnavailable),
        (script.HANG_UP, MailboxUnavailable),
    ],
)
def test_credentials_and_bad_moments_are_told_apart(answer: str, kind: type) -> None:
    with scripted({"LOGIN": (answer,)}) as server, pytest.raises(kind):
        Connection(account(server), PASSWORD)


def test_the_connection_limit_is_a_bad_moment(dovecot_program: str) -> None:
    with running(Options(connections=1)) as server:
        first = Connection(account(server), PASSWORD)
        with pytest.raises(MailboxUnavailable):
            Connection(account(server), PASSWORD)
        first.close()


def test_a_server_that_is_away_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    away = ImapAccount(
        name="work", kind="imap", host="localhost", port=port, tls="none", username="kim"
    )
    with pytest.raises(MailboxUnavailable, match="refused") as trouble:
        Connection(away, PASSWORD)
    assert "port" in trouble.value.remedy


def test_a_name_nobody_knows_is_unavailable() -> None:
    nowhere = ImapAccount(name="work", kind="imap", host="imap.nowhere.invalid", username="kim")
    with pytest.raises(MailboxUnavailable, match=r"imap\.nowhere\.invalid:993"):
        Connection(nowhere, PASSWORD)


@pytest.mark.parametrize("host", ["." * 3, "x" * 64 + ".example.org"])
def test_a_host_that_is_no_name_is_refused(host: str) -> None:
    wrong = ImapAccount(name="work", kind="imap", host=host, username="kim")
    with pytest.raises(MailboxRefused, match="no name"):
        Connection(wrong, PASSWORD)


@pytest.mark.parametrize("greeting", ["* BYE too many connections", "220 mail ESMTP", ""])
def test_a_greeting_that_is_none_is_unavailable(greeting: str) -> None:
    with scripted(greeting=greeting) as server, pytest.raises(MailboxUnavailable):
        Connection(account(server), PASSWORD)


def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    patience = under_test.SocketTimeout(connect=0.2, read=0.2)
    monkeypatch.setattr(under_test, "_TIMEOUT", patience)
    with scripted({"EXAMINE": (script.SILENCE,)}) as server:
        connection = Connection(account(server), PASSWORD)
        with pytest.raises(MailboxUnavailable, match="no answer in time"):
            connection.examine("INBOX")
        with pytest.raises(MailboxUnavailable, match="lost"):
            connection.examine("INBOX")
        connection.close()
    assert server.received[-1].startswith("EXAMINE")


def test_after_a_broken_answer_nothing_more_is_sent() -> None:
    with scripted({"UID SEARCH": ("* SEARCH 1", "* SEARCH 2", "OK")}) as server:
        connection = Connection(account(server), PASSWORD)
        connection.examine("INBOX")
        with pytest.raises(MailboxUnavailable):
            connection.search("ALL")
        with pytest.raises(MailboxUnavailable):
            connection.search("ALL")
        connection.close()
    assert server.received[-1].startswith("UID SEARCH")
    assert len([command for command in server.received if "SEARCH" in command]) == 1


def test_marks_that_come_only_when_asked_for_are_asked_for() -> None:
    answers = {
        "CAPABILITY": ("* CAPABILITY IMAP4rev1 SPECIAL-USE", "OK"),
        "LIST": ('* LIST () "/" INBOX', '* LIST () "/" Notes', "OK"),
    }
    with scripted(answers) as server:
        connection = Connection(account(server), PASSWORD)
        names = [folder.name for folder in connection.folders()]
        connection.close()
    assert names == ["INBOX", "Notes"]
    assert server.received[-2] == 'LIST "" "*" RETURN (SPECIAL-USE)'


def test_no_mail_gets_into_a_log_however_much_is_logged(
    dovecot: Dovecot, imap_user: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connection = Connection(account(dovecot, username=imap_user), PASSWORD)
    connection.append("Drafts", b"Subject: canary\r\n\r\ncanary\r\n")
    connection.examine("Drafts")
    assert connection.fetch_mail(1, "BODY.PEEK[]")
    connection.close()
    assert "canary" not in caplog.text
    assert PASSWORD not in caplog.text
