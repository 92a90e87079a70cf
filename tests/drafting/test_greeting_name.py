"""How people are greeted in English."""

import pytest

from assistant.drafting.greeting_name import greeting_name


@pytest.mark.parametrize(
    ("full_name", "greeted"),
    [
        ("Jane Roe", "Jane"),
        ("Jane", "Jane"),
        ("JANE ROE", "Jane"),
        ("jane roe", "Jane"),
        ("Roe, Jane", "Jane"),
        ("O'Brien, Ana", "Ana"),
        ("ROE, ANA", "Ana"),
        ("Jane Roe, PhD", "Jane"),
        ("John Roe, Jr.", "John"),
        ("María del Carmen Ruiz", "María"),
        ("Jean-Luc Roe", "Jean-Luc"),
        ("D'Arcy Roe", "D'Arcy"),
        ("DeShawn Roe", "DeShawn"),
        ("Łukasz Żak", "Łukasz"),
        ("Dr. Jane Roe", "Dr. Roe"),
        ("Prof. Roe", "Prof. Roe"),
        ("Ms Roe", "Ms Roe"),
        ("J. Roe", "J. Roe"),
        ("J Roe", "J Roe"),
        ("山田 太郎", "山田 太郎"),
        ("山田", "山田"),
        ("Анна Иванова", "Анна Иванова"),
        ("", ""),
        (",", ""),
        ("Dr.", "Dr."),
    ],
)
def test_greeting(full_name, greeted):
    assert greeting_name(full_name) == greeted
