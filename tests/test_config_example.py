"""The example config is complete, true, and right as soon as its settings are uncommented."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from assistant.config import (
    Config,
    ImapAccount,
    JournalSettings,
    Judging,
    LocalAccount,
    Me,
    Person,
    Policy,
    RuleSettings,
    Schedule,
    TemplateSettings,
)
from assistant.config_file import read_config
from assistant.playbook import prove

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
TABLES = {
    "journal": JournalSettings,
    "schedule": Schedule,
    "policy": Policy,
    "judging": Judging,
    "templates": TemplateSettings,
}
"""Tables whose settings stand at their defaults; those of the others are examples."""
KINDS = {"imap": ImapAccount, "maildir": LocalAccount, "mbox": LocalAccount}


def uncommented(text: str) -> str:
    return re.sub(r"(?m)^#(?=[\w\[])", "", text)


@pytest.fixture(scope="module")
def shown() -> dict:
    return tomllib.loads(uncommented(EXAMPLE.read_text(encoding="utf-8")))


@pytest.fixture
def filled_in(tmp_path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(uncommented(EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def test_as_it_stands_it_is_a_config_with_every_setting_at_its_default():
    assert read_config(EXAMPLE) == Config.model_validate({})


def test_uncommented_it_is_a_config_without_mistakes(filled_in):
    config = read_config(filled_in)
    assert {account.kind for account in config.accounts} == {"imap", "maildir", "mbox"}


def test_uncommented_its_rules_and_templates_prove_right(filled_in):
    (filled_in.parent / "templates").mkdir()
    assert prove(read_config(filled_in))


def test_every_table_is_there(shown):
    assert set(shown) == {field.alias or name for name, field in Config.model_fields.items()}


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_of_a_table_is_there_at_its_true_default(table, shown):
    model = TABLES[table]
    assert set(shown[table]) == set(model.model_fields)
    has_default = {name for name, field in model.model_fields.items() if field.default is not None}
    at_default = {name: value for name, value in shown[table].items() if name in has_default}
    assert model.model_validate(at_default) == model()
    assert model.model_validate(at_default).model_fields_set == has_default


@pytest.mark.parametrize("kind", ["imap", "maildir"])
def test_every_setting_of_an_account_is_there(kind, shown):
    of_this_kind = [account for account in shown["account"] if account["kind"] == kind]
    _all_settings_are_in(KINDS[kind], of_this_kind)


def test_every_setting_of_me_a_person_and_a_rule_is_there(shown):
    _all_settings_are_in(Me, [shown["me"]])
    _all_settings_are_in(Person, shown["person"])
    _all_settings_are_in(RuleSettings, shown["rule"])


def test_no_comment_is_taken_for_a_setting_and_no_setting_for_a_comment():
    text = EXAMPLE.read_text(encoding="utf-8")
    settings = re.findall(r"(?m)^# +(\w+) = ", text)
    assert settings == []


def _all_settings_are_in(model: type[BaseModel], tables: list[dict]) -> None:
    assert set().union(*tables) == set(model.model_fields)
    for name, field in model.model_fields.items():
        if not field.is_required() and field.default:
            assert field.default in [table.get(name) for table in tables]
