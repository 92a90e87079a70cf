"""One account after the other is swept; one that fails is told of and stops no other."""

from io import StringIO

import pytest

from assistant.cli.sweeping import sweep_all
from assistant.decision import Leave
from assistant.errors import JournalUnusable, MailboxRefused, MailboxUnavailable
from assistant.message import Message
from assistant.pipeline import Outcome
from assistant.report.progress import Progress


class Collected(list):
    add = list.append
    closed = False

    def close(self):
        self.closed = True


def outcome(source):
    return Outcome(message=Message(source=source), decision=Leave(because="a test"))


def unseen():
    return Progress(StringIO(), shown=False)


def sweeping(*outcomes, error=None):
    def sweep(expect):
        expect(len(outcomes))
        yield from outcomes
        if error is not None:
            raise error

    return sweep


def test_every_outcome_is_told_as_it_is_made():
    report = Collected()
    sweeps = [("a", sweeping(outcome("1"), outcome("2"))), ("b", sweeping(outcome("3")))]
    assert sweep_all(sweeps, report, unseen()) == 0
    assert [told.message.source for told in report] == ["1", "2", "3"]
    assert report.closed


@pytest.mark.parametrize(
    ("errors", "code"),
    [
        ([MailboxUnavailable("away"), None], 5),
        ([MailboxRefused("no"), MailboxUnavailable("away")], 4),
        ([MailboxRefused("no"), JournalUnusable("full")], 6),
        ([ZeroDivisionError("a bug"), None], 1),
    ],
)
def test_a_failed_account_is_told_and_the_others_are_swept(errors, code, capsys):
    report = Collected()
    sweeps = [
        (f"account-{number}", sweeping(outcome(str(number)), error=error))
        for number, error in enumerate(errors)
    ]
    assert sweep_all(sweeps, report, unseen()) == code
    assert [told.message.source for told in report] == ["0", "1"]
    assert "account account-0: " in capsys.readouterr().err
    assert report.closed


def test_a_pass_whose_reader_goes_away_is_closed_at_once():
    events = []

    def sweep(expect):
        try:
            yield outcome("1")
        finally:
            events.append("recorded")

    class GoneAway(Collected):
        def add(self, told):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError) as caught:
        sweep_all([("a", sweep)], GoneAway(), unseen())
    assert events == ["recorded"]
    assert caught


def test_a_bar_is_drawn_over_a_long_pass_and_taken_away():
    stream = StringIO()
    sweeps = [("a", sweeping(*[outcome("1")] * 300)), ("b", sweeping(outcome("2")))]
    assert sweep_all(sweeps, Collected(), Progress(stream, shown=True)) == 0
    assert "300 of 300 mails" in stream.getvalue()
    assert stream.getvalue().count("\x1b[K") == 1
