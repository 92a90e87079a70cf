"""``check`` tells what was proved, and where the drafts of each account go."""

from io import StringIO
from pathlib import Path

from assistant.cli.checking import print_check
from assistant.config import Config
from assistant.playbook import load_playbook
from assistant.report.terminal import Screen


def told(**settings):
    config = Config.model_validate({"me": {"email": "kim@example.com"}, **settings})
    paper = StringIO()
    print_check(Screen(paper), Path("/c.toml"), config, load_playbook(config))
    return paper.getvalue().splitlines()


def test_what_was_proved():
    first, rules, templates, accounts = told()
    assert first == "config /c.toml: ok"
    assert rules.startswith("rules: ok (")
    assert rules.endswith(" 0 of your own)")
    assert templates == "templates: ok"
    assert accounts == "accounts: none; explain works, sweep and run need one"


def test_own_rules_are_counted():
    assert told(rule=[{"id": "unfortunately", "weight": 0}])[1].endswith(" 1 of your own)")


def test_where_drafts_go():
    imap = {"kind": "imap", "host": "imap.example.com", "username": "kim"}
    lines = told(
        account=[
            {"name": "a", **imap},
            {"name": "b", **imap, "tls": "starttls", "drafts": "Entwürfe"},
            {"name": "c", "kind": "maildir", "path": "/mail"},
            {"name": "d", "kind": "mbox", "path": "/old.mbox"},
        ]
    )
    assert lines[3:] == [
        "account a: kim at imap.example.com:993 (TLS), drafts go to the server's drafts folder",
        "account b: kim at imap.example.com:143 (STARTTLS), drafts go to Entwürfe",
        "account c: /mail, drafts go to .Drafts",
        "account d: /old.mbox, read only: no drafts",
    ]
