import pytest

from assistant.reading.styles import Sight, look_at, read_attributes


@pytest.mark.parametrize(
    ("tag", "sight"),
    [
        ("p", Sight.SEEN),
        ('p style="color:red"', Sight.SEEN),
        ('p style="display: none"', Sight.HIDDEN),
        ("p style='display:none'", Sight.HIDDEN),
        ("p STYLE=display:none", Sight.HIDDEN),
        ('p style="display&#58;none"', Sight.HIDDEN),
        ('td style="font-size:0px"', Sight.TINY),
        ("p hidden", Sight.HIDDEN),
        ('p HIDDEN="" class="x"', Sight.HIDDEN),
        ('p style="color:red" hidden', Sight.HIDDEN),
        ('p title="hidden"', Sight.SEEN),
        ('p data-style="display:none"', Sight.SEEN),
        ("p title='style=\"display:none\"'", Sight.SEEN),
        ('p style="color:red" style="display:none"', Sight.SEEN),
    ],
)
def test_what_a_tag_does_to_its_element(tag, sight):
    assert look_at(tag) is sight


def test_attributes_with_any_quotes_or_none():
    assert read_attributes("x A=1 b='2 \"' c=\"3 '\" d a=4") == {
        "a": "1",
        "b": '2 "',
        "c": "3 '",
        "d": "",
    }
