"""What all tests share."""

import pytest

pytest.register_assert_rewrite("mailboxes.contract", "servers.dovecot")

pytest_plugins = ["servers.fixtures"]
