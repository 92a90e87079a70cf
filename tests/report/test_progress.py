"""Long passes show how far they are; short ones, and those nobody watches, show nothing."""

from io import StringIO

from assistant.report.progress import Progress


def run(count, *, shown=True):
    stream = StringIO()
    progress = Progress(stream, shown=shown)
    progress.expect(count)
    for _ in range(count):
        progress.step()
    progress.clear()
    return stream.getvalue()


def test_a_long_pass_draws_at_most_once_a_percent():
    drawn = run(2000)
    assert drawn.count("\r[") == 100
    assert "\r[###############---------------] 1,000 of 2,000 mails" in drawn
    assert drawn.endswith("2,000 of 2,000 mails\r\x1b[K")


def test_a_short_pass_draws_nothing():
    assert run(20) == ""


def test_nothing_is_drawn_where_nobody_watches():
    assert run(2000, shown=False) == ""


def test_a_second_pass_begins_anew():
    stream = StringIO()
    progress = Progress(stream, shown=True)
    for count in (300, 20):
        progress.expect(count)
        for _ in range(count):
            progress.step()
        progress.clear()
    assert stream.getvalue().endswith("300 of 300 mails\r\x1b[K")
