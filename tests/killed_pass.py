"""A pass that kills its own process at a given moment: ``python killed_pass.py CONFIG MOMENT``."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from assistant.config_file import read_config
from assistant.journal import default_url, open_journal
from assistant.mailboxes import open_mailbox
from assistant.playbook import load_playbook
from assistant.sweep import Pass, sweep

MOMENTS = ("before save_draft", "after save_draft", "after settle", "before record")


class Fatal:
    """Any object, but one of its verbs kills the process, before or after it is done."""

    def __init__(self, whole, when, verb):
        self._whole, self._when, self._verb = whole, when, verb

    def __getattr__(self, name):
        done = getattr(self._whole, name)
        return self._fatal(done) if name == self._verb else done

    def _fatal(self, verb):
        def call(*arguments, **named):
            if self._when == "after":
                verb(*arguments, **named)
            os.kill(os.getpid(), signal.SIGKILL)

        return call


def run(path, moment):
    """Do one pass over the config's only account, and die at the moment."""
    config = read_config(Path(path))
    account = config.accounts[0]
    when, verb = moment.split()
    mailbox = open_mailbox(account, lambda: "")
    with open_journal(default_url(), account.name) as journal, mailbox:
        work = Pass(
            account=account.name,
            mailbox=Fatal(mailbox, when, verb),
            journal=Fatal(journal, when, verb),
            playbook=load_playbook(config),
            now=datetime(2026, 11, 20, 9, tzinfo=UTC),
            pause=lambda _: None,
        )
        for _ in sweep(work, expect=lambda _: None):
            pass


if __name__ == "__main__":
    run(*sys.argv[1:])
