"""What the mail is about: company, job title, names. None rather than a guess.

A wrong fact in a draft is worse than none.
Rules of the judgement ``fact`` name what they read in groups; each reading is a vote. What every
vote is worth, the rule says; readings that no list of words contradicts and that have enough votes
are facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.judging.companies import (
    CAPITAL_NOUNS,
    company_name,
    domain_label,
    fits,
    is_agency,
    is_person,
    key,
    own_names,
    signed_kinds,
    spelled_name,
    told_in_subject,
)
from assistant.judging.evidence import Evidence, is_understood
from assistant.judging.judgement import Facts
from assistant.judging.names import contact_name, is_impersonal, is_name, is_signed_by
from assistant.judging.rules import captures
from assistant.judging.titles import (
    EDGES,
    has_occupation,
    is_same_with_more,
    title_of,
    without_tail,
)

ENOUGH = 2.0
"""Votes that make a reading a fact."""
ENOUGH_FOR_TITLE = 2.5
"""An occupation that stands somewhere is not yet the job applied for."""
TITLE_MARGIN = 0.5
"""By how many votes a title has to lead."""
WEAK = 2.0
"""A rule of rejection that weighs as much makes a short mail worth reading for facts."""
KNOWN_DOMAIN = 2.0
"""Votes for a company whose name is the sender's domain."""
SIGNED_WITH = 3.0
"""Votes for a name in the signature that is spelled like the sender's domain."""
NAMED_TWICE = 2.0
"""Votes for a name that the subject has and the text has too."""
MARGIN = 1.0
"""By how many votes a company has to lead: with two of them it may be agency and client."""
SIGNED_AS_KIND = 2.0
"""Votes for a name in the signature with a word such as "school" in it."""
ABOUT_WORK = 1.0
"""Context of applications from which on a mail is read for facts."""
OCCUPATION_NAMED = 2.0
"""Votes for a job title that holds an occupation."""
NO_OCCUPATION = -2.0
SHOWN_BY_SYSTEM = 2.5
"""Votes for the name that a system for applications shows in the From field."""
DASHES = ("-", "\u2013")
TOWN = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}, ?[A-Z]{2}\b")
_READ = 3000
_GREETING = 40


def extract_facts(evidence: Evidence) -> Facts:
    """Read the facts off the mail; mail that is not about work has none but the one who signs."""
    says_no = any(rule.weight >= WEAK for rule in evidence.of("rejection"))
    if evidence.weight_of("context", "job") < ABOUT_WORK and not says_no:
        return Facts(contact_name=contact_name(evidence, company=None))
    readings = list(_readings(evidence))
    candidate = _elected(_of("candidate_name", readings), lambda name: _name(name, evidence))
    company = _company(evidence, readings, candidate)
    return Facts(
        company=company,
        job_title=_title(evidence, readings, company),
        contact_name=contact_name(evidence, company=company),
        candidate_name=candidate,
    )


def greets_somebody(evidence: Evidence) -> bool:
    """Tell whether the mail opens with a greeting."""
    greeting = evidence.texts["greeting"].rstrip()
    if len(greeting) <= _GREETING and greeting.endswith((",", "!", ":", "-")):
        return True
    return bool(evidence.rules.fired("fact", "greeting", greeting, evidence.heard))


class Reading(NamedTuple):
    """What a rule about facts read."""

    fact: str
    words: str
    weight: float
    place: str


def _readings(evidence: Evidence) -> Iterator[Reading]:
    for place, whole in evidence.texts.items():
        text = whole[:_READ]
        for rule in evidence.rules.fired("fact", place, text, evidence.heard):
            if not is_understood(rule, evidence.language):
                continue
            for capture in captures(rule, text):
                for fact, words in capture.items():
                    yield Reading(fact, words, rule.weight, place)


