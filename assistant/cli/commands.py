"""Each command: read the arguments, call what does it, print what comes, give the exit code."""

from __future__ import annotations

import gc
import os
import sys
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from assistant import __version__
from assistant.cli.ending import Ending, end_quietly
from assistant.cli.settings import (
    accounts_of,
    config_if_any,
    example_config,
    needed_config,
    usual_config,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.cli.sweeping import Sweep
    from assistant.config import Account

_Arguments = ParamSpec("_Arguments")

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,  # loading rich would double the time --help takes
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def main() -> None:
    """Run the command line. Never returns: it ends with the exit code."""
    # A short command makes many objects at its start and no garbage worth looking for.
    gc.set_threshold(50_000)
    # Its search for plugins reads the metadata of every package installed, at each start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    app(prog_name="feedback-assistant")


def _ending(command: Callable[_Arguments, int]) -> Callable[_Arguments, None]:
    """Let a command end with the exit code it gives, or that of the error it raises."""

    @wraps(command)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        ending = Ending()
        try:
            with ending.telling():
                ending.note(command(*args, **kwargs))
                sys.stdout.flush()
        except BrokenPipeError:
            raise typer.Exit(end_quietly()) from None
        raise typer.Exit(ending.code)

    return run


def _time(text: str) -> datetime:
    try:
        return _aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError, OSError):
        raise typer.BadParameter(
            f"{text!r} is no time; write it like 2026-11-20, 2026-11-20T09:00 or "
            "2026-11-20T09:00:00+01:00"
        ) from None


def _aware(moment: datetime) -> datetime:
    """Take a time without a zone as the user's local time."""
    return moment if moment.tzinfo else moment.astimezone()


ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The config file to use."),
]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", metavar="TIME", parser=_time, help="Take this time for now."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object per mail.")]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        typer.echo(f"feedback-assistant {__version__}")
        raise typer.Exit


@app.callback()
def _assistant(
    *,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find rejections of job applications in your inbox and draft a short request for feedback.

    It saves drafts and nothing else: it never sends, and never changes a mail.
    Begin with: feedback-assistant demo
    """


@app.command()
@_ending
def demo() -> int:
    """Show the whole thing on a sample mailbox. Needs no account, no config, no network."""
    from assistant.demo import show
    from assistant.report.terminal import screen

    show(screen(), config=usual_config(), example=example_config())
    return 0


@app.command()
@_ending
def sweep(
    *,
    config: ConfigFile = None,
    account: Annotated[
        str | None, typer.Option("--account", metavar="NAME", help="Sweep only this account.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be done; save nothing.")
    ] = False,
    as_of: AsOf = None,
    json: Json = False,
) -> int:
    """Look through each mailbox once and put the drafts into Drafts."""
    path, settings = needed_config(config)
    accounts = accounts_of(settings, path, account)

    # After the config: mistakes in it are told before the database library is loaded.
    from assistant.cli.sweeping import pause, progress_for, report_for, sweep_all
    from assistant.playbook import load_playbook
    from assistant.sweep import sweep_account

    playbook = load_playbook(settings)
    now = as_of or datetime.now(UTC).astimezone()

    def sweep_one(account: Account) -> Sweep:
        return lambda expect: sweep_account(
            account, settings, playbook, now=now, pause=pause, expect=expect, dry_run=dry_run
        )

    sweeps = [(account.name, sweep_one(account)) for account in accounts]
    progress = progress_for(as_json=json)
    return sweep_all(sweeps, report_for(progress, as_json=json, dry_run=dry_run), progress)


@app.command()
@_ending
def run(config: ConfigFile = None) -> int:
    """Watch the mailboxes until stopped (Ctrl-C, SIGTERM)."""
    path, settings = needed_config(config)
    accounts_of(settings, path)

    import logging

    from assistant.daemon import Daemon
    from assistant.playbook import load_playbook

    playbook = load_playbook(settings)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("feedback-assistant").setLevel(logging.INFO)
    # It would log the text of an error, which may quote a mail; the daemon tells what is needed.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    return Daemon(settings, playbook).run()


@app.command()
@_ending
def explain(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Mails (.eml), mbox files, Maildirs, folders of .eml files; - is standard input.",
        ),
    ],
    *,
    config: ConfigFile = None,
    as_of: AsOf = None,
    json: Json = False,
) -> int:
    """Tell what would be made of a mail, and why. Needs no account and saves nothing."""
    from assistant.cli.explaining import explain_all, report_for
    from assistant.playbook import load_playbook

    playbook = load_playbook(config_if_any(config))
    return explain_all(files, playbook, report_for(as_json=json), as_of=as_of)


@app.command()
@_ending
def check(config: ConfigFile = None) -> int:
    """Prove the config, the templates and the rules, and tell every mistake at once."""
    from assistant.cli.checking import print_check
    from assistant.playbook import prove
    from assistant.report.terminal import screen

    path, settings = needed_config(config)
    print_check(screen(), path, settings, prove(settings))
    return 0
