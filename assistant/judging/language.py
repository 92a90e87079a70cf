"""The language of a mail, by a vote of its commonest words; None when the vote is not clear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_ENOUGH_VOTES = 2
_CLEAR_LEAD = 1.2
_LEAST_SHARE = 0.1
_LOOKED_AT = 900
_LISTENED_TO = 3000
_FEW_WORDS = 60
_A_SENTENCE = 1.5
"""Votes of one sentence; words that languages share count in parts."""
_A_WORD = 0.5
"""Votes of a sentence in a text of few words."""
_EDGES = dict.fromkeys(map(ord, '.,;:!?()"'), " ")
_SCRIPTS = (
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)
_LEAST_LETTERS = 12
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_LETTER = re.compile(r"[\u0370-\u1fff\u3040-\ud7af]")


def recognise(text: str, stop_words: Mapping[str, tuple[str, ...]]) -> str | None:
    """Give the ISO 639-1 code of the text's language; ``stop_words`` maps words to languages."""
    head = text[:_LOOKED_AT]
    if not head.isascii() and (script := _by_script(head)):
        return script
    return _by_votes(_words(head), stop_words)


def language_of(
    decision: Sequence[tuple[str, frozenset[str]]],
    mail: str | None,
    stop_words: Mapping[str, tuple[str, ...]],
) -> str | None:
    """Give the language that a mail decides in, which need not be that of the rest of it.

    ``decision`` holds the deciding sentences, the strongest first, each with the languages that its
    wording can be of (none: any); ``mail`` is the language of the whole mail, which stays if one of
    them is in it.
    """
    spoken = [_language_of(sentence, possible, stop_words) for sentence, possible in decision]
    if mail in spoken:
        return mail
    return next((language for language in spoken if language), mail)


def _language_of(
    sentence: str, possible: frozenset[str], stop_words: Mapping[str, tuple[str, ...]]
) -> str | None:
    language = recognise(sentence, stop_words)
    if not possible or language in possible:
        return language
    return next(iter(possible)) if language is None and len(possible) == 1 else None


def heard(text: str, stop_words: Mapping[str, tuple[str, ...]]) -> frozenset[str] | None:
    """Give the languages of which a sentence can stand in the text; None when it may be any."""
    words = _words(text[:_LISTENED_TO])
    _, weights = _votes(words, stop_words)
    least = _A_SENTENCE if len(words) >= _FEW_WORDS else _A_WORD
    return frozenset(code for code, weight in weights.items() if weight >= least) or None


def _by_votes(words: list[str], stop_words: Mapping[str, tuple[str, ...]]) -> str | None:
    votes, weights = _votes(words, stop_words)
    ranked = sorted(weights, key=lambda language: -weights[language])
    if not ranked or votes[ranked[0]] < max(_ENOUGH_VOTES, _LEAST_SHARE * len(words)):
        return None
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if weights[ranked[0]] >= _CLEAR_LEAD * second else None


def _words(text: str) -> list[str]:
    return text.lower().translate(_EDGES).split()


def _votes(
    words: list[str], stop_words: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, int], dict[str, float]]:
    """Every common word votes; one that several languages share says little of which it is.

    Gives the votes for each language, and what they weigh.
    """
    votes: dict[str, int] = {}
    weights: dict[str, float] = {}
    counts = Counter(words)
    for word in sorted(counts.keys() & stop_words.keys()):
        languages, count = stop_words[word], counts[word]
        for language in languages:
            votes[language] = votes.get(language, 0) + count
            weights[language] = weights.get(language, 0.0) + count / len(languages)
    return votes, weights


def _by_script(text: str) -> str | None:
    others = len(_OTHER_LETTER.findall(text))
    if others < _LEAST_LETTERS or others * 2 < len(_LATIN_LETTER.findall(text)):
        return None
    return next(
        (code for code, letter in _SCRIPTS if len(letter.findall(text)) * 20 > others), None
    )
