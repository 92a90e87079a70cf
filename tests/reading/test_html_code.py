import pytest

from assistant.reading.html_code import without_code


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<!-->b", "ab"),
        ("a<!-- <style> -->b</style>c", "ab</style>c"),
        ("<STYLE>a<!--b</STYLE>c", "c"),
        ("<script>if (a < b) '<!--'</script >c", "c"),
        ("<title>a</title>b<style>c</style>d", "bd"),
        ("<styled>a</styled>", "<styled>a</styled>"),
        ("a<!-- b", "a<!-- b"),
        ("a<style>b", "a<style>b"),
        ("plain", "plain"),
    ],
)
def test_code_is_cut_out(html, left):
    assert without_code(html, html.lower()) == left
