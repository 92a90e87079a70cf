"""Every setting: its name, type, default and meaning. One TOML file, read once, then frozen.

Each setting lives only here; ``config.example.toml`` is checked against this file by a test.
Durations are written like "90s", "15m", "12h", "30d".
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_ADDRESS = re.compile(r"[^\s@<>(),;:\\\"\x00-\x1f]+@[^\s@<>(),;:\\\"\x00-\x1f]+\.?[^\s@.]+")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _duration(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError('a duration is a text such as "90s", "15m", "12h" or "30d"')
    match = re.fullmatch(r"\s*(\d+)\s*([smhd])\s*", value)
    if match is None:
        raise ValueError(f'{value!r} is no duration; write it like "90s", "15m", "12h" or "30d"')
    try:
        return timedelta(**{_UNITS[match[2]]: int(match[1])})
    except OverflowError:
        raise ValueError(f"{value!r} is too long a time") from None


def _address(value: str) -> str:
    if _ADDRESS.fullmatch(value) is None:
        raise ValueError(f"{value!r} is no mail address; write it like kim@example.com")
    return value


def _one_line(value: str) -> str:
    if any(ord(character) < 32 for character in value):
        raise ValueError("must be a single line")
    return value


def _path(value: Path, info: ValidationInfo) -> Path:
    folder: Path = (info.context or {}).get("folder", Path())
    return folder / value.expanduser()


Duration = Annotated[timedelta, BeforeValidator(_duration)]
MailAddress = Annotated[str, AfterValidator(_address)]
Line = Annotated[str, AfterValidator(_one_line)]
FilePath = Annotated[Path, AfterValidator(_path)]
"""A path; "~" is the home folder, and a relative path starts at the folder of the config file."""


class Section(BaseModel):
    """A table of the config: unknown keys are mistakes, values never change once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Me(Section):
    """Who the user is."""

    name: Line = ""
    email: MailAddress
    aliases: tuple[MailAddress, ...] = ()
    signature: str = ""

    @property
    def addresses(self) -> frozenset[str]:
        """Every own address, lower-cased."""
        return frozenset(address.lower() for address in (self.email, *self.aliases))


class JournalSettings(Section):
    """Where the assistant keeps what it has done."""

    url: str | None = None

    @field_validator("url")
    @classmethod
    def _sqlite_file(cls, url: str | None) -> str | None:
        if url is not None and re.fullmatch(r"sqlite:///[^/].*|sqlite:////.+", url) is None:
            raise ValueError('must begin with "sqlite:///", then the path of a file')
        return url


class Schedule(Section):
    """When ``run`` looks at the mailboxes."""

    every: Duration = timedelta(minutes=5)

    @field_validator("every")
    @classmethod
    def _not_too_often(cls, every: timedelta) -> timedelta:
        if every < timedelta(seconds=1):
            raise ValueError('must be at least "1s"')
        return every


AskedStage = Literal["application", "screen", "interview", "final", "personal"]


class Policy(Section):
    """When a draft is wanted."""

    first_run: Literal["report", "draft"] = "report"
    look_back: Duration = timedelta(days=30)
    max_age: Duration = timedelta(days=10)
    cool_down: Duration = timedelta(days=30)
    per_day: int = Field(5, ge=0)
    stages: tuple[AskedStage, ...] = ("screen", "interview", "final", "personal")


Sender = Annotated[str, Field(pattern=r"^(?:[^\s@]+@)?[^\s@]+\.[^\s@.]+$")]
"""A mail address, or a domain with all below it."""


class Judging(Section):
    """How sure the assistant must be, and the senders whose role the user knows."""

    threshold: float = Field(0.5, gt=0, lt=1)
    agencies: tuple[Sender, ...] = ()
    recruiters: tuple[Sender, ...] = ()
    managers: tuple[Sender, ...] = ()


class TemplateSettings(Section):
    """Where the user's own replies are kept."""

    folder: FilePath | None = None


class _AccountBase(Section):
    name: Line = Field(min_length=1)
    drafts: str | None = None
    sent: str | None = None


class LocalAccount(_AccountBase):
    """Mail on this machine's disk: a Maildir++ folder, or an mbox file (read only)."""

    kind: Literal["maildir", "mbox"]
    path: FilePath


class ImapAccount(_AccountBase):
    """A mailbox on an IMAP server."""

    kind: Literal["imap"]
    host: Line = Field(min_length=1)
    port: int = Field(0, ge=0, le=65535)
    """0 is the usual port: 993, or 143 with STARTTLS and without TLS."""
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    username: Line = Field(min_length=1)
    password_command: tuple[str, ...] | None = Field(None, min_length=1)
    password_env: str | None = None
    password_file: FilePath | None = None
    ca_file: FilePath | None = None
    inbox: str = "INBOX"

    @model_validator(mode="after")
    def _sound(self) -> ImapAccount:
        if self.tls == "none" and self.host not in _LOOPBACK:
            raise ValueError('tls = "none" is allowed for this machine only (host = "localhost")')
        ways = (self.password_command, self.password_env, self.password_file)
        if sum(way is not None for way in ways) > 1:
            raise ValueError("name one of password_command, password_env and password_file")
        return self

    @property
    def real_port(self) -> int:
        """The port to connect to."""
        return self.port or (993 if self.tls == "implicit" else 143)


Account = Annotated[LocalAccount | ImapAccount, Field(discriminator="kind")]


class Person(Section):
    """Somebody the user knows of: whom to ask, or whom never to ask."""

    name: Line = ""
    email: MailAddress
    company: Line = ""
    relation: Literal["insider", "recruiter", "hiring_manager", "never"]


class RuleSettings(Section):
    """A rule of the user's own, or a change to a shipped one, told by its ``id``."""

    id: Line = Field(min_length=1)
    judgement: Literal["rejection", "sender", "stage"] | None = None
    look_in: str | None = None
    pattern: str | None = None
    weight: float | None = Field(None, ge=-20, le=20)
    because: str | None = None
    speaks_for: str | None = None
    matches: tuple[str, ...] = ()
    passes_over: tuple[str, ...] = ()


class Config(Section):
    """The whole file."""

    me: Me | None = None
    journal: JournalSettings = JournalSettings()
    schedule: Schedule = Schedule()
    policy: Policy = Policy()
    judging: Judging = Judging()
    templates: TemplateSettings = TemplateSettings()
    accounts: tuple[Account, ...] = Field((), alias="account")
    persons: tuple[Person, ...] = Field((), alias="person")
    rules: tuple[RuleSettings, ...] = Field((), alias="rule")
