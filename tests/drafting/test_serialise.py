"""The bytes say exactly what the draft says, and nothing else."""

import dataclasses
import email
import re
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from draftkit import NOW, answer, mail
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.serialise import serialise, verify
from assistant.message import Address

NAMES = [
    "Jane Roe",
    "José Núñez",
    "山田 太郎",
    "O'Brien, Ana",
    'Jane "JR" Roe',
    "Roe \\ Back",
    "a@b.example",
    "Roe (Acme), Jane; <x>",
    "=?utf-8?Q?Evil=0D=0ABcc:_x@evil.example?=",
    "Müller " * 14,
    "Long Name " * 9,
    "",
]


def written(text: str = "Hello,\n\nText.\n", **fields):
    usual = {
        "message_id": "<rd1.k@example.com>",
        "sender": Address(name="Kim Doe", email="kim@example.com"),
        "to": Address(name="Jane Roe", email="jane@acme.example"),
        "subject": "Re: x",
        "in_reply_to": "<a@x>",
        "references": ("<a@x>",),
    }
    return serialise(text=text, now=NOW, **(usual | fields))


def body_of(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def text_of(raw: bytes) -> str:
    payload = email.message_from_bytes(raw).get_payload(decode=True)
    return payload.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("name", NAMES)
def test_names_come_out_as_they_went_in(name):
    draft = answer(name=name)
    ((shown, address),) = getaddresses([email.message_from_bytes(draft.raw)["To"]])
    assert address == "jane.roe@acme.example"
    assert str(make_header(decode_header(shown))) == " ".join(name.split())
    assert max(len(line) for line in draft.raw.split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "subject", ["=?utf-8?Q?Evil=0D=0ABcc:_x@evil.example?=", "Ünïcödé " * 20, "x" * 900, "a " * 300]
)
def test_subjects_come_out_as_they_went_in(subject):
    draft = answer(mail(subject=subject))
    shown = email.message_from_bytes(draft.raw)["Subject"].replace("\r\n ", " ")
    assert str(make_header(decode_header(shown))) == draft.subject
    assert draft.subject == f"Re: {subject}".strip()[:900]


def test_the_fields_are_these_and_no_others():
    assert email.message_from_bytes(answer().raw).keys() == [
        *("Message-ID", "Date", "From", "To", "Subject", "In-Reply-To", "References"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    ]


def test_lines_end_in_crlf_and_the_bytes_are_ascii():
    raw = answer(name="José", judgement=None).raw
    raw.decode("ascii")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert raw.endswith(b"\r\n")


def test_paragraphs_are_not_wrapped_but_lines_on_the_wire_are_short():
    raw = answer().raw
    assert max(len(line) for line in text_of(raw).split("\n")) > 80
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76


@pytest.mark.parametrize(
    "text",
    [
        "From me to you\n",
        "Hello\n\nFrom the team\n.\n..\n",
        "a" * 71 + " b From here it breaks softly\n",
        "x" * 3000 + "\n",
        "trailing blank \nand tab\t\n",
        "an = sign, =20, Ünïcödé\n",
        "山田様、" * 60 + "\n",
    ],
)
def test_no_text_is_damaged_on_the_way(text):
    raw = written(text)
    assert text_of(raw) == text
    assert not re.search(rb"^(From |\.)", body_of(raw), re.MULTILINE)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 76


def test_english_stays_readable_in_the_raw_mail():
    assert b"quoted-printable" in answer().raw
    assert b"Hello Jane," in answer().raw


@pytest.mark.parametrize(
    "change",
    [
        {"to": Address(name="Jane Roe", email="other@acme.example")},
        {"sender": Address(name="Kim Doe", email="other@example.com")},
        {"subject": "Re: other"},
        {"in_reply_to": "<other@x>"},
        {"references": ()},
        {"text": "other\n"},
        {"message_id": "<other@x>"},
    ],
)
def test_the_bytes_are_read_again(change):
    draft = answer()
    verify(draft)
    with pytest.raises(ValueError, match="the draft's"):
        verify(dataclasses.replace(draft, **change))


@pytest.mark.parametrize(
    "field", [b"Bcc: x@evil.example", b"Cc: x@evil.example", b"To: x@evil.example", b"X-A: b"]
)
def test_a_field_too_many_is_found(field):
    draft = answer()
    with pytest.raises(ValueError, match="fields"):
        verify(dataclasses.replace(draft, raw=field + b"\r\n" + draft.raw))


@pytest.mark.parametrize(
    "field",
    [
        {"subject": "a\r\nBcc: x@evil.example"},
        {"subject": "ä\r\nBcc: x@evil.example"},
        {"to": Address(name="a\nb", email="jane@acme.example")},
        {"to": Address(name="a", email="jane@acme.example\nBcc: x@evil.example")},
        {"in_reply_to": "<a@x>\r\nBcc: x@evil.example"},
        {"references": ("<a@x>\r\nBcc: x@evil.example",)},
        {"subject": "\u202eevil"},
    ],
)
def test_line_breaks_and_hidden_characters_are_refused(field):
    with pytest.raises(ValueError, match=r"line|hidden"):
        written(**field)


hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('\r\n\t\x00\u202e\u200b",;:<>()@\\=?'),
    ),
    max_size=200,
)


@settings(deadline=None)  # the first example loads the templates
@given(name=hostile, subject=hostile)
def test_hostile_names_and_subjects_stay_inside_their_fields(name, subject):
    draft = answer(mail(subject=subject), name=name)  # compose() verifies the bytes itself
    parsed = email.message_from_bytes(draft.raw)
    assert len(parsed.get_all("To")) == 1
    assert parsed["Cc"] is None
    assert parsed["Bcc"] is None
    assert max(len(line) for line in draft.raw.split(b"\r\n")) <= 998
