from assistant.reading.wrapping import unflow, unwrap

WRAPPED = [
    "Thank you for the time you took last week to talk to our team about the",
    "role. We have now decided to go on with a candidate who has more practice",
    "in the field.",
    "",
    "We wish you well.",
]


def test_lines_wrapped_by_the_sender_become_paragraphs():
    assert unwrap(WRAPPED) == (
        "Thank you for the time you took last week to talk to our team about the role. We have now"
        " decided to go on with a candidate who has more practice in the field.\n\n"
        "We wish you well."
    )


def test_short_lines_stay_lines():
    lines = ["Sam Roe", "Talent Partner", "Example Org", "+1 555 0100"]
    assert unwrap(lines) == "\n".join(lines)


def test_lists_stay_lists():
    lines = [
        "These are the two things that the interviewers have told us about your work:",
        "- a",
        "* b",
        "1. c",
    ]
    assert unwrap(lines) == "\n".join(lines)


def test_a_full_line_before_a_closing_formula_stays_alone():
    lines = ["We are sorry, and we wish you all the best for the rest of your search.", "Regards"]
    assert unwrap(lines) == "\n".join(lines)


def test_long_lines_are_paragraphs_already():
    lines = ["word " * 40 + "end", "next"]
    assert unwrap(lines) == "\n".join(lines)


def test_a_wrap_that_left_room_is_joined_when_the_sentence_goes_on():
    lines = [
        "Sadly the panel has decided to take another",
        "person for this role this time around.",
    ]
    assert unwrap(lines) == " ".join(lines)


def test_flowed_text_is_joined():
    text = "We have decided \nto go on.\n> You asked \n> me.\n-- \nSam \nRoe"
    assert unflow(text, delete_space=False) == (
        "We have decided to go on.\n> You asked me.\n-- \nSam Roe"
    )


def test_flowed_text_that_deletes_its_spaces():
    assert unflow("un \nfortunately", delete_space=True) == "unfortunately"
