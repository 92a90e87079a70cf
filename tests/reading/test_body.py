import pytest

from assistant.reading.body import LARGEST_TEXT, LARGEST_TOTAL, read_body
from assistant.reading.mime import Part

DECISION = (
    "Dear Kim, thank you for the two talks with our team. We have decided to go on with another "
    "candidate, who has worked in this field for longer, and wish you every success from here."
)
PAGE = f"<html><body><p>{DECISION}</p></body></html>"


def leaf(kind: str, content: str | bytes, disposition: str = "", **parameters: str) -> Part:
    data = content.encode() if isinstance(content, str) else content
    return Part(
        kind=kind,
        parameters=parameters,
        disposition=disposition,
        named="name" in parameters,
        content=lambda: data,
    )


def node(kind: str, *children: Part, subject: str = "") -> Part:
    return Part(kind=kind, parameters={}, children=children, content=bytes, subject=subject)


def alternative(*children: Part) -> Part:
    return node("multipart/alternative", *children)


def test_text_is_preferred_when_it_says_something():
    body = read_body(alternative(leaf("text/plain", DECISION), leaf("text/html", "<p>page</p>")))
    assert body.text.own == DECISION


@pytest.mark.parametrize(
    "stub",
    [
        "",
        " \n",
        "Please view this mail in a program that shows HTML.",
        "This email was intended for kim@example.com. Replies to this message are undeliverable.",
        "https://jobs.example.com/a/very/long/link/that/says/nothing?with=many&words=in-it " * 5,
    ],
)
def test_a_thin_text_falls_through_to_the_page(stub):
    body = read_body(alternative(leaf("text/plain", stub), leaf("text/html", PAGE)))
    assert body.text.own == DECISION


def test_a_short_text_is_kept_when_the_page_says_no_more():
    body = read_body(
        alternative(
            leaf("text/plain", "No, sorry. Sam"), leaf("text/html", "<p>No, sorry. Sam</p>")
        )
    )
    assert body.text.own == "No, sorry. Sam"


def test_the_page_of_an_alternative_may_sit_beside_its_pictures():
    related = node("multipart/related", leaf("text/html", PAGE), leaf("image/png", b"x"))
    assert read_body(alternative(leaf("text/plain", ""), related)).text.own == DECISION


def test_attachments_are_never_read():
    body = read_body(
        node(
            "multipart/mixed",
            leaf("text/plain", "Hello."),
            leaf("text/plain", "secret", "attachment"),
            leaf("text/plain", "secret", name="notes.txt"),
            leaf("application/pdf", "secret"),
            leaf("text/csv", "secret"),
        )
    )
    assert body.text.own == "Hello."


def test_texts_in_a_row_are_read_together():
    parts = (leaf("text/plain", "One."), leaf("image/png", b"x"), leaf("text/plain", "Two."))
    assert read_body(node("multipart/mixed", *parts)).text.own == "One.\n\nTwo."


def test_a_mail_attached_is_passed_on():
    inner = node("multipart/mixed", leaf("text/plain", DECISION), subject="Your application")
    body = read_body(
        node("multipart/mixed", leaf("text/plain", "Look."), node("message/rfc822", inner))
    )
    assert body.text.own == "Look."
    assert body.text.forwarded == f"Your application\n\n{DECISION}"


def test_invitations_are_read_attached_or_not():
    calendar = leaf("text/calendar", "BEGIN:VEVENT\nSUMMARY:Talk\nEND:VEVENT", "attachment")
    inside = read_body(alternative(leaf("text/plain", DECISION), calendar))
    beside = read_body(node("multipart/mixed", leaf("text/plain", DECISION), calendar))
    assert [event.summary for event in (*inside.calendar, *beside.calendar)] == ["Talk", "Talk"]


def test_the_charset_of_the_page_itself():
    page = '<meta charset="iso-8859-15"><p>Straße 5 €</p>'.encode("iso-8859-15")
    assert read_body(leaf("text/html", page)).text.own == "Straße 5 €"


def test_flowed_text_is_joined():
    text = leaf("text/plain", "We have decided \nagainst it.", format="flowed")
    assert read_body(text).text.own == "We have decided against it."


def test_one_text_over_the_limit_is_cut_and_told():
    body = read_body(leaf("text/plain", "word " * LARGEST_TEXT))
    assert len(body.text.own) <= LARGEST_TEXT
    assert body.defects == (f"text is over {LARGEST_TEXT} bytes, read its beginning",)


def test_all_texts_together_have_a_limit():
    parts = [leaf("text/plain", "a" * LARGEST_TEXT) for _ in range(8)]
    body = read_body(node("multipart/mixed", *parts))
    assert len(body.text.own) <= LARGEST_TOTAL + 20
    assert body.defects


def test_only_so_many_lines_are_read():
    body = read_body(leaf("text/plain", "x\n" * 9000))
    assert body.text.own.count("\n") < 5000
    assert "lines" in body.defects[0]
