"""Ids survive byte for byte or are not used at all."""

import email

import pytest
from draftkit import answer, mail

from assistant.drafting.threading_fields import in_reply_to, own_message_id, references

OUTLOOK = (
    "<AM0PR08MB4962A1B2C3D4E5F60718293A4B5C6D7E8F@AM0PR08MB4962.eurprd08.prod.outlook.example>"
)
LONG = f"<{'x' * 290}@acme.example>"


def unfolded(raw: bytes, field: str) -> str:
    return email.message_from_bytes(raw)[field].replace("\r\n ", " ")


@pytest.mark.parametrize("message_id", [OUTLOOK, LONG, "<a@[192.0.2.1]>", "<'=?x?='@y>"])
def test_an_id_of_any_length_stays_in_one_piece(message_id):
    raw = answer(mail(message_id=message_id)).raw
    assert unfolded(raw, "In-Reply-To") == message_id
    assert message_id.encode() in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_an_outlook_id_has_the_length_that_breaks_the_standard_library():
    assert len(OUTLOOK) == 89


def test_long_references_keep_the_root_and_the_last_twenty():
    thread = tuple(f"<{number}-{'r' * 80}@x>" for number in range(40))
    draft = answer(mail(references=thread))
    assert draft.references == (thread[0], *thread[21:], "<id-1@acme.example>")
    assert unfolded(draft.raw, "References") == " ".join(draft.references)


@pytest.mark.parametrize(
    "message_id",
    [
        "",
        "no-brackets@x",
        "<no-at>",
        "<a b@x>",
        "<a@x>\r\nBcc: y",
        "<a\x00@x>",
        "<ä@x>",
        "<a@x> <b@x>",
        f"<{'x' * 900}@y>",
    ],
)
def test_an_id_that_cannot_be_quoted_is_left_out(message_id):
    draft = answer(mail(message_id=message_id))
    assert draft.in_reply_to == ""
    assert draft.references == ()
    assert b"In-Reply-To" not in draft.raw
    assert b"References" not in draft.raw


def test_without_references_a_single_in_reply_to_stands_for_them():
    assert references(mail(in_reply_to=("<up@x>",))) == ("<up@x>", "<id-1@acme.example>")
    assert references(mail(in_reply_to=("<a@x>", "<b@x>"))) == ("<id-1@acme.example>",)


def test_references_win_over_in_reply_to_and_name_nothing_twice():
    message = mail(references=("<id-1@acme.example>", "<a@x>", "<a@x>"), in_reply_to=("<up@x>",))
    assert references(message) == ("<a@x>", "<id-1@acme.example>")


def test_a_mail_without_an_id_still_names_its_thread():
    message = mail(message_id="", references=("<root@x>",))
    assert in_reply_to(message) == ""
    assert references(message) == ("<root@x>",)


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("example.com", "<rd1.k@example.com>"),
        ("müller.example", "<rd1.k@xn--mller-kva.example>"),
        ("", "<rd1.k@localhost.invalid>"),
        ("a..b", "<rd1.k@localhost.invalid>"),
    ],
)
def test_the_drafts_own_id_is_ascii(domain, expected):
    assert own_message_id("k", domain) == expected
