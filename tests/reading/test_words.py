import pytest

from assistant.reading.words import read_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plain words", "plain words"),
        ("=?utf-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
        ("=?utf-8?q?a_b=5F?=", "a b_"),
        ("=?UTF-8?B?R3LDvMOfZQ==?=", "Grüße"),
        ("=?UTF-8?B?R3LDvMOfZQ?=", "Grüße"),
        ("=?iso-8859-1?Q?Stra=DFe?= 5", "Straße 5"),
        ("Re: =?utf-8?Q?a?= and =?utf-8?Q?b?=", "Re: a and b"),
        ("=?utf-8?Q?a?=\t =?utf-8?Q?b?=", "ab"),
        ("=?utf-8*de?Q?=C3=BC?=", "ü"),
        ("=?x-nonsense?Q?word?=", "word"),
        ("=?utf-8?X?kept?=", "=?utf-8?X?kept?="),
        ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ("", ""),
    ],
)
def test_encoded_words(written, read):
    assert read_text(written) == read


def test_a_character_split_over_two_words_is_put_together():
    assert read_text("=?utf-8?B?w7w=?= =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=") == "üü"


def test_a_line_end_in_a_word_cannot_start_a_header():
    assert read_text("=?utf-8?Q?Evil=0D=0ABcc:_x@y.example?=") == "Evil Bcc: x@y.example"


def test_direction_marks_in_a_word_are_dropped():
    assert read_text("=?utf-8?B?4oCuYWJj?=") == "abc"
