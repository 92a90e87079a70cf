"""Explains mails that lie anywhere: each on its own, as of its own time, without any history."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime

from assistant.cli.ending import Ending
from assistant.cli.mails import files_behind, mails_in
from assistant.decision import Circumstances
from assistant.pipeline import Outcome, consider, read_and_judge
from assistant.playbook import Playbook
from assistant.report import JsonLines, Report


def explain_all(
    names: Iterable[str], playbook: Playbook, report: Report, *, as_of: datetime | None
) -> int:
    """Explain each mail behind the names and give the exit code.

    What cannot be read is told of, and the others are explained all the same.
    """
    ending = Ending()
    for name in names:
        with ending.telling():
            for file in files_behind(name):
                with ending.telling():
                    _explain_file(file, playbook, report, as_of=as_of, ending=ending)
    report.close()
    return ending.code


def report_for(*, as_json: bool) -> Report:
    """Give the report that was asked for, on standard output."""
    if as_json:
        return JsonLines(sys.stdout.buffer)
    # rich takes its time to load, and JSON does without.
    from assistant.report.explanation import Explanations
    from assistant.report.terminal import screen

    return Explanations(screen())


def _explain_file(
    file: str, playbook: Playbook, report: Report, *, as_of: datetime | None, ending: Ending
) -> None:
    for source, raw in mails_in(file):
        with ending.telling(source):
            report.add(_outcome(source, raw, playbook, as_of))


def _outcome(source: str, raw: bytes, playbook: Playbook, as_of: datetime | None) -> Outcome:
    message, judgement = read_and_judge(raw, playbook, source=source)
    # An old mail is not "too old" here: unless told otherwise, it has just arrived.
    now = as_of or (message.date or datetime.now(UTC)).astimezone()
    circumstances = Circumstances(now=now, own_addresses=playbook.own_addresses)
    return consider(message, judgement, circumstances, playbook)
