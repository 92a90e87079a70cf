"""Which of the two errors the server's words become, and that they tell no secrets."""

from __future__ import annotations

import imaplib

import pytest
from imapclient.exceptions import IMAPClientError, ProtocolError

from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.mailboxes.imap import errors


@pytest.mark.parametrize(
    ("raised", "code", "text"),
    [
        (IMAPClientError("append failed: [OVERQUOTA] full"), "OVERQUOTA", "[OVERQUOTA] full"),
        (imaplib.IMAP4.error("UID command error: BAD [b'what']"), "", "what"),
        (imaplib.IMAP4.error("APPEND command error: BAD [b'[LIMIT] x']"), "LIMIT", "[LIMIT] x"),
        (IMAPClientError("select failed: no\r\nsuch\x00folder"), "", "no  such folder"),
    ],
)
def test_a_tagged_answer_is_told_by_code_and_text(raised: Exception, code: str, text: str) -> None:
    assert errors.tagged_no(raised) == errors.No(code=code, text=text)


@pytest.mark.parametrize(
    "raised",
    [
        imaplib.IMAP4.abort("append failed: but the connection broke"),
        imaplib.IMAP4.abort("command: APPEND => socket error: EOF"),
        ProtocolError("unexpected: Dear Kim"),
        OSError("append failed: x"),
        ValueError("x"),
    ],
)
def test_anything_else_is_no_answer(raised: Exception) -> None:
    assert errors.tagged_no(raised) is None
    trouble = errors.saving(raised, "Drafts", "here")
    assert isinstance(trouble, MailboxUnavailable)
    assert "Dear Kim" not in str(trouble)


def test_what_the_server_says_is_cut_short() -> None:
    no = errors.tagged_no(IMAPClientError("append failed: " + "x" * 5000))
    assert no is not None
    assert len(no.text) == 200


def test_a_login_is_answered_by_its_code_alone() -> None:
    echo = IMAPClientError("login failed: [AUTHENTICATIONFAILED] bad: LOGIN kim hunter2")
    trouble = errors.logging_in(echo, "here", "kim")
    assert isinstance(trouble, MailboxRefused)
    assert "hunter2" not in str(trouble)
