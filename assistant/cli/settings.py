"""Which config counts: the one named, else the environment's, else the platform's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ConfigError, Mistake, UsageError

if TYPE_CHECKING:
    from assistant.config import Account, Config

VARIABLE = "FEEDBACK_ASSISTANT_CONFIG"
_EXAMPLE = "config.example.toml"


def needed_config(named: Path | None) -> tuple[Path, Config]:
    """Read the config and tell where it lies. Raises ``ConfigError``, also when there is none."""
    path = _named_or_usual(named)
    if not path.exists():
        remedy = (
            f"copy {example_config()} there and fill in [me] and one [[account]], or name another "
            f"file by --config or ${VARIABLE}"
        )
        raise ConfigError((Mistake(place=str(path), text="there is no config", remedy=remedy),))
    return path, _read(path)


def config_if_any(named: Path | None) -> Config:
    """Read the config; without one in the usual place, every setting is at its default."""
    from assistant.config import Config

    path = _named_or_usual(named)
    if path == usual_config() and not path.exists():
        return Config.model_validate({})
    return needed_config(path)[1]


def accounts_of(config: Config, path: Path, only: str | None = None) -> tuple[Account, ...]:
    """Give the accounts to sweep: all, or the one named ``only``.

    Raises ``ConfigError`` when there is none at all and ``UsageError`` when ``only`` is unknown.
    """
    if not config.accounts:
        remedy = f"add an [[account]]; {example_config()} shows each kind"
        raise ConfigError((Mistake(place=str(path), text="no account is named", remedy=remedy),))
    if only is None:
        return config.accounts
    chosen = tuple(account for account in config.accounts if account.name == only)
    if not chosen:
        known = ", ".join(account.name for account in config.accounts)
        raise UsageError(f"there is no account {only!r}", remedy=f"the config has: {known}")
    return chosen


def usual_config() -> Path:
    """Where the config lies unless somebody names another place."""
    # Each of these imports takes longer than showing --help.
    from platformdirs import user_config_path

    return user_config_path("feedback-assistant", appauthor=False) / "config.toml"


def example_config() -> Path:
    """Where the example config lies: in the installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    installed = package / _EXAMPLE
    return installed if installed.exists() else package.parent / _EXAMPLE


def _named_or_usual(named: Path | None) -> Path:
    if named is not None:
        return named
    from_environment = os.environ.get(VARIABLE)
    return Path(from_environment).expanduser() if from_environment else usual_config()


def _read(path: Path) -> Config:
    from assistant.config_file import read_config

    return read_config(path)
