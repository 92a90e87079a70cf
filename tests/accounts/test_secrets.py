"""Where passwords come from, and that errors never tell them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from assistant.accounts import password_of, secrets
from assistant.config import ImapAccount
from assistant.errors import MailboxRefused

SECRET = "päss wörd"


def account(**settings: object) -> ImapAccount:
    told = {"name": "work", "kind": "imap", "host": "imap.example.com", "username": "kim"}
    return ImapAccount.model_validate(told | settings)


def prints(text: str, *, code: int = 0) -> ImapAccount:
    """Give an account whose password_command prints a text."""
    program = f"import sys; sys.stdout.buffer.write({text.encode()!r}); sys.exit({code})"
    return account(password_command=(sys.executable, "-c", program))


def refusal(of: ImapAccount) -> str:
    with pytest.raises(MailboxRefused) as caught:
        password_of(of)
    assert caught.value.remedy
    assert caught.value.__cause__ is None
    told = f"{caught.value} {caught.value.remedy}"
    assert SECRET not in told
    return told


@pytest.mark.parametrize(
    "printed", [SECRET, f"{SECRET}\n", f"{SECRET}\r\n", f"{SECRET}\nuser: k\n"]
)
def test_the_first_line_a_command_prints_is_the_password(printed: str) -> None:
    assert password_of(prints(printed)) == SECRET


def test_blanks_around_a_password_belong_to_it() -> None:
    assert password_of(prints("  two words \n")) == "  two words "


def test_a_command_runs_without_a_shell_and_without_input(tmp_path: Path) -> None:
    program = "import sys; print(sys.argv[1] + sys.stdin.read())"
    hostile = f"$(touch {tmp_path}/made); echo"
    command = (sys.executable, "-c", program, hostile)
    assert password_of(account(password_command=command)) == hostile
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_fails_is_told_by_its_exit_code() -> None:
    assert "exit code 3" in refusal(prints(SECRET, code=3))


def test_a_command_that_is_not_there_is_told_by_name() -> None:
    assert "no-such-command" in refusal(account(password_command=("no-such-command", SECRET)))


def test_a_command_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "_PATIENCE", 0.3)
    program = f"import time; print({SECRET!r}, flush=True); time.sleep(60)"
    assert "within" in refusal(account(password_command=(sys.executable, "-c", program)))


@pytest.mark.parametrize("printed", ["", "\n", "pass\x00word", "pass\tword"])
def test_what_is_no_password_is_refused(printed: str) -> None:
    assert "password_command" in refusal(prints(printed))


def test_a_command_that_prints_no_text_is_refused() -> None:
    program = "import sys; sys.stdout.buffer.write(bytes([255, 254]))"
    assert "UTF-8" in refusal(account(password_command=(sys.executable, "-c", program)))


def test_an_environment_variable_holds_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    assert password_of(account(password_env="MAIL_PASSWORD")) == SECRET


@pytest.mark.parametrize("value", [None, ""])
def test_a_variable_without_password_is_told_by_name(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("MAIL_PASSWORD", raising=False)
    if value is not None:
        monkeypatch.setenv("MAIL_PASSWORD", value)
    assert "MAIL_PASSWORD" in refusal(account(password_env="MAIL_PASSWORD"))


def in_file(path: Path, mode: int = 0o600) -> ImapAccount:
    path.write_text(f"{SECRET}\n", encoding="utf-8")
    path.chmod(mode)
    return account(password_file=path)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_private_file_holds_the_password(tmp_path: Path, mode: int) -> None:
    assert password_of(in_file(tmp_path / "password", mode)) == SECRET


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_file_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    assert "chmod 600" in refusal(in_file(tmp_path / "password", mode))


def test_a_file_of_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_account = in_file(tmp_path / "password")
    somebody_else = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody_else)
    assert "somebody else" in refusal(file_account)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "No such file" in refusal(account(password_file=tmp_path / "missing"))
    assert "directory" in refusal(account(password_file=tmp_path))


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring of the tests' own that knows one password."""
    pytest.importorskip("keyring")
    (tmp_path / "test_backend.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Keyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, user):\n"
        f"        known = ('{secrets.KEYRING_SERVICE}', 'kim')\n"
        f"        return {SECRET!r} if (service, user) == known else None\n"
        "    def set_password(self, service, user, password): raise NotImplementedError\n"
        "    def delete_password(self, service, user): raise NotImplementedError\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "test_backend.Keyring")


def test_without_another_source_the_keyring_is_asked(keyring: None) -> None:
    assert password_of(account()) == SECRET


@pytest.mark.parametrize("user", ["robin", "--help"])
def test_a_user_the_keyring_does_not_know_is_told(keyring: None, user: str) -> None:
    told = refusal(account(username=user))
    assert user in told
    assert f"keyring set {secrets.KEYRING_SERVICE}" in told


def test_a_keyring_without_backend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("keyring")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert "password_command" in refusal(account())


def test_a_missing_keyring_is_told_with_the_other_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    told = refusal(account())
    assert "not installed" in told
    assert "password_env" in told
