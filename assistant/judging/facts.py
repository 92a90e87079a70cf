"""What the mail is about: company, job title, names. None rather than a guess.

A wrong fact in a draft is worse than none.
Rules of the judgement ``fact`` name what they read in groups; each reading is a vote. What every
vote is worth, the rule says; readings that no list of words contradicts and that have enough votes
are facts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from assistant.judging.evidence import Evidence, is_understood
from assistant.judging.judgement import Facts, Role
from assistant.judging.names import contact_name, is_impersonal, is_name, is_signed_by
from assistant.judging.rules import captures

ENOUGH = 2.0
"""Votes that make a reading a fact."""
WEAK = 2.0
"""A rule of rejection that weighs as much makes a short mail worth reading for facts."""
KNOWN_DOMAIN = 2.0
"""Votes for a company whose name is the sender's domain."""
ABOUT_WORK = 3.0
"""Context of applications from which on a mail is read for facts."""
OCCUPATION_NAMED = 2.0
"""Votes for a job title that holds an occupation."""
NO_OCCUPATION = -2.0
SHOWN_BY_SYSTEM = 2.0
"""Votes for the name that a system for applications shows in the From field."""
_LEAST_LABEL = 4
_READ = 3000
_GREETING = 40

_REQUISITION = re.compile(
    r"[\s,(#|-]*\b(?:req(?:uisition)?|job|posting|ref(?:erence)?)\.?\s*(?:id|number|no)?[\s.:#-]*\d\w*\)?"
    r"|[\s,(#|-]*\b(?:(?:jr|r|req|ref|job|p|j)[-_]?\d{4,}|\d{5,}|\d{4}-\d{3,})"
    r"(?:[-_]\d+)*[a-z]{0,2}\b\s*\)?",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"[\s,(-]*(?:\bref\b\W*)?\b[A-Z]{2,6}[/-]\s*[\d/-]*\d[\d/-]*\)?|\s+ref\b.*$"
)
_GENDERS = re.compile(
    r"\s*[\[(](?:[a-z]{1,2}\s*[/|*,]\s*){1,3}[a-z*]{1,3}[\])]"
    r"|\s*\((?:all genders?|gn|any gender)\)"
    r"|\s[hfmwdx]\s?/\s?[hfmwdx](?:\s?/\s?[hfmwdx])?\b",
    re.IGNORECASE,
)
_EDGES = " .,;:!-\u2013\u2014|/&'\""
_LEGAL_FORM = re.compile(
    r",? (?:inc|llc|ltd|limited|corp|corporation|co|gmbh|ag|plc)\b\.?$", re.IGNORECASE
)
_GAP = r"[\W_]{0,3}?"
_SMALL = 3
_SMALL_WORDS = r"(?:[\W_]{1,3}[a-z]{1,3}){0,2}?[\W_]{0,3}?"
_WITH_E = frozenset("aou")
_UMLAUT = re.compile(r"([aou])e")
_BASE_LETTERS = {
    number: unicodedata.normalize("NFD", chr(number))[0] for number in range(0xC0, 0x250)
}
"""Letter → the letter without its accent: domains have none."""
_NOT_LETTER = re.compile(r"[\W_]+")


def extract_facts(evidence: Evidence) -> Facts:
    """Read the facts off the mail; mail that is not about work has none but the one who signs."""
    says_no = any(rule.weight >= WEAK for rule in evidence.of("rejection"))
    if evidence.weight_of("context", "job") < ABOUT_WORK and not says_no:
        return Facts(contact_name=contact_name(evidence, company=None))
    readings = list(_readings(evidence))
    candidate = _elected(readings, "candidate_name", lambda name: _name(name, evidence))
    company = _company(evidence, readings, candidate)
    return Facts(
        company=company,
        job_title=_elected(readings, "job_title", lambda title: _title(title, evidence, company)),
        contact_name=contact_name(evidence, company=company),
        candidate_name=candidate,
    )


def greets_somebody(evidence: Evidence) -> bool:
    """Tell whether the mail opens with a greeting."""
    greeting = evidence.texts["greeting"].rstrip()
    if len(greeting) <= _GREETING and greeting.endswith((",", "!", ":", "-")):
        return True
    return bool(evidence.rules.fired_facts("greeting", greeting, evidence.heard))


Reading = tuple[str, str, float]
"""A fact's name, the words read, and what the reading is worth."""


def _readings(evidence: Evidence) -> Iterator[Reading]:
    for place, whole in evidence.texts.items():
        text = whole[:_READ]
        for rule in evidence.rules.fired_facts(place, text, evidence.heard):
            if not is_understood(rule, evidence.language):
                continue
            for capture in captures(rule, text):
                for fact, words in capture.items():
                    yield fact, words, rule.weight


def _elected(
    readings: list[Reading], fact: str, judged: Callable[[str], tuple[str, float] | None]
) -> str | None:
    votes: dict[str, float] = {}
    spelling: dict[str, str] = {}
    for name, words, weight in readings:
        reading = judged(words) if name == fact else None
        if reading is None:
            continue
        text, extra = reading
        key = _key(text)
        votes[key] = votes.get(key, extra) + weight
        spelling.setdefault(key, text)
    best = max(votes, key=lambda key: votes[key], default=None)
    return spelling[best] if best is not None and votes[best] >= ENOUGH else None


