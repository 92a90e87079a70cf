"""Rule files become rules: every mistake in them is found in one go, and told with its place.

A rule file is TOML: a table ``[fragments]`` of pieces that patterns may name as ``<<piece>>``,
tables ``[stop_words]`` (language → its commonest words) and ``[words]`` (name → words), and
``[[rule]]`` tables. ``languages`` at its top names the languages whose wording it holds. Rules of
the user's config are laid over the shipped ones by ``id``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import re2
import tomli  # compiled: the standard library takes three times as long over all rule files

from assistant.config import RuleSettings
from assistant.errors import Mistake
from assistant.judging.judgement import Reason, Role, Stage
from assistant.judging.learned import Learned

PLACES = (
    "body",
    "subject",
    "greeting",
    "signature",
    "footer",
    "quoted",
    "forwarded",
    "from_name",
    "from_address",
    "reply_to",
    "headers",
    "around",
    "sentence",
)
"""What ``look_in`` may name. ``around`` is the subject, the sender's name and what stands near the
strong evidence. ``sentence`` is for conditions: it comes as "If you are <not selected>, …" with the
words of the evidence marked."""

SPEAKS_FOR: Mapping[str, frozenset[str]] = {
    "rejection": frozenset(Reason) | {""},
    "sender": frozenset(Role) - {Role.UNKNOWN},
    "stage": frozenset(Stage) - {Stage.UNKNOWN},
    "context": frozenset({"job", "person", "other"}),
    "condition": frozenset({""}),
    "reply": frozenset({"yes", "no"}),
    "feedback": frozenset({"given", "refused"}),
    "fact": frozenset({""}),
}
"""The judgements a rule can serve, and what it may speak for in each."""

FACT_GROUPS = frozenset({"company", "job_title", "contact_name", "candidate_name"})
CONFIG_FILE = "config"

_GROUP = re.compile(r"\(\?P?<(\w+)>")
_FRAGMENT = re.compile(r"<<(\w+)>>")
_KEYS = frozenset(RuleSettings.model_fields)
_TEXT_KEYS = ("id", "judgement", "look_in", "pattern", "because", "speaks_for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One piece of evidence: where to look for what, how much it weighs, and its proof."""

    id: str
    judgement: str
    look_in: str
    pattern: str
    weight: float
    """Log-odds; negative is counter-evidence, 0 silences the rule."""
    because: str = ""
    speaks_for: str = ""
    """The reason, role, stage … the evidence speaks for."""
    matches: tuple[str, ...] = ()
    passes_over: tuple[str, ...] = ()
    file: str = ""
    languages: frozenset[str] = frozenset()
    """ISO 639-1 codes of the languages whose wording it is; none: it holds in every mail."""

    @property
    def place(self) -> str:
        """Where the rule stands, for people."""
        return f"{self.file}, rule {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFiles:
    """What the files hold, read and checked."""

    rules: tuple[Rule, ...]
    stop_words: Mapping[str, tuple[str, ...]]
    """A common word → the languages it is common in."""
    words: Mapping[str, frozenset[str]]
    """Lists of words by name, those of all files together."""
    learned: Mapping[str, Learned]
    """Judgement → what its words weigh."""
    mistakes: tuple[Mistake, ...]


def read_rule_files(sources: Mapping[str, str], overrides: Sequence[RuleSettings]) -> RuleFiles:
    """Read rule files (name → TOML text) and lay the user's rules over them; silent rules are gone.

    Gives the rules that are sound and every mistake that was found in the others.
    """
    mistakes: list[Mistake] = []
    tables: dict[str, dict[str, Any]] = {}
    rules: dict[str, Rule] = {}
    pieces: dict[str, str] = {}
    for file, text in sources.items():
        table = tables[file] = _table(file, text, mistakes)
        fragments = _fragments(file, table, mistakes)
        for rule in _rules_of(file, table, mistakes):
            if rule.id in rules:
                mistakes.append(_twice(rule, rules[rule.id]))
            rules.setdefault(rule.id, _with_fragments(rule, fragments, mistakes))
        pieces = fragments | pieces
    learned = _learned(tables)
    overrides = _scale(learned, overrides)
    _lay_over(rules, overrides, pieces, mistakes)
    audible = [rule for rule in rules.values() if rule.weight]
    return RuleFiles(
        rules=tuple(rule for rule in audible if _is_sound(rule, mistakes)),
        stop_words=_stop_words(tables),
        words=_words(tables),
        learned=learned,
        mistakes=tuple(mistakes),
    )


