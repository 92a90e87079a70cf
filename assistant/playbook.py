"""All the assistant knows and is told, loaded once: rules, templates, policy, and the user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

from assistant.config import Config, Me, Person, Policy
from assistant.drafting import Templates, broken_templates, load_templates, shipped_folder
from assistant.errors import ConfigError, Mistake
from assistant.judging import RuleBook, compile_rules, rules_for

_EXAMPLES = re.compile(r"^(?:matches|passes_over) = \[.*\]$", re.MULTILINE)


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

    Templates of the user's own are tried, so that a broken one is told now and not by the first
    rejection. Raises ``ConfigError`` with every mistake in the user's rules and templates.
    """
    return _load(config, every_example=False)


def prove(config: Config) -> Playbook:
    """Load the playbook and try all of it: each example of each rule, each template in each case.

    Raises ``ConfigError`` with everything that failed.
    """
    return _load(config, every_example=True)


def _load(config: Config, *, every_example: bool) -> Playbook:
    mistakes: list[Mistake] = []
    with _collected(mistakes):
        mine = (*rules_for(config.judging), *config.rules)
        rules = compile_rules(_shipped_rules(examples=every_example), mine)
        mistakes += rules.broken_examples() if every_example else ()
    with _collected(mistakes):
        templates = load_templates(config.templates.folder, shipped_folder())
        if every_example or config.templates.folder:
            mistakes += broken_templates(templates)
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return Playbook(
        rules=rules,
        templates=templates,
        policy=config.policy,
        threshold=config.judging.threshold,
        me=config.me,
        persons=config.persons,
    )


@contextmanager
def _collected(mistakes: list[Mistake]) -> Iterator[None]:
    try:
        yield
    except ConfigError as error:
        mistakes += error.mistakes


def _shipped_rules(*, examples: bool) -> Mapping[str, str]:
    folder = files("assistant") / "judging" / "rules"
    texts = {
        file.name: file.read_text(encoding="utf-8")
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    }
    if examples:
        return texts
    # Reading TOML is what start-up waits for, and the examples are a good part of it.
    return {name: _EXAMPLES.sub("", text) for name, text in texts.items()}
