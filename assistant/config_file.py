"""Reads the config file: every mistake in it is told at once, each with its line and a remedy."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.config import Config, ImapAccount, LocalAccount
from assistant.errors import ConfigError, Mistake

_MAX_BYTES = 1_000_000
_KINDS: Mapping[str, type[BaseModel]] = {
    "imap": ImapAccount,
    "maildir": LocalAccount,
    "mbox": LocalAccount,
}


def read_config(path: Path) -> Config:
    """Read and check the TOML file at ``path``.

    Raises ``ConfigError`` with all mistakes: an unreadable file, broken TOML, unknown keys (with
    the nearest known one), wrong types and values, and settings that do not go together.
    """
    text = _read(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((_broken_toml(path, error),)) from None
    try:
        config = Config.model_validate(table, context={"folder": path.parent.absolute()})
    except ValidationError as error:
        lines = _Lines(text)
        raise ConfigError(
            tuple(_mistake(path, lines, table, details) for details in error.errors())
        ) from None
    mistakes = tuple(_contradictions(path, config))
    if mistakes:
        raise ConfigError(mistakes)
    return config


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError((Mistake(place=str(path), text="is far too large for a config"),))
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text, remedy = (
            "there is no such file",
            "copy config.example.toml there and fill it in",
        )
    except UnicodeDecodeError as error:
        text, remedy = f"is not UTF-8 (byte {error.start})", "save it as UTF-8"
    except OSError as error:
        text, remedy = f"cannot be read: {error.strerror}", "mend its permissions"
    raise ConfigError((Mistake(place=str(path), text=text, remedy=remedy),))


def _broken_toml(path: Path, error: tomllib.TOMLDecodeError) -> Mistake:
    message = str(error)
    where = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    if where is None:
        return Mistake(place=str(path), text=f"is no valid TOML: {message}")
    return Mistake(
        place=f"{path}, line {where[1]}, column {where[2]}",
        text=f"is no valid TOML: {message[: where.start()]}",
        remedy="texts need quotes, tables are written [me] and [[account]]",
    )


def _mistake(path: Path, lines: _Lines, table: Mapping[str, Any], details: ErrorDetails) -> Mistake:
    location = tuple(part for part in details["loc"] if part not in _KINDS)
    key = _dotted(location)
    place = f"{path}, line {lines.of(location)}: {key}" if key else str(path)
    kind = details["type"]
    if kind == "extra_forbidden":
        return Mistake(place=place, text="unknown key", remedy=_nearest(location, table))
    if kind == "missing":
        return Mistake(place=place, text="is missing", remedy=f"add {location[-1]} = …")
    if kind == "union_tag_not_found":
        return Mistake(place=place, text="kind is missing", remedy=_ACCOUNT_KINDS)
    if kind == "union_tag_invalid":
        text = f"kind {details['ctx']['tag']!r} is not known to this version"
        return Mistake(place=place, text=text, remedy=_ACCOUNT_KINDS)
    text = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return Mistake(place=place, text=text)


_ACCOUNT_KINDS = (
    'kind is one of "imap", "maildir", "mbox"; for Gmail take "imap" with an app password'
)


def _nearest(location: tuple[str | int, ...], table: Mapping[str, Any]) -> str:
    known = sorted(_known_keys(location[:-1], table))
    near = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"


def _known_keys(location: tuple[str | int, ...], table: Mapping[str, Any]) -> Iterator[str]:
    """Every key that may stand in the table at ``location``."""
    model: Any = Config
    for part in location:
        if isinstance(part, str):
            model = _member(model, part)
    if location[:1] == ("account",):
        model = _KINDS[table["account"][location[1]]["kind"]]
    for name, field in model.model_fields.items():
        yield field.alias or name


def _member(model: Any, key: str) -> Any:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            arguments = getattr(field.annotation, "__args__", ())
            return arguments[0] if arguments else field.annotation
    return model


def _contradictions(path: Path, config: Config) -> Iterator[Mistake]:
    """What each table alone does not show."""
    names = Counter(account.name for account in config.accounts)
    for name, count in names.items():
        if count > 1:
            yield Mistake(
                place=f"{path}: account",
                text=f"{count} accounts are named {name!r}",
                remedy="give each a name of its own",
            )
    if config.accounts and config.me is None:
        yield Mistake(
            place=f"{path}: me",
            text="is missing",
            remedy="add [me] with your name and email: drafts are written in your name",
        )


def _dotted(location: tuple[str | int, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".")


class _Lines:
    """Finds the line a key stands on: tomllib does not tell."""

    def __init__(self, text: str) -> None:
        self._found: dict[tuple[str | int, ...], int] = {}
        counts: Counter[str] = Counter()
        table: tuple[str | int, ...] = ()
        for number, line in enumerate(text.splitlines(), start=1):
            if header := re.match(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]", line):
                table = tuple(part.strip() for part in header[2].split("."))
                if header[1] == "[[":
                    table = (*table, counts[header[2]])
                    counts[header[2]] += 1
                self._found.setdefault(table, number)
            elif key := re.match(r"\s*[\"']?([\w\-]+)[\"']?\s*[=.]", line):
                self._found.setdefault((*table, key[1]), number)

    def of(self, location: tuple[str | int, ...]) -> int:
        """Give the line of the key, else of the nearest table around it."""
        while location and location not in self._found:
            location = location[:-1]
        return self._found.get(location, 1)
