"""One reply mark, in whatever language it already stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.subject import LONGEST, reply_subject


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Your application",
        "RE: Your application",
        "re:Your application",
        "Re : Votre candidature",
        "Re\u00a0: Votre candidature",
        "Re[2]: Your application",
        "Re(3): Your application",
        "Re^2: Your application",
        "AW: Ihre Bewerbung",
        "Antwort: Ihre Bewerbung",
        "Antw: Uw sollicitatie",
        "SV: Din ansökan",
        "VS: Hakemuksesi",
        "RV: Su candidatura",
        "R: La tua candidatura",
        "RIF: La tua candidatura",
        "Odp: Twoja aplikacja",
        "RES: Sua candidatura",
        "YNT: Başvurunuz",
        "Vá: Jelentkezés",
        "ΑΠ: Αίτηση",
        "Отв: Ваша заявка",
        "回复:您的申请",
        "RE:您的申请",
        "Re:您的申请",
        "返信: 応募について",
        "답장: 지원 결과",
        "[External] Re: Your application",
        "[EXT] [Careers] AW: Ihre Bewerbung",
    ],
)
def test_a_subject_with_a_reply_mark_stays(subject):
    assert reply_subject(subject) == subject.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "subject",
    [
        "Your application",
        "Fwd: Your application",
        "FW: Your application",
        "WG: Ihre Bewerbung",
        "TR : Votre candidature",
        "Ref: 12345",
        "Reference: 12345",
        "Regarding: your application",
        "Research Engineer: your application",
        "R&D Engineer: an update",
        "Update: Re: no",
        "[External] Your application",
    ],
)
def test_any_other_subject_gets_one(subject):
    assert reply_subject(subject) == f"Re: {subject}"


def test_answering_twice_adds_nothing():
    assert reply_subject(reply_subject("Your application")) == "Re: Your application"


@pytest.mark.parametrize("subject", ["", "   ", "\x00", "\u202e\u200b"])
def test_an_empty_subject_is_answered_by_the_bare_mark(subject):
    assert reply_subject(subject) == "Re:"


def test_controls_and_bidi_marks_are_taken_out():
    assert (
        reply_subject("Your\r\nBcc: x\x00\u202eapplication\u200b") == "Re: Your Bcc: x application"
    )


@given(st.text())
def test_whatever_comes_one_harmless_line_goes_out(subject):
    made = reply_subject(subject)
    assert len(made) <= LONGEST
    assert made.isprintable()
    assert reply_subject(made) == made
