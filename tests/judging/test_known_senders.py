"""A sender in one of the user's lists has that role, whatever the mail says."""

from __future__ import annotations

import pytest
from judging.mails import mail
from pydantic import ValidationError

from assistant.config import Config, Judging
from assistant.judging import judge
from assistant.judging.judgement import Role
from assistant.judging.known_senders import rules_for
from assistant.playbook import load_playbook

LISTS = {
    "agencies": ("talentbridge.example",),
    "recruiters": ("eva@acme.example",),
    "managers": ("atelier.example",),
}
OWN = "Hi Kim, our talent team has chosen another candidate for the job of a cook. Sorry!"
PLAYBOOK = load_playbook(Config.model_validate({"judging": LISTS}))


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("bo@talentbridge.example", Role.RECRUITER_AGENCY),
        ("bo@mail.talentbridge.example", Role.RECRUITER_AGENCY),
        ("eva@acme.example", Role.RECRUITER_INHOUSE),
        ("bo@atelier.example", Role.HIRING_MANAGER),
    ],
)
def test_a_listed_sender_has_the_role_of_the_list(email: str, role: Role) -> None:
    sender = judge(mail(OWN, name="Bo Roe", email=email), PLAYBOOK.rules).sender
    assert sender.role is role
    assert any(finding.rule.startswith("my-") for finding in sender.findings)
    assert sum(sender.scores.values()) == pytest.approx(1)


@pytest.mark.parametrize("email", ["bo@nottalentbridge.example", "neva@acme.example"])
def test_a_name_that_only_ends_alike_is_not_listed(email: str) -> None:
    sender = judge(mail(OWN, name="Bo Roe", email=email), PLAYBOOK.rules).sender
    assert not any(finding.rule.startswith("my-") for finding in sender.findings)


def test_empty_lists_make_no_rules() -> None:
    assert list(rules_for(Judging())) == []


@pytest.mark.parametrize("sender", ["acme", "@acme.example", "a b@acme.example", ""])
def test_what_is_neither_address_nor_domain_is_refused(sender: str) -> None:
    with pytest.raises(ValidationError):
        Judging(agencies=(sender,))
