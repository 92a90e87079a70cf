"""Text from a mail in a header of ours."""

import pytest

from assistant.drafting.one_line import one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("José", "José"),
        ("Jose\u0301", "José"),
        ("a\r\nb\tc\x00d\x85e", "a b c d e"),
        ("a\u2028b\u00a0c\u3000d", "a b c d"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("lone \ud800 surrogate", "lone surrogate"),
        ("  many   blanks  ", "many blanks"),
        ("山田 太郎", "山田 太郎"),
    ],
)
def test_only_visible_characters_and_single_blanks_stay(text, expected):
    assert one_line(text, limit=100) == expected


def test_a_long_text_is_cut_without_a_blank_at_the_end():
    assert one_line("abc def", limit=4) == "abc"
