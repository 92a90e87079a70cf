"""Fixtures that run real servers; where one is missing its tests are skipped visibly."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from servers.dovecot import PROGRAM, Dovecot, Options, running


@pytest.fixture(scope="session")
def dovecot_program() -> str:
    """Where Dovecot is; skips the test when there is none, and fails it in CI."""
    if PROGRAM is None:
        reason = "Dovecot is not installed (tools/install-test-servers)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return PROGRAM


@pytest.fixture(scope="session")
def dovecot(dovecot_program: str) -> Iterator[Dovecot]:
    """A server with marked Drafts and Sent, without TLS, for all tests."""
    with running(Options()) as server:
        yield server


@pytest.fixture(scope="session")
def dovecot_tls(dovecot_program: str) -> Iterator[Dovecot]:
    """A server with implicit TLS and a certificate by its own authority."""
    with running(Options(tls="implicit")) as server:
        yield server


@pytest.fixture(scope="session")
def dovecot_starttls(dovecot_program: str) -> Iterator[Dovecot]:
    """A server that wants STARTTLS."""
    with running(Options(tls="starttls")) as server:
        yield server


@pytest.fixture
def imap_user() -> str:
    """The name of a user nobody else has; every Dovecot lets it in."""
    return f"user-{uuid.uuid4().hex[:12]}"
