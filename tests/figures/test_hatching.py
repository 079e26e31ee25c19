"""An area without data is told by its lines as well as by its grey."""

from __future__ import annotations

import math

import pytest

from evidence.figures.choropleth import MISSING, choropleth
from evidence.figures.hatching import hatching
from evidence.figures.shade import Shade
from evidence.figures.static import static_svg

# A square of one degree at the equator, where a degree is a degree, with a hole in its middle.
SQUARE = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [0.0, -0.5]},
    "bbox": [0.0, -0.5, 1.0, 0.5],
    "arcs": [
        [[0, 0], [0, 10], [10, 0], [0, -10], [-10, 0]],
        [[4, 4], [2, 0], [0, 2], [-2, 0], [0, -2]],
    ],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "A", "arcs": [[0], [1]], "properties": {"name": "Ring"}}
            ],
        }
    },
}


def _length(lines):
    return sum(
        math.hypot(row["longitude2"] - row["longitude"], row["latitude2"] - row["latitude"])
        for row in lines
    )


def test_lines_cover_the_area_evenly_and_leave_out_the_hole():
    lines = hatching(SQUARE, {"A"}, 500.0)
    # Lines 5 pixels apart along the axis are 5 / sqrt(2) apart across: by hand, length x that
    # distance is the area, a square degree of 500 x 500 pixels less a hole of 100 x 100.
    assert _length(lines) * 500 * 5 / math.sqrt(2) == pytest.approx(500**2 - 100**2, rel=0.01)
    for row in lines:
        x, y = ((row[name] + row[f"{name}2"]) / 2 for name in ("longitude", "latitude"))
        assert 0 <= x <= 1
        assert -0.5 <= y <= 0.5
        assert not (0.4 < x < 0.6 and -0.1 < y < 0.1)


def test_an_area_smaller_than_the_gap_still_has_a_line():
    assert len(hatching(SQUARE, {"A"}, 1.0)) >= 1


def test_an_area_with_data_has_none():
    assert hatching(SQUARE, set(), 500.0) == []


@pytest.mark.parametrize("missing", [True, False])
def test_page_phone_and_legend_are_hatched_alike(missing):
    rows = [{"code": "A", "shade": MISSING if missing else "high"}]
    drawing = choropleth(
        SQUARE, rows, (Shade("high", "#0B2D4A"),), legend="Level", tooltips=(("name", "Area"),)
    )
    # The interactive chart is drawn from the same specification.
    assert ("hatching" in drawing.spec["datasets"]) is missing
    for svg in (static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)):
        assert ("role-mark" in svg and "<line" in svg) is missing
        # Four strokes make the legend's hatched square; a plain one has one.
        assert any(path.count("M") == 4 for path in svg.split('"')) is missing
