"""The language of a mail, short ones too; None when the vote is not clear."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging import RuleBook
from assistant.judging.judgement import Judgement
from assistant.judging.language import heard, recognise

TEXTS = {
    "en": "We have decided to go with somebody else. Thank you for your time.",
    "de": "Leider haben wir uns für eine andere Person entschieden. Vielen Dank für Ihre Zeit.",
    "fr": "Nous avons le regret de vous dire que votre candidature n'est pas retenue.",
    "es": "Hemos decidido seguir con otra persona para el puesto. Gracias por tu tiempo.",
    "nl": "Wij hebben helaas voor iemand anders gekozen. Bedankt voor je tijd.",
    "it": "Abbiamo scelto un altro candidato per questo lavoro. Grazie per il tuo tempo.",
    "pt": "Decidimos avançar com outra pessoa para a vaga. Obrigado pela sua candidatura.",
    "da": "Vi har desværre valgt at gå videre med en anden. Tak for din tid og hilsen fra os.",
    "sv": "Vi har tyvärr valt att gå vidare med någon annan. Tack för att du sökte och är så bra.",
    "no": "Vi har dessverre valgt å gå videre med en annen. Takk for din tid og hilsen til deg.",
    "he": "לצערנו החלטנו להתקדם עם מועמדים אחרים",
    "uk": "На жаль, ми вирішили продовжити з іншими кандидатами, дякуємо за ваш інтерес",  # noqa: RUF001
}


@pytest.mark.parametrize("language", TEXTS)
def test_recognised(rules: RuleBook, language: str) -> None:
    assert recognise(TEXTS[language], rules.stop_words) == language


@pytest.mark.parametrize("text", ["", "ok", "12345 67890", "Kim Doe Acme Mills", "xyzzy qwfp"])
def test_unsure(rules: RuleBook, text: str) -> None:
    assert recognise(text, rules.stop_words) is None


def test_short(rules: RuleBook) -> None:
    assert recognise("Thank you for your mail", rules.stop_words) == "en"
    assert recognise("Vielen Dank für die Mail", rules.stop_words) == "de"


NEIGHBOURS = {
    "da": "Vi har valgt en anden, som kan begynde nu. Held og lykke!",
    "no": "Vi har valgt en annen, som kan begynne nå. Lykke til!",
    "sv": "Vi har valt en annan, som kan börja nu. Lycka till!",
}


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_the_words_neighbours_do_not_share_decide(rules: RuleBook, language: str) -> None:
    assert recognise(NEIGHBOURS[language], rules.stop_words) == language


def test_a_language_is_heard_when_one_sentence_of_it_can_stand_in_the_mail() -> None:
    words = {"the": ("en",), "der": ("de",), "die": ("de", "nl")}
    assert heard("the tree " * 29 + "der der", words) == {"en", "de"}
    assert heard("the tree " * 29 + "der die", words) == {"en", "de"}
    assert heard("the tree " * 29 + "die die", words) == {"en"}


def test_in_few_words_one_word_makes_a_language_heard_and_none_makes_it_any() -> None:
    assert heard("the tree", {"the": ("en",)}) == {"en"}
    assert heard("tree", {"the": ("en",)}) is None
    assert heard("tree " * 80, {"the": ("en",)}) is None


MIXED = {
    "an English mail under a German notice": (
        "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt. Wenn Sie nicht der "
        "Empfänger sind, löschen Sie sie bitte und benachrichtigen Sie uns.\n\nHi Kim,\n\n"
        "Unfortunately we will not be moving forward with your application.",
        "en",
    ),
    "a German mail over an English notice": (
        "Hallo Kim,\n\nleider haben wir uns für eine andere Bewerberin entschieden.\n\n"
        "This message is for the person it is sent to and may be private. If you are not that "
        "person, you have to delete it and to tell us that it has come to you by mistake.",
        "de",
    ),
    "a Swedish decision between English lines": (
        "Hi Kim, thanks for being with us on this. The team has been a pleasure to see at work, "
        "and here is what the head of it wrote to me today:\n\n"
        "Vi har tyvärr valt att gå vidare med en annan kandidat till tjänsten.\n\n"
        "All the best to you and your family, and see you at the fair in the spring.",
        "sv",
    ),
}


@pytest.mark.parametrize("mixed", MIXED)
def test_the_deciding_sentence_tells(judged: Callable[..., Judgement], mixed: str) -> None:
    own, language = MIXED[mixed]
    judgement = judged(own)
    assert judgement.rejection.is_rejection
    assert judgement.language == language


def test_the_mails_language_stays_when_both_decide(judged: Callable[..., Judgement]) -> None:
    french = "Bonjour, nous avons le regret de vous dire que votre candidature n'est pas retenue."
    english = "Hello, we regret to tell you that we will not be moving forward with you."
    both = f"{french} Merci pour votre temps et votre visite.\n\n{english}"
    assert judged(both).language == "fr"


def test_a_mail_without_a_decision_speaks_its_own(judged: Callable[..., Judgement]) -> None:
    own = "Hallo Kim, vielen Dank für die Unterlagen, wir melden uns. Kind regards, the team"
    assert judged(own).language == "de"


def test_subject_and_closing_help_a_short_mail(judged: Callable[..., Judgement]) -> None:
    mail = judged("Kurz zur Info.", subject="Ihre Bewerbung", signature="Viele Grüße\nIhr Team")
    assert mail.language == "de"
