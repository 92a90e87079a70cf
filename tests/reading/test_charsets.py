import pytest

from assistant.reading.charsets import codec_of, decode


@pytest.mark.parametrize(
    "label", ["hex", "idna", "rot13", "unicode_escape", "undefined", "x-9", ""]
)
def test_what_is_no_text_codec_is_unknown(label):
    assert codec_of(label) is None


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF-8", "utf_8"),
        ("utf8", "utf_8"),
        ("iso-8859-15", "iso8859_15"),
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        ("windows-1250", "cp1250"),
        ("koi8-r", "koi8_r"),
        ("Shift_JIS", "cp932"),
        ("gb2312", "gb18030"),
    ],
)
def test_labels_name_the_codec_mail_programs_use(label, codec):
    assert codec_of(label) == codec


def test_windows_quotes_under_the_label_of_latin_1():
    assert decode(b"it\x92s over", "iso-8859-1") == ("it\u2019s over", "")


def test_utf_8_under_a_wrong_label():
    assert decode("Grüße".encode(), "iso-8859-1") == ("Grüße", "")


def test_latin_1_under_the_label_of_utf_8():
    text, defect = decode("Für die Stelle müssen wir absagen".encode("latin-1"), "utf-8")
    assert text == "Für die Stelle müssen wir absagen"
    assert "utf-8" in defect


def test_utf_8_cut_off_within_a_character_keeps_the_rest():
    text, _ = decode("Grüße für Zoë".encode()[:-1], "utf-8")
    assert text.startswith("Grüße für Zo")


def test_unknown_label_is_told():
    assert decode(b"plain", "x-nonsense") == ("plain", "unknown charset 'x-nonsense'")


def test_wide_codecs_are_not_taken_for_utf_8():
    assert decode("nein".encode("utf-16"), "utf-16")[0] == "nein"
    assert decode("ない".encode("iso2022_jp"), "iso-2022-jp")[0] == "ない"


@pytest.mark.parametrize("label", ["", "utf-8", "utf-16", "utf-32", "hz", "cp1252", "big5", "hex"])
def test_no_bytes_and_no_label_raise(label):
    for data in (b"\xff\xfe\x00\xd8", bytes(range(256)), b"\x1b$B\xff", b""):
        assert isinstance(decode(data, label)[0], str)
