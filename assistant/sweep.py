"""One pass over one mailbox: where knowing, thinking and doing meet.

For each arrival the journal does not know: read it, consider it with what is known of its thread
and its company, save the draft if there is one, record the outcome.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from assistant.accounts import password_of
from assistant.config import Account, Config, ImapAccount
from assistant.decision import Ask, Circumstances, Leave, Reply
from assistant.drafting import parse_draft
from assistant.errors import JournalUnusable, MailboxRefused, MailboxUnavailable
from assistant.journal import (
    IN_DOUBT,
    PLACED,
    REFUSED,
    Considered,
    Intention,
    Journal,
    open_journal,
    open_rehearsal,
)
from assistant.journal import default_url as default_journal
from assistant.mailboxes import Arrival, DryRun, Mailbox, MailUnreadable, ThreadState, open_mailbox
from assistant.message import Draft, Message
from assistant.pipeline import Outcome, consider, read_and_judge
from assistant.playbook import Playbook

_COMMIT_EVERY = 50
_MOST_FAILURES = 3
_ENDS_THE_PASS = (MailboxRefused, MailboxUnavailable, JournalUnusable)
_KILLED_SETTLES = timedelta(seconds=5)
"""What a killed process had handed to the kernel reaches the server within this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass works with. ``now`` is aware, in the user's time zone."""

    account: str
    mailbox: Mailbox
    journal: Journal
    playbook: Playbook
    now: datetime
    pause: Callable[[timedelta], None]
    """Waits; may raise to break the pass off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    arrival: Arrival
    failures: int = 0
    first_pass: bool = False
    again: bool = False


def sweep_account(
    account: Account,
    config: Config,
    playbook: Playbook,
    *,
    now: datetime,
    pause: Callable[[timedelta], None],
    expect: Callable[[int], None],
    dry_run: bool,
) -> Generator[Outcome]:
    """Open the account's mailbox and the journal, sweep once, and give each outcome as it is made.

    With ``dry_run`` nothing is saved and nothing remembered.
    Raises ``MailboxRefused``, ``MailboxUnavailable`` or ``JournalUnusable``.
    """
    url = config.journal.url or default_journal()
    with ExitStack() as stack:
        journal = stack.enter_context(
            open_rehearsal(url, account.name) if dry_run else open_journal(url, account.name)
        )
        mailbox = open_mailbox(account, lambda: _password(account))
        work = Pass(
            account=account.name,
            mailbox=stack.enter_context(DryRun(mailbox) if dry_run else mailbox),
            journal=journal,
            playbook=playbook,
            now=now,
            pause=pause,
        )
        yield from sweep(work, expect=expect)


def sweep(work: Pass, *, expect: Callable[[int], None]) -> Generator[Outcome]:
    """Do one pass and give each outcome as it is made; ``expect`` is told how many mails there are.

    The bookmark moves only when the whole pass is through, together with its last outcomes; what
    was considered before a crash is known by then and not considered again.
    """
    _settle_what_was_broken_off(work)
    bookmark = work.journal.bookmark()
    found = work.mailbox.arrivals(bookmark, since=work.now - work.playbook.policy.look_back)
    tasks = _tasks(work, found.arrivals, first_pass=bookmark is None)
    expect(len(tasks))
    entries: list[Considered] = []
    try:
        for task in tasks:
            outcome, entry = _handle(work, task)
            entries.append(entry)
            if outcome is not None:
                yield outcome
            if len(entries) >= _COMMIT_EVERY:
                work.journal.record(entries, now=work.now)
                entries.clear()
    except GeneratorExit:
        # Broken off between two mails, as on SIGTERM: what is done stays done.
        work.journal.record(entries, now=work.now)
        raise
    work.journal.record(entries, bookmark=found.bookmark, now=work.now)


def _password(account: Account) -> str:
    if not isinstance(account, ImapAccount):
        raise MailboxRefused(f"the account {account.name!r} needs no password")
    return password_of(account)


def _settle_what_was_broken_off(work: Pass) -> None:
    """Look for drafts an earlier pass may have saved; save those that are certainly not there."""
    missing: list[tuple[Draft, str]] = []
    for raw, state in work.journal.unsettled():
        draft = parse_draft(raw)
        if work.mailbox.holds(draft):
            work.journal.settle(draft.message_id, PLACED)
        else:
            missing.append((draft, state))
    if not missing:
        return
    doubtful = any(state == IN_DOUBT for _, state in missing)
    settling = work.mailbox.settling_time
    work.pause(settling if doubtful else min(settling, _KILLED_SETTLES))
    for draft, _ in missing:
        if not work.mailbox.holds(draft):
            _save(work, draft)
        work.journal.settle(draft.message_id, PLACED)


def _tasks(work: Pass, arrivals: tuple[Arrival, ...], *, first_pass: bool) -> list[_Task]:
    again = [
        _Task(
            arrival=Arrival(ref=waiting.ref, arrived=waiting.arrived),
            failures=waiting.failures,
            again=True,
        )
        for waiting in work.journal.waiting(work.now)
    ]
    unknown = work.journal.unknown([arrival.ref for arrival in arrivals])
    new = [
        _Task(arrival=arrival, first_pass=first_pass)
        for arrival in arrivals
        if arrival.ref in unknown
    ]
    return [*again, *new]


def _handle(work: Pass, task: _Task) -> tuple[Outcome | None, Considered]:
    """Consider one mail. Whatever goes wrong with it is recorded and never stops the others."""
    try:
        return _consider(work, task)
    except _ENDS_THE_PASS:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where a bug must not stop the rest
        return _failed(work, task, error)


def _consider(work: Pass, task: _Task) -> tuple[Outcome | None, Considered]:
    raw = work.mailbox.fetch(task.arrival.ref)
    if raw is None:
        return None, _note(work, task, "the mail was gone before it could be read")
    message, judgement = read_and_judge(raw, work.playbook, source=task.arrival.ref, thorough=False)
    if not task.again and work.journal.knows(message.fingerprint):
        return None, _note(work, task, "it was considered before under another name", message)
    thread = ThreadState()
    asks: tuple[Ask, ...] = ()
    if judgement.rejection.is_rejection:
        thread = work.mailbox.thread_state(task.arrival.ref, message)
        asks = work.journal.asks()
    circumstances = Circumstances(
        now=work.now,
        arrived=task.arrival.arrived,
        own_addresses=work.playbook.own_addresses,
        first_pass=task.first_pass,
        answered=thread.answered,
        has_draft=thread.has_draft,
        asks=asks,
    )
    outcome = consider(message, judgement, circumstances, work.playbook, account=work.account)
    if outcome.draft is not None:
        outcome = _place(work, outcome, outcome.draft)
    return outcome, _entry(work, task, outcome)


def _place(work: Pass, outcome: Outcome, draft: Draft) -> Outcome:
    """Save a draft: the intention first, then the draft, then that it is placed."""
    facts = outcome.judgement.facts
    intended = work.journal.intend(
        Intention(
            message_id=draft.message_id,
            fingerprint=outcome.message.fingerprint,
            thread=_thread(outcome.message),
            addressee=draft.to.email,
            company=facts.company,
            job_title=facts.job_title,
            intended_at=work.now,
            raw=draft.raw,
        )
    )
    if not intended:
        leave = Leave(because="a draft for this mail or its thread was made before")
        return replace(outcome, decision=leave, draft=None)
    _save(work, draft)
    work.journal.settle(draft.message_id, PLACED)
    return outcome


def _thread(message: Message) -> str:
    return message.thread_ids[0] if message.thread_ids else message.fingerprint


def _save(work: Pass, draft: Draft) -> None:
    try:
        work.mailbox.save_draft(draft)
    except MailboxRefused:
        work.journal.settle(draft.message_id, REFUSED)
        raise
    except MailboxUnavailable:
        work.journal.settle(draft.message_id, IN_DOUBT)
        raise


def _entry(work: Pass, task: _Task, outcome: Outcome) -> Considered:
    judgement, decision = outcome.judgement, outcome.decision
    rejection, sender, stage = judgement.rejection, judgement.sender, judgement.stage
    findings = (*rejection.findings, *sender.findings, *stage.findings)
    entry = _note(work, task, decision.because, outcome.message)
    return replace(
        entry,
        action="draft" if isinstance(decision, Reply) else "leave",
        score=rejection.score,
        reason=rejection.reason,
        role=sender.role,
        stage=stage.value,
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        look_again=decision.look_again if isinstance(decision, Leave) else None,
    )


def _failed(work: Pass, task: _Task, error: Exception) -> tuple[Outcome, Considered]:
    failures = task.failures + 1
    rest = "it will be tried again" if failures < _MOST_FAILURES else "it is given up"
    what = str(error) if isinstance(error, MailUnreadable) else _place_of(error)
    because = f"it could not be handled ({what}); {rest}"
    message = Message(source=task.arrival.ref)
    entry = replace(
        _note(work, task, because),
        failures=failures,
        look_again=work.now if failures < _MOST_FAILURES else None,
    )
    outcome = Outcome(message=message, decision=Leave(because=because), account=work.account)
    return outcome, entry


def _place_of(error: Exception) -> str:
    """A bug's kind and line; its own text may quote the mail and is not told."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"


def _note(work: Pass, task: _Task, because: str, message: Message | None = None) -> Considered:
    return Considered(
        ref=task.arrival.ref,
        arrived=task.arrival.arrived,
        fingerprint=message.fingerprint if message else "",
        message_id=message.message_id if message else "",
        considered_at=work.now,
        action="leave",
        because=because,
        score=0.0,
        reason=None,
        role="unknown",
        stage="unknown",
        rules=(),
        failures=task.failures,
    )
