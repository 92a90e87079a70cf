import pytest

from assistant.reading.html import html_to_text


def read(html: str) -> str:
    return html_to_text(html)[0]


def test_blocks_become_lines_and_paragraphs():
    html = "<html><body><p>Dear <b>Kim</b>,</p><div>one</div><div>two<br>three</div><p>end</p>"
    assert read(html) == "Dear Kim,\n\none\n\ntwo\nthree\n\nend"


def test_lists_and_tables_keep_their_lines():
    html = (
        "<ul><li>one</li><li class='x'>two</li></ul>"
        "<table><tr><td>Role</td><td>Baker</td></tr><tr><th>Place</th><td>Leeds</td></tr></table>"
    )
    assert read(html) == "- one\n\n- two\n\nRole Baker\n\nPlace Leeds"


def test_tags_in_capitals():
    assert read("<BODY><P>one<BR>two</P><TABLE><TR><TD>a<TD>b</TABLE>") == "one\ntwo\n\na b"


def test_source_lines_are_no_lines_but_in_preformatted_text():
    assert read("<p>we have\n  decided</p>") == "we have decided"
    assert read("<pre>one\ntwo</pre>") == "one\ntwo"


def test_entities_and_odd_characters():
    assert read("<p>we&rsquo;re&nbsp;sorry &amp; sad&shy;ly &lt;3</p>") == "we're sorry & sadly <3"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">x</div>',
        '<div style="Display : NONE !important">x</div>',
        '<span style="font-size:0">x</span>',
        '<span style="color:red;font-size: 0px;">x</span>',
        '<div style="max-height:0;overflow:hidden">x</div>',
        '<div style="opacity:0">x</div>',
        '<div style="opacity: 0.0;">x</div>',
        '<div style="visibility:hidden">x</div>',
        '<div style="mso-hide:all">x</div>',
        "<div hidden>x</div>",
        '<div style="display:none">x<div style="display:none">x</div>x</div>',
        "<style>x</style>",
        "<STYLE type='text/css'>x</STYLE >",
        "<script>x</script>",
        "<title>x</title>",
        "<!-- x -->",
        "<!-- <p>x --!>",
        "<!--[if mso]>x<![endif]-->",
        "<textarea>x</textarea>",
        '<img alt="x" width="1" height="1">',
        "<select><option>x</select>",
    ],
)
def test_what_no_reader_sees_is_gone(hidden):
    assert read(f"<p>seen</p>{hidden}<p>too</p>") == "seen\n\ntoo"


@pytest.mark.parametrize(
    "seen",
    [
        '<div style="opacity:0.9">x</div>',
        '<div style="max-height:0.5in">x</div>',
        '<td style="font-size:0px"><div style="font-size:13px">x</div></td>',
        '<div style="font-size:0.9em">x</div>',
        '<div style="font-size:10px">x</div>',
        '<a style="text-decoration:none">x</a>',
        '<div style="border:none;overflow:hidden">x</div>',
        "<!--[if !mso]><!-->x<!--<![endif]-->",
        "<![if !mso]>x<![endif]>",
        "<!-->x",
        "<header>x</header>",
    ],
)
def test_what_only_looks_hidden_is_read(seen):
    assert read(f"<p>one</p>{seen}<p>two</p>").replace("\n\n", " ") == "one x two"


def test_a_body_styled_away_is_still_read():
    assert read('<body style="opacity:0"><p>seen</p>') == "seen"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>old<br>older</blockquote>",
        '<BLOCKQUOTE TYPE="cite">old<br>older</BLOCKQUOTE>',
        '<div class="gmail_quote">old<br>older</div>',
        '<div class="x yahoo_quoted">old<br>older</div>',
        "<blockquote>old<blockquote>older</blockquote></blockquote>",
    ],
)
def test_quotes_are_marked(quote):
    assert read(f"<p>new</p>{quote}<p>below</p>").replace("\n\n", "\n") == (
        "new\n> old\n> older\nbelow"
    )


def test_marks_cannot_be_forged():
    assert read("<p>a\x11b\x12\x0ec\x0f</p><p hidden>d</p>") == "a b c"


@pytest.mark.parametrize("html", ["", "<", "<!--", "<style>", "<p", "&#0;", "\0", "</body>x", "x<"])
def test_fragments_do_not_fail(html):
    assert isinstance(read(html), str)


def test_an_unclosed_comment_or_style_hides_the_rest_only():
    assert read("<p>seen</p><!-- x") == "seen"
    assert read("<p>seen</p><style>x") == "seen"
