"""What is said about templates that are wrong: all of it, with file and line."""

import pytest
from draftkit import templates

from assistant.drafting import broken_templates, load_templates, shipped_folder


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "en").mkdir()
    return tmp_path


def put(folder, text, name="en/insider.txt.j2"):
    (folder / name).write_text(text, encoding="utf-8")
    return load_templates(folder, shipped_folder())


def mistakes_of(folder, text):
    return broken_templates(put(folder, text))


def test_the_shipped_templates_are_whole():
    assert broken_templates(templates()) == ()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a\n{{ first_nam }}", 2, 'no fact "first_nam" (did you mean "first_name"?)'),
        ("{% if never %}{% endif %}\nx", 1, 'no fact "never"'),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("a\n{% if stage %}", 2, "Unexpected end of template"),
        ("a\n\n{{ stage | rot13 }}", 3, "No filter named 'rot13'"),
        ('a\n{% include "_nothing.txt.j2" %}', 2, "no template 'en/_nothing.txt.j2'"),
        ('a\n{% include "../../secrets" %}', 2, "no template"),
        ("a\n{{ stage.__class__ }}", 2, "unsafe"),
        ("a\n{{ stage.upper() }}", 2, "unsafe"),
        ("a\n{{ range(9) }}", 2, 'no fact "range"'),
        ('a\n{{ "a" * 999999999 }}', 2, "operator * is not allowed"),
        ('a\n{{ "%999999999d" % 1 }}', 2, "operator % is not allowed"),
        ("a\n{{ 9 ** 9 }}", 2, "operator ** is not allowed"),
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("a\n{{ stage + 1 }}", 2, "concatenate"),
        ('a\n{{ ["x"] | pick }}', 2, '"pick" needs a list and the fact'),
        ("{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}", 2, "calls itself without end"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(folder, text, line, told):
    mistakes = mistakes_of(folder, text)
    assert mistakes[0].place == f"{folder / 'en/insider.txt.j2'}:{line}"
    assert told in str(mistakes[0])
    assert len(mistakes) == 1


def test_a_mistake_in_shared_parts_is_told_where_it_stands(folder):
    put(folder, '{% import "_mine.txt.j2" as mine %}{{ mine.m() }}')
    mistakes = broken_templates(
        put(folder, "{% macro m() %}\n{{ nope }}{% endmacro %}", "en/_mine.txt.j2")
    )
    assert [mistake.place for mistake in mistakes] == [f"{folder / 'en/_mine.txt.j2'}:2"]


def test_all_mistakes_are_told_at_once(folder):
    put(folder, "{{ one }}\n{{ two }}")
    mistakes = broken_templates(put(folder, "{% if %}", "en/hiring_manager.txt.j2"))
    assert len(mistakes) == 3


@pytest.mark.parametrize(
    "text", ["", " \n\n", "{# nothing #}", '{% if stage == "final" %}x{% endif %}']
)
def test_an_empty_letter_is_a_mistake(folder, text):
    assert "gives an empty text" in str(mistakes_of(folder, text)[0])


def test_a_letter_that_grows_without_bounds_is_a_mistake(folder):
    text = '{% for a in "aaaaaaaaaaaaaaaaaaaa" %}' * 4 + "long" + "{% endfor %}" * 4
    assert "longer than 64 KiB" in str(mistakes_of(folder, text)[0])


def test_a_variable_set_in_one_branch_is_no_mistake(folder):
    text = '{% if stage %}{% set a = "x" %}{% else %}{% set a = "y" %}{% endif %}{{ a }}'
    assert mistakes_of(folder, text) == ()