def _table(file: str, text: str, mistakes: list[Mistake]) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        mistakes.append(Mistake(place=file, text=f"is no TOML: {error}"))
        return {}


def _stop_words(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for table in tables.values():
        for language, listed in table.get("stop_words", {}).items():
            for word in set(listed.split()):
                languages[word] = (*languages.get(word, ()), language)
    return languages


def _words(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    words: dict[str, frozenset[str]] = {}
    for table in tables.values():
        for name, listed in table.get("words", {}).items():
            words[name] = words.get(name, frozenset()) | set(listed.split())
    return words


def _learned(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Learned]:
    return {
        judgement: Learned(
            judgement=judgement,
            answers=tuple(columns["answers"]),
            start=tuple(columns["start"]),
            trust=tuple(columns["trust"]),
            table=columns["weights"],
            file=file,
        )
        for file, table in tables.items()
        for judgement, columns in table.get("learned", {}).items()
    }


def _scale(
    learned: dict[str, Learned], overrides: Sequence[RuleSettings]
) -> tuple[RuleSettings, ...]:
    """Take up what the user's settings say of learned words; give the other settings."""
    of_words = {words.id: words for words in learned.values()}
    for settings in overrides:
        if (words := of_words.get(settings.id)) and settings.weight is not None:
            learned[words.judgement] = replace(words, scale=settings.weight)
    return tuple(settings for settings in overrides if settings.id not in of_words)


def _rules_of(file: str, table: Mapping[str, Any], mistakes: list[Mistake]) -> Iterable[Rule]:
    for number, entry in enumerate(table.get("rule", ()), start=1):
        place = f"{file}, rule {entry.get('id', f'number {number}')}"
        wrong = tuple(_mistakes_of_form(place, entry))
        mistakes.extend(wrong)
        if not wrong:
            yield _shipped(file, entry, frozenset(table.get("languages", ())))


def _shipped(file: str, entry: Mapping[str, Any], languages: frozenset[str]) -> Rule:
    return Rule(
        id=entry["id"],
        judgement=entry["judgement"],
        look_in=entry.get("look_in", "body"),
        pattern=entry["pattern"],
        weight=float(entry.get("weight", 1.0)),
        because=entry.get("because", ""),
        speaks_for=entry.get("speaks_for", ""),
        matches=tuple(entry.get("matches", ())),
        passes_over=tuple(entry.get("passes_over", ())),
        file=file,
        languages=languages,
    )


def _mistakes_of_form(place: str, entry: Mapping[str, Any]) -> Iterable[Mistake]:
    for key in entry.keys() - _KEYS:
        yield Mistake(place=place, text=f"{key!r} is no key of a rule", remedy=_one_of(_KEYS))
    for key in ("id", "judgement", "pattern"):
        if key not in entry:
            yield Mistake(place=place, text=f"{key!r} is missing")
    for key in _TEXT_KEYS:
        if not isinstance(entry.get(key, ""), str):
            yield Mistake(place=place, text=f"{key!r} must be a text")
    if not isinstance(entry.get("weight", 0.0), int | float):
        yield Mistake(place=place, text="'weight' must be a number")
    for key in ("matches", "passes_over"):
        if not all(isinstance(example, str) for example in entry.get(key, ())):
            yield Mistake(place=place, text=f"{key!r} must be a list of texts")


def _lay_over(
    rules: dict[str, Rule],
    overrides: Sequence[RuleSettings],
    fragments: Mapping[str, str],
    mistakes: list[Mistake],
) -> None:
    seen: set[str] = set()
    for settings in overrides:
        place = f"{CONFIG_FILE}, rule {settings.id}"
        if settings.id in seen:
            mistakes.append(Mistake(place=place, text="stands in the config twice"))
        seen.add(settings.id)
        base = rules.get(settings.id)
        if base is None and (settings.pattern is None or settings.judgement is None):
            missing = "pattern" if settings.pattern is None else "judgement"
            mistakes.append(_neither_new_nor_known(place, missing))
            continue
        changed = _changed(base, settings) if base else _new(settings)
        rules[settings.id] = _with_fragments(changed, fragments, mistakes)


def _neither_new_nor_known(place: str, missing: str) -> Mistake:
    return Mistake(
        place=place,
        text=f"no shipped rule has this id, and a new rule needs {missing!r}",
        remedy="take the id from what `explain` shows, or complete the rule",
    )


def _new(settings: RuleSettings) -> Rule:
    return Rule(
        id=settings.id,
        judgement=settings.judgement or "",
        look_in=settings.look_in or "body",
        pattern=settings.pattern or "",
        weight=1.0 if settings.weight is None else settings.weight,
        because=settings.because or "a rule of your own",
        speaks_for=settings.speaks_for or "",
        matches=settings.matches,
        passes_over=settings.passes_over,
        file=CONFIG_FILE,
    )


def _changed(base: Rule, settings: RuleSettings) -> Rule:
    given = settings.model_dump(exclude_unset=True, exclude={"id"})
    kept = {key: value for key, value in given.items() if value is not None}
    if "pattern" in kept:  # examples prove one pattern: the user's have to prove the user's
        kept = {"matches": (), "passes_over": ()} | kept
    else:
        for key in ("matches", "passes_over"):
            kept[key] = getattr(base, key) + kept.get(key, ())
    return replace(base, file=CONFIG_FILE, **kept)


def _fragments(file: str, table: Mapping[str, Any], mistakes: list[Mistake]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, piece in table.get("fragments", {}).items():
        place = f"{file}, fragment {name}"
        known[name] = _spelled_out(place, str(piece), known, mistakes)  # may name earlier ones
    return known


def _with_fragments(rule: Rule, fragments: Mapping[str, str], mistakes: list[Mistake]) -> Rule:
    return replace(rule, pattern=_spelled_out(rule.place, rule.pattern, fragments, mistakes))


def _spelled_out(
    place: str, pattern: str, fragments: Mapping[str, str], mistakes: list[Mistake]
) -> str:
    for name in _FRAGMENT.findall(pattern):
        if name not in fragments:
            text = f"the pattern names <<{name}>>, which is no fragment"
            mistakes.append(Mistake(place=place, text=text, remedy=_one_of(fragments)))
    return _FRAGMENT.sub(lambda match: f"(?:{fragments.get(match[1], '')})", pattern)


def _is_sound(rule: Rule, mistakes: list[Mistake]) -> bool:
    found = tuple(_mistakes_of_meaning(rule))
    mistakes.extend(found)
    return not found


def _mistakes_of_meaning(rule: Rule) -> Iterable[Mistake]:
    known = SPEAKS_FOR.get(rule.judgement)
    if known is None:
        text = f"{rule.judgement!r} is no judgement"
        yield Mistake(place=rule.place, text=text, remedy=_one_of(SPEAKS_FOR))
    elif rule.speaks_for not in known:
        text = f"speaks_for = {rule.speaks_for!r} means nothing in a rule about {rule.judgement}"
        yield Mistake(place=rule.place, text=text, remedy=_one_of(known))
    if rule.look_in not in PLACES:
        text = f"look_in = {rule.look_in!r} is no part of a mail"
        yield Mistake(place=rule.place, text=text, remedy=_one_of(PLACES))
    if not rule.pattern.strip():
        yield Mistake(place=rule.place, text="the pattern is empty and would match every mail")
    if rule.judgement == "fact" and not FACT_GROUPS.intersection(_GROUP.findall(rule.pattern)):
        text = "a rule about facts needs a named group such as (?P<company>…)"
        yield Mistake(place=rule.place, text=text, remedy=_one_of(FACT_GROUPS))


def mistake_of_pattern(rule: Rule) -> Mistake:
    """Tell what is wrong with a pattern that RE2 does not take."""
    try:
        re2.compile(rule.pattern, quiet_options())
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
    else:
        reason = "it does not go together with the other patterns"
    remedy = "patterns are RE2's: no look-around, no back-references"
    return Mistake(place=rule.place, text=f"the pattern is wrong: {reason}", remedy=remedy)


def quiet_options() -> re2.Options:
    """How every pattern is read: case does not count (``(?-i)`` in a pattern turns that off)."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options


def _twice(rule: Rule, first: Rule) -> Mistake:
    return Mistake(place=rule.place, text=f"the id is taken by a rule in {first.file}")


def _one_of(names: Iterable[str]) -> str:
    return "one of: " + ", ".join(sorted(name for name in names if name))
