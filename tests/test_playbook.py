"""What is shipped holds, and what a user lays over it is proved with all its mistakes at once."""

import pytest

from assistant.config import Config
from assistant.errors import ConfigError
from assistant.playbook import load_playbook, prove


def config(**sections):
    return Config.model_validate(sections)


def test_what_is_shipped_holds():
    assert prove(Config()).threshold == 0.5


def test_the_users_own_addresses_are_known():
    me = {"email": "Kim@example.com", "aliases": ["k@example.org"]}
    assert load_playbook(config(me=me)).own_addresses == {"kim@example.com", "k@example.org"}
    assert load_playbook(Config()).own_addresses == frozenset()


def test_mistakes_in_rules_and_templates_are_told_together(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "hiring_manager.txt.j2").write_text("Hello {{ firstname }}\n")
    rule = {
        "id": "mine",
        "judgement": "rejection",
        "look_in": "body",
        "pattern": "green bananas",
        "weight": 3,
        "because": "of a test",
        "matches": ["red apples"],
    }
    with pytest.raises(ConfigError) as caught:
        prove(config(rule=[rule], templates={"folder": str(tmp_path)}))
    told = str(caught.value)
    assert "red apples" in told
    assert "mine" in told
    assert "firstname" in told
    assert "hiring_manager.txt.j2" in told
