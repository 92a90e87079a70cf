"""The conformance suite, on a Maildir++ folder."""

from pathlib import Path

import pytest
from mailboxes.contract import MailboxContract
from mailboxes.desks import MaildirDesk


class TestMaildir(MailboxContract):
    """A Maildir passes the suite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> MaildirDesk:
        return MaildirDesk(tmp_path / "Maildir")
