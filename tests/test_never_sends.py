"""The program cannot send, and cannot change, move or delete a mail: no line of it says how."""

import re
from pathlib import Path

import pytest
from imapclient import IMAPClient

from assistant.mailboxes.mailbox import Mailbox

PACKAGE = Path(__file__).parent.parent / "assistant"
FORBIDDEN = {
    "a library that sends": r"\b(?:smtplib|aiosmtplib|aiosmtpd|yagmail|sendmail|msmtp)\b",
    "a verb that sends": r"\.\s*(?:send|send_message|sendall|send_raw|sendMessage|insert_)\s*\(",
    "a Gmail verb that sends or changes": (
        r"(?:messages|threads|drafts|labels)\s*\(\s*\)\s*\.\s*"
        r"(?:send|insert|import_|modify|trash|untrash|delete|update|patch|batch\w+)\b"
    ),
    "a Gmail scope that allows to send or change": r"gmail\.(?:send|modify|insert|labels|settings)",
    "an IMAP command that changes": (
        r"[\"'](?:UID )?(?:STORE|EXPUNGE|COPY|MOVE|DELETE|RENAME|REPLACE|SETACL|SUBSCRIBE)\b"
    ),
    "a verb of imapclient that changes": (
        r"\.\s*(?:set_flags|add_flags|remove_flags|set_gmail_labels|add_gmail_labels"
        r"|remove_gmail_labels|delete_messages|undelete_messages|expunge|uid_expunge|copy|move"
        r"|delete_folder|rename_folder|create_folder|close_folder|multiappend|setacl|store)\s*\("
    ),
    "a raw IMAP command": r"_(?:simple_command|command_and_check|raw_command\w*)\((?!\"LIST\")",
    "an inbox opened to write": r"select_folder\s*\((?![^()]*readonly\s*=\s*True)",
}
"""What no source file may say, by what it would be. ``append`` and ``create`` make drafts."""

PLANTED = {
    "a library that sends": ["import smtplib", "from aiosmtplib import SMTP", "run(['sendmail'])"],
    "a verb that sends": ["server.send(mail)", "client.send_message(m)", "x . send (y)"],
    "a Gmail verb that sends or changes": [
        "service.users().drafts().send(userId='me')",
        "users.messages().send",
        "gmail.users().messages().batchModify(",
        "users().threads().trash(",
        "users().drafts()\n    .delete(id=1)",
    ],
    "a Gmail scope that allows to send or change": ["auth/gmail.send", "auth/gmail.modify"],
    "an IMAP command that changes": ["'STORE'", '"UID STORE %s"', "b'EXPUNGE'", '"MOVE"'],
    "a verb of imapclient that changes": [
        "client.add_flags(uids, [SEEN])",
        "client.delete_messages(uids)",
        "self._client.copy(uids, folder)",
        "client.expunge()",
    ],
    "a raw IMAP command": ['server._simple_command("UID", "STORE")', "c._raw_command(x)"],
    "an inbox opened to write": [
        "client.select_folder('INBOX')",
        "client.select_folder(name, readonly=False)",
    ],
}
SOUND = [
    "server._simple_command(\"LIST\", '*')",
    "client.select_folder(name, readonly=True)",
    "client.append(folder, raw, flags)",
    "users().drafts().create(userId='me')",
    "users().drafts().get(userId='me')",
    "config.model_copy(update=x)",
    "the program never sends",
    "lines.append(line)",
]


HARMLESS = {
    *("starttls", "login", "plain_login", "logout", "shutdown", "socket", "welcome"),
    *("has_capability", "namespace", "list_folders", "_proc_folder_list", "normalise_times"),
    *("select_folder", "search", "fetch", "append"),
}
"""What may be said to an IMAP server. ``append`` puts a draft there and nothing else."""


def offences(text: str) -> set[str]:
    return {name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)}


def sources() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_source_file_can_send_or_change(path):
    assert offences(path.read_text(encoding="utf-8")) == set()


def test_every_source_file_is_looked_at():
    assert PACKAGE / "sweep.py" in sources()
    assert len([path for path in sources() if "mailboxes" in path.parts]) >= 3


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in PLANTED.items() for text in texts]
)
def test_a_planted_offence_is_found(name, text):
    assert name in offences(f"def f():\n    return {text}\n")


@pytest.mark.parametrize("text", SOUND)
def test_what_is_sound_is_let_through(text):
    assert offences(text) == set()


def test_a_mailbox_has_no_verb_that_sends_or_changes():
    verbs = {name for name in vars(Mailbox) if not name.startswith("_")}
    assert verbs == {"arrivals", "fetch", "thread_state", "holds", "save_draft"}


def test_of_all_an_imap_client_can_do_only_the_harmless_is_used():
    speaking = [path for path in sources() if "IMAPClient" in path.read_text(encoding="utf-8")]
    assert [path.name for path in speaking] == ["connection.py"]
    used = set(re.findall(r"client\.(\w+)", speaking[0].read_text(encoding="utf-8")))
    assert "append" in used
    assert used & set(dir(IMAPClient)) <= HARMLESS
