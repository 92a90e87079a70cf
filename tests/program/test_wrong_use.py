"""Whatever is wrong with what the user wrote: a clear line, the right exit code, no traceback."""

import os
import signal

import pytest
from mailkit import mail


def refused(result, code, *parts):
    assert result.returncode == code, result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr
    return result.stderr


def test_help_and_version(home):
    shown = home.run("--help")
    assert shown.returncode == 0
    for command in ("demo", "sweep", "run", "explain", "check"):
        assert f"\n  {command} " in shown.stdout
    assert home.run("--version").stdout.startswith("feedback-assistant 0.")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["swep"], "No such command 'swep'"),
        (["sweep", "--accout", "x"], "No such option"),
        (["explain"], "Missing argument"),
        (["sweep", "--as-of", "last week"], "'last week' is no time"),
        (["sweep", "--as-of", "0001-01-01"], "is no time"),
        (["explain", "--as-of", "2026-13-01", "x.eml"], "is no time"),
        (["explain", "missing.eml"], "missing.eml cannot be read: No such file or directory"),
        (["explain", "xdg"], "there is no mail in the folder xdg"),
    ],
)
def test_wrong_arguments_are_told(home, arguments, part):
    (home.folder / "xdg").mkdir()
    refused(home.run(*arguments), 2, part)


def test_an_unknown_account_is_told_with_the_known_ones(home):
    refused(home.sweep("--account", "wrk"), 2, "there is no account 'wrk'", "the config has: local")


@pytest.mark.parametrize("command", ["sweep", "run", "check"])
def test_without_a_config_the_remedy_is_told(home, command):
    told = refused(home.run(command), 3, "there is no config", "config.example.toml", "--config")
    assert str(home.folder / "xdg" / "feedback-assistant" / "config.toml") in told


def test_a_config_without_accounts_is_enough_for_explain_and_check_only(home):
    home.config.write_text('[me]\nemail = "kim@example.com"\n')
    told = refused(home.run("sweep", "--config", "config.toml"), 3, "no account is named")
    assert "[[account]]" in told
    assert home.run("check", "--config", "config.toml").returncode == 0


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"[me\n", ["config.toml, line 1, column", "is no valid TOML"]),
        (b"\xff\xfe[me]", ["is not UTF-8"]),
        (
            b'[policy]\nmax_age = "soon"\nper_day = -1\ncool_dwn = "3d"\n[sweeping]\n',
            ["line 2: policy.max_age", "line 3: policy.per_day", "'cool_down'", "sweeping"],
        ),
        (b'[me]\nemail = 7\n[judging]\nthreshold = "high"\n', ["me.email", "judging.threshold"]),
        (b'[[account]]\nname = "a"\nkind = "pop3"\n', ["kind 'pop3' is not known"]),
    ],
)
def test_a_wrong_config_tells_all_its_mistakes(home, content, parts):
    home.config.write_bytes(content)
    refused(home.run("sweep", "--config", "config.toml"), 3, *parts)


def test_a_folder_is_no_config(home):
    refused(home.run("check", "--config", "mail"), 3, "mail: cannot be read: Is a directory")


def test_wrong_templates_and_rules_are_told_together(home):
    templates = home.folder / "templates" / "en"
    templates.mkdir(parents=True)
    (templates / "hiring_manager.txt.j2").write_text("Hello {{ frist_name }},\n")
    home.config.write_text(
        '[templates]\nfolder = "templates"\n'
        '[[rule]]\nid = "mine"\njudgement = "rejection"\nweight = 2\nbecause = "says moon"\n'
        'pattern = "moon"\nmatches = ["the sun"]\n'
    )
    told = refused(home.run("check", "--config", "config.toml"), 3, "mine", "frist_name")
    assert "hiring_manager.txt.j2" in told
    assert "first_name" in told


def test_a_missing_templates_folder_is_told(home):
    home.config.write_text('[templates]\nfolder = "nowhere"\n' + home.config.read_text())
    refused(home.sweep(), 3, "nowhere")


def test_check_tells_where_drafts_go(home):
    shown = home.run("check", "--config", "config.toml")
    assert shown.returncode == 0, shown.stderr
    assert "config config.toml: ok" in shown.stdout
    assert "rules: ok" in shown.stdout
    assert "templates: ok" in shown.stdout
    assert f"account local: {home.maildir}, drafts go to .Drafts" in shown.stdout


def test_explain_goes_on_behind_a_file_that_is_missing(home):
    (home.folder / "one.eml").write_bytes(mail())
    result = home.run("explain", "--json", "missing.eml", "one.eml", "gone.eml")
    assert result.returncode == 2
    assert result.stdout.count("\n") == 1
    assert '"source": "one.eml"' in result.stdout
    assert "missing.eml" in result.stderr
    assert "gone.eml" in result.stderr


def test_ctrl_c_ends_quietly(home):
    pipe = home.folder / "pipe"
    os.mkfifo(pipe)
    process = home.start("explain", "pipe")
    with pipe.open("wb"):  # waits until the program opens it to read
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
    assert process.returncode == 130
    assert told == b""


def test_a_reader_that_goes_away_ends_it_quietly(home):
    for number in range(400):
        (home.folder / f"{number}.eml").write_bytes(mail(number=number))
    with home.start("explain", "--json", ".") as process:
        assert process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (141, b"")
