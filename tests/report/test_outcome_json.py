"""An outcome's JSON keeps to the contract, and can always be written."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO

from outcome_schema import check_outcome

from assistant.message import Address, Message
from assistant.report import JsonLines, as_json


def test_every_key_of_the_contract_in_its_order(drafted, left, other, failed):
    for outcome in (drafted, left, other, failed):
        check_outcome(json.loads(as_json(outcome)))


def test_what_is_known_is_told(drafted):
    told = json.loads(as_json(drafted))
    assert told["source"] == "inbox/17"
    assert told["account"] == "me"
    assert told["from"] == {"name": "Jane Roe", "email": "jane@acme.example"}
    assert told["date"] == "2026-11-20T09:00:00+00:00"
    assert told["rejection"]["reason"] == "other_candidate"
    assert told["rejection"]["findings"][0] == {
        "rule": "rule-1",
        "weight": 1.0,
        "because": "says 1",
        "excerpt": "words 1",
        "file": "english.toml",
    }
    assert told["sender"]["scores"] == {
        "recruiter_agency": 0.0,
        "recruiter_inhouse": 0.93,
        "hiring_manager": 0.0,
        "automated": 0.04,
    }
    assert told["draft"]["text"] == "Hello Jane,\n\nthank you.\n"
    assert told["decision"] == {
        "action": "draft",
        "template": "recruiter_inhouse",
        "because": "a rejection",
    }


def test_what_is_unknown_is_null(failed):
    told = json.loads(as_json(failed))
    assert told["from"] == {"name": None, "email": None}
    for key in ("account", "message_id", "date", "language", "addressee", "draft"):
        assert told[key] is None
    assert set(told["facts"].values()) == {None}
    assert (told["sender"]["role"], told["stage"]["value"]) == ("unknown", "unknown")


def test_a_date_is_told_in_utc(drafted):
    east = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    outcome = replace(drafted, message=replace(drafted.message, date=east))
    assert json.loads(as_json(outcome))["date"] == "2026-11-20T00:00:00+00:00"


def test_an_outcome_is_one_line_whatever_is_in_the_mail(other):
    hostile = "a\nb\rc\x85d\u2028e\u2029f\x00g\udce9h\x1b[31m"
    message = Message(
        source=hostile,
        subject=hostile,
        senders=(Address(name=hostile, email=hostile),),
    )
    line = as_json(replace(other, message=message))
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["subject"] == hostile


def test_lines_are_utf_8(drafted):
    stream = BytesIO()
    lines = JsonLines(stream)
    umlaut = replace(drafted, message=replace(drafted.message, subject="Ihre Bewerbung für …"))
    lines.add(umlaut)
    lines.add(drafted)
    lines.close()
    assert "Ihre Bewerbung für …".encode() in stream.getvalue()
    assert [json.loads(line)["source"] for line in stream.getvalue().splitlines()] == [
        "inbox/17",
        "inbox/17",
    ]
