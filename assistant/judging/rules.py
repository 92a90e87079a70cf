"""The rule engine: small compiled sets tell which rules fire in a part of a mail.

Each language has its own, compiled when the first mail needs them; sets are small because the
states of a large one multiply. Only rules that fire are searched again for the words they saw. RE2
reads the patterns: its time is linear in the text, so rules of the user's own are safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import re2

from assistant.config import RuleSettings
from assistant.errors import ConfigError, Mistake
from assistant.judging.phrases import Phrases
from assistant.judging.rulefiles import (
    CONFIG_FILE,
    Fit,
    Rule,
    mistake_of_pattern,
    quiet_options,
    read_rule_files,
)

_SET_MEMORY = 64 << 20
"""With RE2's default of 8 MiB a set of long patterns runs out of states and tells nothing."""
_SET_SIZE = 4
"""Rules in a set: measured, 32 cost five times as much on mail that was not seen before."""
_APART = ("fact", "cue", "combination")
"""Judgements whose rules are not asked of every mail."""


def compile_rules(sources: Mapping[str, str], overrides: Sequence[RuleSettings] = ()) -> RuleBook:
    """Compile the rule files (file name → TOML text) with the user's rules laid over them by id.

    Raises ``ConfigError`` with every mistake found in any of them; the shipped patterns themselves
    are tried by ``broken_examples``.
    """
    files = read_rule_files(sources, overrides)
    mine = (rule for rule in files.rules if rule.file == CONFIG_FILE)
    mistakes = [*files.mistakes, *_mistakes_of_patterns(mine)]
    evidence = [rule for rule in files.rules if rule.judgement not in _APART]
    facts = [rule for rule in files.rules if rule.judgement == "fact"]
    book = RuleBook(
        rules=files.rules,
        matchers=_matchers(evidence),
        fact_matchers=_matchers(facts),
        cues=_matchers([rule for rule in files.rules if rule.judgement == "cue"]),
        combinations=tuple(rule for rule in files.rules if rule.judgement == "combination"),
        fits=files.fits,
        phrases=files.phrases,
        stop_words=files.stop_words,
        words=files.words,
    )
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return book


@dataclass(frozen=True, kw_only=True)
class Matcher:
    """The rules of one language that look at one part of a mail, compiled when first needed."""

    rules: tuple[Rule, ...]
    languages: frozenset[str]

    @cached_property
    def compiled(self) -> tuple[tuple[int, re2.Set], ...]:
        """The sets, each with the place of its first rule."""
        starts = range(0, len(self.rules), _SET_SIZE)
        return tuple((start, _set_of(self.rules[start : start + _SET_SIZE])) for start in starts)

    def fired(self, text: bytes) -> Iterator[Rule]:
        """Give the rules that match somewhere in the UTF-8 text, in the order of the files."""
        for start, compiled in self.compiled:
            for index in sorted(compiled.Match(text) or ()):
                yield self.rules[start + index]


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """Every rule in force, compiled once, used for every mail; it never changes."""

    rules: tuple[Rule, ...]
    matchers: Mapping[str, tuple[Matcher, ...]]
    fact_matchers: Mapping[str, tuple[Matcher, ...]]
    """The rules about facts apart: most mail is never asked for facts."""
    cues: Mapping[str, tuple[Matcher, ...]]
    combinations: tuple[Rule, ...]
    fits: Mapping[str, Fit]
    """Language → how its combinations count."""
    phrases: Mapping[str, Phrases]
    """Language → its fitted phrases."""
    stop_words: Mapping[str, tuple[str, ...]]
    """A common word → the languages it is common in."""
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, such as ``occupations``."""

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    def fired(self, place: str, text: str, languages: frozenset[str] | None = None) -> list[Rule]:
        """Give the rules looking at this part of a mail that match somewhere in its text.

        Rules of languages other than these are not asked; None asks all.
        """
        return _fired(self.matchers.get(place, ()), text, languages)

    def fired_facts(
        self, place: str, text: str, languages: frozenset[str] | None = None
    ) -> list[Rule]:
        """Give the rules about facts that have something to read out of this part of a mail."""
        return _fired(self.fact_matchers.get(place, ()), text, languages)

    def fired_cues(self, text: str, language: str) -> list[Rule]:
        """Give the cues of one language that stand in a text."""
        return _fired(self.cues.get("body", ()), text, frozenset({language}))

    def broken_examples(self) -> tuple[Mistake, ...]:
        """Run every example of every rule, the user's too, and tell which do not hold."""
        unreadable = tuple(_mistakes_of_patterns(self.rules))
        return unreadable or tuple(m for rule in self.rules for m in _broken_examples(rule))


def captures(rule: Rule, text: str) -> Iterator[dict[str, str]]:
    """Give what the named groups of a rule about facts hold, for each place where it matches."""
    for match in regexp(rule.pattern).finditer(text):
        yield {name: value for name, value in match.groupdict().items() if value}


def spans(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """Give where the rule matches in the text, as character offsets, from left to right."""
    for match in regexp(rule.pattern).finditer(text):
        if not _is_cut_off(rule.pattern, text, *match.span()):
            yield match.span()


def _is_cut_off(pattern: str, text: str, start: int, end: int) -> bool:
    r"""QUIRK: RE2's ``\b`` knows ASCII only, and sees a border where a letter has an accent."""
    return (pattern.startswith(r"\b") and _is_inside(text, start)) or (
        pattern.endswith(r"\b") and _is_inside(text, end)
    )


def _is_inside(text: str, at: int) -> bool:
    """Tell whether a place is between two letters of which one is not ASCII."""
    around = text[max(at - 1, 0) : at + 1]
    return len(around) == 2 and around.isalpha() and not around.isascii()


@cache
def regexp(pattern: str) -> re2._Regexp[str]:
    """Compile one pattern; the number of patterns is that of the rules."""
    return re2.compile(pattern, quiet_options())


def _fired(matchers: Sequence[Matcher], text: str, languages: frozenset[str] | None) -> list[Rule]:
    if not text or not matchers:
        return []
    encoded = text.encode()
    fired = [
        rule
        for matcher in matchers
        if languages is None or not matcher.languages or matcher.languages & languages
        for rule in matcher.fired(encoded)
    ]
    return fired if text.isascii() else [rule for rule in fired if _is_whole(rule, text)]


def _is_whole(rule: Rule, text: str) -> bool:
    bordered = rule.pattern.startswith(r"\b") or rule.pattern.endswith(r"\b")
    return not bordered or any(True for _ in spans(rule, text))


def _matchers(rules: Sequence[Rule]) -> dict[str, tuple[Matcher, ...]]:
    kinds = dict.fromkeys((rule.look_in, rule.languages) for rule in rules)
    matchers: dict[str, tuple[Matcher, ...]] = {}
    for place, languages in kinds:
        mine = tuple(r for r in rules if r.look_in == place and r.languages == languages)
        matchers[place] = (
            *matchers.get(place, ()),
            Matcher(rules=mine, languages=languages),
        )
    return matchers


def _set_of(rules: Sequence[Rule]) -> re2.Set:
    options = quiet_options()
    options.max_mem = _SET_MEMORY
    options.never_capture = True
    compiled = re2.Set.SearchSet(options)
    for rule in rules:
        compiled.Add(rule.pattern)
    compiled.Compile()
    return compiled


def _mistakes_of_patterns(rules: Iterable[Rule]) -> Iterator[Mistake]:
    for rule in rules:
        if rule.judgement != "combination":
            try:
                regexp(rule.pattern)
            except re2.error:
                yield mistake_of_pattern(rule)


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
