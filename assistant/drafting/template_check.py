"""Every template is tried in every case before it counts, and all that is wrong is told at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from assistant.drafting.templates import (
    FACT_NAMES,
    ROLES,
    TemplateFacts,
    Templates,
    nearest_name,
)
from assistant.errors import ConfigError, Mistake
from assistant.judging.judgement import Reason, Stage


def broken_templates(templates: Templates) -> tuple[Mistake, ...]:
    """Fill in each template for each stage, with all the facts and with none; say what fails."""
    misspelt = [mistake for name in sorted(templates.files) for mistake in _names(templates, name)]
    told = {mistake.place for mistake in misspelt}
    failing = [
        mistake
        for role, facts in _cases(templates)
        for mistake in _trial(templates, role, facts)
        if mistake.place not in told
    ]
    return tuple(dict.fromkeys((*misspelt, *failing)))


def _names(templates: Templates, name: str) -> Iterator[Mistake]:
    try:
        used = templates.names_used(name)
    except ConfigError as error:
        yield from error.mistakes
        return
    for variable, line in used:
        if variable not in FACT_NAMES:
            yield Mistake(
                place=templates.place(name, line),
                text=f'there is no fact "{variable}"',
                remedy=nearest_name(variable, FACT_NAMES),
            )


def _trial(templates: Templates, role: str, facts: TemplateFacts) -> tuple[Mistake, ...]:
    try:
        templates.render(role, facts)
    except ConfigError as error:
        return error.mistakes
    return ()


def _cases(templates: Templates) -> Iterator[tuple[str, TemplateFacts]]:
    languages = sorted({name.partition("/")[0] for name in templates.files})
    for language in languages:
        for role in ROLES:
            for stage in Stage:
                full = dataclasses.replace(_ALL_KNOWN, language=language, stage=stage.value)
                yield role, full
                yield role, TemplateFacts(language=language, stage=stage.value)
            for reason in Reason:
                yield role, TemplateFacts(language=language, reason=reason.value)


_ALL_KNOWN = TemplateFacts(
    my_name="Kim Doe",
    signature="Kim Doe\n+1 555 0100",
    first_name="Sam",
    full_name="Sam Roe",
    company="Example Works",
    job_title="Data Engineer",
    reason=Reason.OTHER_CANDIDATE.value,
)
