"""One function draws both widths; labels keep their distance."""

from __future__ import annotations

import altair as alt
import pytest

from evidence.figures.drawing import draw, records, source, spread, wrapped
from evidence.figures.figure import NARROW, WIDE, redraw


def _build(width):
    chart = alt.Chart(source("rows")).mark_bar().encode(x="value:Q")
    return chart.properties(width=width), {"rows": [{"value": width // 10}]}


def test_the_narrow_chart_is_the_wide_one_redrawn():
    drawing = draw(_build)
    assert drawing.spec["width"] == WIDE
    assert drawing.spec["datasets"] == {"rows": [{"value": 68}]}
    narrow = redraw(drawing.spec, drawing.narrow)
    assert narrow["width"] == NARROW
    assert narrow["datasets"] == {"rows": [{"value": 34}]}
    assert set(drawing.narrow) == {"/width", "/datasets/rows/0/value"}


def test_a_chart_ignores_what_altair_was_told_before():
    before = draw(_build)
    with alt.theme.enable("dark"), alt.data_transformers.enable("json"):
        assert draw(_build) == before


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        ([], []),
        ([50.0], [50.0]),
        ([10.0, 90.0], [10.0, 90.0]),
        ([50.0, 50.0], [50.0, 65.0]),
        ([55.0, 50.0], [65.0, 50.0]),
        ([98.0, 99.0], [85.0, 100.0]),
        ([-20.0, 120.0], [0.0, 100.0]),
    ],
)
def test_labels_are_spread_and_keep_their_order(positions, expected):
    assert spread(positions, 15, 0, 100) == expected


def test_records_round_the_fields_named_and_keep_the_rest():
    rows = records(
        [{"a": 1.26, "b": 1.26, "c": "x"}, {"a": float("nan"), "b": 2, "c": ""}], {"a": 1}
    )
    assert rows == [{"a": 1.3, "b": 1.26, "c": "x"}, {"a": None, "b": 2, "c": ""}]


def test_a_long_label_is_broken_between_words():
    assert wrapped("Cheshire West and Chester", 14) == "Cheshire West\nand Chester"
    assert wrapped("") == ""
