import time
import unicodedata

from assistant.reading.normal import one_line, plain_characters, tidy_lines


def test_curly_quotes_become_straight():
    assert plain_characters("\u201cwe\u2019re\u201d") == '"we\'re"'


def test_odd_spaces_become_spaces_and_invisible_characters_go():
    assert (
        plain_characters("un\u00adfor\u200btunately\u00a0not\u202f!\ufeff") == "unfortunately not !"
    )


def test_direction_marks_and_controls_go():
    assert plain_characters("a\u202eb\u2066c\x00d\x1be") == "abcde"


def test_every_line_end_becomes_lf():
    assert plain_characters("a\r\nb\rc\u2028d\u0085e") == "a\nb\nc\nd\ne"


def test_letters_are_composed():
    assert plain_characters("Gru\u0308\u00dfe, Zoe\u0308") == "Grüße, Zoë"


def test_thousands_of_accents_on_one_letter_take_no_time():
    began = time.perf_counter()
    plain_characters("a" + "\u0327\u0301" * 50_000)
    assert time.perf_counter() - began < 0.5


def test_long_and_short_texts_come_out_alike():
    odd = "\u201cwe\u2019re\u201d\u00a0so\u00adrry\u2028Zoe\u0308 "
    assert plain_characters(odd * 50) == plain_characters(odd) * 50


def test_plain_text_is_left_alone():
    text = "Dear Kim,\n\tno \u2013 not this time."
    assert plain_characters(text) == text
    assert unicodedata.is_normalized("NFC", plain_characters(text))


def test_blanks_and_blank_lines_collapse():
    assert tidy_lines("  a  b \t c  \n\n \n\n\n d\n") == "a b c\n\nd"


def test_a_header_is_one_line_without_controls():
    assert one_line("Evil\r\nBcc:  x@y.example\x00 ") == "Evil Bcc: x@y.example"


def test_a_header_is_cut_to_its_limit():
    assert one_line("x" * 5000, limit=10) == "x" * 10
