"""Which addresses a draft may be written to."""

import pytest

from assistant.people.addr_spec import is_plain_address


@pytest.mark.parametrize(
    "email",
    [
        "jane.roe@acme.example",
        "Jane@Acme.Example",
        "jane+jobs@acme.example",
        "o'brien@acme.example",
        "acme-jobs@m.personio.de",
        "jane@xn--mller-kva.example",
        "j@a1.example",
        f"{'j' * 64}@acme.example",
    ],
)
def test_plain_addresses_are_taken(email):
    assert is_plain_address(email)


@pytest.mark.parametrize(
    "email",
    [
        "jane",
        "jane@",
        "@acme.example",
        "jane@localhost",
        "jane@acme..example",
        "jane.@acme.example",
        "jane%evil.example@acme.example",
        "evil.example!jane@acme.example",
        '"jane roe"@acme.example',
        "jane roe@acme.example",
        "jäne@acme.example",
        "jane@äcme.example",
        "jane@[192.0.2.1]",
        "jane@192.0.2.1",
        "group:jane@acme.example;",
        "jane@acme.example,bob@acme.example",
        "jane@acme.example\r\nBcc: x@evil.example",
        "jane\x00@acme.example",
        "jane\u202e@acme.example",
        f"{'j' * 65}@acme.example",
        f"jane@{'a.' * 130}example",
    ],
)
def test_anything_out_of_the_ordinary_is_refused(email):
    assert not is_plain_address(email)
