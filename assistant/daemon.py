"""Sweeps each account on time until it is told to stop. Decides nothing.

APScheduler only says when; every pass starts from the account's bookmark, so a pass that was
missed (sleep, no network, a slow server) is made up for by the next one.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from assistant.config import Account, Config
from assistant.errors import AssistantError, JournalUnusable, MailboxRefused, MailboxUnavailable
from assistant.playbook import Playbook
from assistant.report import log_line
from assistant.sweep import sweep_account

_log = logging.getLogger("feedback-assistant")
_PATIENCE = timedelta(seconds=4)
"""How long a pass may take to break off once the program was told to stop."""


class Stopped(AssistantError):
    """The program was told to stop while a pass was waiting."""


class Daemon:
    """Watches every account of one config. ``run`` returns the exit code."""

    def __init__(self, config: Config, playbook: Playbook) -> None:
        self._config = config
        self._playbook = playbook
        self._stop = threading.Event()
        self._idle = threading.Condition()
        self._sweeping = 0
        self._watched = {account.name for account in config.accounts}
        self._unavailable: set[str] = set()
        self._failure: AssistantError | None = None

    def run(self) -> int:
        """Sweep at once and then every ``schedule.every``, until SIGTERM, SIGINT or the last error.

        Call it from the main thread: only there signals can be caught.
        """
        scheduler = _scheduler(workers=len(self._config.accounts))
        every = self._config.schedule.every.total_seconds()
        for account in self._config.accounts:
            scheduler.add_job(
                self._sweep,
                "interval",
                seconds=every,
                args=(account, lambda name=account.name: scheduler.remove_job(name)),
                id=account.name,
                next_run_time=datetime.now(UTC),
            )
        with _signals(self._stop):
            scheduler.start()
            _log.info("watching %d account(s) every %g s", len(self._watched), every)
            self._stop.wait()
            scheduler.shutdown(wait=False)
            self._let_passes_end()
        _log.info("stopped")
        return self._failure.exit_code if self._failure else 0

    def _sweep(self, account: Account, give_up: Callable[[], None]) -> None:
        with self._counted():
            try:
                self._sweep_once(account)
            except MailboxRefused as error:
                self._refused(account, error, give_up)
            except MailboxUnavailable as error:
                self._went_away(account, error)
            except JournalUnusable as error:
                _log.error("%s", _with_remedy(error))
                self._end(error)
            except Stopped:
                _log.info("account=%s pass broken off", account.name)

    def _sweep_once(self, account: Account) -> None:
        outcomes = sweep_account(
            account,
            self._config,
            self._playbook,
            now=datetime.now(UTC).astimezone(),
            pause=self._pause,
            expect=lambda count: _log.debug("account=%s mails=%d", account.name, count),
            dry_run=False,
        )
        for outcome in outcomes:
            _log.info("%s", log_line(outcome))
            if self._stop.is_set():
                outcomes.close()
        if account.name in self._unavailable:
            self._unavailable.discard(account.name)
            _log.info("account=%s is back", account.name)

    def _refused(
        self, account: Account, error: MailboxRefused, give_up: Callable[[], None]
    ) -> None:
        """Leave an account alone that will not work until somebody changes something."""
        _log.error("account=%s is not watched any more: %s", account.name, _with_remedy(error))
        give_up()
        self._watched.discard(account.name)
        if not self._watched:
            self._end(error)

    def _went_away(self, account: Account, error: MailboxUnavailable) -> None:
        if account.name not in self._unavailable:
            self._unavailable.add(account.name)
            _log.warning("account=%s will be tried again: %s", account.name, error)

    def _end(self, error: AssistantError) -> None:
        self._failure = error
        self._stop.set()

    def _pause(self, duration: timedelta) -> None:
        if self._stop.wait(duration.total_seconds()):
            raise Stopped("told to stop")

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._idle:
            self._sweeping += 1
        try:
            yield
        finally:
            with self._idle:
                self._sweeping -= 1
                self._idle.notify_all()

    def _let_passes_end(self) -> None:
        """Give running passes a moment; one that hangs in a socket is cut off, which is safe."""
        with self._idle:
            ended = self._idle.wait_for(lambda: self._sweeping == 0, _PATIENCE.total_seconds())
        if not ended:
            _log.warning("a pass hangs and is cut off; the journal knows where to go on")
            logging.shutdown()
            # The interpreter would wait for the scheduler's threads as long as the socket hangs.
            os._exit(self._failure.exit_code if self._failure else 0)


def _scheduler(*, workers: int) -> BackgroundScheduler:
    """Build a scheduler that drops no run in silence and runs no account twice at once."""
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(max_workers=workers)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone=UTC,
    )
    scheduler.add_listener(_tell, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return scheduler


def _tell(event: JobExecutionEvent) -> None:
    if event.code == EVENT_JOB_MISSED:
        _log.warning("account=%s a pass was missed; the next one makes up for it", event.job_id)
    else:
        # The error's own text may quote a mail, so only its kind is told.
        kind = type(event.exception).__name__
        _log.error("account=%s a pass failed unexpectedly (%s)", event.job_id, kind)


@contextmanager
def _signals(stop: threading.Event) -> Iterator[None]:
    def _handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, _handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _with_remedy(error: AssistantError) -> str:
    return f"{error} ({error.remedy})" if error.remedy else str(error)
