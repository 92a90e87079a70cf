"""The log tells ids and reasons, and nothing that the mail says or who wrote it."""

from dataclasses import replace

from assistant.message import Address
from assistant.report import log_line


def test_ids_and_reasons_are_told(drafted):
    line = log_line(drafted)
    assert line.startswith("account=me mail=inbox/17 message_id=<17@acme.example> action=draft ")
    assert "score=0.998 reason=other_candidate sender=recruiter_inhouse stage=interview" in line
    assert "draft=<draft@example.com>" in line
    assert "rules=rule-1,rule--3" in line
    assert line.endswith("because=a rejection")


def test_no_name_no_firm_no_address_no_subject_no_text(left, drafted):
    for line in (log_line(left), log_line(drafted)):
        for secret in ("Jane", "Roe", "jane@", "Acme", "Data Engineer", "application", "words"):
            assert secret not in line.replace("<17@acme.example>", "")
    assert log_line(left).endswith("because=… (…) of … was asked lately")


def test_a_name_inside_a_longer_one_leaves_nothing_behind(left):
    message = replace(left.message, senders=(Address(name="Jane", email="jane@acme.example"),))
    assert "Roe" not in log_line(replace(left, message=message))


def test_a_name_is_not_taken_out_of_words_it_is_part_of(left):
    message = replace(left.message, senders=(Address(name="As", email="jane@acme.example"),))
    assert "was asked" in log_line(replace(left, message=message))


def test_nothing_unknown_is_told(failed):
    line = log_line(failed)
    assert line.startswith("mail=inbox/18 action=leave score=0.000 sender=unknown")
    assert "account" not in line
    assert "None" not in line


def test_a_line_stays_one_line_and_plain(other):
    message = replace(other.message, message_id="<a\r\nb\x1b[2J@x>", source="new/\n1")
    line = log_line(replace(other, message=message))
    assert line.isprintable()
