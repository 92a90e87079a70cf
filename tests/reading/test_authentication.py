from assistant.message import Authentication
from assistant.reading.authentication import read_authentication


def test_results_of_the_own_server():
    field = (
        "mx.example.com; dkim=pass header.i=@example.org header.s=s1;"
        " spf=softfail (mx.example.com: domain of x (y; dmarc=pass) z) smtp.mailfrom=x;"
        " dmarc=FAIL (p=REJECT) header.from=example.org"
    )
    assert read_authentication(field) == Authentication(
        authserv_id="mx.example.com", dmarc="fail", dkim="pass", spf="softfail"
    )


def test_one_good_signature_is_enough():
    found = read_authentication("mx; dkim=fail header.d=a; dkim=pass header.d=b; dkim=none")
    assert found is not None
    assert found.dkim == "pass"


def test_nothing_checked():
    assert read_authentication("mx.example.com 1; none") == Authentication(
        authserv_id="mx.example.com"
    )
    assert read_authentication("") is None


def test_a_result_within_a_property_does_not_count():
    found = read_authentication('mx; x-note=spf reason="dmarc=pass"')
    assert found == Authentication(authserv_id="mx")
