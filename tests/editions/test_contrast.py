"""Words that differ are marked, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.editions.contrast import contrast

WORDS = st.lists(st.sampled_from(["a", "b", "c", "dd", "<b>", "é"]), max_size=12)


def test_other_words_are_marked():
    old = "People aged 65 and over number 2,300 in Luton."
    new = "People aged 65 and over number about 2,000 in Luton."
    assert contrast(old, new) == (
        [
            ("People aged 65 and over number", False),
            ("2,300", True),
            ("in Luton.", False),
        ],
        [
            ("People aged 65 and over number", False),
            ("about 2,000", True),
            ("in Luton.", False),
        ],
    )


def test_words_that_are_only_added_are_marked_on_one_side():
    assert contrast("Limits run to 9.", "95% Limits run to 9.") == (
        [("Limits run to 9.", False)],
        [("95%", True), ("Limits run to 9.", False)],
    )


def test_of_sentences_written_anew_nothing_is_marked():
    assert contrast("Ten people live here.", "No count is held.") == (
        [("Ten people live here.", False)],
        [("No count is held.", False)],
    )
    assert contrast("", "New.") == ([], [("New.", False)])


@given(WORDS, WORDS)
def test_what_is_marked_is_all_that_differs(old, new):
    runs = contrast(" ".join(old), " ".join(new))
    assert [" ".join(text for text, _ in side).split() for side in runs] == [old, new]
    kept = [" ".join(text for text, other in side if not other) for side in runs]
    marked = any(other for side in runs for _, other in side)
    assert kept[0] == kept[1] or not marked
