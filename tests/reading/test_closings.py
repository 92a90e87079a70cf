import pytest

from assistant.reading.closings import is_closing


@pytest.mark.parametrize(
    "line",
    [
        "Mit besten Grüßen aus Tönning", "Winterliche Grüße aus Graz", "Mit kollegialen Grüßen",
        "Gruesse", "Ganz liebe Grüße", "Met de meeste hoogachting", "Groetjes uit Delft,", "A+",
        "Je vous embrasse,", "Merci d'avance !", "Au plaisir,", "Bien amicalement", "Con afecto,",
        "Mes salutations les meilleures", "Un abrazo y pura vida,", "Un fuerte abrazo",
        "Saludos desde Lugo",
        "Com carinho,", "Votos de sucesso profissional,", "Um abraço", "Ti aspettiamo!",
        "Un abbraccio,", "Con i migliori saluti", "Mange hilsner fra Ribe", "Allt gott!",
        "Kind regards from Leeds", "Thanks and best regards", "Best, Sam", "Thanks, Sam Roe",
        "Sunny greetings and warm regards,", "Merci !",
    ],
)  # fmt: skip
def test_formulas_alone_with_a_name_a_place_or_another_formula(line):
    assert is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "", "Thanks, but we went with another person.", "Best of all were the drawings.",
        "Thanks for your patience", "Merci pour votre visite", "Gracias por venir a vernos",
        "Die Grüße haben wir gern gelesen", "As regards the role, no.", "Grazie per la visita",
        "Succes is geen toeval", "Obrigado, mas escolhemos outra pessoa",
        "Danke, wir nehmen wen anders",
        "Kind regards were sent to you by everybody in the office, too",
    ],
)  # fmt: skip
def test_words_are_no_formula(line):
    assert not is_closing(line)
