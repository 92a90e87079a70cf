import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.html import html_to_text
from assistant.reading.normal import tidy_lines
from assistant.reading.tags import QUOTE_BEGINS, QUOTE_ENDS, read_tags

PAGE = (
    '<!DOCTYPE html><html><body><div style="display:none">early<p>words</p></div>'
    '<table width="100%"><tr><td style="font-size:0"><a href="?a=1&amp;b=2" title="it\'s">Kim</a>,'
    "</td></tr><tr><td><p>we&nbsp;chose<br/>somebody &lt;else&gt;</p></td></tr></table></body>"
)


def test_sound_html_needs_no_parser():
    text = read_tags(PAGE)
    assert text is not None
    assert tidy_lines(text) == "we chose\nsomebody <else>"


def test_what_is_quoted_stands_between_marks():
    text = read_tags('<p>new</p><div class="x gmail_quote">old<div>older</div></div>below')
    assert text is not None
    assert text.split() == ["new", f"{QUOTE_BEGINS}old", "older", QUOTE_ENDS, "below"]


def test_small_letters_inside_letters_of_no_size_are_seen():
    html = '<td style="font-size:0"><div style="font-size:13px">x</div></td>'
    assert (read_tags(html) or "").split() == ["x"]


@pytest.mark.parametrize(
    "unsound",
    [
        "a < b", "a > b", "a > b <i", "<p", "<!-- x", "<a title='x>y<b'>", '<a title="x>y<b">',
        '<a title="x', "< p>x</p>", "<1>", "<>", "<pre>x</pre>", "<style>x", "<svg></svg>",
        "<textarea>x</textarea>", "<p hidden>x<div>y</div></p>", "<div hidden>x",
        "<td hidden>x<td>y",
        "<div hidden><b>x</div></b>", "<blockquote>x", "<blockquote>x</div>", "<p>\x0e</p>",
        "<p>\f",
        "<i>" * 3000,
    ],
)  # fmt: skip
def test_the_rest_is_left_to_the_parser(unsound):
    assert read_tags(unsound) is None


PIECES = st.sampled_from(
    [
        "word ", "\n", "&amp;", "&nbsp;", "<p>", "</p>", "<P class=a>", "<div>", "</div>", "<br>",
        "<br/>",
        '<div style="display:none">', "<span hidden>", "</span>", "<span>", "<table>", "</table>",
        "<tr>", "</tr>", "<td>", "</td>", '<td style="font-size:0px">', "<li>", "</li>", "<ul>",
        "</ul>",
        "<blockquote>", "</blockquote>", "<a href='x'>", "</a>", '<b style="font-size: 9px">',
        "</b>",
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_marks_come_in_pairs_and_nothing_fails(pieces):
    html = "".join(pieces)
    text = read_tags(html)
    if text is not None:
        assert text.count(QUOTE_BEGINS) == text.count(QUOTE_ENDS)
    assert isinstance(html_to_text(html)[0], str)
