"""One mail, explained on one page: what was found, what follows from it, and the draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.decision import Addressee, Reply
from assistant.judging.judgement import Facts, Finding, RejectionVerdict, SenderVerdict
from assistant.message import Address, Draft, Message
from assistant.pipeline import Outcome
from assistant.report.terminal import REASONS, ROLES, STAGES, harmless, in_one_line, named

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
    """Print everything there is to say about one mail, readable from 60 columns on."""
    message = outcome.message
    console.print(Rule(in_one_line(message.source), align="left", characters="─", style="dim"))
    console.print(_facts_of(message, outcome))
    console.print()
    console.print(_rows(_reasoning(outcome)))
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


def _facts_of(message: Message, outcome: Outcome) -> Padding:
    date = f"{message.date:%A %d %B %Y, %H:%M} UTC" if message.date else "(not stated)"
    return _rows(
        [
            ("Subject", Text(in_one_line(message.subject) or "(none)", style="bold")),
            ("From", named(message.author)),
            ("Date", Text(date)),
            *_about(outcome.judgement.facts, outcome.judgement.language),
        ]
    )


def _about(facts: Facts, language: str | None) -> Iterator[tuple[str, RenderableType]]:
    known = {
        "company": facts.company,
        "job": facts.job_title,
        "contact": facts.contact_name,
        "written to": facts.candidate_name,
        "language": language,
    }
    parts = [f"{name}: {in_one_line(value)}" for name, value in known.items() if value]
    if parts:
        yield "About", Text(" · ".join(parts))


def _reasoning(outcome: Outcome) -> Iterator[tuple[str, RenderableType]]:
    judgement, decision = outcome.judgement, outcome.decision
    sender, stage = judgement.sender, judgement.stage
    yield "Rejection", _verdict(judgement.rejection)
    yield from _evidence(judgement.rejection.findings, most=_MOST_FINDINGS)
    if judgement.rejection.is_rejection:
        yield "Sender", _sender(sender)
        yield from _evidence(sender.findings, most=_MOST_SIDE_FINDINGS)
        yield "Stage", Text(STAGES[stage.value])
        yield from _evidence(stage.findings, most=_MOST_SIDE_FINDINGS)
    if outcome.addressee is not None:
        yield "Ask", _addressee(outcome.addressee)
    drafted = isinstance(decision, Reply)
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


def _addressee(addressee: Addressee) -> Text:
    name = named(Address(name=addressee.name, email=addressee.email))
    return name.append(f": {in_one_line(addressee.because)}")


def _evidence(findings: Iterable[Finding], *, most: int) -> Iterator[tuple[str, RenderableType]]:
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


def _rows(rows: Iterable[tuple[str, RenderableType]]) -> Padding:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=9, no_wrap=True, style="dim", justify="right")
    table.add_column(overflow="fold")
    for label, value in rows:
        table.add_row(label, value)
    return Padding(table, (0, 0, 0, 1), expand=False)
