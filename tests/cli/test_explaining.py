"""Each mail is explained on its own; what cannot be read or handled does not stop the others."""

import dataclasses
from datetime import UTC, datetime

import pytest
from mailkit import THIS_MORNING, mail

from assistant.cli.explaining import explain_all
from assistant.config import Config
from assistant.decision import Leave, Reply
from assistant.playbook import load_playbook

PLAYBOOK = load_playbook(Config.model_validate({"me": {"email": "kim@example.com"}}))


class Collected(list):
    add = list.append
    closed = False

    def close(self):
        self.closed = True


@pytest.fixture
def files(tmp_path):
    for number in (1, 2, 3):
        (tmp_path / f"{number}.eml").write_bytes(mail(number=number))
    return [str(tmp_path / f"{number}.eml") for number in (1, 2, 3)]


def test_each_mail_is_explained_without_history(files):
    report = Collected()
    assert explain_all(files, PLAYBOOK, report, as_of=None) == 0
    assert [outcome.message.source for outcome in report] == files
    # The same person at the same company three times: a mailbox's history would object.
    assert all(isinstance(outcome.decision, Reply) for outcome in report)
    assert report.closed


@pytest.mark.parametrize(
    ("as_of", "kind"),
    [(None, Reply), (THIS_MORNING, Reply), (datetime(2027, 6, 1, tzinfo=UTC), Leave)],
)
def test_now_is_the_mails_own_time_unless_told_otherwise(files, as_of, kind):
    report = Collected()
    explain_all(files[:1], PLAYBOOK, report, as_of=as_of)
    assert isinstance(report[0].decision, kind)


def test_a_mail_without_a_date_is_explained(tmp_path):
    path = tmp_path / "dateless.eml"
    path.write_bytes(mail().replace(b"\nDate:", b"\nX-Date:"))
    report = Collected()
    assert explain_all([str(path)], PLAYBOOK, report, as_of=None) == 0
    assert isinstance(report[0].decision, Reply)


def test_what_cannot_be_read_is_told_and_passed_over(files, tmp_path, capsys):
    (tmp_path / "2.eml").unlink()
    (tmp_path / "2.eml").symlink_to("/proc/self/mem")
    report = Collected()
    assert explain_all([str(tmp_path)], PLAYBOOK, report, as_of=None) == 2
    assert [outcome.message.source for outcome in report] == [files[0], files[2]]
    assert "2.eml cannot be read" in capsys.readouterr().err


def test_a_bug_in_one_mail_does_not_stop_the_others(files, capsys):
    class Broken(Collected):
        def add(self, outcome):
            if outcome.message.source == files[1]:
                raise ZeroDivisionError
            self.append(outcome)

    report = Broken()
    assert explain_all(files, PLAYBOOK, report, as_of=None) == 1
    assert [outcome.message.source for outcome in report] == [files[0], files[2]]
    assert capsys.readouterr().err.startswith(f"{files[1]}: Unexpected error (ZeroDivisionError)")


def test_own_mail_is_known_by_the_users_addresses(tmp_path):
    path = tmp_path / "own.eml"
    path.write_bytes(mail(sender="Kim Doe <kim@example.com>"))
    with_me, without = Collected(), Collected()
    explain_all([str(path)], PLAYBOOK, with_me, as_of=None)
    explain_all([str(path)], dataclasses.replace(PLAYBOOK, me=None), without, as_of=None)
    assert isinstance(with_me[0].decision, Leave)
    assert with_me[0].decision != without[0].decision
