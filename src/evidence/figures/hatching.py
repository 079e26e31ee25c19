"""Hatching marks areas without data by slanting lines, so that grey is not taken for a class."""

from __future__ import annotations

import math
from collections.abc import Collection
from itertools import pairwise
from typing import Any

import altair as alt

from evidence.figures.drawing import Record, source
from evidence.figures.map_name import Point, Topology, rings, shapes, squeeze_of
from evidence.figures.theme import MUTED_INK

SYMBOL = "M-1,-1L1,-1L1,1L-1,1L-1,-1M-1,0L0,-1M-1,1L1,-1M0,1L1,0"
"""A hatched square, as a symbol of a legend."""

_APART = 5.0


def hatching(topology: Topology, codes: Collection[str], scale: float) -> list[Record]:
    """Return the lines across the shapes of ``codes``, a few pixels apart.

    ``scale`` is pixels to a degree of latitude. Lines are cut from one grid, so that they run on
    through neighbours, and lie wholly within their shapes.
    """
    squeeze = squeeze_of(topology)
    lines: list[Record] = []
    for shape in shapes(topology):
        if shape["id"] not in codes:
            continue
        edges = [
            edge
            for ring in rings(topology, shape)
            for edge in pairwise((x * squeeze * scale, y * scale) for x, y in [*ring, ring[0]])
        ]
        across = [y - x for edge in edges for x, y in edge]
        low, high = min(across), max(across)
        steps = range(math.ceil(low / _APART), math.floor(high / _APART) + 1)
        # An area narrower than the grid still gets a line, through its middle.
        for offset in [step * _APART for step in steps] or [(low + high) / 2]:
            cuts = _cuts(edges, offset)
            for start, end in zip(cuts[::2], cuts[1::2], strict=True):
                lines.append(
                    {
                        "longitude": round(start / scale, 5),
                        "latitude": round((start + offset) / scale, 5),
                        "longitude2": round(end / scale, 5),
                        "latitude2": round((end + offset) / scale, 5),
                    }
                )
    return lines


def hatching_layer() -> alt.Chart:
    """Draw the dataset "hatching" over the areas of a map."""
    encoding: dict[str, Any] = {
        name: f"{name}:Q" for name in ("longitude", "latitude", "longitude2", "latitude2")
    }
    return (
        alt.Chart(source("hatching"))
        .mark_rule(color=MUTED_INK, strokeWidth=0.9, tooltip=None)
        .encode(**encoding)
    )


def _cuts(edges: list[tuple[Point, Point]], offset: float) -> list[float]:
    """Return where the line y = x + ``offset`` crosses edges of closed rings, in order of x."""
    found = []
    for (x0, y0), (x1, y1) in edges:
        before, after = y0 - x0 - offset, y1 - x1 - offset
        if (before < 0) != (after < 0):
            found.append(x0 + (x1 - x0) * before / (before - after))
    return sorted(found)
