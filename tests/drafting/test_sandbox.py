"""What a template cannot do, whoever wrote it."""

import pytest

from assistant.drafting.sandbox import FILTERS, LONGEST_TEXT, Sandbox
from assistant.errors import ConfigError


def render(text, **facts):
    return Sandbox({"en/a": text}, lambda name, line: f"{name}:{line}").render("en/a", facts)


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ name.format(1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ name|attr('upper') }}",
        "{{ self.__init__ }}",
        "{{ lipsum }}",
        "{{ cycler }}",
        "{{ namespace() }}",
        "{{ [].append(1) }}",
        "{% include '/etc/hostname' %}",
        "{% import 'os' as os %}",
        "{{ name|map('upper')|list }}",
        "{{ 2 ** 999999999 }}",
        "{{ name * 999999999 }}",
    ],
)
def test_a_way_out_is_shut(text):
    with pytest.raises(ConfigError, match=r"^en/a:"):
        render(text, name="x")


@pytest.mark.parametrize("attribute", ["__class__", "_body_stream", "__init__.__globals__"])
def test_an_imported_template_shows_its_macros_only(attribute):
    sources = {
        "en/_parts": "{% macro hello() %}hello{% endmacro %}",
        "en/a": '{% import "_parts" as parts %}{{ parts.hello() }}',
        "en/b": f'{{% import "_parts" as parts %}}{{{{ parts.{attribute} }}}}',
    }
    sandbox = Sandbox(sources, lambda name, line: f"{name}:{line}")
    assert sandbox.render("en/a", {}) == "hello"
    with pytest.raises(ConfigError, match="unsafe"):
        sandbox.render("en/b", {})


def test_facts_are_text_and_never_code():
    assert render("{{ name }}", name="{{ 7 + 7 }} {% if %} &<>") == "{{ 7 + 7 }} {% if %} &<>"


def test_the_output_has_a_limit():
    assert len(render("{{ name }}", name="x" * LONGEST_TEXT)) == LONGEST_TEXT
    with pytest.raises(ConfigError, match="longer than 64 KiB"):
        render("{{ name }}x", name="x" * LONGEST_TEXT)


def test_only_these_filters_exist():
    assert FILTERS == ("capitalize", "lower", "pick", "trim", "upper")
    assert render("{{ name|trim|capitalize }} {{ name|upper|lower }}", name="ab") == "Ab ab"


def test_the_remainder_of_numbers_is_allowed():
    assert render("{{ number % 3 }}", number=7) == "1"


def test_pick_is_constant_for_one_mail_and_even_over_many():
    text = '{{ ["a", "b", "c"] | pick(number) }}'
    picked = [render(text, number=number) for number in range(90)]
    assert picked == [render(text, number=number) for number in range(90)]
    assert all(15 < picked.count(letter) < 45 for letter in "abc")
