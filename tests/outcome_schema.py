"""The contract of an outcome's JSON, key by key: what other programs rely on."""

from datetime import datetime, timedelta

KEYS = [
    "source",
    "account",
    "message_id",
    "subject",
    "date",
    "from",
    "language",
    "rejection",
    "sender",
    "stage",
    "facts",
    "addressee",
    "decision",
    "draft",
]
REASONS = {"other_candidate", "not_selected", "filled", "cancelled", "paused", "other", None}
ROLES = ["recruiter_agency", "recruiter_inhouse", "hiring_manager", "automated"]
STAGES = {"application", "screen", "interview", "final", "unknown"}
TEMPLATES = {*ROLES[:3], "insider", "function_mailbox"}


def check_outcome(outcome: dict) -> None:
    """Assert that an outcome has every key in its order, each with a value of its kind."""
    assert list(outcome) == KEYS
    assert isinstance(outcome["source"], str)
    assert outcome["source"]
    _optional_text(outcome, "account", "message_id", "language")
    assert isinstance(outcome["subject"], str)
    if outcome["date"] is not None:
        assert outcome["date"].endswith("+00:00")
        assert datetime.fromisoformat(outcome["date"]).utcoffset() == timedelta(0)
    assert list(outcome["from"]) == ["name", "email"]
    _optional_text(outcome["from"], "name", "email")
    _check_judgement(outcome)
    _check_decision(outcome)


def _check_judgement(outcome: dict) -> None:
    rejection, sender, stage = outcome["rejection"], outcome["sender"], outcome["stage"]
    assert list(rejection) == ["is_rejection", "score", "threshold", "reason", "findings"]
    assert isinstance(rejection["is_rejection"], bool)
    assert 0 <= rejection["score"] <= 1
    assert 0 < rejection["threshold"] < 1
    assert rejection["reason"] in REASONS
    assert list(sender) == ["role", "scores", "findings"]
    assert sender["role"] in {*ROLES, "unknown"}
    assert list(sender["scores"]) == ROLES
    assert all(0 <= score <= 1 for score in sender["scores"].values())
    assert list(stage) == ["value", "findings"]
    assert stage["value"] in STAGES
    for judgement in (rejection, sender, stage):
        _check_findings(judgement["findings"])
    assert list(outcome["facts"]) == ["company", "job_title", "contact_name", "candidate_name"]
    _optional_text(outcome["facts"], *outcome["facts"])


def _check_findings(findings: list) -> None:
    assert isinstance(findings, list)
    for finding in findings:
        assert list(finding)[:4] == ["rule", "weight", "because", "excerpt"]
        assert finding["rule"]
        assert finding["because"]
        assert isinstance(finding["excerpt"], str)
        assert isinstance(finding["weight"], (int, float))


def _check_decision(outcome: dict) -> None:
    decision, addressee, draft = outcome["decision"], outcome["addressee"], outcome["draft"]
    assert list(decision) == ["action", "template", "because"]
    assert decision["because"]
    if addressee is not None:
        assert list(addressee) == ["name", "email", "role", "because"]
        assert addressee["email"]
        assert addressee["role"] in TEMPLATES
        assert addressee["because"]
    if decision["action"] == "leave":
        assert (decision["template"], draft) == (None, None)
        return
    assert decision["action"] == "draft"
    assert decision["template"] in TEMPLATES
    assert list(draft) == ["message_id", "to", "subject", "in_reply_to", "text"]
    assert draft["to"] == addressee["email"]
    assert draft["text"].strip()
    _optional_text(draft, "in_reply_to")


def _optional_text(table: dict, *keys: str) -> None:
    for key in keys:
        assert table[key] is None or (isinstance(table[key], str) and table[key]), key
