"""One mail, explained on one page: what was found, what follows from it, and the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from assistant.decision import Addressee, Reply
from assistant.judging.judgement import Finding, Judgement, RejectionVerdict, SenderVerdict
from assistant.message import Address, Draft, Message
from assistant.pipeline import Outcome
from assistant.report.terminal import (
    REASONS,
    ROLES,
    STAGES,
    harmless,
    in_one_line,
    named,
    print_entry,
)

_MARGIN = 11
_MOST_FINDINGS = 6
_MOST_SIDE_FINDINGS = 2
_LONGEST_EXCERPT = 160


class Explanations:
    """Prints a page for each outcome."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def add(self, outcome: Outcome) -> None:
        """Print one page."""
        print_explanation(self._console, outcome)

    def close(self) -> None:
        """Print nothing more."""


def print_explanation(console: Console, outcome: Outcome) -> None:
    """Print everything there is to say about one mail, on one page of 80 columns."""
    console.print(Rule(in_one_line(outcome.message.source), align="left", style="dim"))
    for label, value in _about_the_mail(outcome.message, outcome.judgement):
        print_entry(console, label, value, margin=_MARGIN)
    console.print()
    for label, value in _reasoning(outcome):
        print_entry(console, label, value, margin=_MARGIN)
    if outcome.draft is not None:
        console.print()
        console.print(draft_panel(outcome.draft))
    console.print()


def draft_panel(draft: Draft) -> Panel:
    """Show a draft as the user will find it."""
    head = Text.assemble(
        ("To       ", "dim"),
        named(draft.to),
        "\n",
        ("Subject  ", "dim"),
        in_one_line(draft.subject),
    )
    body = Text(harmless(draft.text).strip("\n"))
    return Panel(
        Group(head, Text(), body),
        title="The draft",
        title_align="left",
        border_style="green",
        padding=(0, 1),
    )


def _about_the_mail(message: Message, judgement: Judgement) -> Iterator[tuple[str, Text]]:
    yield "Subject", Text(in_one_line(message.subject) or "(none)", style="bold")
    yield "From", named(message.author)
    yield "Date", Text(f"{message.date:%A %d %B %Y, %H:%M} UTC" if message.date else "(not stated)")
    facts = judgement.facts
    known = {
        "company": facts.company,
        "job": facts.job_title,
        "contact": facts.contact_name,
        "written to": facts.candidate_name,
        "language": judgement.language,
    }
    parts = [f"{name}: {in_one_line(value)}" for name, value in known.items() if value]
    if parts:
        yield "About", Text(" · ".join(parts))


def _reasoning(outcome: Outcome) -> Iterator[tuple[str, Text]]:
    judgement, decision = outcome.judgement, outcome.decision
    sender, stage = judgement.sender, judgement.stage
    yield "Rejection", _verdict(judgement.rejection)
    yield from _evidence(judgement.rejection.findings, most=_MOST_FINDINGS)
    if judgement.rejection.is_rejection:
        yield "Sender", _sender(sender)
        yield from _evidence(sender.findings, most=_MOST_SIDE_FINDINGS)
        yield "Stage", Text(STAGES[stage.value])
        yield from _evidence(stage.findings, most=_MOST_SIDE_FINDINGS)
    if judgement.feedback.value is not None:
        yield "Feedback", Text(judgement.feedback.value)
        yield from _evidence(judgement.feedback.findings, most=_MOST_SIDE_FINDINGS)
    drafted = isinstance(decision, Reply)
    if outcome.addressee is not None:
        yield "Ask", _addressee(outcome.addressee, reason=not drafted)
    label, style = ("DRAFT", "bold green") if drafted else ("NO DRAFT", "bold yellow")
    yield "Decision", Text.assemble((label, style), f": {in_one_line(decision.because)}")


def _verdict(verdict: RejectionVerdict) -> Text:
    word, style = ("yes", "bold red") if verdict.is_rejection else ("no", "bold")
    text = Text.assemble((word, style))
    if verdict.reason is not None:
        text.append(f", {REASONS[verdict.reason]}")
    return text.append(f" (score {verdict.score:.3f}, needed {verdict.threshold:.2f})", "dim")


def _sender(verdict: SenderVerdict) -> Text:
    text = Text(ROLES[verdict.role])
    if verdict.role in verdict.scores:
        text.append(f" (score {verdict.scores[verdict.role]:.3f})", "dim")
    return text


def _addressee(addressee: Addressee, *, reason: bool) -> Text:
    """Name who would be asked; the reason of a draft says already why."""
    name = named(Address(name=addressee.name, email=addressee.email))
    return name.append(f": {in_one_line(addressee.because)}") if reason else name


def _evidence(findings: Iterable[Finding], *, most: int) -> Iterator[tuple[str, Text]]:
    """Give the strongest findings, each with its weight in the margin, and count the others."""
    strongest = sorted(findings, key=lambda finding: -abs(finding.weight))
    for finding in strongest[:most]:
        yield f"{finding.weight:+.1f}", _finding(finding)
    if len(strongest) > most:
        yield "", Text(f"… and {len(strongest) - most} more (see --json)", style="dim")


def _finding(finding: Finding) -> Text:
    excerpt = in_one_line(finding.excerpt)
    if len(excerpt) > _LONGEST_EXCERPT:
        excerpt = excerpt[:_LONGEST_EXCERPT] + "…"
    return Text.assemble(
        (f"“{excerpt}” ", "italic"),
        in_one_line(finding.because),
        (f" [{finding.rule}]", "dim"),
    )
