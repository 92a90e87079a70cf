"""The name in To is the person's, or there is none."""

import pytest

from assistant.message import Address
from assistant.people.names import name_at_an_office, name_of, person_name


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Jane Roe", "Jane Roe"),
        ("'Jane Roe'", "Jane Roe"),
        ("Jane  Roe", "Jane Roe"),
        ("Roe, Jane", "Roe, Jane"),
        ("Jane Roe (Acme)", "Jane Roe"),
        ("Jane Roe | Acme Talent", "Jane Roe"),
        ("Jane Roe - Acme Recruiting", "Jane Roe"),
        ("Jane Roe \u2013 Acme Recruiting", "Jane Roe"),
        ("Jane from Acme", "Jane"),
        ("Jane Roe, from Acme", "Jane Roe"),
        ("Jane Roe via Greenhouse", "Jane Roe"),
        ("Jane @ Acme", "Jane"),
        ("Jean-Luc O'Brien", "Jean-Luc O'Brien"),
        ("Anna von Trapp", "Anna von Trapp"),
        ("Dr. Jane Roe", "Dr. Jane Roe"),
        ("山田 太郎", "山田 太郎"),
        ("Łukasz Żak", "Łukasz Żak"),
        ("Acme Talent Team", ""),
        ("Acme Recruiting", ""),
        ("HR Department", ""),
        ("Example Works GmbH", ""),
        ("no-reply", ""),
        ("jane.roe@acme.example", ""),
        ("Team 7", ""),
        ("careers", ""),
        ("The Very Long Company Name Of Somebody", ""),
        ("", ""),
        ("|", ""),
    ],
)
def test_a_display_name_is_a_persons_or_nothing(shown, name):
    assert person_name(shown) == name


def test_the_companys_name_is_not_a_persons():
    assert person_name("Cobalt Pine", company="cobalt pine") == ""


@pytest.mark.parametrize(
    ("shown", "email", "contact", "name"),
    [
        ("Jane Roe", "jane@acme.example", None, "Jane Roe"),
        ("Jane Roe", "jane@acme.example", "Jane", "Jane Roe"),
        ("Jane", "jane@acme.example", "Jane Roe", "Jane Roe"),
        ("Roe, Jane", "jane@acme.example", "Jane Roe", "Jane Roe"),
        ("Peter Moss", "peter@acme.example", "Jane Roe", "Peter Moss"),
        ("Acme Careers", "careers@acme.example", "Jane Roe", "Jane Roe"),
        ("Acme", "jane.roe@acme.example", "Jane Roe", "Jane Roe"),
        ("Acme", "jroe@acme.example", "Jane Roe", "Jane Roe"),
        ("", "peter.moss@acme.example", "Jane Roe", ""),
        ("", "acme-jobs@m.personio.de", "Jane Roe", "Jane Roe"),
        ("", "jobs@acme.example", None, ""),
        ("Дарина Ковалевич", "darina@acme.example", "Darina", "Darina"),
        ("Temps Desk - Acme", "temps@acme.example", "Jane Roe", "Jane Roe"),
        ("", "jobs@acme.example", "The Acme Team", ""),
    ],
)
def test_the_signature_counts_where_it_does_not_contradict_the_address(shown, email, contact, name):
    address = Address(name=shown, email=email)
    assert name_of(address, (address,), contact, "Acme") == name


def test_the_author_may_name_the_person_behind_a_reply_to():
    box = Address(name="", email="reply-7@ashbyhq.com")
    author = Address(name="Jane Roe", email="no-reply@ashbyhq.com")
    assert name_of(box, (box, author), None, None) == "Jane Roe"


@pytest.mark.parametrize(
    ("name", "email", "contact", "kept"),
    [
        ("Petra Lindqvist", "petra.lq@acme.example", None, True),
        ("Jane Roe", "careers@acme.example", "Jane Roe", True),
        ("Jane Roe", "careers@acme.example", None, False),
        ("Murmel Games", "murmel-games-jobs@m.personio.de", "Murmel Games", False),
        ("Silver Markets", "hello@silver-markets.example", "Silver Markets", False),
    ],
)
def test_an_office_is_greeted_by_name_only_for_a_good_reason(name, email, contact, kept):
    assert name_at_an_office(Address(email=email), name, contact) == (name if kept else "")
