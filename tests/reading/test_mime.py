import pytest

from assistant.reading.mime import (
    DEEPEST,
    MOST_PARTS,
    Part,
    Unreadable,
    parse_content_type,
    read_parts_fallback,
    read_parts_fast,
    read_single,
)

TWO = (
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: Text/Plain; charset=utf-8; format=flowed\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n"
    b'--b\r\nContent-Type: application/pdf; name="a.pdf"\r\n'
    b"Content-Disposition: Attachment; filename=a.pdf\r\n\r\nxyz\r\n--b--\r\n"
)
BOTH = pytest.mark.parametrize("read", [read_parts_fast, read_parts_fallback])


def depth_of(part: Part) -> int:
    return 1 + max(map(depth_of, part.children), default=0)


@BOTH
def test_parts_are_told_apart(read):
    root, defects = read(TWO)
    text, attachment = root.children
    assert defects == []
    assert root.kind == "multipart/mixed"
    assert text.kind == "text/plain"
    assert text.parameters == {"charset": "utf-8", "format": "flowed"}
    assert text.content().strip() == "Grüße".encode()
    assert (attachment.disposition, attachment.named) == ("attachment", True)


@BOTH
def test_more_parts_than_the_limit_are_left_out_and_told(read):
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    root, defects = read(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * 300)
    assert len(root.children) == MOST_PARTS
    assert defects == [f"more than {MOST_PARTS} parts"]


@BOTH
def test_deeper_parts_than_the_limit_are_left_out_and_told(read):
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%dx\r\n\r\n--b%dx\r\n" % (level, level)
        for level in range(DEEPEST + 5)
    )
    root, defects = read(levels + b"\r\nx")
    assert depth_of(root) == DEEPEST + 1
    assert defects == [f"parts nested deeper than {DEEPEST}"]


def test_the_fast_parser_gives_up_on_broken_base64_and_the_fallback_reads_it():
    raw = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nbm8sIHN*vcnJ5"
    root, _ = read_parts_fast(raw)
    with pytest.raises(Unreadable):
        root.content()
    assert read_parts_fallback(raw)[0].content() == b"no, sorry"


def test_the_fallback_reads_what_is_no_base64_at_all_as_it_is():
    raw = b"Content-Transfer-Encoding: base64\r\n\r\nNo, sorry. We chose somebody else, Kim!"
    assert b"somebody else" in read_parts_fallback(raw)[0].content()


def test_boundaries_with_the_same_beginning_are_left_to_the_fallback():
    raw = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: multipart/alternative; boundary=b-2\r\n\r\n"
        b"--b-2\r\nContent-Type: text/plain\r\n\r\nx\r\n--b-2--\r\n--b--\r\n"
    )
    with pytest.raises(Unreadable):
        read_parts_fast(raw)
    (inner,) = read_parts_fallback(raw)[0].children
    assert [part.kind for part in inner.children] == ["text/plain"]


@BOTH
def test_a_multipart_without_parts_is_never_lost(read):
    raw = b"Content-Type: multipart/mixed; boundary=b\r\n\r\nThe decision is no."
    try:
        assert b"decision" in read(raw)[0].content()
    except Unreadable:
        assert read is read_parts_fast


def test_content_types():
    assert parse_content_type('Text/HTML; Charset="utf-8"; x=y') == (
        "text/html",
        {"charset": "utf-8", "x": "y"},
    )
    assert parse_content_type('text/plain; name*; =; a="') == ("text/plain", {"a": ""})
    assert parse_content_type("") == ("", {})


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"no, sorry", ""),
        (b"no, sorry", "8BIT"),
        (b"no,=20sor=\r\nry", "quoted-printable"),
        (b"bm8sIH\r\nNvcnJ5\r\n", "Base64"),
    ],
)
def test_a_mail_of_one_text_needs_no_parser(body, encoding):
    part = read_single(body, "text/html; charset=utf-8", encoding, "")
    assert part is not None
    assert (part.kind, part.parameters["charset"]) == ("text/html", "utf-8")
    assert part.content() == b"no, sorry"


@pytest.mark.parametrize(
    ("kind", "encoding", "disposition"),
    [
        ("multipart/mixed; boundary=b", "", ""),
        ("message/rfc822", "", ""),
        ("nonsense", "", ""),
        ("text/plain", "x-nonsense", ""),
        ("text/plain", "base64", ""),
        ("text/plain", "", "attachment"),
        ("text/plain; name=a.txt", "", ""),
    ],
)
def test_any_other_mail_does(kind, encoding, disposition):
    assert read_single(b"bm8*", kind, encoding, disposition) is None
