"""Intervals draw a dot, its limits where there are any, and say what is missing."""

import re

import pytest

from evidence.errors import CheckError
from evidence.figures.intervals import Mark, intervals
from evidence.figures.key import Entry
from evidence.figures.static import static_svg
from evidence.figures.theme import AREA

MARKS = (
    Mark("England", 32.07, "32.1%", "whole"),
    Mark("Here", 9.98, "10.0%", "place", 8.22, 12.07),
    Mark("A town with a long name that takes two lines", None, "[c]", "other"),
)


def test_points_hold_values_and_limits():
    drawing = intervals(MARKS, axis="Share, %", decimals=1, level=32.07)
    points = drawing.spec["datasets"]["points"]
    assert [point["value"] for point in points] == [32.1, 10.0, None]
    assert [(point["lower"], point["upper"]) for point in points] == [
        (None, None),
        (8.2, 12.1),
        (None, None),
    ]
    assert [point["text"] for point in points] == ["32.1%", "10.0%", "[c]"]


def test_the_key_names_the_bars_only_where_there_are_any():
    entries = [Entry("Here", AREA, "circle")]
    with_bars = intervals(MARKS, axis="Share, %", decimals=1, entries=entries)
    without = intervals(MARKS[:1], axis="Share, %", decimals=1, entries=entries)
    labels = [[item["label"] for item in d.spec["datasets"]["key"]] for d in (with_bars, without)]
    assert labels == [["Here", "95% interval"], ["Here"]]


@pytest.mark.parametrize("value", [0.0, 0.004, 0.7, 6.2, 99.0, 1234.0])
def test_any_size_is_drawn_at_both_widths(value):
    drawing = intervals([Mark("Here", value, str(value), "place", 0, value)], axis="X", decimals=3)
    for narrow in ({}, drawing.narrow):
        picture = static_svg(drawing.spec, narrow)
        assert "Here" in picture
        assert "NaN" not in picture


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (1867.0, 2932.0, [1500, 2000, 2500, 3000]),
        (25.0, 32.0, [24, 26, 28, 30, 32]),
        (0.2, 0.2, [0.0, 0.2]),
    ],
)
def test_a_scale_may_begin_near_the_lowest_limit(low, high, ticks):
    middle = (low + high) / 2
    marks = [Mark("Here", middle, "x", "place", low, high, short="x", beneath="(y)")]
    drawing = intervals(marks, axis="People", decimals=1, zero=False)
    x = drawing.spec["vconcat"][1]["layer"][0]["encoding"]["x"]
    assert x["axis"]["values"] == ticks
    assert x["scale"]["domain"][0] == ticks[0] <= low
    assert ticks[-1] >= high


def test_a_phone_gives_the_limits_a_line_of_their_own():
    marks = [
        Mark("Here", 20.0, "20 (10 to 30)", "place", 10, 30, short="20", beneath="(10 to 30)"),
        Mark("There", 25.0, "25", "other"),
    ]
    drawing = intervals(marks, axis="People", decimals=0)
    wide, phone = static_svg(drawing.spec, {}), static_svg(drawing.spec, drawing.narrow)
    assert ">20 (10 to 30)<" in wide
    assert ">20 (10 to 30)<" not in phone
    for text in (">20<", ">(10 to 30)<", ">25<"):
        assert text in phone


def test_nothing_to_draw_is_refused():
    with pytest.raises(CheckError, match="show a notice"):
        intervals(MARKS[2:], axis="Share, %", decimals=1)


def test_a_level_does_not_bring_nought_back():
    marks = [Mark("Here", 75.5, "75.5%", "place", 71.7, 79.0)]
    drawn = intervals(marks, axis="Share, %", decimals=1, level=81.4, zero=False)
    axis = re.findall(r">(\d+)</text>", static_svg(drawn.spec))
    assert axis
    assert min(map(int, axis)) >= 65
