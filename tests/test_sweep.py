"""One pass over a real Maildir: what is saved, what is remembered, and what a crash leaves."""

import email
from contextlib import contextmanager
from datetime import timedelta

import pytest
from mailkit import NOW, RECEIPT, THIS_MORNING, deliver, drafts_in, mail, make_maildir

from assistant.config import Config
from assistant.decision import Leave, Reply
from assistant.errors import MailboxRefused, MailboxUnavailable
from assistant.journal import open_journal
from assistant.mailboxes import open_mailbox
from assistant.playbook import load_playbook
from assistant.sweep import Pass, sweep, sweep_account


class Home:
    """A mailbox, a journal and a config in one temporary folder."""

    def __init__(self, folder, **policy):
        self.maildir = make_maildir(folder / "mail")
        self.url = f"sqlite:///{folder / 'journal.db'}"
        self.config = Config.model_validate(
            {
                "me": {"name": "Kim Doe", "email": "kim@example.com"},
                "journal": {"url": self.url},
                "policy": {"first_run": "draft", **policy},
                "account": [{"name": "me", "kind": "maildir", "path": str(self.maildir)}],
            }
        )
        self.playbook = load_playbook(self.config)
        self.pauses = []

    def sweep(self, *, now=NOW, dry_run=False):
        return list(
            sweep_account(
                self.config.accounts[0],
                self.config,
                self.playbook,
                now=now,
                pause=self.pauses.append,
                expect=lambda count: None,
                dry_run=dry_run,
            )
        )

    def decisions(self, **arguments):
        return [outcome.decision for outcome in self.sweep(**arguments)]

    @contextmanager
    def broken(self, wrap):
        """Give a pass over the mailbox as ``wrap`` has changed it."""
        mailbox = wrap(open_mailbox(self.config.accounts[0], lambda: ""))
        with open_journal(self.url, "me") as journal, mailbox:
            yield Pass(
                account="me",
                mailbox=mailbox,
                journal=journal,
                playbook=self.playbook,
                now=NOW,
                pause=self.pauses.append,
            )


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


def test_a_rejection_gets_a_draft_and_a_receipt_does_not(home):
    deliver(home.maildir, mail(), "1")
    deliver(home.maildir, mail(RECEIPT, number=2, sender="no-reply@acme.example"), "2")
    by_id = {outcome.message.message_id: outcome for outcome in home.sweep()}
    assert isinstance(by_id["<mail-1@acme.example>"].decision, Reply)
    assert isinstance(by_id["<mail-2@acme.example>"].decision, Leave)
    (path,) = drafts_in(home.maildir)
    draft = email.message_from_bytes(path.read_bytes())
    assert draft["To"] == "Jane Roe <jane@acme.example>"
    assert draft["From"] == "Kim Doe <kim@example.com>"
    assert draft["In-Reply-To"] == draft["References"] == "<mail-1@acme.example>"
    assert draft["Subject"] == "Re: Your application for Data Engineer at Acme"
    assert set(path.name.rpartition(":2,")[2]) == set("DS")


def test_the_second_pass_considers_nothing_again(home):
    deliver(home.maildir, mail(), "1")
    assert len(home.sweep()) == 1
    assert home.sweep() == []
    assert len(drafts_in(home.maildir)) == 1


def test_the_first_pass_reports_and_what_comes_later_gets_a_draft(tmp_path):
    home = Home(tmp_path, first_run="report")
    deliver(home.maildir, mail(), "1")
    (decision,) = home.decisions()
    assert "only reports" in decision.because
    assert drafts_in(home.maildir) == []
    deliver(home.maildir, mail(number=2, subject="News", sender="bo@beta.example"), "2")
    (decision,) = home.decisions()
    assert isinstance(decision, Reply)


def test_a_pass_that_was_broken_off_is_still_the_first(tmp_path):
    home = Home(tmp_path, first_run="report")
    for number in range(3):
        deliver(home.maildir, mail(number=number), str(number))
    with home.broken(lambda mailbox: mailbox) as work:
        outcomes = sweep(work, expect=lambda count: None)
        next(outcomes)
        outcomes.close()
    decisions = home.decisions()
    assert len(decisions) == 2
    assert all("only reports" in decision.because for decision in decisions)


def test_a_deleted_draft_never_comes_back(home):
    deliver(home.maildir, mail(), "1")
    home.sweep()
    drafts_in(home.maildir)[0].unlink()
    deliver(home.maildir, mail(number=1), "the same mail, delivered again")
    assert home.sweep() == []
    deliver(home.maildir, mail(number=2, References="<mail-1@acme.example>"), "2")
    (decision,) = home.decisions()
    assert "was asked for" in decision.because
    assert drafts_in(home.maildir) == []


def test_a_mail_that_was_answered_gets_no_draft(home):
    deliver(home.maildir, mail(), "1", flags="RS")
    (decision,) = home.decisions()
    assert decision.because == "you have answered this mail already"


def test_the_surplus_of_a_day_is_drafted_on_the_next(tmp_path):
    home = Home(tmp_path, per_day=1)
    for number, company in enumerate(("Acme", "Beta")):
        raw = mail(number=number, sender=f"Jo Roe <jo@{company.lower()}.example>")
        deliver(home.maildir, raw.replace(b"Acme", company.encode()), str(number))
    assert [type(decision) for decision in home.decisions()] == [Reply, Leave]
    assert home.sweep() == []
    (decision,) = home.decisions(now=NOW + timedelta(days=1))
    assert isinstance(decision, Reply)
    assert len(drafts_in(home.maildir)) == 2


