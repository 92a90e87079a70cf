"""The conformance suite, on IMAP against Dovecot."""

import pytest
from mailboxes.contract import MailboxContract
from mailboxes.desks import ImapDesk
from servers.dovecot import Dovecot


class TestImap(MailboxContract):
    """An IMAP account passes the suite."""

    @pytest.fixture
    def desk(self, dovecot: Dovecot, imap_user: str) -> ImapDesk:
        return ImapDesk(dovecot, imap_user)
