"""The pure path: the same mail and the same knowledge give the same outcome, with its evidence."""

from pathlib import Path

from mailkit import NOW, RECEIPT, mail

from assistant.config import Config
from assistant.decision import Circumstances, Leave, Reply
from assistant.pipeline import consider, read_and_judge
from assistant.playbook import load_playbook

PLAYBOOK = load_playbook(Config.model_validate({"me": {"email": "kim@example.com"}}))


def outcome_of(raw):
    message, judgement = read_and_judge(raw, PLAYBOOK, source="a test")
    return consider(message, judgement, Circumstances(now=NOW), PLAYBOOK, account="me")


def test_a_rejection_becomes_a_draft_with_its_evidence():
    outcome = outcome_of(mail())
    assert isinstance(outcome.decision, Reply)
    assert outcome.judgement.rejection.findings
    assert outcome.addressee.email == outcome.draft.to.email == "jane@acme.example"
    assert outcome.message.source == "a test"
    assert outcome.account == "me"


def test_the_same_mail_gives_the_same_outcome():
    assert outcome_of(mail()) == outcome_of(mail())


def test_a_receipt_has_neither_addressee_nor_draft():
    outcome = outcome_of(mail(RECEIPT))
    assert isinstance(outcome.decision, Leave)
    assert (outcome.addressee, outcome.draft) == (None, None)


def test_a_rejection_nobody_can_answer_has_no_addressee():
    outcome = outcome_of(mail(sender="Acme <no-reply@acme.example>"))
    assert outcome.judgement.rejection.is_rejection
    assert isinstance(outcome.decision, Leave)
    assert (outcome.addressee, outcome.draft) == (None, None)


def test_nothing_at_all_is_left_alone():
    assert isinstance(outcome_of(b"").decision, Leave)


CORPUS = Path(__file__).parent / "corpus"


def test_a_pass_that_reads_no_more_than_it_must_finds_the_same_rejections() -> None:
    for path in sorted(CORPUS.rglob("*.eml"))[::5]:
        raw = path.read_bytes()
        _, judged = read_and_judge(raw, PLAYBOOK, source="")
        _, glanced = read_and_judge(raw, PLAYBOOK, source="", thorough=False)
        assert glanced.rejection.is_rejection == judged.rejection.is_rejection, path.name
        if judged.rejection.is_rejection:
            assert glanced == judged, path.name


def test_of_bulk_mail_that_names_nothing_of_a_job_the_header_is_read() -> None:
    raw = b"List-Id: <a.b>\nMessage-ID: <1@a.example>\nSubject: News\n\nThe dahlias are in."
    message, judgement = read_and_judge(raw, PLAYBOOK, source="", thorough=False)
    assert (message.subject, message.message_id) == ("News", "<1@a.example>")
    assert message.text.own == ""
    assert judgement.rejection.score == 0.0
