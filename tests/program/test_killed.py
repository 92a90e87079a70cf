"""Killed at any instant around a draft, and run again: one draft, neither two nor none."""

import signal
import subprocess
import sys

import killed_pass
import pytest
from mailkit import RECEIPT, deliver, drafts_in, mail


@pytest.mark.parametrize("moment", killed_pass.MOMENTS)
def test_a_pass_killed_at_any_moment_leaves_one_draft(home, moment):
    deliver(home.maildir, mail(RECEIPT, number=1), "1")
    deliver(home.maildir, mail(number=2), "2")
    killed = subprocess.run(
        [sys.executable, killed_pass.__file__, home.config, moment],
        env=home.environment,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    again = home.sweep()
    assert (again.returncode, again.stderr) == (0, "")
    assert len(drafts_in(home.maildir)) == 1


def test_a_draft_thrown_away_after_a_kill_stays_away(home):
    deliver(home.maildir, mail(number=2), "2")
    subprocess.run(
        [sys.executable, killed_pass.__file__, home.config, "before record"],
        env=home.environment,
        check=False,
    )
    (draft,) = drafts_in(home.maildir)
    draft.unlink()
    assert home.sweep().returncode == 0
    assert drafts_in(home.maildir) == []