def test_a_dry_run_tells_the_same_and_leaves_nothing(home, tmp_path):
    deliver(home.maildir, mail(), "1")
    before = sorted(tmp_path.rglob("*"))
    (told,) = home.sweep(dry_run=True)
    assert sorted(tmp_path.rglob("*")) == before
    (done,) = home.sweep()
    assert told == done


class Wrapped:
    """A real mailbox with one verb replaced."""

    def __init__(self, mailbox, **verbs):
        self._mailbox = mailbox
        self.__dict__.update(verbs)

    def __getattr__(self, name):
        return getattr(self._mailbox, name)

    def __enter__(self):
        self._mailbox.__enter__()
        return self

    def __exit__(self, *error):
        return self._mailbox.__exit__(*error)


def test_a_bug_in_one_mail_does_not_stop_the_others(home):
    for number in range(3):
        deliver(home.maildir, mail(RECEIPT, number=number), str(number))

    def wrap(mailbox):
        def fetch(ref):
            if ref == "1":
                raise ZeroDivisionError("Dear Kim, a secret")
            return mailbox.fetch(ref)

        return Wrapped(mailbox, fetch=fetch)

    for failures in range(1, 5):
        with home.broken(wrap) as work:
            outcomes = list(sweep(work, expect=lambda count: None))
        told = [outcome for outcome in outcomes if outcome.message.source == "1"]
        assert len(outcomes) == (3 if failures == 1 else len(told))
        assert len(told) == (1 if failures <= 3 else 0)
        for outcome in told:
            assert "ZeroDivisionError" in outcome.decision.because
            assert "secret" not in outcome.decision.because
            rest = "tried again" if failures < 3 else "given up"
            assert rest in outcome.decision.because


def dies(*, after):
    """Wrap a mailbox so that the pass dies while it saves: before or after the draft is there."""

    def wrap(mailbox):
        def save_draft(draft):
            if after:
                mailbox.save_draft(draft)
            raise KeyboardInterrupt

        return Wrapped(mailbox, save_draft=save_draft)

    return wrap


def fails(error, *, after):
    """Wrap a mailbox so that saving ends in an error, with or without the draft being there."""

    def wrap(mailbox):
        def save_draft(draft):
            if after:
                mailbox.save_draft(draft)
            raise error

        return Wrapped(mailbox, save_draft=save_draft, settling_time=timedelta(seconds=90))

    return wrap


@pytest.mark.parametrize("after", [False, True])
def test_a_pass_that_died_while_saving_leaves_exactly_one_draft(home, after):
    deliver(home.maildir, mail(), "1")
    with home.broken(dies(after=after)) as work, pytest.raises(KeyboardInterrupt):
        list(sweep(work, expect=lambda count: None))
    for _ in range(2):
        home.sweep()
        assert len(drafts_in(home.maildir)) == 1


@pytest.mark.parametrize("after", [False, True])
def test_a_connection_that_broke_while_saving_leaves_exactly_one_draft(home, after):
    deliver(home.maildir, mail(), "1")
    gone = fails(MailboxUnavailable("gone"), after=after)
    with home.broken(gone) as work, pytest.raises(MailboxUnavailable):
        list(sweep(work, expect=lambda count: None))

    def patient(mailbox):
        return Wrapped(mailbox, settling_time=timedelta(seconds=90))

    with home.broken(patient) as work:
        list(sweep(work, expect=lambda count: None))
    assert home.pauses == ([] if after else [timedelta(seconds=90)]), "looks twice when in doubt"
    assert len(drafts_in(home.maildir)) == 1


def test_an_edited_draft_counts_as_saved_after_a_crash(home):
    deliver(home.maildir, mail(), "1")
    with home.broken(dies(after=True)) as work, pytest.raises(KeyboardInterrupt):
        list(sweep(work, expect=lambda count: None))
    (path,) = drafts_in(home.maildir)
    edited = email.message_from_bytes(path.read_bytes())
    edited.replace_header("Message-ID", "<what-the-mail-program-made@example.com>")
    path.write_bytes(edited.as_bytes())
    home.sweep()
    assert drafts_in(home.maildir) == [path]


def test_a_refused_draft_is_tried_again_by_the_next_pass(home):
    deliver(home.maildir, mail(), "1")
    full = fails(MailboxRefused("over quota"), after=False)
    with home.broken(full) as work, pytest.raises(MailboxRefused):
        list(sweep(work, expect=lambda count: None))
    (decision,) = home.decisions()
    assert isinstance(decision, Reply)
    assert home.pauses == []
    assert len(drafts_in(home.maildir)) == 1


def test_a_mail_that_vanished_is_passed_over(home):
    deliver(home.maildir, mail(date=THIS_MORNING), "1")
    gone = {"fetch": lambda ref: None}
    with home.broken(lambda mailbox: Wrapped(mailbox, **gone)) as work:
        assert list(sweep(work, expect=lambda count: None)) == []
    assert home.sweep() == []
