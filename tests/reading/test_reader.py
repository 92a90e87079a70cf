from pathlib import Path

import pytest

from assistant.reading import read_message

CORPUS = sorted((Path(__file__).parent.parent / "corpus").rglob("*.eml"))


def mail(body: str, *fields: str) -> bytes:
    return "\r\n".join(("From: Sam <sam@example.org>", *fields, "", body)).encode()


def test_a_whole_mail():
    raw = mail("Dear Kim,\r\n\r\nno.\r\n\r\nBest,\r\nSam", "Subject: Role", "Message-ID: <1@x>")
    message = read_message(raw, source="inbox/1.eml")
    assert message.source == "inbox/1.eml"
    assert message.author.email == "sam@example.org"
    assert (message.subject, message.message_id) == ("Role", "<1@x>")
    assert (message.text.own, message.text.signature) == ("Dear Kim,\n\nno.", "Best,\nSam")
    assert message.size == len(raw)
    assert message.defects == ("no Date",)


def test_long_ids_come_back_unchanged():
    ids = " ".join(f"<{n}{'Ab1' * 33}@prod.outlook.example>" for n in range(6))
    assert " ".join(read_message(mail("x", f"References: {ids}")).references) == ids


def test_a_subject_says_that_mail_is_passed_on():
    body = "Look.\r\n\r\nFrom: a\r\nSent: b\r\nTo: c\r\nSubject: d\r\n\r\nDear Robin, no."
    assert "Robin" in read_message(mail(body, "Subject: FW: your application")).text.forwarded
    assert "Robin" in read_message(mail(body, "Subject: Re: your application")).text.quoted


@pytest.mark.parametrize(
    "raw",
    [
        b"The decision is no.",
        b"\r\nThe decision is no.",
        mail("The decision is no.").replace(b"\r\n", b"\r"),
        mail("The decision is no.").replace(b"\r\n", b"\n"),
        b"From x Fri\r\n" + mail("The decision is no."),
        mail("The decision is no.", "Content-Type: multipart/mixed"),
        mail("The decision is no.", "Content-Type: multipart/mixed; boundary=other"),
        mail("The decision is no.", "Content-Type: text/plain; charset=hex"),
        mail("The decision is no.", "Content-Type: nonsense"),
        mail("The decision is no.", "Content-Transfer-Encoding: x-nonsense"),
        mail("VGhlIGRlY2lzaW9uIGlzIG5v*Lg", "Content-Transfer-Encoding: base64"),
        mail("The=20decision is=\r\n no.", "Content-Transfer-Encoding: quoted-printable"),
    ],
)
def test_the_words_of_damaged_mail_are_found(raw):
    assert "decision is no" in read_message(raw).text.own


def test_a_mail_without_text_has_none():
    raw = mail("%PDF", "Content-Type: application/pdf")
    assert read_message(raw).text.own == ""


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_test_mail_keeps_to_the_promises_of_a_message(path):
    message = read_message(path.read_bytes())
    text = message.text
    whole = "\n".join((text.own, text.signature, text.quoted, text.forwarded, text.footer))
    assert message.senders
    assert message.fingerprint
    assert text.own or message.calendar or text.forwarded
    assert not set(whole) & set("\r\t\u00a0\u2019\u201c\u200b\u00ad")
