"""Templates run in here and get at nothing but their facts. The only module that speaks to Jinja2.

Template files may be shared among users, so they are not trusted: no attributes of any value, no
functions, five filters, no arithmetic that makes long things of short ones, limited output.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Mapping, Sequence
from traceback import extract_tb

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.errors import ConfigError, Mistake

LONGEST_TEXT = 64 * 1024
FILTERS = ("capitalize", "lower", "pick", "trim", "upper")
_SPECIAL_NAMES = frozenset({"caller", "kwargs", "loop", "self", "varargs"})
# What a template of somebody's own can raise while it runs; anything else is a bug of ours.
_FAILURES = (
    *(TemplateError, RecursionError, TypeError, ValueError),
    *(ArithmeticError, LookupError, AttributeError),
)


class Sandbox:
    """Templates over a fixed set of sources, each compiled when it is first needed.

    ``sources`` maps names to their text; ``place`` turns a name and a line (0: unknown) into words
    for people. Every method raises ``ConfigError`` for what is wrong in a template.
    """

    def __init__(self, sources: Mapping[str, str], place: Callable[[str, int], str]) -> None:
        self._sources = sources
        self._place = place
        self._environment = _environment(sources)

    def render(self, name: str, facts: Mapping[str, str | int]) -> str:
        """Fill in one template."""
        try:
            return _limited(self._environment.get_template(name), facts)
        except TemplateSyntaxError as error:
            raise self._mistake(error, error.name or name, error.lineno) from error
        except _FAILURES as error:
            raise self._mistake(error, *_where(error, name)) from error

    def names_used(self, name: str) -> tuple[tuple[str, int], ...]:
        """List each variable that a template takes from outside, with its line."""
        try:
            tree = self._environment.parse(self._sources[name], name)
        except TemplateSyntaxError as error:
            raise self._mistake(error, name, error.lineno) from error
        made_here = _names_made(tree)
        return tuple(
            (node.name, node.lineno)
            for node in tree.find_all(nodes.Name)
            if node.ctx == "load" and node.name not in made_here
        )

    def _mistake(self, error: Exception, name: str, line: int) -> ConfigError:
        return ConfigError((Mistake(place=self._place(name, line), text=_told(error)),))


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def join_path(self, template: str, parent: str) -> str:
        """Look for shared parts beside the template that names them."""
        return posixpath.join(posixpath.dirname(parent), template)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:  # noqa: ARG002
        """Allow the macros of an imported template, and nothing else."""
        return isinstance(obj, TemplateModule) and not attr.startswith("_")

    def wrap_str_format(self, value: object) -> None:
        """Give ``str.format`` no way past ``is_safe_attribute``; "{:>999999999}" is as bad."""

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Allow the remainder of numbers; "x" * 10**9 and "%999999999d" would eat the memory."""
        if operator == "%" and isinstance(left, int) and isinstance(right, int):
            return super().call_binop(context, operator, left, right)
        raise SecurityError(f"the operator {operator} is not allowed here")


def _environment(sources: Mapping[str, str]) -> _Environment:
    def source(name: str) -> tuple[str, str, None] | None:
        # The name stands for the file name too, so that it can be told from a trace.
        return (sources[name], name, None) if name in sources else None

    environment = _Environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=False,  # the texts are text/plain: "&" must stay "&"
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters.get(name, _pick) for name in FILTERS}
    return environment


def _pick(choices: Sequence[str], seed: int | None = None) -> str:
    """Choose one of several phrasings: always the same for the same mail, evenly over many."""
    if seed is None or isinstance(choices, str) or not choices:
        raise TypeError('"pick" needs a list and the fact: ["one", "another"] | pick(variant)')
    return choices[zlib.crc32(f"{seed}/{len(choices)}/{choices[0]}".encode()) % len(choices)]


def _limited(template: Template, facts: Mapping[str, str | int]) -> str:
    text = ""
    for piece in template.generate(facts):
        text += piece
        if len(text) > LONGEST_TEXT:
            raise SecurityError(f"the text grows longer than {LONGEST_TEXT // 1024} KiB")
    return text


def _names_made(tree: nodes.Template) -> set[str]:
    """Every name the template itself gives a value somewhere, be it in one branch only."""
    made = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    made |= {node.name for node in tree.find_all(nodes.Macro)}
    made |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        made |= {name if isinstance(name, str) else name[1] for name in node.names}
    return made | _SPECIAL_NAMES


def _told(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r} to take parts from"
    if isinstance(error, RecursionError):
        return "the template calls itself without end"
    if isinstance(error, TemplateSyntaxError):
        return (error.message or "a mistake in the syntax").rstrip(".")
    return str(error).rstrip(".") or type(error).__name__


def _where(error: Exception, name: str) -> tuple[str, int]:
    """Find the last line of a template in the error's trace, as Jinja2 rewrote it."""
    trace = extract_tb(error.__traceback__)
    lines = [(at.filename, at.lineno or 0) for at in trace if not at.filename.endswith(".py")]
    return lines[-1] if lines else (name, 0)
