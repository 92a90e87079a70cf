"""Writes small mails and mailboxes for tests."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
THIS_MORNING = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)

REJECTION = """\
Dear Kim,

Thank you for coming in for the interview for the Data Engineer role last Tuesday. The team
enjoyed talking to you. Unfortunately, we have decided to move forward with another candidate
for this position.

I wish you all the best for your search.

Kind regards,
Jane Roe
Talent Acquisition Partner
Acme Ltd
"""

RECEIPT = """\
Dear Kim,

We have received your application for the Data Engineer role and will review it within two weeks.
If you are not selected for an interview, we will keep your details on file.

Acme recruiting
"""


def mail(
    body: str = REJECTION,
    *,
    number: int = 1,
    sender: str = "Jane Roe <jane@acme.example>",
    subject: str = "Your application for Data Engineer at Acme",
    date: datetime = THIS_MORNING,
    **fields: str,
) -> bytes:
    """One mail to Kim as RFC 5322 bytes; ``fields`` are further ones, with _ for -."""
    message = EmailMessage()
    message["Message-ID"] = f"<mail-{number}@acme.example>"
    message["From"] = sender
    message["To"] = "Kim Doe <kim@example.com>"
    message["Subject"] = subject
    message["Date"] = format_datetime(date)
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message.as_bytes()


def make_maildir(folder: Path) -> Path:
    """Make an empty Maildir++ folder and give its path."""
    for part in ("tmp", "new", "cur"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return folder


def deliver(maildir: Path, raw: bytes, name: str, *, flags: str | None = None) -> Path:
    """Put a mail into the folder, into ``new``, or into ``cur`` when it has flags."""
    make_maildir(maildir)
    path = maildir / "new" / name if flags is None else maildir / "cur" / f"{name}:2,{flags}"
    path.write_bytes(raw)
    return path


def drafts_in(maildir: Path) -> list[Path]:
    """Give the files of the Drafts folder."""
    return sorted((maildir / ".Drafts").glob("*/*"))
