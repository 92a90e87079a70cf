"""Whatever goes wrong becomes a line for people and an exit code; nothing of a mail gets out."""

import re

import pytest

from assistant.cli.ending import Ending
from assistant.errors import (
    ConfigError,
    JournalUnusable,
    MailboxRefused,
    MailboxUnavailable,
    Mistake,
    UsageError,
)


def code_after(*errors):
    ending = Ending()
    for error in errors:
        with ending.telling():
            raise error
    return ending.code


def test_all_well_is_zero():
    ending = Ending()
    with ending.telling():
        pass
    ending.note(0)
    assert ending.code == 0


@pytest.mark.parametrize(
    ("errors", "code"),
    [
        ([UsageError("x")], 2),
        ([ConfigError((Mistake(place="a", text="b"),))], 3),
        ([MailboxUnavailable("x")], 5),
        ([MailboxUnavailable("x"), MailboxRefused("x"), MailboxUnavailable("x")], 4),
        ([MailboxRefused("x"), JournalUnusable("x"), MailboxRefused("x")], 6),
        ([ValueError("x")], 1),
        ([UsageError("x"), ValueError("x")], 1),
        ([ValueError("x"), UsageError("x")], 1),
    ],
)
def test_the_worst_counts(errors, code):
    assert code_after(*errors) == code


def test_an_error_is_told_with_its_remedy_and_what_it_is_about(capsys):
    with Ending().telling("account work"):
        raise MailboxRefused("the password is wrong", remedy="set another")
    assert capsys.readouterr().err == (
        "account work: Error: the password is wrong\naccount work: What to do: set another\n"
    )


def test_every_mistake_has_its_line(capsys):
    with Ending().telling():
        raise ConfigError(
            (Mistake(place="c.toml, line 1", text="wrong"), Mistake(place="c.toml", text="bad"))
        )
    assert capsys.readouterr().err == "c.toml, line 1: wrong\nc.toml: bad\n"


def test_a_bug_tells_its_kind_and_never_its_text(capsys, monkeypatch):
    monkeypatch.delenv("FEEDBACK_ASSISTANT_TRACEBACK", raising=False)
    with Ending().telling():
        raise ValueError("Dear Kim, unfortunately")
    told = capsys.readouterr().err
    assert told.startswith("Unexpected error (ValueError). This is a mistake in feedback-assistant")
    assert told.count("\n") == 1
    assert "Dear Kim" not in told


def test_a_bugs_places_are_told_on_demand_and_still_no_text(capsys, monkeypatch):
    monkeypatch.setenv("FEEDBACK_ASSISTANT_TRACEBACK", "1")
    with Ending().telling():
        try:
            {}["Dear Kim"]
        except KeyError as error:
            raise ValueError("unfortunately") from error
    told = capsys.readouterr().err
    assert "ValueError at\n" in told
    assert "KeyError at\n" in told
    assert re.search(r"(?m)^  cli/test_ending\.py:\d+ test_a_bugs_places", told)
    assert "Dear Kim" not in told
    assert "unfortunately" not in told


def test_a_servers_words_cannot_reach_the_terminal(capsys):
    with Ending().telling():
        raise MailboxRefused("the server says \x1b[2J\r\nno")
    assert capsys.readouterr().err == "Error: the server says  [2J  no\n"


def test_a_closed_pipe_passes_through():
    with pytest.raises(BrokenPipeError), Ending().telling():
        raise BrokenPipeError


def test_a_pressed_ctrl_c_passes_through():
    with pytest.raises(KeyboardInterrupt), Ending().telling():
        raise KeyboardInterrupt
