"""What a mail shows: which rules fire in which part of it, and whether the words are meant.

A sentence that only says what could be ("if you are not selected") is no evidence; rules of the
judgement ``condition`` tell such sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from assistant.judging.judgement import Finding
from assistant.judging.language import heard, recognise
from assistant.judging.rulefiles import Rule
from assistant.judging.rules import RuleBook, spans
from assistant.message import Message

EXCERPT_LENGTH = 120
_CONTEXT = 40
_SENTENCE_REACH = 400
_MOST_OCCURRENCES = 5
"""How often words may turn up that only tell what could be, before the rule is given up."""
_LONGEST_TEXT = 20_000
"""Characters of a part that are looked at: who says no says it before."""
_CLOSING_REACH = 300
_CLOSING_LINE = 60
_SENTENCE_END = re.compile(
    r"(?:[!?]|(?<!\D\d)(?<!\D\d\d)\.)[\"')]*\s+(?=[\"'(¿¡]*[^\Wa-z_])|\s{2,}|\s[•*·]\s"
)
"""A full stop behind one or two digits makes an ordinal in many languages: "until 3. May"."""
_OF_ITS_LANGUAGE = ("sender", "stage", "context")
"""The decision may stand in another language than the rest of the mail; these do not."""
_UNCLEAN = ("  ", "\t", " \n", "\n ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a rule saw its words."""

    rule: Rule
    excerpt: str
    start: int = 0
    end: int = 0
    """Where the words stand in the text that the rule looks at."""
    only_possible: bool = False
    """The sentence tells what could be, not what is."""

    def finding(self, *, because: str = "", weight: float | None = None) -> Finding:
        """Tell it as a finding, by default with the rule's own weight and reason."""
        return Finding(
            rule=self.rule.id,
            weight=self.rule.weight if weight is None else weight,
            because=because or self.rule.because,
            excerpt=self.excerpt,
            file=self.rule.file,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One mail's texts as the rules see them, and the rules that fired, by judgement."""

    message: Message
    rules: RuleBook
    texts: dict[str, str]
    language: str | None = None
    """ISO 639-1 code, None when unsure."""
    heard: frozenset[str] | None = None
    """The languages of which a sentence can stand in the mail; None when it may be any."""
    _fired: dict[str, list[Rule]] = field(default_factory=dict)

    def of(self, judgement: str) -> list[Rule]:
        """Give the rules of one judgement that fire somewhere; they are asked when first needed."""
        if judgement not in self._fired:
            fired = (
                rule
                for place, text in self.texts.items()
                for rule in self.rules.fired(judgement, place, text, self.heard)
            )
            if judgement in _OF_ITS_LANGUAGE:
                fired = (rule for rule in fired if is_understood(rule, self.language))
            self._fired[judgement] = list(fired)
        return self._fired[judgement]

    def speaks(self, judgement: str, speaks_for: str) -> bool:
        """Tell whether any rule of this judgement fired for this answer."""
        return any(rule.speaks_for == speaks_for for rule in self.of(judgement))

    def weight_of(self, judgement: str, speaks_for: str) -> float:
        """Add up the weights of the rules that fired for one answer."""
        return summed(rule for rule in self.of(judgement) if rule.speaks_for == speaks_for)

    def sightings(self, judgement: str) -> Iterator[Sighting]:
        """Find the words that each fired rule saw: the first that are meant, else the first."""
        for rule in self.of(judgement):
            yield self._sighting(rule)

    def _sighting(self, rule: Rule) -> Sighting:
        text = self.texts[rule.look_in]
        first: Sighting | None = None
        for start, end in islice(spans(rule, text), _MOST_OCCURRENCES):
            possible = rule.look_in == "body" and self._only_possible(rule, start, end)
            sighting = Sighting(
                rule=rule,
                excerpt=excerpt_of(text, start, end),
                start=start,
                end=end,
                only_possible=possible,
            )
            if not possible:
                return sighting
            first = first or sighting
        return first or Sighting(rule=rule, excerpt="")

    def _only_possible(self, rule: Rule, start: int, end: int) -> bool:
        text = self.texts[rule.look_in]
        left, right = _sentence(text, start, end)
        marked = f"{text[left:start]}<{text[start:end]}>{text[end:right]}"
        return any(
            _share_a_language(rule, condition)
            for condition in self.rules.fired("condition", "sentence", marked, self.heard)
        )


def summed(rules: Iterable[Rule]) -> float:
    """Add up weights; a word that several languages share counts once: the best language's sum."""
    sums: dict[frozenset[str], float] = {frozenset(): 0.0}
    for rule in rules:
        sums[rule.languages] = sums.get(rule.languages, 0.0) + rule.weight
    of_any_language = sums.pop(frozenset())
    return of_any_language + max(sums.values(), default=0.0)


def look(message: Message, rules: RuleBook) -> Evidence:
    """Make the parts of a mail ready for the rules."""
    texts = _texts(message)
    language = _language(message, rules)
    spoken = heard(message.text.own, rules.stop_words)
    return Evidence(message=message, rules=rules, texts=texts, language=language, heard=spoken)


def _language(message: Message, rules: RuleBook) -> str | None:
    """A text too short to tell is helped by its subject and by the formula it closes with."""
    text = message.text
    whole = f"{text.own}\n{message.subject}\n{text.signature}"
    return recognise(text.own, rules.stop_words) or recognise(whole, rules.stop_words)


def _share_a_language(one: Rule, other: Rule) -> bool:
    """The same small word is an if in one language and a pronoun in another."""
    return not one.languages or not other.languages or bool(one.languages & other.languages)


def is_understood(rule: Rule, language: str | None) -> bool:
    """Tell whether the rule's wording can be that of a mail in this language (None: unsure)."""
    return not rule.languages or language is None or language in rule.languages


def _texts(message: Message) -> dict[str, str]:
    text = message.text
    own = _clean(text.own[:_LONGEST_TEXT])
    signature = _clean(text.signature[:_LONGEST_TEXT])
    author = message.author
    return {
        "body": plain(f"{own}\n\n{signature}" if signature else own),
        "subject": message.subject,
        "greeting": own.lstrip()[:120].partition("\n")[0],
        "signature": f"{_closing_lines(own)}\n{signature}",
        "footer": plain(text.footer[:_LONGEST_TEXT]),
        "quoted": text.quoted[:_LONGEST_TEXT],
        "forwarded": text.forwarded[:_LONGEST_TEXT],
        "from_name": author.name,
        "from_address": author.email.lower(),
        "reply_to": "\n".join(address.email.lower() for address in message.reply_to),
        "headers": "\n".join(_headers(message)),
    }


def _closing_lines(own: str) -> str:
    """The short lines at the end: many sign without any formula that tells where they begin."""
    lines: list[str] = []
    for line in reversed(own.rstrip()[-_CLOSING_REACH:].split("\n")):
        if len(line) > _CLOSING_LINE or line.endswith((".", "?", "!")):
            break
        lines.append(line)
    return "\n".join(reversed(lines))


def plain(text: str) -> str:
    """Put lines that belong together on one line; two spaces or more then part paragraphs."""
    return text.replace("\n", " ")


def _clean(text: str) -> str:
    if not any(unclean in text for unclean in _UNCLEAN):
        return text
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _headers(message: Message) -> Iterable[str]:
    """The fields that machines leave, one a line, as ``name: value``."""
    if message.auto_submitted:
        yield f"auto-submitted: {message.auto_submitted}"
    if message.precedence:
        yield f"precedence: {message.precedence}"
    if message.list_id:
        yield f"list-id: {message.list_id}"
    if message.list_unsubscribe:
        yield "list-unsubscribe: yes"
    if message.return_path is not None:
        yield f"return-path: <{message.return_path.strip('<>').lower()}>"
    if message.mailer:
        yield f"mailer: {message.mailer}"


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(0, start - _SENTENCE_REACH)
    for match in _SENTENCE_END.finditer(text, left, start + 1):  # it looks one character ahead
        left = min(match.end(), start)
    right = _SENTENCE_END.search(text, end - 1, end + _SENTENCE_REACH)
    return left, right.start() + 1 if right else min(len(text), end + _SENTENCE_REACH)


def excerpt_of(text: str, start: int, end: int) -> str:
    """Quote the words with some of their sentence."""
    left, right = _sentence(text, start, end)
    left = max(left, _word_start(text, start - _CONTEXT, start))
    right = min(right, _word_end(text, end, end + _CONTEXT))
    words = " ".join(text[left:right].split())
    if len(words) <= EXCERPT_LENGTH:
        return words
    return words[: EXCERPT_LENGTH - 1].rpartition(" ")[0].rstrip() + "…"


def _word_start(text: str, earliest: int, start: int) -> int:
    """Where the first whole word at or behind ``earliest`` begins; what was seen stays whole."""
    if earliest <= 0:
        return 0
    border = text.find(" ", earliest - 1, start)
    return border + 1 if border >= 0 else text.rfind(" ", 0, start) + 1


def _word_end(text: str, end: int, latest: int) -> int:
    if latest >= len(text):
        return len(text)
    border = text.rfind(" ", end, latest + 1)
    if border >= 0:
        return border
    border = text.find(" ", end)
    return border if border >= 0 else len(text)
