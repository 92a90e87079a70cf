"""A pass is told in a few lines a rejection, and summed up in one sentence."""

from collections import Counter
from dataclasses import replace

import pytest

from assistant.report.passes import PassReport, summary


@pytest.fixture
def told(console, paper):
    def tell(*outcomes, dry_run=False, everything=False):
        report = PassReport(console, dry_run=dry_run, everything=everything)
        for outcome in outcomes:
            report.add(outcome)
        report.close()
        return paper.getvalue()

    return tell


def test_a_draft_is_told_with_who_to_whom_and_why(told, drafted):
    assert told(drafted) == (
        "draft made    Your application\n"
        "         from Jane Roe <jane@acme.example> (in-house recruiter, Acme, Data Engineer)\n"
        "           to Jane Roe <jane@acme.example>\n"
        "      because a rejection\n"
        "1 mail: 1 draft.\n"
    ).replace("Data Engineer)\n", "Data\n              Engineer)\n")


def test_a_rejection_left_alone_is_told_with_the_reason(told, left):
    text = told(left)
    assert text.startswith("left alone    Your application\n")
    assert "because Jane Roe (jane@acme.example) of Acme was asked lately\n" in text
    assert "  to " not in text


def test_mail_that_could_not_be_handled_is_told(told, failed):
    text = told(failed)
    assert text.startswith("not handled   inbox/18\n      because it could not be handled")
    assert text.endswith("1 mail: no new draft, 1 that could not be handled.\n")


def test_what_is_no_rejection_is_only_counted(told, other):
    assert told(other, other) == "2 mails: no new draft, 2 no rejections.\n"


def test_everything_is_told_when_asked_for(told, other):
    assert told(other, everything=True).startswith("no rejection  Your application\n1 mail:")


def test_a_dry_run_says_so(told, drafted):
    text = told(drafted, dry_run=True)
    assert text.startswith("would draft   ")
    assert text.endswith("1 mail: 1 draft would be made.\n")


def test_a_subject_cannot_reach_the_terminal(told, drafted):
    message = replace(drafted.message, subject="\x1b[2Jgone\n[bold]two")
    text = told(replace(drafted, message=message))
    assert "draft made    [2Jgone [bold]two\n" in text


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "No new mail: nothing to consider, no new draft."),
        (
            {"draft": 3, "left": 17, "other": 1980},
            "2,000 mails: 3 drafts, 17 rejections left alone, 1,980 no rejections.",
        ),
        ({"left": 1}, "1 mail: no new draft, 1 rejection left alone."),
    ],
)
def test_summary(counts, sentence):
    assert summary(Counter(counts), dry_run=False) == sentence


def test_an_empty_dry_run_promises_no_draft():
    assert summary(Counter(left=1), dry_run=True) == "1 mail: no new draft, 1 rejection left alone."


def test_room_is_made_before_anything_is_printed_and_only_then(console, paper, drafted, other):
    seen = []
    report = PassReport(console, dry_run=False, make_room=lambda: seen.append(paper.getvalue()))
    report.add(other)
    assert seen == []
    report.add(drafted)
    report.close()
    assert len(seen) == 2
    assert seen[0] == ""
    assert seen[1].startswith("draft made")
