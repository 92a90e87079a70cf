"""Nothing a mail says can act on the terminal, be taken for markup, or end the command."""

from io import BytesIO, TextIOWrapper

import pytest
from rich.text import Text

from assistant.message import Address
from assistant.report.terminal import harmless, in_one_line, named, print_entry, screen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “quoted”, naïve, 日本", "plain “quoted”, naïve, 日本"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x1b]0;title\x07", "[31mred]0;title"),
        ("\x9b31m one byte", "31m one byte"),
        ("back\x08space\rreturn\x00", "backspace return"),
        ("moc.elpmaxe\u202e@mas\u2066", "moc.elpmaxe@mas"),
        ("no\u00a0break\u2028line", "no break line"),
        ("lone \udc80 surrogate", "lone  surrogate"),
    ],
)
def test_text_is_made_harmless(text, shown):
    assert harmless(text) == shown


def test_one_line_is_one_line():
    assert in_one_line(" a\r\n\tb\x1b[0m\u2028c ") == "a b[0m c"


def test_an_address_is_named():
    assert named(Address(name="Ann\nLee", email="ann@acme.example")).plain == (
        "Ann Lee <ann@acme.example>"
    )
    assert named(Address()).plain == "(nobody is named)"


def test_markup_in_a_mail_stays_text(console, paper):
    console.print("[bold]not bold[/bold] :smile: [/]")
    assert paper.getvalue() == "[bold]not bold[/bold] :smile: [/]\n"


def test_long_values_hang_below_their_beginning(console, paper):
    print_entry(console, "because", Text("word " * 30), margin=10)
    first, *further = paper.getvalue().splitlines()
    assert first.startswith("  because word word")
    assert further
    assert all(line.startswith(" " * 10 + "word") for line in further)
    assert all(len(line) <= 80 and line == line.rstrip() for line in [first, *further])


def test_a_terminal_that_lacks_a_character_gets_another():
    stream = TextIOWrapper(BytesIO(), encoding="latin-1")
    screen(stream).print("日 ok")
    stream.flush()
    assert stream.buffer.getvalue() == b"? ok\n"


def test_a_closed_pipe_is_left_to_the_command():
    class Closed(TextIOWrapper):
        def write(self, text):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        screen(Closed(BytesIO())).print("anything")
