"""Where templates come from, and which one is taken."""

import pytest
from draftkit import templates

from assistant.drafting import TemplateFacts, load_templates, shipped_folder
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
