"""The words of every draft: files anybody can edit, read once, filled in with known facts only.

A template is ``<language>/<role>.txt.j2``. A file in the user's folder takes the place of the
shipped one of the same name; files whose names begin with "_" hold parts for others to import.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.decision import FUNCTION_MAILBOX, INSIDER
from assistant.errors import ConfigError, Mistake
from assistant.judging.judgement import Role

if TYPE_CHECKING:
    from assistant.drafting.sandbox import Sandbox

ROLES = (
    Role.RECRUITER_AGENCY.value,
    Role.RECRUITER_INHOUSE.value,
    Role.HIRING_MANAGER.value,
    INSIDER,
    FUNCTION_MAILBOX,
)
"""Whom a text can be written to; each has a template of that name."""

DEFAULT_LANGUAGE = "en"
_SUFFIX = ".txt.j2"
_LARGEST_FILE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFacts:
    """All a template gets to know. A text is "" when it is not known for certain."""

    my_name: str = ""
    signature: str = ""
    """What stands below the closing formula; several lines are possible."""
    first_name: str = ""
    """How to greet the addressee: "Jane", or "Dr. Roe"."""
    full_name: str = ""
    company: str = ""
    job_title: str = ""
    stage: str = "unknown"
    """application, screen, interview, final or unknown."""
    reason: str = ""
    """other_candidate, not_selected, filled, cancelled, paused or other."""
    language: str = ""
    variant: int = 0
    """A number that differs from mail to mail, for ``pick``."""


FACT_NAMES = tuple(field.name for field in dataclasses.fields(TemplateFacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """One file as it was when it was read."""

    path: Path
    text: str


@dataclass(frozen=True, kw_only=True)
class Templates:
    """All templates by name, such as "en/insider.txt.j2"; the user's laid over the shipped."""

    files: Mapping[str, TemplateFile]

    def render(self, role: str, facts: TemplateFacts) -> str:
        """Fill in the text for a role, in the facts' language or else in English.

        Gives paragraphs parted by a blank line, lines ended by a line feed. Raises
        ``ConfigError`` with the file and line of what is wrong.
        """
        name = self.name_for(role, facts.language)
        text = _tidy(self.render_file(name, dataclasses.asdict(facts)))
        if not text:
            raise ConfigError((Mistake(place=self.place(name), text="gives an empty text"),))
        return f"{text}\n"

    def name_for(self, role: str, language: str) -> str:
        """Name the template for a role, in English when there is none in the language."""
        wanted = f"{language}/{role}{_SUFFIX}"
        return wanted if wanted in self.files else f"{DEFAULT_LANGUAGE}/{role}{_SUFFIX}"

    def render_file(self, name: str, facts: Mapping[str, str | int]) -> str:
        """Fill in one template as it stands. Raises ``ConfigError``."""
        if name not in self.files:
            text = f"there is no template {name}"
            raise ConfigError((Mistake(place="templates", text=text),))
        return self._sandbox.render(name, facts)

    def names_used(self, name: str) -> tuple[tuple[str, int], ...]:
        """List what one template takes from outside, with the line. Raises ``ConfigError``."""
        return self._sandbox.names_used(name)

    def place(self, name: str, line: int = 0) -> str:
        """Tell where a template lies, for people: the file, and the line when it is known."""
        path = str(self.files[name].path) if name in self.files else name
        return f"{path}:{line}" if line else path

    @cached_property
    def _sandbox(self) -> Sandbox:
        # Jinja2 takes 100 ms to import, and most mails are left alone: wait for the first draft.
        from assistant.drafting.sandbox import Sandbox  # noqa: PLC0415

        return Sandbox({name: file.text for name, file in self.files.items()}, self.place)


def load_templates(folder: Path | None, shipped: Path) -> Templates:
    """Read the shipped templates and lay those of the user's ``folder`` over them.

    Raises ``ConfigError`` with every file that cannot be read or would never be used.
    """
    mistakes: list[Mistake] = []
    files = _read_folder(shipped, mistakes)
    if folder is not None:
        files |= _read_folder(folder, mistakes)
    mistakes += [
        Mistake(place="templates", text=f"there is no template {missing} in {shipped}")
        for missing in (f"{DEFAULT_LANGUAGE}/{role}{_SUFFIX}" for role in ROLES)
        if missing not in files
    ]
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return Templates(files=files)


def shipped_folder() -> Path:
    """Find the templates that come with the program: in the wheel, or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def nearest_name(name: str, known: tuple[str, ...]) -> str:
    """Suggest what a misspelt name may have been meant to be, as a remedy; else list them all."""
    near = difflib.get_close_matches(name, known, n=1)
    return f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"


def _read_folder(folder: Path, mistakes: list[Mistake]) -> dict[str, TemplateFile]:
    if not folder.is_dir():
        remedy = "create it, or take templates.folder out of the config"
        mistakes.append(Mistake(place=str(folder), text="is not a folder", remedy=remedy))
        return {}
    files: dict[str, TemplateFile] = {}
    for path in sorted(folder.rglob("*.j2")):
        mistake = _useless(path.relative_to(folder))
        text = "" if mistake else _read(path, mistakes)
        if mistake:
            mistakes.append(Mistake(place=str(path), text=mistake[0], remedy=mistake[1]))
        files[path.relative_to(folder).as_posix()] = TemplateFile(path=path, text=text)
    return files


def _useless(path: Path) -> tuple[str, str] | None:
    """Say why nothing would ever use a file of this name, and the remedy."""
    if len(path.parts) != 2 or not re.fullmatch(r"[a-z]{2}", path.parts[0]):
        return (
            "would never be used: it lies in no language's folder",
            f"put it into a folder such as {DEFAULT_LANGUAGE}/",
        )
    name = path.name.removesuffix(_SUFFIX)
    if name.startswith("_") or (name in ROLES and path.name.endswith(_SUFFIX)):
        return None
    known = tuple(f"{role}{_SUFFIX}" for role in ROLES)
    return "would never be used: no role has this name", nearest_name(path.name, known)


def _read(path: Path, mistakes: list[Mistake]) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
        if len(raw) > _LARGEST_FILE:
            mistakes.append(Mistake(place=str(path), text="is larger than 64 KiB"))
        return raw.decode("utf-8-sig")
    except OSError as error:
        mistakes.append(Mistake(place=str(path), text=f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError:
        mistakes.append(Mistake(place=str(path), text="is not UTF-8 text"))
    return ""


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
