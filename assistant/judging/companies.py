"""The names of companies: which words can be one, and which one is the sender's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.judging.evidence import Evidence
from assistant.judging.judgement import Role
from assistant.judging.names import is_impersonal, is_name
from assistant.judging.titles import EDGES, REPLY, as_endings, is_occupation

LEAST_LABEL = 4
_MOST_WORDS = 8
_LEGAL_FORM = re.compile(
    r",? (?:inc|llc|llp|ltd|limited|corp|corporation|co|pbc|gmbh|ag|plc|s\.?a|s\.?p\.?a|s\.?r\.?l"
    r"|lda|ltda|s\.?l|sas|sarl|b\.?v|n\.?v|as|asa|ab|aps|a/s)\b\.?$",
    re.IGNORECASE,
)
_FORM_LEFT_OUT = re.compile(
    r",? (?:s\.?a\.?|s\.?p\.?a\.?|s\.?r\.?l\.?|s\.?l\.?u?\.?|s\.?a\.?s"
    r"|lda|ltda|vzw|asbl|e\.? ?v)\.?$",
    re.IGNORECASE,
)
"""Legal forms that nobody says aloud."""
_BETWEEN = re.compile(
    r"\n|[|\u2022\u00b7@/()]|,(?! (?:Inc|LLC|LLP|Ltd|PBC|S\.?A)\b)| [-\u2013\u2014] "
)
_SMALL_INSIDE = (
    r"(?:of|and|de|du|des|da|do|dos|del|della|di|van|en|et|e|y|og|och|la|le|les|el|los|&|\+)"
)
_WORD = r"[A-Z\u00c0-\u00de0-9][\w'\u2019.-]*[\w]"
_RUN = re.compile(rf"\b{_WORD}(?: (?:{_SMALL_INSIDE} ){{0,2}}{_WORD})*")
_MORE = rf"(?: (?:{_SMALL_INSIDE} )?{_WORD})*(?!\w)"
_MORE_BEHIND = re.compile(_MORE)
_KIND_BEFORE = re.compile(rf"({_WORD}) (?:{_SMALL_INSIDE} )?$")
_KIND_BEHIND = re.compile(r"(?: of| for)? (\w+)")
CAPITAL_NOUNS = frozenset({"de"})
"""Languages that write every noun like a name."""
_NUMBER = re.compile(r"(?i:[a-z]{0,4}[-_/]?\d[\d/_-]*)")
_NOT_LETTER = re.compile(r"[\W_]+")
_BASE_LETTERS = {
    number: unicodedata.normalize("NFD", chr(number))[0] for number in range(0xC0, 0x250)
} | {ord("\u00e6"): "ae", ord("\u00f8"): "oe", ord("\u0153"): "oe"}
"""Letter → the letter without its accent: domains have none."""
_TWO_FOR_ONE = re.compile(r"([aou])e|a(?=a)")
_GAP = r"[\W_]{0,3}?"
_SMALL = 3
_SMALL_WORDS = r"(?:[\W_]{1,3}[a-z]{1,3}){0,2}?[\W_]{0,3}?"
_WITH_E = frozenset("aou")


def key(text: str) -> str:
    """What two spellings of one name have in common."""
    bare = _LEGAL_FORM.sub("", text.casefold().removeprefix("the "))
    return _NOT_LETTER.sub(" ", bare).strip()


def company_name(words: str, evidence: Evidence) -> str | None:
    """Give the company's name that these words hold, if they can hold one."""
    name = _without_edges(words, evidence)
    lowered = [part.strip(EDGES).lower() for part in name.split()]
    if not lowered or _is_banned(lowered, evidence) or _is_job(lowered, evidence):
        return None
    return name if any(letter.isalpha() for letter in name) else None


def _is_banned(lowered: list[str], evidence: Evidence) -> bool:
    """Tell whether the lists of words, or numbers, say that this is no company."""
    lists = evidence.rules.words
    abstract = lowered[0].endswith(as_endings(lists.get("not_company_endings", frozenset())))
    return (
        lowered[0] in lists.get("not_first", frozenset())
        or lists.get("not_companies", frozenset()).issuperset(lowered)
        or all(_NUMBER.fullmatch(part) for part in lowered)
        or (abstract and not _is_kind(lowered[0], evidence))
    )


