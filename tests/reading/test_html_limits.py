from assistant.reading.html_limits import (
    DEEPEST,
    LARGEST_HTML,
    LONGEST_TAG,
    MOST_TAGS,
    within_limits,
)


def test_ordinary_html_is_left_alone():
    html = "<html><body>" + "<div><p>text</p></div>" * 500 + "</body></html>"
    assert within_limits(html)[1] == ""
    assert within_limits("<p>text</p>") == ("<p>text</p>", "")


def test_size_and_tags_are_cut():
    assert len(within_limits("x" * LARGEST_HTML * 2)[0]) == LARGEST_HTML
    html, defect = within_limits("<b></b>" * MOST_TAGS)
    assert html.count("<") == MOST_TAGS - 1
    assert "tags" in defect


def test_depth_is_cut():
    html, defect = within_limits("<div>" * (DEEPEST + 50))
    assert html.count("<div>") == DEEPEST
    assert "deeper" in defect


def test_attributes_of_a_huge_tag_are_dropped_but_not_its_text():
    html, _ = within_limits("<p " + "a=1 " * LONGEST_TAG + ">the decision</p>")
    assert html == "<p>the decision</p>"


def test_repeated_root_tags_are_dropped():
    assert "<body" not in within_limits("<body x=1>" * (DEEPEST + 1))[0]
