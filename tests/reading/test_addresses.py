import time

import pytest

from assistant.message import Address
from assistant.reading.addresses import read_addresses


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        ("kim@example.com", "", "kim@example.com"),
        ("<kim@example.com>", "", "kim@example.com"),
        ("Kim Doe <kim@example.com>", "Kim Doe", "kim@example.com"),
        ('"Doe, Kim" <kim@example.com>', "Doe, Kim", "kim@example.com"),
        (r'"Kim \"K\" Doe" <kim@example.com>', 'Kim "K" Doe', "kim@example.com"),
        ("Doe, Kim <kim@example.com>", "Doe, Kim", "kim@example.com"),
        ("kim@example.com (Kim Doe)", "Kim Doe", "kim@example.com"),
        ("=?utf-8?Q?Zo=C3=AB?= <zoe@example.com>", "Zoë", "zoe@example.com"),
        ("=?utf-8?Q?Doe=2C_Kim?= <kim@example.com>", "Doe, Kim", "kim@example.com"),
        ('"=?utf-8?Q?Zo=C3=AB?=" <zoe@example.com>', "Zoë", "zoe@example.com"),
        ('"kim@example.com" <kim@example.com>', "", "kim@example.com"),
        ("'Kim Doe' <kim@example.com>", "Kim Doe", "kim@example.com"),
        ("Kim <@a.example,@b.example:kim@example.com>", "Kim", "kim@example.com"),
        ("Kim < kim@example.com >", "Kim", "kim@example.com"),
        ("Kim <kim@example.com", "Kim", "kim@example.com"),
        ("Undisclosed", "Undisclosed", ""),
    ],
)
def test_one_address(written, name, email):
    assert read_addresses(written) == (Address(name=name, email=email),)


def test_lists_and_groups_give_their_members():
    found = read_addresses('Panel: a@x.example, "B, C" <b@x.example>;, d@x.example')
    assert [address.email for address in found] == ["a@x.example", "b@x.example", "d@x.example"]
    assert found[1].name == "B, C"


@pytest.mark.parametrize("written", ["", " ", "undisclosed-recipients:;", ",,;", "<>", '"', "(c):"])
def test_nobody(written):
    assert [address for address in read_addresses(written) if address.email] == []


def test_comments_may_nest_and_hide_nothing():
    assert read_addresses("Kim (a (b) , c) <kim@example.com>") == (
        Address(name="Kim", email="kim@example.com"),
    )


def test_a_line_end_hidden_in_a_name_is_dropped():
    (found,) = read_addresses("=?utf-8?Q?Kim=0D=0ABcc:_x?= <kim@example.com>")
    assert found.name == "Kim Bcc: x"


@pytest.mark.parametrize("bomb", ['"\\' * 4000, '"' * 8000, "(" * 8000, "<" * 8000, "a@b," * 2000])
def test_bombs_take_no_time(bomb):
    began = time.perf_counter()
    read_addresses(bomb)
    assert time.perf_counter() - began < 0.25
