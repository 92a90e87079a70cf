"""A mail is explained on one page: evidence first to last, what follows from it, the draft."""

from dataclasses import replace

import pytest

from assistant.judging.judgement import Feedback, FeedbackVerdict, Finding
from assistant.report.explanation import Explanations


@pytest.fixture
def page(console, paper):
    def explain(outcome):
        report = Explanations(console)
        report.add(outcome)
        report.close()
        return paper.getvalue()

    return explain


def test_a_page_tells_everything_a_person_asks(page, drafted):
    told = page(drafted)
    for part in (
        "inbox/17 ──",
        "Subject Your application",
        "From Jane Roe <jane@acme.example>",
        "Date Friday 20 November 2026, 09:00 UTC",
        "About company: Acme · job: Data Engineer · language: en",
        "Rejection yes, somebody else was chosen (score 0.998, needed 0.50)",
        "+8.0 “words 8” says 8 [rule-8]",
        "Sender in-house recruiter (score 0.930)",
        "Stage interview",
        "Ask Jane Roe <jane@acme.example>",
        "Decision DRAFT: a rejection",
        "Subject  Re: Your application",
        "│ thank you.",
    ):
        assert part in told


def test_the_strongest_evidence_comes_first_and_the_rest_is_counted(page, drafted):
    told = page(drafted)
    places = [told.index(f"[rule-{weight}]") for weight in (8, 7, 6, 5, 4, -3)]
    assert places == sorted(places)
    assert "[rule-2]" not in told
    assert "… and 2 more (see --json)" in told


def test_it_fits_the_terminal_and_one_screen(page, drafted):
    lines = page(drafted).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 40


def test_feedback_that_is_settled_is_shown_with_its_words(page, left):
    finding = Finding(rule="refuses", weight=4, because="says no", excerpt="we give none")
    verdict = FeedbackVerdict(value=Feedback.REFUSED, findings=(finding,))
    told = page(replace(left, judgement=replace(left.judgement, feedback=verdict)))
    assert "Feedback refused" in told
    assert "“we give none” says no [refuses]" in told


def test_without_a_draft_the_reason_is_told(page, left):
    told = page(left)
    assert "Ask Jane Roe <jane@acme.example>: Jane Roe wrote the mail" in told
    assert "Decision NO DRAFT: Jane Roe (jane@acme.example) of Acme was asked lately" in told
    assert "The draft" not in told


def test_of_what_is_no_rejection_sender_and_stage_are_not_told(page, other):
    told = page(other)
    assert "Rejection no (score 0.000, needed 0.50)" in told
    assert "Sender" not in told
    assert "Stage" not in told


def test_nothing_known_is_nothing_told(page, failed):
    told = page(failed)
    assert "Subject (none)" in told
    assert "From (nobody is named)" in told
    assert "Date (not stated)" in told
    assert "About" not in told


def test_no_colour_where_there_is_no_terminal(page, drafted):
    assert "\x1b" not in page(drafted)


def test_a_mail_cannot_reach_the_terminal(page, drafted):
    hostile = "\x1b[2J[red]boo[/red]\u202e"
    outcome = replace(
        drafted,
        message=replace(drafted.message, subject=hostile, source=hostile),
        draft=replace(drafted.draft, text=hostile, subject=hostile),
    )
    told = page(outcome)
    assert told.count("[2J[red]boo[/red]") == 4
    assert "\x1b" not in told
    assert "\u202e" not in told
