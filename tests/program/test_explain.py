"""Explaining mails of any kind keeps to the contract, whatever the mail and the locale."""

import json
from pathlib import Path

import pytest
from mailkit import RECEIPT, mail
from outcome_schema import check_outcome

CORPUS = Path(__file__).parent.parent / "corpus"
SAMPLES = Path(__file__).parent.parent.parent / "assistant" / "demo_mailbox"


def outcomes(result):
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_test_mail_keeps_to_the_contract(home):
    files = sorted(CORPUS.rglob("*.eml")) + sorted(SAMPLES.glob("*.eml"))
    told = outcomes(home.run("explain", "--json", *map(str, files)))
    assert [outcome["source"] for outcome in told] == [str(file) for file in files]
    for outcome in told:
        check_outcome(outcome)
        assert outcome["account"] is None
    assert {outcome["decision"]["action"] for outcome in told} == {"draft", "leave"}


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1"}]
)
def test_json_is_utf_8_whatever_the_locale(home, environment):
    (home.folder / "umlaut.eml").write_bytes(mail(subject="Ihre Bewerbung für …"))
    (told,) = outcomes(home.run("explain", "--json", "umlaut.eml", environment=environment))
    assert told["subject"] == "Ihre Bewerbung für …"


def test_a_page_is_printed_whatever_the_terminal_can_show(home):
    (home.folder / "one.eml").write_bytes(mail(subject="Ihre Bewerbung für 日本"))
    process = home.start("explain", "one.eml", environment={"PYTHONIOENCODING": "ascii"})
    page, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (0, b"")
    assert b"Subject Ihre Bewerbung f?r ??" in page


def test_a_page_shows_verdict_evidence_and_draft_without_colour(home):
    (home.folder / "one.eml").write_bytes(mail())
    result = home.run("explain", "one.eml")
    assert result.returncode == 0, result.stderr
    for part in ("Rejection yes", "Jane Roe <jane@acme.example>", "Decision DRAFT", "The draft"):
        assert part in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_it_needs_no_config_and_leaves_no_trace(home, snapshot):
    home.config.unlink()
    (home.folder / "one.eml").write_bytes(mail())
    before = snapshot(home.folder)
    assert home.run("explain", "one.eml").returncode == 0
    assert snapshot(home.folder) == before


def test_the_users_config_counts(home):
    home.config.write_text('[me]\nemail = "kim@example.com"\n[policy]\nstages = []\n')
    (home.folder / "one.eml").write_bytes(mail())
    (told,) = outcomes(home.run("explain", "--json", "--config", "config.toml", "one.eml"))
    assert told["rejection"]["is_rejection"]
    assert "policy.stages" in told["decision"]["because"]


def test_an_old_mail_is_judged_as_of_its_own_day_unless_told_otherwise(home):
    (home.folder / "one.eml").write_bytes(mail())
    (fresh,) = outcomes(home.run("explain", "--json", "one.eml"))
    assert fresh["decision"]["action"] == "draft"
    (old,) = outcomes(home.run("explain", "--json", "--as-of", "2027-06-01", "one.eml"))
    assert old["decision"]["action"] == "leave"
    assert "days old" in old["decision"]["because"]


def test_mbox_maildir_and_standard_input_in_the_order_given(home):
    start = b"From jane@acme.example Fri Nov 20 09:00:00 2026\n"
    mbox = start + mail(number=1) + b"\n" + start + mail(RECEIPT, number=2) + b"\n"
    (home.folder / "old.mbox").write_bytes(mbox)
    (home.maildir / "new" / "3").write_bytes(mail(number=3))
    told = outcomes(home.run("explain", "--json", "mail", "-", "old.mbox", stdin=mail(number=4)))
    assert [(outcome["source"], outcome["message_id"]) for outcome in told] == [
        ("mail/new/3", "<mail-3@acme.example>"),
        ("-", "<mail-4@acme.example>"),
        ("old.mbox#1", "<mail-1@acme.example>"),
        ("old.mbox#2", "<mail-2@acme.example>"),
    ]
    assert [outcome["rejection"]["is_rejection"] for outcome in told] == [True, True, True, False]
