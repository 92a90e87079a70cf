"""Whom an answer reaches, and every reason why nobody is asked."""

from typing import Any

import pytest

from assistant.config import Person
from assistant.decision import Addressee, Nobody
from assistant.judging.judgement import Facts, Judgement, Role, SenderVerdict
from assistant.message import Address, Message
from assistant.people import reply_target

JANE = Address(name="Jane Roe", email="jane.roe@acme.example")
OWN = frozenset({"kim@example.com"})


def target(
    *,
    role: Role = Role.RECRUITER_INHOUSE,
    can_reply: bool = True,
    contact: str | None = None,
    company: str | None = None,
    persons: tuple[Person, ...] = (),
    **fields: Any,
) -> Addressee | Nobody:
    message = Message(**({"senders": (JANE,)} | fields))
    judgement = Judgement(
        sender=SenderVerdict(role=role, can_reply=can_reply),
        facts=Facts(contact_name=contact, company=company),
    )
    return reply_target(message, judgement, own_addresses=OWN, persons=persons)


def sent_from(email: str, name: str = "") -> dict[str, Any]:
    return {"senders": (Address(name=name, email=email),)}


def replies_to(*emails: str, name: str = "") -> dict[str, Any]:
    return {"reply_to": tuple(Address(name=name, email=email) for email in emails)}


def why_nobody(found: Addressee | Nobody) -> str:
    assert isinstance(found, Nobody), found
    return found.because


def asked(found: Addressee | Nobody) -> Addressee:
    assert isinstance(found, Addressee), found
    return found


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.RECRUITER_AGENCY, "an agency's recruiter"),
        (Role.RECRUITER_INHOUSE, "the company's recruiter"),
        (Role.HIRING_MANAGER, "one of the team that hires"),
    ],
)
def test_a_person_who_wrote_is_asked(role, told):
    assert target(role=role) == Addressee(
        name="Jane Roe",
        email="jane.roe@acme.example",
        role=role.value,
        because=f"Jane Roe wrote the mail as {told}, and a reply goes to jane.roe@acme.example",
    )


@pytest.mark.parametrize("role", [Role.AUTOMATED, Role.UNKNOWN])
def test_a_mailbox_that_takes_replies_is_asked(role):
    found = asked(target(role=role, **sent_from("careers@acme.example", "Acme Careers")))
    assert (found.name, found.email) == ("", "careers@acme.example")
    assert found.role == "function_mailbox"
    assert "answers to careers@acme.example are read" in found.because


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"senders": ()}, "names no author"),
        (sent_from(""), "names no author"),
        ({"senders": (JANE, Address(email="x@y.example"))}, "more than one author"),
        (sent_from("Kim@Example.com"), "an address of yours"),
        (sent_from("kim+jobs@example.com"), "an address of yours"),
        ({"return_path": ""}, "null return path"),
        ({"auto_submitted": "auto-replied (vacation)"}, "automatic reply"),
        ({"precedence": "Junk"}, "list mail or junk"),
        ({"precedence": "list"}, "list mail or junk"),
        ({"list_id": "<jobs.acme.example>"}, "mailing list"),
        ({"can_reply": False}, "nobody reads answers to it"),
        (replies_to("a@acme.example", "b@acme.example"), "more than one address"),
        (replies_to("jane@evil.example"), "replies would go elsewhere, to evil.example"),
        (replies_to("kim@example.com"), "replies would go to an address of yours"),
        (replies_to("jane.roe@gmail.com"), "a free-mail address, jane.roe@gmail.com"),
        (replies_to("no-reply@acme.example"), "as its name says"),
        (replies_to("x"), "Reply-To address is not a plain"),
        (sent_from("invitations@calendly.com"), "belongs to a machine"),
        (sent_from("jane@mail.calendly.com"), "belongs to a machine"),
        (sent_from("notifications@acme.example"), "belongs to a machine"),
        (sent_from("hiring-bot@acme.example"), "belongs to a machine"),
        (sent_from("bounces+77@acme.example"), "belongs to a machine"),
    ],
)
def test_nobody_is_asked(fields, reason):
    assert reason in why_nobody(target(**fields))


@pytest.mark.parametrize(
    "local_part",
    [
        *("noreply", "no-reply", "no_reply", "No.Reply", "NOREPLY", "noreply+abc", "jobs-noreply"),
        *("donotreply", "do-not-reply", "do_not_reply", "DoNotReply.Careers", "dontreply"),
        *(
            "nichtantworten",
            "ne-pas-repondre",
            "mailer-daemon",
            "noreply2",
            "no-response",
            "acme+autoreply",
        ),
    ],
)
def test_nobody_reads_no_reply_mailboxes(local_part):
    assert "as its name says" in why_nobody(target(**sent_from(f"{local_part}@acme.example")))


