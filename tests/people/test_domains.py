"""What an address tells by its spelling."""

import pytest

from assistant.message import Address
from assistant.people.domains import is_free_mail, is_office, organisation_label, relay


@pytest.mark.parametrize(
    ("domain", "label"),
    [
        ("hr.acme.co.uk", "acme"),
        ("acme.com", "acme"),
        ("a.b.cobaltpine.example", "cobaltpine"),
        ("co.uk", "co"),
    ],
)
def test_the_label_an_organisation_chose(domain, label):
    assert organisation_label(domain) == label


@pytest.mark.parametrize(
    ("domain", "system"),
    [
        ("us.greenhouse-mail.io", "greenhouse"),
        ("hire.lever.co", "lever"),
        ("acme.teamtailor-mail.com", "teamtailor"),
        ("acme.com", ""),
        ("notlever.co", ""),
        ("", ""),
    ],
)
def test_tracking_systems_are_known_with_their_subdomains(domain, system):
    assert relay(domain) == system


def test_free_mail_is_known():
    assert is_free_mail("gmail.com")
    assert not is_free_mail("acme.com")


@pytest.mark.parametrize(
    ("local_part", "office"),
    [("careers", True), ("acme-jobs", True), ("human.resources", True), ("jane.roe", False)],
)
def test_offices_are_told_from_people(local_part, office):
    assert is_office(Address(email=f"{local_part}@acme.example")) is office
