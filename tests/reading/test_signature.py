import pytest

from assistant.reading.signature import split_signature

WORDS = ["Dear Kim,", "", "we went with somebody else."]


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards,", "Kind regards", "Best,", "Cheers", "Thanks!", "Mit freundlichen Grüßen",
        "Viele Grüße", "Cordialement,", "Bien à vous", "Un saludo,", "Met vriendelijke groet,",
        "Cordiali saluti", "Atenciosamente,", "Med venlig hilsen", "Med vänlig hälsning",
        "Vennlig hilsen", "Best regards, Sam",
    ],
)  # fmt: skip
def test_the_closing_formula_begins_the_signature(closing):
    signature = [closing, "", "Sam Roe", "Talent Partner"]
    assert split_signature([*WORDS, "", *signature]) == (WORDS, signature, [])


def test_the_dashes_begin_the_signature():
    signature = ["--", "Sam Roe", "Example Org"]
    assert split_signature([*WORDS, *signature]) == (WORDS, signature, [])


def test_the_closing_formula_above_the_dashes_belongs_to_it():
    signature = ["Best,", "Sam", "--", "Sam Roe"]
    assert split_signature([*WORDS, *signature])[1] == signature


@pytest.mark.parametrize("farewell", [[""], ["", "Rooting for you,"]])
def test_a_name_at_the_end_is_a_signature(farewell):
    lines = [*WORDS, *farewell, "Sam Roe", "Recruiter | Example Org"]
    own, signature, _ = split_signature(lines)
    assert own == WORDS
    assert signature[-2:] == ["Sam Roe", "Recruiter | Example Org"]


@pytest.mark.parametrize(
    "last",
    [
        "Thank you for the talk, but we have decided not to move forward with your application.",
        "Best of luck, we chose another candidate in the end and wanted you to know it from us.",
        "we will not be moving forward",
        "Not selected.",
    ],
)
def test_words_are_never_taken_for_a_signature(last):
    own, signature, footer = split_signature(["Dear Kim,", "", last])
    assert own[-1] == last
    assert signature == footer == []


@pytest.mark.parametrize(
    "words",
    [
        ["we went with somebody else"],
        ["We have chosen another baker.", "", "Do come by again!"],
    ],
)
def test_words_after_a_closing_formula_are_words(words):
    own, signature, _ = split_signature(["Hi Kim,", "", "Thanks!", "", *words, "", "Sam"])
    assert own[-len(words) :] == words
    assert [line for line in signature if line] == ["Thanks!", "Sam"]


def test_a_motto_under_the_dashes_is_signature():
    signature = ["--", "Sam Roe", "We bake the bread of the town."]
    assert split_signature([*WORDS, *signature]) == (WORDS, signature, [])


def test_thanks_in_the_middle_cut_nothing():
    lines = ["Thank you.", *(f"Line number {number} of this mail." for number in range(20))]
    assert split_signature(lines)[0] == lines


def test_a_postscript_goes_back_to_the_words():
    own, signature, _ = split_signature([*WORDS, "Best,", "Sam", "PS: we chose somebody else."])
    assert own[-1] == "PS: we chose somebody else."
    assert signature == ["Best,", "Sam"]


def test_long_words_after_a_closing_formula_are_words():
    decision = "We have decided to go on with another candidate. " * 4
    own, _, _ = split_signature(["Hello,", "", "Thanks,", decision])
    assert own[-1] == decision


@pytest.mark.parametrize(
    "note",
    [
        "This email was sent by Greenhouse on behalf of Example Org",
        "Replies to this message are undeliverable and will not reach the team.",
        "Please do not reply to this email.",
        "Bitte antworten Sie nicht auf diese E-Mail.",
        "Unsubscribe",
        "[Unsubscribe: https://example.com/u]",
        "##- Please type your reply above this line -##",
        "Sent from my phone",
        "View this email in your browser",
    ],
)
def test_notes_of_systems_go_to_the_footer(note):
    assert split_signature([note, *WORDS])[2] == [note]
    assert split_signature([*WORDS, "", note])[0] == WORDS


def test_a_decision_in_the_line_of_a_note_stays():
    line = "Please do not reply to this email. Sadly we have decided against your application."
    own, _, footer = split_signature(["Dear Kim,", line])
    assert own == ["Dear Kim,", "Sadly we have decided against your application."]
    assert footer == ["Please do not reply to this email."]


def test_legal_text_goes_to_the_footer_to_the_end_of_its_paragraph():
    legal = [
        "This e-mail and any attachments are confidential.",
        "If you are not meant, delete it.",
    ]
    own, _, footer = split_signature([*WORDS, "", *legal, "", "And one more thing."])
    assert footer == legal
    assert own[-1] == "And one more thing."


def test_what_stands_under_a_rule_below_the_signature_is_footer():
    lines = [*WORDS, "Regards,", "Example Org", "-" * 20, "Jobs for you", "Baker, Leeds"]
    own, signature, footer = split_signature(lines)
    assert (own, signature) == (WORDS, ["Regards,", "Example Org"])
    assert footer == ["Jobs for you", "Baker, Leeds"]
