"""From a decision to a draft: who writes to whom, in which thread, under which id."""

import base64
import email
import hashlib

import pytest
from draftkit import ME, NOW, answer, judged, mail

from assistant.config import Me
from assistant.errors import ConfigError
from assistant.judging.judgement import Stage
from assistant.message import Address


def test_the_draft_answers_the_mail_in_its_thread():
    draft = answer(mail(references=("<root@x>", "<middle@x>")))
    assert draft.subject == "Re: Your application"
    assert draft.in_reply_to == "<id-1@acme.example>"
    assert draft.references == ("<root@x>", "<middle@x>", "<id-1@acme.example>")
    assert draft.to == Address(name="Jane Roe", email="jane.roe@acme.example")


def test_the_id_is_the_documented_hash_of_account_and_mail():
    key = hashlib.sha256(b"rd1\0kim@example.com\0fingerprint-1").digest()
    expected = base64.b32encode(key).decode().lower()[:32]
    assert answer().message_id == f"<rd1.{expected}@example.com>"
    assert answer(me=Me(name="Kim", email="KIM@example.com")).message_id == answer().message_id


def test_the_id_differs_between_mails_and_between_accounts():
    ids = {
        answer().message_id,
        answer(mail(fingerprint="fingerprint-2")).message_id,
        answer(me=Me(name="Kim", email="kim.doe@example.com")).message_id,
    }
    assert len(ids) == 3


def test_the_same_mail_gives_the_same_bytes():
    assert answer().raw == answer().raw


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "Kim@example.com"),
        ({"to": (Address(email="KIM.DOE@Example.org"),)}, "kim.doe@example.org"),
        ({"to": (), "cc": (Address(email="kim.doe@example.org"),)}, "kim.doe@example.org"),
        ({"delivered_to": (Address(email="kim.doe@example.org"),)}, "kim.doe@example.org"),
        ({"to": (Address(email="list@acme.example"),)}, "Kim@example.com"),
        ({"to": ()}, "Kim@example.com"),
    ],
)
def test_the_address_that_received_the_mail_answers_it(fields, expected):
    assert answer(mail(**fields)).sender == Address(name="Kim Doe", email=expected)


def test_without_a_config_the_mail_tells_who_the_user_is():
    draft = answer(
        mail(to=(Address(name="x", email="someone@example.net"),)),
        me=None,
        judgement=judged(candidate_name="Ana Lima"),
    )
    assert draft.sender == Address(name="Ana Lima", email="someone@example.net")
    assert draft.text.endswith("Ana Lima\n")


def test_without_a_config_and_without_to_there_is_still_a_draft():
    draft = answer(mail(to=()), me=None)
    assert draft.sender.email == "me@localhost.invalid"
    assert "None" not in draft.text


@pytest.mark.parametrize(
    "email", ['"kim doe"@example.com', "kim@exa\nmple.com", "kim", "kïm@example.com"]
)
def test_without_a_config_an_odd_address_is_not_taken_over(email):
    message = mail(to=(Address(email=email),), delivered_to=(Address(email="kim@example.net"),))
    assert answer(message, me=None).sender.email == "kim@example.net"


def test_an_address_with_an_international_domain_goes_out_in_ascii():
    draft = answer(me=Me(name="Kim", email="kim@müller.example"))
    assert draft.sender.email == "kim@xn--mller-kva.example"
    assert draft.message_id.endswith("@xn--mller-kva.example>")


def test_the_facts_of_the_mail_stand_in_the_text():
    text = answer(judgement=judged(company="Acme", job_title="Data Engineer")).text
    assert text.startswith("Hello Jane,\n\n")
    assert "the Data Engineer role at Acme" in text
    assert text.endswith(",\nKim Doe\n+1 555 0100\n")


@pytest.mark.parametrize(
    ("signature", "end"),
    [
        ("", ",\nKim Doe\n"),
        ("kim doe, Oslo", ",\nkim doe, Oslo\n"),
        ("+47 555 0100\n\n", ",\nKim Doe\n+47 555 0100\n"),
        ("\n\nKim Doe\n", ",\nKim Doe\n"),
    ],
)
def test_the_signature_bears_the_name_once(signature, end):
    text = answer(me=Me(name="Kim Doe", email="kim@example.com", signature=signature)).text
    assert text.endswith(end)


def test_an_unknown_name_leaves_no_gap_at_the_end():
    text = answer(me=Me(email="kim@example.com")).text
    assert text.splitlines()[-1].strip(",") == text.splitlines()[-1]
    assert text.splitlines()[-1] in {"Kind regards", "Best wishes", "With thanks and kind regards"}


def test_facts_that_try_to_be_more_than_one_line_become_one():
    draft = answer(
        judgement=judged(company="Acme\r\nBcc: x@evil.example", job_title="Dev\x00\u202e")
    )
    assert "the Dev role at Acme Bcc: x@evil.example" in draft.text
    assert email.message_from_bytes(draft.raw)["Bcc"] is None


def test_template_code_in_a_mail_is_only_text():
    text = answer(judgement=judged(company="{{ signature }}", job_title="{% if %}")).text
    assert "the {% if %} role at {{ signature }}" in text


@pytest.mark.parametrize("email", ["jane@acme.example, bob@evil.example", "a:jane@acme.example;"])
def test_an_addressee_that_is_not_exactly_one_never_gets_a_draft(email):
    with pytest.raises(ValueError, match="the draft's To came out as"):
        answer(email=email)


def test_a_role_without_a_template_is_told():
    with pytest.raises(ConfigError, match=r"no template en/automated\.txt\.j2"):
        answer(role="automated")


def test_a_language_without_templates_is_answered_in_english():
    judgement = judged(stage=Stage.FINAL)
    assert answer(judgement=judgement).text.startswith("Hello Jane,")


def test_the_date_is_the_given_one():
    parsed = email.message_from_bytes(answer().raw)
    assert email.utils.parsedate_to_datetime(parsed["Date"]) == NOW
    assert ME.name in parsed["From"]
