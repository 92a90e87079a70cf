"""The language of a mail, short ones too; None when the vote is not clear."""

from __future__ import annotations

import pytest

from assistant.judging import RuleBook
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


def test_in_few_words_any_language_may_be_heard() -> None:
    assert heard("the tree", {"the": ("en",)}) is None
    assert heard("tree " * 80, {"the": ("en",)}) is None