@pytest.mark.parametrize(
    "local_part", ["norah.eply", "reply", "jane.noble", "jobs", "inmail-reply"]
)
def test_names_that_only_resemble_one_are_asked(local_part):
    assert asked(target(**sent_from(f"{local_part}@acme.example"))).email.startswith(local_part)


@pytest.mark.parametrize(
    "email", ["jane", '"jane roe"@acme.example', "jane@acme.example\r\nBcc: x@evil.example"]
)
def test_addresses_out_of_the_ordinary_are_not_written_to(email):
    assert "not a plain mail address" in why_nobody(target(**sent_from(email)))


@pytest.mark.parametrize(
    ("author", "reply_to"),
    [
        ("no-reply@acme.example", "jane.roe@acme.example"),
        ("no-reply@mail.acme.example", "jane.roe@hr.acme.example"),
        ("no-reply@mail.acme.co.uk", "jane.roe@acme.co.uk"),
        ("no-reply@ashbyhq.com", "reply-77@mail.ashbyhq.com"),
        ("no-reply@greenhouse.io", "reply-77@us.greenhouse-mail.io"),
        ("jane.roe@gmail.com", "JANE.ROE@gmail.com"),
    ],
)
def test_a_reply_to_of_the_same_house_counts(author, reply_to):
    found = asked(target(**sent_from(author), **replies_to(reply_to)))
    assert found.email == reply_to


def test_the_detour_is_told():
    found = asked(target(**sent_from("no-reply@acme.example"), **replies_to("a@acme.example")))
    assert found.because.endswith("a reply goes to a@acme.example (Reply-To)")


@pytest.mark.parametrize(
    ("author", "reply_to"),
    [
        ("jane@acme.co.uk", "jane@evil.co.uk"),
        ("jane@gmail.com", "other@gmail.com"),
        ("jane@ashbyhq.com", "jane@lever.co"),
        ("jane@acme.example", "jane@acme.example.evil.example"),
        ("jane@notgreenhouse.io", "jane@greenhouse.io"),
    ],
)
def test_a_reply_to_of_another_house_does_not(author, reply_to):
    assert "replies would go" in why_nobody(target(**sent_from(author), **replies_to(reply_to)))


def test_a_system_that_sends_for_many_may_name_the_employers_own_mailbox():
    fields = sent_from("no-reply@us.greenhouse-mail.io") | replies_to("sam.roe@cobaltpine.example")
    assert asked(target(company="Cobalt Pine", **fields)).email == "sam.roe@cobaltpine.example"
    assert "replies would go elsewhere" in why_nobody(target(company="Cobalt", **fields))
    assert "replies would go elsewhere" in why_nobody(target(company=None, **fields))


def test_only_known_systems_may_do_so():
    fields = sent_from("no-reply@mailer.example") | replies_to("sam.roe@cobaltpine.example")
    assert "replies would go elsewhere" in why_nobody(target(company="Cobalt Pine", **fields))


def test_a_tracking_system_may_set_list_id():
    fields = sent_from("jane.roe@acme.teamtailor-mail.com", "Jane Roe")
    assert asked(target(list_id="<acme.teamtailor-mail.com>", **fields)).name == "Jane Roe"


def person(relation: Any, email: str = "jane.roe@acme.example", name: str = "") -> Person:
    return Person(email=email, relation=relation, name=name)


@pytest.mark.parametrize(
    ("judged", "relation", "role"),
    [
        (Role.UNKNOWN, "insider", "insider"),
        (Role.RECRUITER_INHOUSE, "insider", "insider"),
        (Role.RECRUITER_INHOUSE, "hiring_manager", "hiring_manager"),
        (Role.RECRUITER_AGENCY, "recruiter", "recruiter_agency"),
        (Role.AUTOMATED, "recruiter", "recruiter_inhouse"),
    ],
)
def test_what_the_config_says_of_a_person_wins(judged, relation, role):
    found = asked(
        target(role=judged, persons=(person(relation, "Jane.Roe@Acme.example", "Jenny"),))
    )
    assert (found.role, found.name) == (role, "Jenny")
    assert found.because.startswith("your config names Jenny as ")


def test_a_person_of_the_config_without_a_name_keeps_the_mails():
    assert asked(target(persons=(person("insider"),))).name == "Jane Roe"


def test_never_is_never():
    assert "says never to ask" in why_nobody(target(persons=(person("never"),)))
    detour = replies_to("office@acme.example")
    assert "says never to ask" in why_nobody(target(persons=(person("never"),), **detour))
    other = (person("never", "somebody@acme.example"),)
    assert asked(target(persons=other)).email == "jane.roe@acme.example"


def test_the_config_does_not_make_a_dead_mailbox_read():
    persons = (person("recruiter", "no-reply@acme.example"),)
    fields = sent_from("no-reply@acme.example")
    assert "as its name says" in why_nobody(target(persons=persons, **fields))
