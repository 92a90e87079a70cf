"""What nobody wrote for this reader goes to the footer: notes of systems, legal text, job lists.

Only what is known by its wording moves, and nothing that speaks of the application or of a
decision: a footer left in costs far less than a decision lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reading import wording
from assistant.reading.closings import is_closing
from assistant.reading.wording import LEADING, Sign

_LONGEST_NOTE = 400
_LONGEST_HEADING = 60
_SHORTEST_LEGAL = 20
_WRAPPED = 50
_LEAST_THOUGHTS = 2
_SENTENCE = re.compile(r"(?<=[.!?]) +")
_ENDS = (".", "!", "?", ":")


def take_footer(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part lines into what is left and the footer; each line keeps its place among its kind."""
    signs = wording.SIGNS.found_in("\n".join(lines))
    if not signs:
        return lines, []
    kept: list[str | None] = [*lines]
    footer: list[str] = [""] * len(lines)
    if Sign.OTHER_JOBS in signs:
        _take_other_jobs(kept, footer)
    if Sign.LEGAL in signs:
        _take_legal(kept, footer)
    if Sign.NOTE in signs:
        _take_notes(kept, footer)
    below = [note for note, line in zip(footer, lines, strict=True) if note or not line]
    return [line for line in kept if line is not None], below


def _take_other_jobs(kept: list[str | None], footer: list[str]) -> None:
    """Take a list of other jobs, from its heading on, when a closing formula stands above it."""
    closed = False
    for at, line in enumerate(kept):
        if not line or len(line) > _LONGEST_HEADING:
            continue
        if closed and wording.OTHER_JOBS.opens(line.lower()):
            _move(kept, footer, range(at, len(kept)))
            return
        closed = closed or is_closing(line)


def _take_legal(kept: list[str | None], footer: list[str]) -> None:
    for start, end in _paragraphs(kept):
        at = _legal_start(kept, start, end)
        if at is not None:
            _move(kept, footer, range(at, end))


def _paragraphs(lines: list[str | None]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, line in enumerate([*lines, None]):
        if not line:
            if at > start:
                yield start, at
            start = at + 1


def _legal_start(lines: list[str | None], start: int, end: int) -> int | None:
    """Find where in a paragraph the legal text begins that runs to its end."""
    for at in range(start, end):
        line = lines[at] or ""
        opening = line[:80].lstrip(LEADING).lower()
        if len(line) > _SHORTEST_LEGAL and wording.DISCLAIMERS.opens(opening):
            return at
    at = next((at for at in range(start, end) if wording.LEGAL.found_in(lines[at] or "")), end)
    if at > start and _is_wrapped(lines[at - 1] or ""):
        at -= 1
    rest = "\n".join(line or "" for line in lines[at:end])
    is_legal = len(wording.LEGAL.found_in(rest)) >= _LEAST_THOUGHTS
    decides = _speaks_of_it(rest) or wording.REGRETS.found_in(rest)
    return at if at and is_legal and not decides else None


def _take_notes(kept: list[str | None], footer: list[str]) -> None:
    runs_on = False
    for at, line in enumerate(kept):
        if not line:
            runs_on = False
            continue
        words, notes = _part_notes(line, runs_on=runs_on)
        if notes:
            kept[at] = " ".join(words) or None
            footer[at] = " ".join(notes)
        # A program wrapped the note: its end stands on the next line.
        runs_on = bool(notes) and line.endswith(notes[-1]) and _is_wrapped(line)


def _is_wrapped(line: str) -> bool:
    return len(line) > _WRAPPED and not line.endswith(_ENDS)


def _part_notes(line: str, *, runs_on: bool) -> tuple[list[str], list[str]]:
    """Part the sentences of a line into those that somebody wrote and notes of systems."""
    sentences = _SENTENCE.split(line)
    words: list[str] = []
    notes: list[str] = []
    for sentence in sentences:
        begins = not words and not notes
        if _is_note(sentence) or (runs_on and begins and sentence[0].islower()):
            # "Enough of it? Unsubscribe": the question belongs to the note.
            if words and words[-1].endswith("?") and not _speaks_of_it(words[-1]):
                notes.append(words.pop())
            notes.append(sentence)
        else:
            words.append(sentence)
    return words, notes


def _is_note(sentence: str) -> bool:
    if wording.NOTES.opens(sentence[:80].lstrip(LEADING).lower()):
        return len(sentence) <= _LONGEST_NOTE
    return bool(wording.UNREAD.found_in(sentence)) and not _speaks_of_it(sentence)


def _speaks_of_it(text: str) -> bool:
    return bool(wording.SPEAKS_OF_IT.found_in(text))


def _move(kept: list[str | None], footer: list[str], rows: range) -> None:
    for row in rows:
        footer[row] = kept[row] or ""
        kept[row] = None
