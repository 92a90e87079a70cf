"""The read-only part of the conformance suite, on an mbox file."""

from pathlib import Path

import pytest
from mailboxes.contract import ReadOnlyContract
from mailboxes.desks import MboxDesk


class TestMbox(ReadOnlyContract):
    """An mbox file passes the read-only part of the suite."""

    @pytest.fixture
    def desk(self, tmp_path: Path) -> MboxDesk:
        return MboxDesk(tmp_path / "old.mbox")
