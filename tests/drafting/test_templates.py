"""Where templates come from, and what is said when they are wrong."""

import pytest
from draftkit import templates

from assistant.drafting import TemplateFacts, broken_templates, load_templates, shipped_folder
from assistant.errors import ConfigError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "en").mkdir()
    return tmp_path


def put(folder, text, name="en/insider.txt.j2"):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_templates(folder, shipped_folder())


def mistakes_of(folder, text):
    return broken_templates(put(folder, text))


def test_the_shipped_templates_are_whole():
    assert broken_templates(templates()) == ()


def test_a_users_file_takes_the_place_of_the_shipped_one_and_of_no_other(folder):
    mine = put(folder, "Dear {{ full_name }},\n\nyour advice?\n")
    facts = TemplateFacts(full_name="Sam Roe")
    assert mine.render("insider", facts) == "Dear Sam Roe,\n\nyour advice?\n"
    assert mine.render("hiring_manager", facts) == templates().render("hiring_manager", facts)


def test_a_users_file_may_use_the_shipped_parts(folder):
    mine = put(folder, '{% from "_parts.txt.j2" import greeting with context %}{{ greeting() }}')
    assert mine.render("insider", TemplateFacts(first_name="Sam")) == "Hello Sam,\n"


def test_users_parts_change_all_the_shipped_letters(folder):
    text = (shipped_folder() / "en/_parts.txt.j2").read_text().replace('"Hello"', '"Dear"')
    mine = put(folder, text, "en/_parts.txt.j2")
    assert mine.render("hiring_manager", TemplateFacts(first_name="Jo")).startswith("Dear Jo,")


def test_a_language_of_the_users_is_used_for_its_roles_only(folder):
    mine = put(folder, "Hei {{ first_name }}\n", "no/insider.txt.j2")
    assert mine.render("insider", TemplateFacts(first_name="Jo", language="no")) == "Hei Jo\n"
    assert mine.render("insider", TemplateFacts(first_name="Jo")).startswith("Hi Jo,")
    other = mine.render("hiring_manager", TemplateFacts(first_name="Jo", language="no"))
    assert other.startswith("Hello Jo,")


def test_files_are_read_once(folder):
    mine = put(folder, "first\n")
    (folder / "en/insider.txt.j2").write_text("second\n")
    assert mine.render("insider", TemplateFacts()) == "first\n"


def test_text_is_tidied_but_not_rewrapped_or_escaped(folder):
    line = "R&D <b> " + "word " * 60
    mine = put(folder, f"\n\na  \n\n\n\n{line}\n\n")
    assert mine.render("insider", TemplateFacts()) == f"a\n\n{line.rstrip()}\n"


def test_a_byte_order_mark_and_crlf_do_no_harm(folder):
    (folder / "en/insider.txt.j2").write_bytes(b"\xef\xbb\xbfa\r\n\r\nb\r\n")
    mine = load_templates(folder, shipped_folder())
    assert mine.render("insider", TemplateFacts()) == "a\n\nb\n"


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


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("insider.txt.j2", "lies in no language's folder"),
        ("english/insider.txt.j2", "lies in no language's folder"),
        ("en/insidr.txt.j2", 'did you mean "insider.txt.j2"?'),
        ("en/insider.j2", "no role has this name"),
    ],
)
def test_a_file_that_nothing_would_use_is_a_mistake(folder, name, told):
    with pytest.raises(ConfigError, match="would never be used") as error:
        put(folder, "text", name)
    assert told in str(error.value)


def test_a_missing_folder_is_a_mistake(tmp_path):
    with pytest.raises(ConfigError, match="is not a folder"):
        load_templates(tmp_path / "nothing", shipped_folder())


def test_missing_shipped_templates_are_all_told(tmp_path):
    with pytest.raises(ConfigError) as error:
        load_templates(None, tmp_path)
    assert len(error.value.mistakes) == 5


@pytest.mark.parametrize(
    ("raw", "told"), [(b"\xff\xfe", "not UTF-8"), (b"x" * 70_000, "larger than 64 KiB")]
)
def test_a_file_that_cannot_be_a_template_is_told(folder, raw, told):
    (folder / "en/insider.txt.j2").write_bytes(raw)
    with pytest.raises(ConfigError, match=told):
        load_templates(folder, shipped_folder())


def test_a_folder_in_the_place_of_a_template_is_told(folder):
    (folder / "en/insider.txt.j2").mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load_templates(folder, shipped_folder())
