"""The demo ends as it must, always with the same words, and needs nothing and leaves nothing."""

import re
from io import StringIO
from pathlib import Path

import pytest

from assistant import demo
from assistant.report.terminal import Screen

CONFIG, EXAMPLE = Path("/home/kim/config.toml"), Path("/usr/share/config.example.toml")


def printed():
    paper = StringIO()
    console = Screen(paper)
    console.width = 80
    demo.show(console, config=CONFIG, example=EXAMPLE)
    return paper.getvalue()


@pytest.fixture(scope="module")
def shown():
    return printed()


def block(shown, subject):
    """Give what the pass tells of one mail: its first line and those that hang below it."""
    found = re.search(rf"^\S.*{re.escape(subject)}.*\n(?: .*\n)*", shown, re.MULTILINE)
    assert found, subject
    return " ".join(found[0].split())


@pytest.mark.parametrize(
    ("subject", "role", "addressee"),
    [
        (
            "Your interview with Calder Bank",
            "agency recruiter",
            "priya.nair@harbour-talent.example",
        ),
        ("Analytics Engineer at Loopworks", "hiring manager", "tomasz@loopworks.example"),
        (
            "Your application for Senior Data Analyst",
            "in-house recruiter",
            "amelia.hart@stonebridge-energy.example",
        ),
    ],
)
def test_people_get_a_draft(shown, subject, role, addressee):
    told = block(shown, subject)
    assert told.startswith("draft made")
    assert f"({role}" in told
    assert f"to {addressee}" in re.sub(r"to [^<>]* <([^>]+)>", r"to \1", told)
    assert f"│ Subject  Re: {subject}" in shown


def test_a_machine_gets_none_and_the_reason_is_told(shown):
    told = block(shown, "Your application to Oakline Insurance")
    assert told.startswith("left alone")
    assert "(automated" in told
    assert "because nobody reads" in told


@pytest.mark.parametrize(
    "subject",
    [
        "We have received your application",
        "Invitation: Technical interview",
        "A short update on the analyst role",
        "now what?",
        "Your offer from Brightwater Utilities",
    ],
)
def test_what_is_no_rejection_is_left_alone(shown, subject):
    assert block(shown, subject).startswith("no rejection")


def test_it_sums_up_and_looks_twice(shown):
    assert "9 mails: 3 drafts, 1 rejection left alone, 5 no rejections." in shown
    assert "No new mail: nothing to consider, no new draft." in shown


def test_it_ends_with_what_to_do_next(shown):
    for part in ("explain", "check", "sweep --dry-run", "run", str(CONFIG), str(EXAMPLE), "README"):
        assert part in shown.partition("What next")[2]


def test_it_fits_the_terminal(shown):
    assert max(map(len, shown.splitlines())) <= 80


def test_it_is_always_the_same(shown):
    assert printed() == shown


def test_it_leaves_nothing_behind(tmp_path, monkeypatch):
    for name in ("TMPDIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    printed()
    assert list(tmp_path.iterdir()) == []
