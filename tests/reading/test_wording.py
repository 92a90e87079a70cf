from assistant.reading import wording


def test_openings_compare_the_beginning():
    openings = wording.Openings(["best", "best regards", "yours"])
    assert openings.opens("best of all")
    assert not openings.opens("the best")
    assert openings.opened_by("best regards, sam") == "best regards"
    assert openings.opened_by("best") == "best"
    assert openings.opened_by("bestow") is None
    assert openings.opened_by("") is None


def test_every_phrase_is_in_the_form_lines_are_compared_in():
    for phrases in wording.PHRASES.values():
        for phrase in phrases:
            assert phrase == phrase.lower().strip()
            assert not set(phrase) & set("\u2019\u2018\u201c\u201d\u00a0")


def test_no_label_means_two_things():
    labels = [label for group in wording.LABEL_GROUPS.values() for label in group]
    assert len(labels) == len(set(labels))
