"""What ``check`` tells: that everything is in order, and where drafts would go."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from assistant.config import Account, Config, ImapAccount
from assistant.playbook import Playbook


def print_check(console: Console, path: Path, config: Config, playbook: Playbook) -> None:
    """Print what was proved and what the accounts are; ``playbook`` has passed its proof."""
    templates = config.templates.folder
    _ok(console, f"config {path}", "ok")
    _ok(console, "rules", f"ok ({len(playbook.rules.rules)}, {len(config.rules)} of your own)")
    _ok(console, "templates", f"ok (your folder: {templates})" if templates else "ok")
    if not config.accounts:
        _ok(console, "accounts", "none; explain works, sweep and run need one")
    for account in config.accounts:
        _ok(console, f"account {account.name}", _where(account))


_TLS = {"implicit": "TLS", "starttls": "STARTTLS", "none": "no TLS"}


def _ok(console: Console, what: str, how: str) -> None:
    console.print(Text(f"{what}: {how}"), soft_wrap=True)


def _where(account: Account) -> str:
    if isinstance(account, ImapAccount):
        drafts = account.drafts or "the server's drafts folder"
        place = f"{account.username} at {account.host}:{account.real_port} ({_TLS[account.tls]})"
        return f"{place}, drafts go to {drafts}"
    if account.kind == "mbox":
        return f"{account.path}, read only: no drafts"
    return f"{account.path}, drafts go to {account.drafts or '.Drafts'}"
