"""Company, job title, names: right, or None."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.judging.judgement import Facts, Judgement

Judge = Callable[..., Judgement]
NO = "We will not be moving forward with your application."


@pytest.mark.parametrize(
    ("own", "company", "title"),
    [
        ("Thank you for your interest in the Junior Baker position at Acme Mills in Leeds.",
         "Acme Mills", "Junior Baker"),
        ("Thanks for applying to the position of Head Gardener (m/w/d) at Fern & Moss.",
         "Fern & Moss", "Head Gardener"),
        ("You applied for Data Analyst, Pricing (R-20417) with Ferry Lines.",
         "Ferry Lines", "Data Analyst, Pricing"),
        ("We read your Senior iOS Developer application.", None, "Senior iOS Developer"),
        ("Thank you for considering joining the Ølstykke Energi team.", "Ølstykke Energi", None),
        ("Thank you for your interest in our company and this role.", None, None),
        ("You asked about the night porter job.", None, "night porter"),
    ],
)  # fmt: skip
def test_company_and_title_from_the_text(
    judged: Judge, own: str, company: str | None, title: str | None
) -> None:
    facts = judged(f"Dear Kim,\n\n{own} {NO}").facts
    assert (facts.company, facts.job_title) == (company, title)


@pytest.mark.parametrize(
    ("fields", "company", "title"),
    [
        ({"subject": "Your application for Quality Clerk at Acme Mills"},
         "Acme Mills", "Quality Clerk"),
        ({"subject": "Acme Mills - Lab Coordinator", "email": "ada@acme-mills.example"},
         "Acme Mills", "Lab Coordinator"),
        ({"name": "Acme Mills Hiring Team", "email": "no-reply@hire.lever.co"}, "Acme Mills", None),
        ({"name": "Ada from Acme Mills", "email": "x-12ab34cd@candidates.welcomekit.co"},
         "Acme Mills", None),
        ({"email": "ada@polarmills.example", "signature": "Ada Roe\nBaker, Polar Mills"},
         "Polar Mills", None),
        ({"signature": "The Acme Mills Recruiting Team"}, "Acme Mills", None),
        ({"name": "LinkedIn", "email": "jobs-noreply@linkedin.com"}, None, None),
    ],
)  # fmt: skip
def test_company_and_title_from_the_rest(
    judged: Judge, fields: dict[str, str], company: str | None, title: str | None
) -> None:
    facts = judged(f"Dear Kim,\n\n{NO}", **fields).facts
    assert (facts.company, facts.job_title) == (company, title)


def test_the_agency_is_not_the_employer(judged: Judge) -> None:
    own = f"Hi Kim,\n\nmy client chose another candidate for the Cook role at Fern & Moss. {NO}"
    who = {"name": "Ada Roe", "email": "ada@hill.example", "signature": "Ada Roe\nHill Staffing"}
    assert judged(own, **who).facts.company == "Fern & Moss"


@pytest.mark.parametrize(
    ("fields", "company"),
    [
        ({"email": "ada@hilltop.example", "signature": "Ada Roe\nHilltop Hospice"},
         "Hilltop Hospice"),
        ({"email": "ada@mossfernmuseum.example", "signature": "Ada Roe\nManager, Moss Fern Museum"},
         "Moss Fern Museum"),
        ({"name": "Ada Fern", "email": "af@fern.example", "signature": "Ada Fern\nFern Architects"},
         "Fern Architects"),
        ({"name": "Ada Roe", "email": "ada@hilltop-search.example",
          "signature": "Ada Roe\nHilltop Search"}, None),
        ({"name": "Personio", "email": "no-reply@personio.com"}, None),
    ],
)  # fmt: skip
def test_the_signature_writes_the_company_in_full(
    judged: Judge, fields: dict[str, str], company: str | None
) -> None:
    assert judged(f"Dear Kim,\n\n{NO}", **fields).facts.company == company


def test_the_client_stands_in_subject_and_text(judged: Judge) -> None:
    own = f"Hi Kim,\n\nI have just heard from Fern & Moss about you. {NO}"
    who = {"name": "Ada Roe", "email": "ada@hill-search.example", "signature": "Ada Roe"}
    assert judged(own, subject="Fern & Moss feedback", **who).facts.company == "Fern & Moss"


@pytest.mark.parametrize(
    ("subject", "own", "title"),
    [
        ("Re: Junior Baker: result", "It was close.", "Junior Baker"),
        ("Junior Baker, Leeds", "It was close.", "Junior Baker"),
        ("", "You applied for Junior Baker - Salem, OR.", "Junior Baker"),
        ("", "You applied for R0099887 Junior Baker (Hybrid, Salem).", "Junior Baker"),
        ("", "You applied for Junior Baker UP TO $20.", "Junior Baker"),
    ],
)
def test_a_title_without_what_hangs_on_to_it(
    judged: Judge, subject: str, own: str, title: str
) -> None:
    assert judged(f"Dear Kim,\n\n{own} {NO}", subject=subject).facts.job_title == title


@pytest.mark.parametrize(
    ("greeting", "candidate"),
    [
        ("Dear Kim,", "Kim"),
        ("Hello Ms van der Berg,", "van der Berg"),
        ("Hi Kim van der Berg!", "Kim van der Berg"),
        ("Kim,", "Kim"),
        ("Dear applicant,", None),
        ("Hi there,", None),
        ("Dear Hiring Manager,", None),
        ("Thank you for your application.", None),
    ],
)
def test_candidate(judged: Judge, greeting: str, candidate: str | None) -> None:
    assert judged(f"{greeting}\n\n{NO}").facts.candidate_name == candidate


@pytest.mark.parametrize(
    ("fields", "contact"),
    [
        ({"name": "Ada Roe", "email": "ada@acme.example"}, "Ada Roe"),
        ({"name": "Roe, Ada", "email": "ada@acme.example"}, "Ada Roe"),
        ({"name": "Ada Roe", "email": "ada@acme.example", "signature": "Best,\nAda"}, "Ada Roe"),
        ({"email": "jobs@acme.example", "signature": "Regards,\nDr. Ada de la Roe\nDean"},
         "Ada de la Roe"),
        ({"name": "Acme Mills", "email": "no-reply@hire.lever.co",
          "signature": "Ada Roe (she/her)\nRecruiter"}, "Ada Roe"),
        ({"name": "Acme Hiring Team", "email": "careers@acme.example"}, None),
        ({"name": "Acme Mills", "email": "no-reply@hire.lever.co"}, None),
        ({"name": "李 明", "email": "ming@acme.example"}, "李 明"),
        ({}, None),
    ],
)  # fmt: skip
def test_contact(judged: Judge, fields: dict[str, str], contact: str | None) -> None:
    assert judged(f"Dear Kim,\n\n{NO}", **fields).facts.contact_name == contact


def test_mail_of_no_work_has_no_facts(judged: Judge) -> None:
    assert judged("Lunch at Fern & Moss?").facts == Facts()
