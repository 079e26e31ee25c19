from __future__ import annotations

import json

import pytest

from evidence.errors import CheckError
from evidence.figures.choropleth import MISSING, choropleth
from evidence.figures.map_name import numbered_on
from evidence.figures.shade import Shade, classed, legend_columns
from evidence.figures.static import static_svg

SHADES = (Shade("high", "#0B2D4A"), Shade("low", "#E6F1FA"))
# Two squares of a tenth of a degree side by side; the second runs the wrong way round.
SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [-1.0, 60.0]},
    "bbox": [-1.0, 60.0, -0.8, 60.1],
    "arcs": [
        [[0, 0], [0, 1], [1, 0], [0, -1], [-1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0], [0, -1]],
    ],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "A", "arcs": [[0]], "properties": {"name": "West"}},
                {"type": "Polygon", "id": "B", "arcs": [[1]], "properties": {"name": "East"}},
            ],
        }
    },
}
ROWS = [{"code": "A", "shade": "high"}, {"code": "B", "shade": "low"}]


def _draw(rows=ROWS, **options):
    return choropleth(
        SQUARES, rows, SHADES, legend="Level", tooltips=(("name", "Area"),), **options
    )


def test_shapes_are_drawn_flat_and_in_proportion():
    drawing = _draw()
    # 0.2 degrees by cos(60.05 degrees) wide and 0.1 high: as broad as it is tall.
    assert drawing.spec["height"] == 560
    flat = json.loads(drawing.spec["datasets"]["areas"])
    assert flat["transform"]["scale"] == [pytest.approx(0.1 * 0.49924, abs=1e-5), 0.1]
    assert drawing.spec["projection"] == {"type": "identity", "reflectY": True}


def test_an_area_without_a_row_is_grey_and_in_the_legend():
    assert MISSING not in static_svg(_draw().spec)
    svg = static_svg(_draw(ROWS[:1]).spec)
    assert MISSING in svg
    assert "#D9D9D9" in svg


def test_a_row_without_a_shape_is_refused():
    with pytest.raises(CheckError, match="no shape for Z"):
        _draw([*ROWS, {"code": "Z", "shade": "low"}])


def test_names_stand_on_the_wide_map_and_numbers_with_a_key_on_a_phone():
    drawing = _draw(named=True)
    assert [row["name"] for row in drawing.spec["datasets"]["names"]] == ["East", "West"]
    wide, narrow = static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)
    assert ">West<" in wide
    assert ">2 West<" not in wide
    assert ">West<" not in narrow
    # Numbered by name: East is 1 and West 2; each number stands on the map and in the key.
    for text in (">1<", ">2<", ">1 East<", ">2 West<"):
        assert text in narrow


def test_a_key_runs_down_two_columns_below_the_map():
    shapes = SQUARES["objects"]["areas"]["geometries"]
    points, key = numbered_on(SQUARES, 300, 200, SQUARES)
    assert {row["name"] for row in points} == {"1", "2"}
    assert [row["text"] for row in key] == ["1 East", "2 West"]
    assert [row["left"] for row in key] == [0, 150]
    assert all(row["top"] > 200 for row in key)
    assert len(points) == len(shapes)
    # Names of 7 letters and more do not fit beside each other in 60 pixels: one column.
    assert [row["left"] for row in numbered_on(SQUARES, 60, 60, SQUARES)[1]] == [0, 0]
    # So small that no number fits: then no name is in the key either.
    assert numbered_on(SQUARES, 1, 1, SQUARES) == ([], [])


@pytest.mark.parametrize(("value", "label"), [(10, "high"), (9.9, "low"), (0, "low")])
def test_a_value_at_a_limit_is_in_the_class_above(value, label):
    assert classed(value, SHADES, (10,)) == label


def test_limits_must_fit_the_classes():
    with pytest.raises(CheckError):
        classed(1, SHADES, (1, 2))


def test_a_legend_breaks_where_it_does_not_fit():
    assert legend_columns(SHADES, 600) == 2
    assert legend_columns(SHADES, 60) == 1
