"""A locator is a small England in a free corner of a map, with a dot where the place lies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from evidence.figures.drawing import Record, source
from evidence.figures.map_name import Point, Topology, rings, scale_of, shapes, squeeze_of
from evidence.figures.theme import AREA, GRID, LINE

HEIGHT = {True: 84.0, False: 60.0}
"""Pixels of a locator on a page and on a phone."""

_ROOM = 8.0
_DOT = {True: 60, False: 45}


def locator(
    england: Sequence[Sequence[Point]],
    topology: Topology,
    size: tuple[int, int],
    *,
    wide: bool,
    below: float,
) -> list[Record]:
    """Return England and the dot as symbols in a corner of the map of ``size`` that is free.

    ``england`` holds rings in longitude and latitude. Where the map fills every corner they stand
    beneath it, at ``below``.
    """
    box = topology["bbox"]
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    # The dot counts: the Isles of Scilly are too small to be drawn, and west of all that is.
    points = [point for ring in england for point in ring] + [(x, y)]
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = squeeze_of({"bbox": [0, south, 0, north]})
    west, east = (edge(x for x, _ in points) * squeeze for edge in (min, max))
    scale = HEIGHT[wide] / (north - south)

    def across_of(longitude: float) -> float:
        return round((longitude * squeeze - west) * scale, 1)

    def down_of(latitude: float) -> float:
        return round((north - latitude) * scale, 1)

    across = (east - west) * scale
    left, top = _corner(topology, size, (across, HEIGHT[wide])) or (0.0, below)
    outline = "".join(
        "M" + "L".join(f"{across_of(x)},{down_of(y)}" for x, y in ring) + "Z" for ring in england
    )
    return [
        # Vega scales a path by half the root of its size: 4 leaves it in pixels.
        {
            "left": round(left, 1),
            "top": round(top, 1),
            "shape": outline,
            "size": 4,
            "fill": GRID,
            "stroke": LINE,
        },
        {
            "left": round(left + across_of(x), 1),
            "top": round(top + down_of(y), 1),
            "shape": "circle",
            "size": _DOT[wide],
            "fill": AREA,
            "stroke": "#FFFFFF",
        },
    ]


def locator_layer() -> alt.Chart:
    """Draw the dataset "locator"."""
    raw: Any = {"scale": None, "axis": None}
    return (
        alt.Chart(source("locator"))
        .mark_point(strokeWidth=0.8, tooltip=None)
        .encode(
            x=alt.X("left:Q", **raw),
            y=alt.Y("top:Q", **raw),
            shape=alt.Shape("shape:N", scale=None),
            size=alt.Size("size:Q", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        )
    )


def _corner(topology: Topology, size: tuple[int, int], box: Point) -> Point | None:
    """Return the left and top of a ``box`` in the first corner that no border comes near."""
    width, height = size
    scale, squeeze = scale_of(topology, width, height), squeeze_of(topology)
    west, south, east, north = topology["bbox"]
    # A map is fitted to its frame and stands in the middle of it.
    left = (width - (east - west) * squeeze * scale) / 2
    top = (height - (north - south) * scale) / 2
    borders = [
        edge
        for shape in shapes(topology)
        for ring in rings(topology, shape)
        for edge in pairwise(
            (left + (x - west) * squeeze * scale, top + (north - y) * scale)
            for x, y in [*ring, ring[0]]
        )
    ]
    right, bottom = width - box[0], height - box[1]
    for x, y in ((right, bottom), (0.0, bottom), (right, 0.0), (0.0, 0.0)):
        if not any(
            min(x0, x1) < x + box[0] + _ROOM
            and max(x0, x1) > x - _ROOM
            and min(y0, y1) < y + box[1] + _ROOM
            and max(y0, y1) > y - _ROOM
            for (x0, y0), (x1, y1) in borders
        ):
            return x, y
    return None
