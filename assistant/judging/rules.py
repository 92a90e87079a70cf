"""The rule engine: one scan for literals tells which rules are worth trying on a part of a mail.

Each language has its own, compiled when the first mail needs it. Only rules that fire are searched
again for the words they saw. RE2 reads the patterns: its time is linear in the text, so rules of
the user's own are safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import re2

from assistant.config import RuleSettings
from assistant.errors import ConfigError, Mistake
from assistant.judging.learned import Learned
from assistant.judging.rulefiles import (
    CONFIG_FILE,
    Rule,
    mistake_of_pattern,
    quiet_options,
    read_rule_files,
)


def compile_rules(sources: Mapping[str, str], overrides: Sequence[RuleSettings] = ()) -> RuleBook:
    """Compile the rule files (file name → TOML text) with the user's rules laid over them by id.

    Raises ``ConfigError`` with every mistake found in any of them; the shipped patterns themselves
    are tried by ``broken_examples``.
    """
    files = read_rule_files(sources, overrides)
    mine = (rule for rule in files.rules if rule.file == CONFIG_FILE)
    mistakes = [*files.mistakes, *_mistakes_of_patterns(mine)]
    book = RuleBook(
        rules=files.rules,
        matchers=_matchers(files.rules),
        learned=files.learned,
        stop_words=files.stop_words,
        words=files.words,
    )
    if mistakes:
        raise ConfigError(tuple(mistakes))
    return book


@dataclass(frozen=True, kw_only=True)
class Matcher:
    """The rules of one judgement and language that look at one part of a mail.

    They are compiled when they are first needed.
    """

    rules: tuple[Rule, ...]
    languages: frozenset[str]

    @cached_property
    def compiled(self) -> re2.Filter:
        """The patterns behind one scan for the literals that they ask for."""
        compiled = re2.Filter()
        for rule in self.rules:
            compiled.Add(rule.pattern, quiet_options())
        compiled.Compile()
        return compiled

    def fired(self, text: bytes) -> Iterator[Rule]:
        """Give the rules that match somewhere in the UTF-8 text, in the order of the files."""
        return (self.rules[index] for index in sorted(self.compiled.Match(text) or ()))


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """Every rule in force, compiled once, used for every mail; it never changes."""

    rules: tuple[Rule, ...]
    matchers: Mapping[tuple[str, str], tuple[Matcher, ...]]
    """Judgement and part of a mail → the rules, apart for each language."""
    learned: Mapping[str, Learned]
    """Judgement → what its words weigh."""
    stop_words: Mapping[str, tuple[str, ...]]
    """A common word → the languages it is common in."""
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, such as ``occupations``."""

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def has_own_rejections(self) -> bool:
        """Tell whether the user has added or changed rules about rejections."""
        return any(r.file == CONFIG_FILE and r.judgement == "rejection" for r in self.rules)

    def fired(
        self, judgement: str, place: str, text: str, languages: frozenset[str] | None = None
    ) -> list[Rule]:
        """Give the rules of a judgement that match somewhere in the text of a part of a mail.

        Rules of languages other than these are not asked; None asks all.
        """
        matchers = self.matchers.get((judgement, place), ())
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


def _is_whole(rule: Rule, text: str) -> bool:
    bordered = rule.pattern.startswith(r"\b") or rule.pattern.endswith(r"\b")
    return not bordered or any(True for _ in spans(rule, text))


def _matchers(rules: Iterable[Rule]) -> dict[tuple[str, str], tuple[Matcher, ...]]:
    kinds: dict[tuple[str, str, frozenset[str]], list[Rule]] = {}
    for rule in rules:
        kinds.setdefault((rule.judgement, rule.look_in, rule.languages), []).append(rule)
    matchers: dict[tuple[str, str], tuple[Matcher, ...]] = {}
    for (judgement, place, languages), mine in kinds.items():
        matcher = Matcher(rules=tuple(mine), languages=languages)
        matchers[judgement, place] = (*matchers.get((judgement, place), ()), matcher)
    return matchers


def _mistakes_of_patterns(rules: Iterable[Rule]) -> Iterator[Mistake]:
    for rule in rules:
        try:
            regexp(rule.pattern)
        except re2.error:
            yield mistake_of_pattern(rule)


def _broken_examples(rule: Rule) -> Iterator[Mistake]:
    pattern = regexp(rule.pattern)
    for example in rule.matches:
        if pattern.search(example) is None:
            text = f"does not match its example {example!r}"
            yield Mistake(place=rule.place, text=text, remedy="widen the pattern")
    for example in rule.passes_over:
        if pattern.search(example) is not None:
            text = f"matches {example!r}, which it should pass over"
            yield Mistake(place=rule.place, text=text, remedy="narrow the pattern")
