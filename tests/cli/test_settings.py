"""Which config counts, and what is told when there is none."""

import pytest

from assistant.cli.settings import (
    accounts_of,
    config_if_any,
    example_config,
    needed_config,
    usual_config,
)
from assistant.config import Config
from assistant.errors import ConfigError, UsageError

ACCOUNTS = """
[me]
email = "kim@example.com"
[[account]]
name = "one"
kind = "maildir"
path = "/nowhere"
[[account]]
name = "two"
kind = "maildir"
path = "/nowhere"
"""


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("FEEDBACK_ASSISTANT_CONFIG", raising=False)


def config_at(path, per_day):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"[policy]\nper_day = {per_day}\n")
    return path


def test_the_named_one_wins_then_the_environments_then_the_usual_one(tmp_path, monkeypatch):
    usual = config_at(usual_config(), 1)
    assert needed_config(None)[0] == usual
    assert config_if_any(None).policy.per_day == 1
    monkeypatch.setenv("FEEDBACK_ASSISTANT_CONFIG", str(config_at(tmp_path / "env.toml", 2)))
    assert config_if_any(None).policy.per_day == 2
    named = config_at(tmp_path / "named.toml", 3)
    assert needed_config(named)[1].policy.per_day == 3


def test_the_environment_may_speak_of_home(tmp_path, monkeypatch):
    config_at(tmp_path / "mine.toml", 4)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FEEDBACK_ASSISTANT_CONFIG", "~/mine.toml")
    assert config_if_any(None).policy.per_day == 4


def test_without_any_the_remedy_names_the_place_and_the_example():
    with pytest.raises(ConfigError) as caught:
        needed_config(None)
    assert str(usual_config()) in str(caught.value)
    assert str(example_config()) in str(caught.value)
    assert example_config().exists()


def test_what_needs_no_config_has_every_setting_at_its_default():
    assert config_if_any(None) == Config.model_validate({})


def test_a_config_that_was_named_must_be_there(tmp_path, monkeypatch):
    with pytest.raises(ConfigError, match="there is no config"):
        config_if_any(tmp_path / "none.toml")
    monkeypatch.setenv("FEEDBACK_ASSISTANT_CONFIG", str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match="there is no config"):
        config_if_any(None)


def test_accounts_are_all_or_the_one_that_is_named(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(ACCOUNTS)
    config = needed_config(path)[1]
    assert [account.name for account in accounts_of(config, path)] == ["one", "two"]
    assert [account.name for account in accounts_of(config, path, "two")] == ["two"]
    with pytest.raises(UsageError) as caught:
        accounts_of(config, path, "three")
    assert caught.value.remedy == "the config has: one, two"


def test_no_account_at_all_is_told(tmp_path):
    with pytest.raises(ConfigError, match="no account is named"):
        accounts_of(Config.model_validate({}), tmp_path)
