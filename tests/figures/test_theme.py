"""Colours can be told apart, and words in them can be read."""

from __future__ import annotations

import itertools

import pytest

from evidence.figures import theme


def test_contrast_is_as_wcag_defines_it():
    # WCAG 2: black on white is 21:1; #767676 on white is the well-known 4.54:1.
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [*theme.CATEGORICAL, theme.PLAN, theme.COMPARATOR])
def test_words_in_a_colour_can_be_read_on_white(colour):
    assert theme.contrast(theme.label_ink(colour), "#FFFFFF") >= 4.5


@pytest.mark.parametrize("colour", [theme.AREA, theme.ENGLAND, theme.PLAN, theme.OLDER_ROUND])
def test_marks_stand_out_from_white(colour):
    assert theme.contrast(colour, "#FFFFFF") >= 3


def test_neighbouring_categories_differ():
    # The Analysis Function orders its palette so that neighbours differ by 3:1.
    for one, other in itertools.pairwise(theme.CATEGORICAL):
        assert theme.contrast(one, other) >= 3


@pytest.mark.parametrize("fill", [*theme.SEQUENTIAL, *theme.CATEGORICAL])
def test_text_on_a_fill_can_be_read(fill):
    assert theme.contrast(theme.text_on(fill), fill) >= 4.5


def test_ink_reads_on_white():
    assert theme.contrast(theme.INK, "#FFFFFF") >= 7
    assert theme.contrast(theme.MUTED_INK, "#FFFFFF") >= 4.5