def _company(evidence: Evidence, readings: list[Reading], candidate: str | None) -> str | None:
    label = _domain_label(evidence)
    is_agency = evidence.speaks("sender", Role.RECRUITER_AGENCY)
    votes = list(readings)
    if not is_agency:
        votes += _named_by_sender(evidence, label)

    def judged(words: str) -> tuple[str, float] | None:
        name = _company_name(words, evidence)
        if name is None or (candidate and _key(candidate) == _key(name)):
            return None
        is_sender = bool(label) and _is_label(_key(name).translate(_BASE_LETTERS), label)
        if is_sender and is_agency:
            return None
        return name, KNOWN_DOMAIN if is_sender else 0.0

    return _elected(votes, "company", judged)


def _named_by_sender(evidence: Evidence, label: str) -> Iterator[Reading]:
    """The sender's domain as the mail spells it; the name that a system shows for its customer."""
    if len(label) >= _LEAST_LABEL:
        spelling = _spelling(label)
        for place in ("signature", "from_name", "subject", "body"):
            text = evidence.texts[place][:_READ]
            found = spelling.search(text.translate(_BASE_LETTERS))
            if found and not found[0].islower() and "@" not in found[0]:
                yield "company", text[found.start() : found.end()], KNOWN_DOMAIN
                break
    shown = evidence.texts["from_name"]
    if shown and is_impersonal(evidence) and not is_signed_by(shown, evidence):
        yield "company", shown, SHOWN_BY_SYSTEM


def _domain_label(evidence: Evidence) -> str:
    """The telling part of the sender's domain; none when a system or a free provider sent it."""
    parts = (evidence.message.author.domain or "").split(".")
    if len(parts) < 2 or any(rule.id == "ats-address" for rule in evidence.of("sender")):
        return ""
    label = parts[-3] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2]
    free = evidence.rules.words.get("free_mail", frozenset())
    return "" if label in free else label


def _spelling(label: str) -> re.Pattern[str]:
    """How a mail may spell a domain: with gaps, and with the small words that domains leave out."""
    words = (_GAP.join(_letters(word)) for word in label.split("-") if word)
    return re.compile(r"(?<!\w)" + _SMALL_WORDS.join(words) + r"(?!\w)", re.IGNORECASE)


def _letters(word: str) -> Iterator[str]:
    """Domains write "ae" where a name may have "ä"."""
    before = ""
    for letter in word:
        yield re.escape(letter) + ("?" if letter == "e" and before in _WITH_E else "")
        before = letter


def _is_label(key: str, label: str) -> bool:
    bare = _UMLAUT.sub(r"\1", label.replace("-", ""))
    whole = _UMLAUT.sub(r"\1", key.replace(" ", ""))
    telling = "".join(word for word in key.split() if len(word) > _SMALL)
    same_end = whole.endswith(bare) or whole.startswith(bare)
    return same_end or bare.startswith(whole) or telling == bare


def _company_name(words: str, evidence: Evidence) -> str | None:
    lists = evidence.rules.words
    parts = words.strip(_EDGES).split()
    while parts and parts[0].strip(_EDGES).lower() in lists.get("company_heads", frozenset()):
        del parts[0]
    while parts and parts[-1].strip(_EDGES).lower() in lists.get("company_tails", frozenset()):
        parts.pop()
    name = " ".join(parts).strip(_EDGES)
    lowered = [part.strip(_EDGES).lower() for part in name.split()]
    if not lowered or lowered[0] in lists.get("not_first", frozenset()):
        return None
    if lists.get("not_companies", frozenset()).issuperset(lowered):
        return None
    if any(part in lists.get("occupations", frozenset()) for part in lowered):
        return None
    if len(lowered) == 1 and _is_occupation(lowered[0], evidence):
        return None
    return name if any(letter.isalpha() for letter in name) else None


def _title(words: str, evidence: Evidence, company: str | None) -> tuple[str, float] | None:
    text = _without_edges(_bare_title(words, company), evidence)
    if len(text) < 2 or (company and _key(text) == _key(company)):
        return None
    named = any(_is_occupation(part, evidence) for part in _key(text).split())
    banned = evidence.rules.words.get("not_first", frozenset())
    if not named and text.split()[0].lower() in banned:
        return None
    return text, OCCUPATION_NAMED if named else NO_OCCUPATION


def _is_occupation(word: str, evidence: Evidence) -> bool:
    """Some languages write compounds: their endings tell the occupation."""
    lists = evidence.rules.words
    occupations = lists.get("occupations", frozenset())
    endings = tuple(lists.get("occupation_endings", ()))
    return word in occupations or word.removesuffix("s") in occupations or word.endswith(endings)


def _bare_title(words: str, company: str | None) -> str:
    """Without requisition numbers, marks of gender, the company in front and stray brackets."""
    text = _REFERENCE.sub("", _GENDERS.sub("", _REQUISITION.sub(" ", words)))
    text = " ".join(text.split()).strip(_EDGES)
    if company and text.lower().startswith(company.lower()):
        text = text[len(company) :].strip(_EDGES)
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "").strip()
    return text


def _without_edges(title: str, evidence: Evidence) -> str:
    """Subjects put words such as "reference" before or behind the title."""
    lists = evidence.rules.words
    parts = title.split()
    while parts and parts[0].strip(_EDGES).lower() in lists.get("before_titles", frozenset()):
        del parts[0]
    while parts and parts[-1].strip(_EDGES).lower() in lists.get("after_titles", frozenset()):
        parts.pop()
    return " ".join(parts).strip(_EDGES)


def _name(words: str, evidence: Evidence) -> tuple[str, float] | None:
    name = words.strip(_EDGES)
    return (name, 0.0) if is_name(name, evidence) else None


def _key(text: str) -> str:
    bare = _LEGAL_FORM.sub("", text.casefold().removeprefix("the "))
    return _NOT_LETTER.sub(" ", bare).strip()
