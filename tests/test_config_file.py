"""Reading the config file: what it means, and every mistake at once with its place."""

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.config import Config
from assistant.config_file import read_config
from assistant.errors import ConfigError

WHOLE = """
[me]
name = "Kim Doe"
email = "Kim@example.com"
aliases = ["kim.doe@example.org"]
[journal]
url = "sqlite:////tmp/journal.db"
[policy]
max_age = "36h"
stages = ["final"]
[[account]]
name = "local"
kind = "maildir"
path = "mail"
[[account]]
name = "work"
kind = "imap"
host = "imap.example.com"
username = "kim"
password_file = "~/secret"
[[person]]
email = "sam@example.org"
relation = "never"
[[rule]]
id = "mine"
weight = 0
"""


def config_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode(encoding))
    return read_config(path)


def mistakes_of(tmp_path, text):
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, text)
    assert caught.value.exit_code == 3
    return [str(mistake).removeprefix(f"{tmp_path}/") for mistake in caught.value.mistakes]


def test_a_whole_config(tmp_path):
    config = config_of(tmp_path, WHOLE)
    assert config.me.addresses == {"kim@example.com", "kim.doe@example.org"}
    assert config.policy.max_age == timedelta(hours=36)
    local, work = config.accounts
    assert local.path == tmp_path / "mail", "relative to the config file"
    assert work.password_file == Path.home() / "secret"
    assert (work.real_port, work.tls) == (993, "implicit")
    assert config.persons[0].relation == "never"


def test_an_empty_file_is_all_defaults(tmp_path):
    assert config_of(tmp_path, "") == Config()


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert config_of(tmp_path, "[policy]\nper_day = 2", "utf-8-sig").policy.per_day == 2


def test_starttls_has_its_own_usual_port(tmp_path):
    text = WHOLE.replace('username = "kim"', 'username = "kim"\ntls = "starttls"')
    assert config_of(tmp_path, text).accounts[1].real_port == 143


def test_every_mistake_is_told_at_once_with_its_line(tmp_path):
    mistakes = mistakes_of(
        tmp_path,
        """
[me]
email = "kim"
[policy]
max_age = "ten days"
per_dya = 3
[[account]]
name = "a"
kind = "maildir"
pth = "x"
""",
    )
    assert sorted(mistakes) == [
        "config.toml, line 10: account[0].pth: unknown key (did you mean 'path'?)",
        "config.toml, line 3: me.email: 'kim' is no mail address; write it like kim@example.com",
        "config.toml, line 5: policy.max_age: 'ten days' is no duration; "
        'write it like "90s", "15m", "12h" or "30d"',
        "config.toml, line 6: policy.per_dya: unknown key (did you mean 'per_day'?)",
        "config.toml, line 7: account[0].path: is missing (add path = …)",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[me\n", "line 1, column 4: is no valid TOML"),
        ("[polcy]\nx = 1", "line 1: polcy: unknown key (did you mean 'policy'?)"),
        ('[[account]]\nname = "a"\nkind = "pop3"', "kind 'pop3' is not known"),
        ('[[account]]\nname = "a"', "kind is missing"),
        ('[journal]\nurl = "mysql://x"', 'must begin with "sqlite:///"'),
        ('[schedule]\nevery = "0s"', 'must be at least "1s"'),
        ("[policy]\nmax_age = 10", "a duration is a text"),
        ('[policy]\nmax_age = "99999999999999d"', "is too long a time"),
        ('[policy]\nstages = ["screeen"]', "policy.stages[0]: should be 'application'"),
        ('[me]\nemail = "kim@example.com"\nname = "a\\nb"', "must be a single line"),
        (WHOLE.replace("[me]", "[you]"), "you: unknown key"),
        (WHOLE.replace('"work"', '"local"'), "2 accounts are named 'local'"),
        (
            WHOLE.replace('username = "kim"', 'username = "kim"\ntls = "none"'),
            "is allowed for this machine only",
        ),
        (
            WHOLE.replace('username = "kim"', 'username = "kim"\npassword_env = "X"'),
            "name one of password_command, password_env and password_file",
        ),
        (WHOLE.replace('username = "kim"', 'username = "kim"\npassword = "x"'), "unknown key"),
    ],
)
def test_each_kind_of_mistake(tmp_path, text, words):
    assert any(words in mistake for mistake in mistakes_of(tmp_path, text))


def test_accounts_need_somebody_to_write_for(tmp_path):
    text = '[[account]]\nname = "a"\nkind = "maildir"\npath = "x"'
    assert mistakes_of(tmp_path, text) == [
        "config.toml: me: is missing "
        "(add [me] with your name and email: drafts are written in your name)"
    ]


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.toml").write_bytes(b'[me]\nname = "Jos\xe9"')
    (tmp_path / "big.toml").write_bytes(b"#" * 2_000_000)
    for name, words in [
        ("none.toml", "there is no such file"),
        ("latin.toml", "is not UTF-8"),
        ("big.toml", "far too large"),
        ("", "cannot be read"),
    ]:
        with pytest.raises(ConfigError, match=words):
            read_config(tmp_path / name)