def _is_job(lowered: list[str], evidence: Evidence) -> bool:
    occupations = evidence.rules.words.get("occupations", frozenset())
    if any(not occupations.isdisjoint(part.split("/")) for part in lowered):
        return True
    return len(lowered) == 1 and is_occupation(lowered[0], evidence)


def _without_edges(words: str, evidence: Evidence) -> str:
    lists = evidence.rules.words
    parts = words.strip(EDGES).split()
    while parts and parts[0].strip(EDGES).lower() in lists.get("company_heads", frozenset()):
        del parts[0]
    while parts and parts[-1].strip(EDGES).lower() in lists.get("company_tails", frozenset()):
        parts.pop()
    return _FORM_LEFT_OUT.sub("", " ".join(parts).strip(EDGES)).strip(EDGES)


def domain_label(evidence: Evidence) -> str:
    """The telling part of the sender's domain; none when a system or a free provider sent it."""
    parts = (evidence.message.author.domain or "").split(".")
    if len(parts) < 2 or any(rule.id == "ats-address" for rule in evidence.of("sender")):
        return ""
    label = parts[-3] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2]
    free = evidence.rules.words.get("free_mail", frozenset())
    systems = evidence.rules.words.get("not_companies", frozenset())
    return "" if label in free or label in systems else label


def is_agency(label: str, evidence: Evidence) -> bool:
    """Tell whether the sender recruits for others, by what the mail says or by the domain."""
    stems = evidence.rules.words.get("agency_stems", frozenset())
    return evidence.speaks("sender", Role.RECRUITER_AGENCY) or any(
        stem in f"^{label}$" for stem in stems if label
    )


def own_names(label: str, evidence: Evidence) -> Iterator[str]:
    """Parts of the signature and of the From field that are spelled like the sender's domain."""
    if len(label) < LEAST_LABEL:
        return
    for place in ("signature", "from_name"):
        for part in _BETWEEN.split(evidence.texts[place]):
            name = _own_name(part, label, evidence)
            if name and _is_own(name, label, evidence):
                yield name


def _own_name(part: str, label: str, evidence: Evidence) -> str | None:
    """Where the domain begins like the name, an article or an occupation in it does no harm."""
    name = company_name(_behind_small_words(part, evidence), evidence)
    if name:
        return name
    bare = _without_edges(part, evidence)
    first = _folded(bare).partition(" ")[0]
    return bare if len(first) > 1 and _folded(label).startswith(first) else None


def _behind_small_words(part: str, evidence: Evidence) -> str:
    """Names begin with a capital, behind "at", "on behalf of", a greeting or who it is there."""
    before = evidence.rules.words.get("company_before", frozenset())
    words = part.split()
    at = max((place for place, word in enumerate(words) if word in before), default=-1)
    del words[: at + 1]
    while words and (words[0][0].islower() or (len(words) > 1 and _is_office(words[0], evidence))):
        del words[0]
    return " ".join(words)


def _is_office(word: str, evidence: Evidence) -> bool:
    return is_occupation(word.lower(), evidence) and not _is_kind(word.lower(), evidence)


def _is_kind(word: str, evidence: Evidence) -> bool:
    """Tell whether a word says what kind of house it is."""
    endings = as_endings(evidence.rules.words.get("company_endings", frozenset()))
    return word in evidence.rules.words.get("company_kinds", frozenset()) or word.endswith(endings)


def _is_own(name: str, label: str, evidence: Evidence) -> bool:
    if "@" in name or len(name.split()) > _MOST_WORDS or not fits(name, label):
        return False
    first = _folded(name).partition(" ")[0]
    return _folded(label).startswith(first) or not is_person(name, evidence)


def is_person(name: str, evidence: Evidence) -> bool:
    """Tell whether these are the words of the person who writes rather than of a company."""
    words = set(key(name).split())
    shown = evidence.message.author.name
    if words != set(key(shown).split()):
        return False
    if not is_name(name, evidence):
        return False
    return not is_impersonal(evidence) or _signs_shorter(words, evidence)


