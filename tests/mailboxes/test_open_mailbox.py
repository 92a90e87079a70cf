"""Each kind of account opens its mailbox, and only IMAP loads what IMAP needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.config import ImapAccount, LocalAccount
from assistant.mailboxes import open_mailbox
from assistant.mailboxes.imap import ImapMailbox
from assistant.mailboxes.local import MaildirMailbox
from assistant.mailboxes.mbox import MboxMailbox

IMAP = ImapAccount(name="a", kind="imap", host="imap.example.com", username="kim")


def never() -> str:
    pytest.fail("a password was asked for")


def test_each_kind_opens_its_mailbox_without_asking_for_a_password() -> None:
    maildir = LocalAccount(name="a", kind="maildir", path=Path("/nowhere"))
    mbox = LocalAccount(name="a", kind="mbox", path=Path("/nowhere"))
    assert isinstance(open_mailbox(maildir, never), MaildirMailbox)
    assert isinstance(open_mailbox(mbox, never), MboxMailbox)
    assert isinstance(open_mailbox(IMAP, never), ImapMailbox)


def test_local_mail_does_without_imapclient() -> None:
    program = "import assistant.mailboxes, sys; sys.exit('imapclient' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
