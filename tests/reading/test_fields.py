from assistant.reading.fields import LARGEST_BLOCK, LARGEST_FIELD, read_fields


def test_fields_are_unfolded_and_named_in_lower_case():
    fields = read_fields(b"Subject: one\r\n two\r\n\tthree\r\nTO : x\r\n\r\nbody")
    assert fields.first("subject") == "one two three"
    assert fields.first("to") == "x"
    assert list(fields.names()) == ["subject", "to"]


def test_the_body_begins_behind_the_first_empty_line():
    for raw in (b"A: b\r\n\r\nbody\n\nx", b"A: b\n\nbody\r\n\r\nx", b"A: b\n\r\nbody\n\nx"):
        assert raw[read_fields(raw).body :].startswith(b"body")


def test_a_header_block_alone():
    fields = read_fields(b"A: b\r\nC: d")
    assert (fields.first("a"), fields.first("c"), fields.body) == ("b", "d", 10)


def test_several_fields_of_a_name_keep_their_order():
    assert read_fields(b"A: 1\nB: x\nA: 2\n\n").all("a") == ["1", "2"]


def test_8_bit_fields_are_guessed():
    assert read_fields(b"Subject: Gr\xfc\xdfe\n\n").first("subject") == "Grüße"
    assert read_fields("Subject: Grüße\n\n".encode()).first("subject") == "Grüße"


def test_lines_that_are_no_field_are_passed_over():
    fields = read_fields(b"what is this\nSubject: x\n: empty\n\nbody")
    assert fields.first("subject") == "x"
    assert fields.defects == ("a line of the header block is no field",)


def test_without_any_field_all_is_body():
    for raw in (b"just text\n\nmore", b"\nbody", b""):
        assert read_fields(raw).body == 0


def test_mbox_separator_and_byte_order_mark_are_skipped():
    for raw in (b"From x Fri\nA: b\n\n", b">From x Fri\nA: b\n\n", b"\xef\xbb\xbfA: b\n\n"):
        assert read_fields(raw).first("a") == "b"


def test_limits():
    long = read_fields(b"References: <a@b>" + b" <c@d>" * 5000 + b" <e@f>\n\nbody")
    value = long.first("references")
    assert len(value) <= LARGEST_FIELD + 1
    assert value.startswith("<a@b>")
    assert value.endswith("<e@f>")
    assert long.defects == (f"references is over {LARGEST_FIELD} bytes",)
    block = read_fields(b"X: y\n" * LARGEST_BLOCK + b"\nbody")
    assert len(block.block) == LARGEST_BLOCK
    assert block.defects == (f"header block is over {LARGEST_BLOCK} bytes",)
