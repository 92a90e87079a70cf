"""Shows the whole program on a sample mailbox, in a temporary folder that is gone at the end.

Nothing is staged: the mails lie in a Maildir, and it is the real sweep that goes through them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from assistant.config import Config
from assistant.message import Draft
from assistant.playbook import load_playbook
from assistant.report.explanation import draft_panel
from assistant.report.passes import PassReport
from assistant.sweep import sweep_account

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""The mails are from the ten days before."""

_OPENING = """\
Kim Doe is looking for a job. Nine mails have come in these ten days: a receipt,
an invitation, an offer, a newsletter, a delay, and four rejections. Feedback
Assistant goes through the inbox now, and where a person would read the answer,
it puts a short request for feedback into Drafts. Kim reads it, changes it,
sends it or throws it away: the program itself cannot send.\
"""
_AGAIN = """\
Looking once more makes no second draft, whether Kim has sent the first, changed
it or deleted it:\
"""
_CLOSING = """\
This was a sample: no mail of yours was touched, and the sample mailbox is gone.

1. Try a mail of your own. Save it as a file in your mail program, then:
     feedback-assistant explain rejection.eml

2. Write your config: copy
     {example}
   to
     {config}
   fill in [me] and one [[account]], and prove it:
     feedback-assistant check

3. See what would be done, before anything is saved:
     feedback-assistant sweep --dry-run

4. Let it watch your inbox:
     feedback-assistant run

The README tells more.\
"""


def show(console: Console, *, config: Path, example: Path) -> None:
    """Run the demo and print it.

    ``config`` is the place for the user's own config, ``example`` the file to begin it with.
    """
    _say(console, "Feedback Assistant: the demo", _OPENING)
    with tempfile.TemporaryDirectory(prefix="feedback-assistant-demo-") as folder:
        settings = _settings(Path(folder))
        _deliver(Path(folder) / "Maildir")
        drafts = _sweep(console, settings)
        _say(console, "The drafts, as they now lie in Drafts")
        for draft in drafts:
            console.print(draft_panel(draft))
            console.print()
        _say(console, "A second look", _AGAIN)
        _sweep(console, settings)
    console.print()
    _say(console, "What next", _CLOSING.format(config=config, example=example))


def _say(console: Console, title: str, text: str = "") -> None:
    console.print(Rule(title, align="left", style="bold"))
    console.print()
    if text:
        console.print(text, soft_wrap=True)
        console.print()


def _settings(folder: Path) -> Config:
    return Config.model_validate(
        {
            "me": {"name": "Kim Doe", "email": "kim@example.com", "signature": "Kim Doe"},
            "journal": {"url": f"sqlite:///{folder / 'journal.db'}"},
            # Else a first pass only reports: nobody wants drafts for a year of old mail.
            "policy": {"first_run": "draft"},
            "account": [{"name": "demo", "kind": "maildir", "path": str(folder / "Maildir")}],
        }
    )


def _deliver(maildir: Path) -> None:
    for part in ("cur", "new", "tmp"):
        (maildir / part).mkdir(parents=True)
    for mail in sorted(_sample_mails(), key=lambda mail: mail.name):
        (maildir / "new" / mail.name).write_bytes(mail.read_bytes())


def _sample_mails() -> Iterator[Traversable]:
    return (files("assistant") / "demo_mailbox").iterdir()


def _sweep(console: Console, settings: Config) -> list[Draft]:
    report = PassReport(console, dry_run=False, everything=True)
    playbook = load_playbook(settings)
    drafts = []
    for outcome in sweep_account(
        settings.accounts[0],
        settings,
        playbook,
        now=NOW,
        pause=lambda _: None,
        expect=lambda _: None,
        dry_run=False,
    ):
        report.add(outcome)
        if outcome.draft is not None:
            drafts.append(outcome.draft)
    report.close()
    console.print()
    return drafts
