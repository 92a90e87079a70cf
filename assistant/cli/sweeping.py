"""One pass over each account: one that fails is told of, and the others are swept all the same."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from datetime import timedelta

from assistant.cli.ending import Ending
from assistant.pipeline import Outcome
from assistant.report import JsonLines, Report
from assistant.report.progress import Progress

Sweep = Callable[[Callable[[int], None]], Generator[Outcome]]
"""Starts a pass; is given whom to tell how many mails there are."""


def sweep_all(sweeps: Iterable[tuple[str, Sweep]], report: Report, progress: Progress) -> int:
    """Do the pass of each account (name and pass) and give the exit code."""
    ending = Ending()
    for account, sweep in sweeps:
        # Closing: what was done before the reader of our output went away is still recorded.
        with ending.telling(f"account {account}"), closing(sweep(progress.expect)) as outcomes:
            for outcome in outcomes:
                report.add(outcome)
                progress.step()
        progress.clear()
    report.close()
    return ending.code


def progress_for(*, as_json: bool) -> Progress:
    """Give the bar for a terminal, unless JSON lines are printed to the same one."""
    in_the_way = as_json and sys.stdout.isatty()
    return Progress(sys.stderr, shown=sys.stderr.isatty() and not in_the_way)


def report_for(progress: Progress, *, as_json: bool, dry_run: bool) -> Report:
    """Give the report that was asked for, on standard output."""
    if as_json:
        return JsonLines(sys.stdout.buffer)
    # rich takes its time to load, and JSON does without.
    from assistant.report.passes import PassReport
    from assistant.report.terminal import screen

    return PassReport(screen(), dry_run=dry_run, make_room=progress.clear)


def pause(duration: timedelta) -> None:
    """Wait."""
    time.sleep(duration.total_seconds())
