"""A pass over mailboxes, told while it goes: each rejection in a few lines, the rest in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.text import Text

from assistant.decision import Reply
from assistant.pipeline import Outcome
from assistant.report.terminal import ROLES, in_one_line, named, print_entry

_MARGIN = 14


class PassReport:
    """Prints what a pass comes to. ``add`` each outcome as it is made, then ``close``.

    Mails that are no rejections are only counted, unless ``everything`` is to be seen.
    ``make_room`` is called before anything is printed.
    """

    def __init__(
        self,
        console: Console,
        *,
        dry_run: bool,
        everything: bool = False,
        make_room: Callable[[], None] = lambda: None,
    ) -> None:
        self._console = console
        self._make_room = make_room
        self._dry_run = dry_run
        self._everything = everything
        self._counts: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count the outcome; print it if it is a rejection or could not be handled."""
        kind = _kind(outcome)
        self._counts[kind] += 1
        if kind == "other" and not self._everything:
            return
        self._make_room()
        title = "would draft" if kind == "draft" and self._dry_run else _TITLES[kind]
        head = Text(f"{title:<{_MARGIN}}", style=_STYLES[kind]).append_text(_subject(outcome))
        self._console.print(head)
        for label, value in _details(outcome) if kind != "other" else ():
            print_entry(self._console, label, value, margin=_MARGIN)

    def close(self) -> None:
        """Print how many mails there were and what became of them."""
        self._make_room()
        self._console.print(summary(self._counts, dry_run=self._dry_run))


def summary(counts: Counter[str], *, dry_run: bool) -> str:
    """Say in one sentence what a pass came to."""
    if not counts.total():
        return "No new mail: nothing to consider, no new draft."
    drafts = _plural(counts["draft"], "draft") if counts["draft"] else "no new draft"
    parts = [
        f"{drafts} would be made" if dry_run and counts["draft"] else drafts,
        f"{_plural(counts['left'], 'rejection')} left alone" if counts["left"] else "",
        f"{counts['other']:,} no rejections" if counts["other"] else "",
        f"{counts['failed']:,} that could not be handled" if counts["failed"] else "",
    ]
    return f"{_plural(counts.total(), 'mail')}: {', '.join(filter(None, parts))}."


_TITLES = {
    "other": "no rejection",
    "draft": "draft made",
    "left": "left alone",
    "failed": "not handled",
}
_STYLES = {"other": "dim", "draft": "bold green", "left": "bold yellow", "failed": "bold red"}


def _kind(outcome: Outcome) -> str:
    if isinstance(outcome.decision, Reply):
        return "draft"
    if outcome.judgement.rejection.is_rejection:
        return "left"
    # Every mail that could be read has a fingerprint, even one of zero bytes.
    return "other" if outcome.message.fingerprint else "failed"


def _subject(outcome: Outcome) -> Text:
    return Text(in_one_line(outcome.message.subject) or in_one_line(outcome.message.source))


def _details(outcome: Outcome) -> Iterator[tuple[str, Text]]:
    if outcome.message.fingerprint:
        yield "from", named(outcome.message.author).append(f" ({_who(outcome)})")
    if outcome.draft is not None:
        yield "to", named(outcome.draft.to)
    yield "because", Text(in_one_line(outcome.decision.because))


def _who(outcome: Outcome) -> str:
    facts = outcome.judgement.facts
    known = (ROLES[outcome.judgement.sender.role], facts.company, facts.job_title)
    return ", ".join(in_one_line(part) for part in known if part)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
