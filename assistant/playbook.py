"""All the assistant knows and is told, loaded once: rules, templates, policy, and the user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from assistant.config import Config, Me, Person, Policy
from assistant.drafting import Templates, broken_templates, load_templates, shipped_folder
from assistant.errors import ConfigError, Mistake
from assistant.judging import RuleBook, compile_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """What every mail is considered with. The same playbook gives the same outcomes."""

    rules: RuleBook
    templates: Templates
    policy: Policy
    threshold: float
    me: Me | None = None
    persons: tuple[Person, ...] = ()

    @property
    def own_addresses(self) -> frozenset[str]:
        """The user's addresses, lower-cased; none are known without ``[me]``."""
        return self.me.addresses if self.me else frozenset()


def load_playbook(config: Config) -> Playbook:
    """Load the shipped rules and templates with the user's laid over them.

    Raises ``ConfigError`` with every mistake in the user's rules and templates folder.
    """
    return Playbook(
        rules=compile_rules(_shipped_rules(), config.rules),
        templates=load_templates(config.templates.folder, shipped_folder()),
        policy=config.policy,
        threshold=config.judging.threshold,
        me=config.me,
        persons=config.persons,
    )


def prove(config: Config) -> Playbook:
    """Load the playbook and try all of it: each example of each rule, each template in each case.

    Raises ``ConfigError`` with everything that failed.
    """
    mistakes: list[Mistake] = []
    try:
        rules = compile_rules(_shipped_rules(), config.rules)
        mistakes += rules.broken_examples()
    except ConfigError as error:
        mistakes += error.mistakes
    try:
        templates = load_templates(config.templates.folder, shipped_folder())
        mistakes += broken_templates(templates)
    except ConfigError as error:
        mistakes += error.mistakes
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return load_playbook(config)


def _shipped_rules() -> Mapping[str, str]:
    folder = files("assistant") / "judging" / "rules"
    return {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }
