"""Quarters draw lines from nought that break where a value is missing."""

import pytest

from evidence.errors import CheckError
from evidence.figures.quarters import Line, Panel, Point, quarters
from evidence.figures.static import static_svg

VALUES = (3.0, None, 7.0, None, 5.0, 6.0)


def line(values, text=""):
    points = tuple(
        Point(2018.5 + 0.25 * number, f"quarter {number}", value)
        for number, value in enumerate(values)
    )
    return Line("Here", "#12436D", points, text)


def test_a_value_between_missing_ones_is_a_dot_and_the_end_is_named():
    drawing = quarters([Panel("Here", (line(VALUES, "6"),))], unit="households")
    rows = drawing.spec["datasets"]["lines0"]
    assert [row["value"] for row in rows] == [3, None, 7, None, 5, 6]
    assert [row["alone"] for row in rows] == [True, False, True, False, False, False]
    assert [row["text"] for row in rows] == ["", "", "", "", "", "6"]


@pytest.mark.parametrize("high", [0.0, 1.0, 0.3, 97.0, 140_000.0])
def test_any_size_is_drawn(high):
    panels = [Panel("One", (line((0.0, high)),)), Panel("Two", (line((high,)),))]
    drawing = quarters(panels, unit="households", shared=True, suffix="%", decimals=1)
    for narrow in ({}, drawing.narrow):
        assert "NaN" not in static_svg(drawing.spec, narrow)


def test_nothing_to_draw_is_refused():
    with pytest.raises(CheckError, match="show a notice"):
        quarters([Panel("Here", (line((None, None)),))], unit="households")
