"""The code of the mailboxes holds no way to send, delete, move or flag a mail."""

from __future__ import annotations

import ast
from pathlib import Path

import assistant.mailboxes

FORBIDDEN = {
    "smtplib", "sendmail", "send_message", "copy", "move", "expunge", "uid_expunge", "store",
    "delete_messages", "add_flags", "set_flags", "remove_flags", "delete_folder", "create_folder",
    "rename_folder", "multiappend", "idle", "replace_folder", "rmtree", "remove", "rmdir",
}  # fmt: skip


def test_no_such_verb_is_used() -> None:
    (package,) = assistant.mailboxes.__path__
    modules = sorted(Path(package).rglob("*.py"))
    assert len(modules) >= 8
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name):
                name = node.attr if isinstance(node, ast.Attribute) else node.id
                assert name not in FORBIDDEN, f"{module}:{node.lineno} uses {name}"


def test_a_folder_is_selected_in_one_place_and_read_only() -> None:
    (package,) = assistant.mailboxes.__path__
    text = "".join(path.read_text(encoding="utf-8") for path in Path(package).rglob("*.py"))
    assert text.count("select_folder(") == text.count("select_folder(folder, readonly=True)") == 1
    assert text.count(".append(folder,") == 1
