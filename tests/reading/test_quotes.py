import pytest

from assistant.reading.quotes import split_text

OWN = "Dear Kim,\n\nwe went with somebody else."
OLD = "Any news about the role?"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Fri, Nov 20, 2026 at 9:00 AM Kim Doe <kim@example.com> wrote:",
        "On Fri, Nov 20, 2026 at 9:00 AM Kim Doe <kim@example.com>\nwrote:",
        "Am Fr., 20. Nov. 2026 um 09:00 Uhr schrieb Kim Doe <kim@example.com>:",
        "Am 20.11.2026 um 09:00 schrieb Kim Doe:",
        "Le ven. 20 nov. 2026 à 09:00, Kim Doe <kim@example.com> a écrit :",
        "El vie, 20 nov 2026 a las 9:00, Kim Doe (<kim@example.com>) escribió:",
        "Op vr 20 nov 2026 om 09:00 schreef Kim Doe <kim@example.com>:",
        "Il giorno ven 20 nov 2026 alle ore 09:00 Kim Doe <kim@example.com> ha scritto:",
        "Em sex., 20 de nov. de 2026 às 09:00, Kim Doe <kim@example.com> escreveu:",
        "Den fre. 20. nov. 2026 kl. 09.00 skrev Kim Doe <kim@example.com>:",
        "fre 20 nov 2026 kl. 09:00 skrev Kim Doe <kim@example.com>:",
        "2026-11-20 9:00 GMT+01:00 Kim Doe <kim@example.com>:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_the_line_over_a_quote(attribution, mark):
    text = split_text(f"{OWN}\n\n{attribution}\n\n{mark}{OLD}")
    assert text.own == OWN
    assert OLD in text.quoted
    assert attribution.split("\n", maxsplit=1)[0] in text.quoted


@pytest.mark.parametrize(
    "labels",
    [
        ("From", "Sent", "To", "Subject"),
        ("Von", "Gesendet", "An", "Betreff"),
        ("De", "Envoyé", "À", "Objet"),
        ("De", "Enviado el", "Para", "Asunto"),
        ("Van", "Verzonden", "Aan", "Onderwerp"),
        ("Da", "Inviato", "A", "Oggetto"),
        ("De", "Enviada em", "Para", "Assunto"),
        ("Fra", "Sendt", "Til", "Emne"),
        ("Från", "Skickat", "Till", "Ämne"),
        ("*From", "*Sent", "*To", "*Subject"),
        ("De ", "Date ", "À ", "Objet "),
    ],
)
@pytest.mark.parametrize("divider", ["", "_" * 32 + "\n", "-----Original Message-----\n"])
def test_header_lines_over_a_quote(labels, divider):
    block = "\n".join(f"{label}: something" for label in labels)
    text = split_text(f"{OWN}\n\n{divider}{block}\n\n{OLD}")
    assert text.own == OWN
    assert text.quoted.endswith(OLD)
    assert text.forwarded == ""


@pytest.mark.parametrize(
    "block",
    [
        "Gesendet: 1. Nov 2026\nVon: Kim <kim@example.com>\nAn: Sam\nBetreff: x",
        "Subject: x\nFrom: kim@example.com\nTo: Sam",
        "Date: 1 Nov 2026\nFrom: kim@example.com\nSubject: x",
    ],
)
def test_header_lines_in_another_order(block):
    text = split_text(f"{OWN}\n\n{block}\n\n{OLD}")
    assert text.own == OWN
    assert text.quoted == f"{block}\n\n{OLD}"


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Message transféré ---------",
        "---------- Mensaje reenviado ---------",
        "> ---------- Forwarded message ---------",
    ],
)
def test_mail_passed_on(mark):
    text = split_text(f"Look at this!\n\n{mark}\nFrom: a@x.example\n\n{OWN}")
    assert text.own == "Look at this!"
    assert "somebody else" in text.forwarded
    assert text.quoted == ""


def test_header_lines_in_a_mail_whose_subject_says_passed_on():
    text = split_text(f"Look!\n\nFrom: a\nSent: b\nTo: c\nSubject: d\n\n{OWN}", forwards=True)
    assert text.own == "Look!"
    assert "somebody else" in text.forwarded


def test_answers_between_the_quoted_lines_are_own_words():
    text = split_text("> Any news?\nNo.\n> And the other role?\nWe chose somebody else.")
    assert text.own == "No.\nWe chose somebody else."
    assert text.quoted == "> Any news?\n> And the other role?"


def test_answers_below_the_quote_are_own_words():
    text = split_text(f"On 20 Nov 2026 at 09:00 Kim wrote:\n> {OLD}\n\n{OWN}")
    assert text.own == OWN


@pytest.mark.parametrize(
    "line",
    [
        "-----",
        "________________________________",
        "***",
        "From: Monday on we are closed.",
        "On Monday I wrote to you:",
        "You wrote:",
        "Our feedback:",
        "Date: 20 Nov\nTime: 09:00\nPlace: Leeds",
        "Date: 20 Nov\nFrom: Leeds\nTo: York",
        "The original message was lost.",
        "I forwarded your message: no luck.",
        "Subject: your application",
    ],
)
def test_what_cuts_nothing(line):
    text = split_text(f"Dear Kim,\n\n{line}\n\nsadly we have decided against your application.")
    assert "sadly we have decided against your application." in text.own


def test_a_mail_all_in_a_block_quote_is_its_senders():
    text = split_text("> Dear Kim,\n>\n> we went with somebody else.")
    assert text.own == "Dear Kim,\n\nwe went with somebody else."
    assert text.quoted == ""


def test_an_answer_without_a_word_is_only_a_quote():
    text = split_text(f"On 20 Nov 2026 at 09:00 Kim <kim@example.com> wrote:\n> {OLD}")
    assert text.own == ""
    assert OLD in text.quoted


def test_no_word_is_lost():
    mail = (
        "Hi Kim,\nno.\nBest,\nSam\nThis email was sent by X\n"
        "On 20 Nov 2026 at 09:00 Kim <kim@example.com> wrote:\n> old\n> older"
    )
    text = split_text(mail)
    kept = "\n".join((text.own, text.signature, text.footer, text.quoted, text.forwarded))
    assert sorted(kept.split()) == sorted(mail.split())