def _of(fact: str, readings: list[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.fact == fact]


Judge = Callable[[str], tuple[str, float] | None]
"""The text as it is to be told, with votes for or against it; None when it cannot be the fact."""


def _elected(
    readings: list[Reading], judged: Judge, *, enough: float = ENOUGH, margin: float = 0.0
) -> str | None:
    votes: dict[str, float] = {}
    spelling: dict[str, str] = {}
    for reading in readings:
        told = judged(reading.words)
        if told is None:
            continue
        text, extra = told
        votes[key(text)] = votes.get(key(text), extra) + reading.weight
        spelling.setdefault(key(text), text)
    best = max(votes, key=lambda name: votes[name], default=None)
    if best is None or votes[best] < enough or _is_close(best, votes, margin):
        return None
    return spelling[best]


def _is_close(best: str, votes: dict[str, float], margin: float) -> bool:
    """Tell whether another name has almost as many votes: then it may be either."""
    return any(
        votes[best] - votes[other] < margin and other not in best and best not in other
        for other in votes
        if other != best
    )


def _company(evidence: Evidence, readings: list[Reading], candidate: str | None) -> str | None:
    label = domain_label(evidence)
    agency = is_agency(label, evidence)
    own = [] if agency else list(dict.fromkeys(own_names(label, evidence)))
    votes = _company_readings(evidence, readings, agency=agency)
    if not agency:
        votes += [Reading("company", name, SIGNED_WITH, "signature") for name in own]
        votes += _named_by_sender(evidence, label)
    votes += _named_elsewhere(evidence, agency=agency)

    def judged(words: str) -> tuple[str, float] | None:
        name = company_name(words, evidence)
        if name is None or (candidate and key(candidate) == key(name)):
            return None
        if not label or not fits(name, label):
            return name, 0.0
        return None if agency else (_in_full(name, own), KNOWN_DOMAIN)

    return _elected(votes, judged, margin=MARGIN)


def _company_readings(
    evidence: Evidence, readings: list[Reading], *, agency: bool
) -> list[Reading]:
    """An agency signs with its own name; several rules that read one line are one reading."""
    titles = {key(each.words) for each in _of("job_title", readings) if each.weight >= ENOUGH}
    votes = [
        reading
        for reading in _of("company", readings)
        if reading.place != "signature"
        and not (reading.place == "subject" and key(reading.words) in titles)
    ]
    if agency:
        return [reading for reading in votes if reading.place != "from_name"]
    signed: dict[str, Reading] = {}
    for reading in _of("company", readings):
        if reading.place == "signature":
            name = key(company_name(reading.words, evidence) or "")
            signed[name] = max(signed.get(name, reading), reading, key=lambda each: each.weight)
    return votes + list(signed.values())


def _in_full(name: str, own: list[str]) -> str:
    """The signature writes out what the text calls by its short name."""
    short = f" {key(name)} "
    return next((full for full in own if short in f" {key(full)} "), name)


def _named_by_sender(evidence: Evidence, label: str) -> Iterator[Reading]:
    """The sender's domain as the mail spells it; the name that a system shows for its customer."""
    spelled = spelled_name(label, evidence, _READ)
    if spelled and not is_person(spelled, evidence):
        yield Reading("company", spelled, KNOWN_DOMAIN, "body")
    shown = evidence.texts["from_name"]
    if not shown or not is_impersonal(evidence) or is_signed_by(shown, evidence):
        return
    if not is_person(shown, evidence):
        yield Reading("company", shown, SHOWN_BY_SYSTEM, "from_name")


def _named_elsewhere(evidence: Evidence, *, agency: bool) -> Iterator[Reading]:
    """The employer that the subject names and the text too; who signs as a school or a bakery."""
    weight = NAMED_TWICE if evidence.language not in CAPITAL_NOUNS else NAMED_TWICE / 2
    for name in dict.fromkeys(told_in_subject(evidence, _READ)):
        if not is_person(name, evidence):
            yield Reading("company", name, weight, "subject")
    if not agency:
        for name in dict.fromkeys(signed_kinds(evidence)):
            if not is_person(name, evidence):
                yield Reading("company", name, SIGNED_AS_KIND, "signature")


def _title(evidence: Evidence, readings: list[Reading], company: str | None) -> str | None:
    signed = key(evidence.texts["signature"])
    cleaned = [
        reading._replace(words=title_of(reading.words, company, evidence))
        for reading in _of("job_title", readings)
        if reading.weight >= ENOUGH or key(reading.words) not in signed
    ]
    body = [reading.words for reading in cleaned if reading.place != "subject"]
    named = {words for words in body if has_occupation(words, evidence)}
    merged = [reading._replace(words=_agreed(reading, named, evidence)) for reading in cleaned]
    title = _elected(
        merged,
        lambda title: _judged_title(title, evidence, company),
        enough=ENOUGH_FOR_TITLE,
        margin=TITLE_MARGIN,
    )
    return None if title is None or _goes_on(title, company, evidence) else title


def _goes_on(title: str, company: str | None, evidence: Evidence) -> bool:
    """Tell whether the title goes on wherever it stands: then its rest was not read."""
    text = f"{evidence.texts['subject']}  {evidence.texts['body'][:_READ]}  "
    behind = re.findall(
        rf"(?<!\w){re.escape(title)}( +[^ ]+(?: +[^ ]+){{0,3}})?", text, re.IGNORECASE
    )
    return bool(behind) and all(_is_rest(rest, title, company, evidence) for rest in behind)


def _is_rest(rest: str, title: str, company: str | None, evidence: Evidence) -> bool:
    """Behind a dash: what is no company; behind a single word: "of" and the like."""
    first, _, second = rest.strip().partition(" ")
    if first in DASHES:
        told = key(second).split(" ")
        is_company = bool(company) and key(company or "").startswith(told[0] or " ")
        is_town = TOWN.match(second)
        return second.lstrip("(")[:1].isupper() and not is_company and not is_town
    inside = evidence.rules.words.get("inside_titles", frozenset())
    return " " not in title and first in inside


def _agreed(reading: Reading, named: set[str], evidence: Evidence) -> str:
    """The title as the text has it: in full, without the place or remark that others leave out."""
    title = reading.words
    shorter = next((other for other in named if is_same_with_more(title, other)), None)
    if shorter:
        return shorter
    if reading.place != "subject":
        cut = (f"{title},", f"{title} ") if "," in title else (f"{title},",)
        longer = [other for other in named if other.startswith(cut)]
        return max([title, *longer], key=len)
    if title.lower() in evidence.texts["body"].lower():
        return title
    inside = [other for other in named if " " in other and f" {other} " in f" {title} "]
    return max(inside, key=len, default="") or without_tail(title, evidence)


def _judged_title(text: str, evidence: Evidence, company: str | None) -> tuple[str, float] | None:
    if len(text) < 2 or not key(text) or (company and key(text) == key(company)):
        return None
    lists = evidence.rules.words
    if key(text).partition(" ")[0] in lists.get("not_titles", frozenset()):
        return None
    named = has_occupation(text, evidence)
    first = text.partition(" ")[0].lower()
    if not named and first in lists.get("not_first", frozenset()):
        return None
    return text, OCCUPATION_NAMED if named else NO_OCCUPATION


def _name(words: str, evidence: Evidence) -> tuple[str, float] | None:
    name = words.strip(EDGES)
    return (name, 0.0) if is_name(name, evidence) else None
