"""The rule engine: one compiled set per part of a mail tells in one pass which rules fire.

Only rules that fire are searched again for the words they saw. RE2 reads the patterns: its time is
linear in the text, whatever the pattern, so rules of the user's own are safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import re2

from assistant.config import RuleSettings
from assistant.errors import ConfigError, Mistake
from assistant.judging.rulefiles import (
    Fit,
    Rule,
    mistake_of_pattern,
    quiet_options,
    read_rule_files,
)

_SET_MEMORY = 64 << 20
"""RE2's default of 8 MiB does not compile a set of 1,500 rules."""


_APART = ("fact", "cue", "combination")
"""Judgements whose rules are not asked of every mail."""


def compile_rules(sources: Mapping[str, str], overrides: Sequence[RuleSettings] = ()) -> RuleBook:
    """Compile the rule files (file name → TOML text) with the user's rules laid over them by id.

    Raises ``ConfigError`` with every mistake found in any of them.
    """
    files = read_rule_files(sources, overrides)
    mistakes = list(files.mistakes)
    evidence = [rule for rule in files.rules if rule.judgement not in _APART]
    facts = [rule for rule in files.rules if rule.judgement == "fact"]
    book = RuleBook(
        rules=files.rules,
        matchers=_matchers(evidence, mistakes),
        fact_matchers=_matchers(facts, mistakes),
        cues=tuple(rule for rule in files.rules if rule.judgement == "cue"),
        combinations=tuple(rule for rule in files.rules if rule.judgement == "combination"),
        fits=files.fits,
        stop_words=files.stop_words,
        words=files.words,
    )
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return book


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """All rules that look at one part of a mail."""

    rules: tuple[Rule, ...]
    compiled: re2.Set

    def fired(self, text: str) -> list[Rule]:
        """Give the rules that match somewhere in the text, in the order of the files."""
        return [self.rules[index] for index in sorted(self.compiled.Match(text.encode()) or ())]


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """Every rule in force, compiled once, used for every mail; it never changes."""

    rules: tuple[Rule, ...]
    matchers: Mapping[str, Matcher]
    fact_matchers: Mapping[str, Matcher]
    """The rules about facts apart: most mail is never asked for facts."""
    cues: tuple[Rule, ...]
    combinations: tuple[Rule, ...]
    fits: Mapping[str, Fit]
    """Language → how its combinations count."""
    stop_words: Mapping[str, tuple[str, ...]]
    """A common word → the languages it is common in."""
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, such as ``occupations``."""

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    def fired(self, place: str, text: str) -> list[Rule]:
        """Give the rules looking at this part of a mail that match somewhere in its text."""
        matcher = self.matchers.get(place)
        return matcher.fired(text) if matcher and text else []

    def fired_facts(self, place: str, text: str) -> list[Rule]:
        """Give the rules about facts that have something to read out of this part of a mail."""
        matcher = self.fact_matchers.get(place)
        return matcher.fired(text) if matcher and text else []

    def broken_examples(self) -> tuple[Mistake, ...]:
        """Run every example of every rule, the user's too, and tell which do not hold."""
        return tuple(mistake for rule in self.rules for mistake in _broken_examples(rule))


def captures(rule: Rule, text: str) -> Iterator[dict[str, str]]:
    """Give what the named groups of a rule about facts hold, for each place where it matches."""
    for match in regexp(rule.pattern).finditer(text):
        yield {name: value for name, value in match.groupdict().items() if value}


def spans(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """Give where the rule matches in the text, as character offsets, from left to right."""
    for match in regexp(rule.pattern).finditer(text):
        yield match.span()


@cache
def regexp(pattern: str) -> re2._Regexp[str]:
    """Compile one pattern; the number of patterns is that of the rules."""
    return re2.compile(pattern, quiet_options())


def _matchers(rules: Sequence[Rule], mistakes: list[Mistake]) -> dict[str, Matcher]:
    places = dict.fromkeys(rule.look_in for rule in rules)
    return {
        place: _matcher(tuple(rule for rule in rules if rule.look_in == place), mistakes)
        for place in places
    }


def _matcher(rules: tuple[Rule, ...], mistakes: list[Mistake]) -> Matcher:
    options = quiet_options()
    options.max_mem = _SET_MEMORY
    options.never_capture = True
    compiled = re2.Set.SearchSet(options)
    for rule in rules:
        try:
            compiled.Add(rule.pattern)
        except re2.error:
            mistakes.append(mistake_of_pattern(rule))
    compiled.Compile()
    return Matcher(rules=rules, compiled=compiled)


def _broken_examples(rule: Rule) -> Iterator[Mistake]:
    if rule.judgement == "combination":  # its cues are proved
        return
    pattern = regexp(rule.pattern)
    for example in rule.matches:
        if pattern.search(example) is None:
            text = f"does not match its example {example!r}"
            yield Mistake(place=rule.place, text=text, remedy="widen the pattern")
    for example in rule.passes_over:
        if pattern.search(example) is not None:
            text = f"matches {example!r}, which it should pass over"
            yield Mistake(place=rule.place, text=text, remedy="narrow the pattern")