def _signs_shorter(words: set[str], evidence: Evidence) -> bool:
    """A person signs with the first name alone; companies do not."""
    lines = (set(key(line).split()) for line in evidence.texts["signature"].split("\n"))
    return any(line and line < words for line in lines)


def fits(name: str, label: str) -> bool:
    """Tell whether a domain can stand for this name: whole, by its words, or by its beginning."""
    words = _folded(name).split()
    whole, bare = "".join(words), _folded(label).replace(" ", "")
    if not whole:
        return False
    if whole.startswith(bare) or whole.endswith(bare) or "".join(_telling(words)) == bare:
        return True
    if bare.startswith(whole) and len(whole) >= min(LEAST_LABEL, len(bare)):
        return True
    return _is_made_of(bare, words) or _has_parts(_folded(label).split(), words)


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > _SMALL]


def _is_made_of(bare: str, words: list[str]) -> bool:
    """Some of the words, one behind the other, the last perhaps cut short, make the domain."""
    rest = bare
    for word in words:
        if rest.startswith(word) and len(word) > 1:
            rest = rest[len(word) :]
        elif len(rest) >= _SMALL and word.startswith(rest):
            return True
    return not rest


def _has_parts(parts: list[str], words: list[str]) -> bool:
    """Each part of a domain with hyphens begins a word or words, one of them is a long word."""
    initials = "".join(word[0] for word in words)
    return (
        len(parts) > 1
        and any(part in words for part in _telling(parts))
        and all(part in initials or any(word.startswith(part) for word in words) for part in parts)
    )


def _folded(text: str) -> str:
    return _TWO_FOR_ONE.sub(r"\1", key(text).translate(_BASE_LETTERS)).strip()


def signed_kinds(evidence: Evidence) -> Iterator[str]:
    """Parts of signature and From field with a word for a kind of house: school, bakery, group."""
    for place in ("signature", "from_name"):
        for part in _BETWEEN.split(evidence.texts[place]):
            name = company_name(_behind_small_words(part, evidence), evidence)
            words = key(name).split() if name else []
            fits_in = name and 1 < len(words) <= _MOST_WORDS and "@" not in name
            if name and fits_in and any(_is_kind(word, evidence) for word in words):
                yield name


def told_in_subject(evidence: Evidence, reach: int) -> Iterator[str]:
    """Names in the subject that the text has too, inside a sentence and perhaps in full."""
    body = evidence.texts["body"][:reach]
    for run in _RUN.findall(REPLY.sub("", evidence.texts["subject"])):
        name = company_name(run, evidence)
        words = name.split() if name else []
        if (
            not name
            or len(name) < LEAST_LABEL
            or name not in body
            or any(is_occupation(w.lower(), evidence) for w in words)
        ):
            continue
        found = re.search(r"(?<=[^\W\dA-Z_] |, )" + re.escape(name) + _MORE, body)
        if found:
            yield found[0]


def spelled_name(label: str, evidence: Evidence, reach: int) -> str | None:
    """The sender's domain as the mail spells it."""
    if len(label) < LEAST_LABEL:
        return None
    spelling = _spelling(label)
    for place in ("from_name", "subject", "body"):
        text = evidence.texts[place][:reach]
        found = spelling.search(_plain_letters(text))
        if found and not found[0].islower() and "@" not in found[0]:
            return _extended(text, found.start(), found.end(), evidence)
    return None


def _extended(text: str, start: int, end: int, evidence: Evidence) -> str:
    """With the words for the kind of house before and behind, and what else belongs to the name."""
    kind = _KIND_BEFORE.search(text, 0, start)
    if kind and _is_kind(kind[1].lower(), evidence):
        start = kind.start(1)
    behind = _KIND_BEHIND.match(text, end)
    if behind and _is_kind(behind[1].lower(), evidence):
        return text[start : behind.end(1)]
    more = None if evidence.language in CAPITAL_NOUNS else _MORE_BEHIND.match(text, end)
    return text[start : more.end()] if more else text[start:end]


def _plain_letters(text: str) -> str:
    """Letter by letter, so that places stay what they are."""
    return "".join(_BASE_LETTERS.get(ord(letter), letter)[0] for letter in text)


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
