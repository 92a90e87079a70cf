import pytest

from assistant.reading.footers import take_footer

WORDS = ["Dear Kim,", "", "we have chosen somebody else."]


@pytest.mark.parametrize(
    "note",
    [
        "Replies to this message are not read.",
        "This inbox is not monitored.",
        "Das Postfach dieses Absenders wird nicht gelesen.",
        "Antworten auf diese Mail sind leider nicht zustellbar.",
        "Dieses Schreiben wurde maschinell erstellt. Eingehende Antworten werden nicht bearbeitet.",
        "Automatisch versandt, bitte nicht antworten.",
        "Maschinell erstellt; eine Antwort ist nicht möglich.",
        "Cet e-mail a été envoyé automatiquement.",
        "Notre boîte n'est pas relevée.",
        "Ne répondez pas à ce courriel",
        "Este buzón no admite respuestas.",
        "Este correo fue generado automáticamente por el sistema.",
        "Aviso automatico, favor de no contestar.",
        "No respondas a este mensaje",
        "Messaggio inviato automaticamente. Le risposte a questo messaggio non vengono lette.",
        "Esta caixa não recebe respostas.",
        "U kunt niet reageren op dit bericht.",
        "Denne meddelelse kan ikke besvares.",
        "Det går inte att svara på det här mejlet.",
        "Vennligst ikke svar på denne e-posten.",
        "Verstuurd vanaf mijn tablet",
        "Envoyé depuis mon mobile",
        "** Este buzón no recibe respuestas **",
        "Genug davon? Newsletter abbestellen",
        "© 2026 Example Jobs · Datenschutz",
    ],
)
def test_what_systems_say_of_themselves(note):
    assert take_footer([*WORDS, "", note]) == ([*WORDS, ""], ["", "", note])
    assert take_footer([note, *WORDS])[0] == WORDS


@pytest.mark.parametrize(
    "words",
    [
        "Eine Antwort auf Ihre Bewerbung ist nicht möglich, sie ist abgelehnt.",
        "We cannot answer to this application any more.",
        "Your message was sorted out automatically.",
        "Nous ne pouvons pas répondre à chacun.",
        "Your data shows that you know your trade.",
        "We decided against you and your data will be deleted under the GDPR.",
        "Unsere Entscheidung ist vertraulich und nur für den Empfänger bestimmt.",
    ],
)
def test_words_about_the_application_stay(words):
    assert take_footer([*WORDS, "", words])[0][-1] == words


def test_a_note_the_program_wrapped_goes_with_its_second_line():
    lines = [
        "Please do not reply to this email, as nobody looks after",
        "this address. We wish you well.",
    ]
    assert take_footer([*WORDS, *lines]) == (
        [*WORDS, "We wish you well."],
        ["", lines[0], "this address."],
    )


@pytest.mark.parametrize(
    "legal",
    [
        ["Ce message est confidentiel et réservé à son destinataire."],
        ["Aan dit bericht kunnen geen rechten worden ontleend.", "Denk aan het milieu."],
        ["Your personal data will be deleted after six months."],
        ["Sus datos se tratan según el RGPD y puede ejercer sus derechos."],
        ["Il presente messaggio è riservato; se ricevuto per errore va distrutto."],
    ],
)
def test_legal_text_is_known_by_two_of_its_thoughts(legal):
    assert take_footer([*WORDS, "", "Sam Roe", *legal]) == (
        [*WORDS, "", "Sam Roe"],
        ["", "", *legal],
    )


def test_a_list_of_other_jobs_below_the_closing_formula():
    jobs = ["Similar jobs", "Baker, Leeds", "Cook, York"]
    assert take_footer([*WORDS, "Regards,", "Example", *jobs]) == (
        [*WORDS, "Regards,", "Example"],
        ["", *jobs],
    )


def test_a_list_of_other_jobs_above_the_words_stays():
    lines = ["Similar jobs", "Baker, Leeds", *WORDS]
    kept, footer = take_footer(lines)
    assert kept == lines
    assert not any(footer)
