"""A locator shows where in England a place lies, and never covers the map."""

from __future__ import annotations

import itertools
import json

import pytest

from evidence.figures.choropleth import choropleth
from evidence.figures.locator import HEIGHT, locator
from evidence.figures.shade import Shade
from evidence.figures.static import static_svg
from evidence.measures.outline import ward_outline
from evidence.measures.place import Place

ENGLAND = (((-5.0, 50.0), (-5.0, 55.0), (1.0, 55.0), (1.0, 50.0)),)


def _topology(*ring):
    """A place of one ring of points of a tenth of a degree, its south-west at -1, 52."""
    steps = [ring[0], *((b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(ring))]
    return {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [-1.0, 52.0]},
        "bbox": [-1.0, 52.0, 0.0, 53.0],
        "arcs": [steps],
        "objects": {
            "areas": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "id": "A", "arcs": [[0]], "properties": {"name": "A"}}
                ],
            }
        },
    }


FULL = _topology((0, 0), (0, 10), (10, 10), (10, 0), (0, 0))
# Half of it: the triangle above the diagonal leaves the bottom right corner free.
UPPER = _topology((0, 0), (0, 10), (10, 10), (0, 0))


def test_the_dot_is_where_the_place_is():
    england, dot = locator(ENGLAND, FULL, (400, 400), wide=True, below=424)
    # The place's middle is -0.5, 52.5: 4.5 of 6 degrees from the west, half way up.
    across = HEIGHT[True] / 5 * 0.608761  # cos(52.5 degrees)
    assert dot["left"] - england["left"] == pytest.approx(4.5 * across, abs=0.11)
    assert dot["top"] - england["top"] == pytest.approx(HEIGHT[True] / 2, abs=0.11)


def test_it_stands_in_a_free_corner_and_else_beneath():
    england, _ = locator(ENGLAND, UPPER, (400, 400), wide=True, below=424)
    width = 6 * HEIGHT[True] / 5 * 0.608761
    assert (england["left"], england["top"]) == (
        pytest.approx(400 - width, abs=0.1),
        400 - HEIGHT[True],
    )
    england, _ = locator(ENGLAND, FULL, (250, 400), wide=True, below=424)
    assert (england["left"], england["top"]) == (0, 424)


def test_a_map_draws_it_on_page_and_phone_only_where_england_is_given():
    options = {"legend": "Level", "tooltips": (("name", "Area"),)}
    rows, shades = [{"code": "A", "shade": "high"}], (Shade("high", "#0B2D4A"),)
    drawing = choropleth(FULL, rows, shades, england=ENGLAND, **options)
    for svg in (static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)):
        assert svg.count('fill="#E3E3E3"') == 1
    plain = choropleth(FULL, rows, shades, **options)
    assert "locator" not in plain.spec["datasets"]


def test_england_is_the_held_coast_in_a_few_kilobytes(store):
    outlined = ward_outline(store, Place.of(store, "E06000053"), "IoD2025")
    assert "boundary_authority24" in outlined.tables
    points = [point for ring in outlined.england for point in ring]
    assert len(json.dumps(outlined.england)) < 7_000
    # Ordnance Survey: England reaches from Lizard Point (49.96 N) to Marshall Meadows (55.81 N),
    # from Land's End (5.72 W) to Lowestoft Ness (1.76 E).
    assert min(y for _, y in points) == pytest.approx(49.96, abs=0.08)
    assert max(y for _, y in points) == pytest.approx(55.81, abs=0.08)
    assert min(x for x, _ in points) == pytest.approx(-5.72, abs=0.08)
    assert max(x for x, _ in points) == pytest.approx(1.76, abs=0.08)
    england, dot = locator(outlined.england, outlined.topology, (600, 400), wide=True, below=424)
    # Scilly lies beyond the drawn coast, and is still within the box.
    assert england["left"] <= dot["left"] <= 600
    assert england["top"] <= dot["top"] <= 400
