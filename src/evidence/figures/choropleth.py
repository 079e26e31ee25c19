"""A choropleth shades areas by labelled classes, with names where there is room for them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.shade import Shade, legend_columns
from evidence.figures.theme import INK, NO_DATA, OUTLINE

Topology = Mapping[str, Any]

MISSING = "not available"
"""The class of an area without a value: grey, and named in the legend."""

MOST_NAMED = 25
"""A map of more areas than this is too full for their names."""

_OBJECT = "areas"
_TALLEST = {True: 560, False: 400}
_NAME_SIZE = 11
_LETTER = 5.9
_LINE = 12.0


def choropleth(
    topology: Topology,
    rows: Sequence[Record],
    shades: Sequence[Shade],
    *,
    legend: str,
    tooltips: Sequence[tuple[str, str]],
    overlay: Topology | None = None,
    named: bool = False,
) -> Drawing:
    """Draw areas shaded by class.

    ``rows`` have ``code`` (the id of a shape), ``shade`` (the label of one of ``shades`` or
    ``MISSING``) and the fields that ``tooltips`` names with their labels. ``overlay`` is drawn as
    outlines in ink; with ``named`` its areas (without it, those of ``topology``) carry their names
    on the wide map. A shape without a row is drawn as missing; a row without a shape raises
    CheckError, as does a map without shapes.
    """
    codes = [shape["id"] for shape in _shapes(topology)]
    if not codes:
        raise CheckError("a map has no shapes to draw")
    lost = sorted({str(row["code"]) for row in rows} - set(codes))
    if lost:
        raise CheckError(f"a map has no shape for {', '.join(lost[:5])} ({len(lost)} in all)")
    shown = {row["code"] for row in rows}
    blank = dict.fromkeys([field for field, _ in tooltips if field != "name"])
    values = [
        *rows,
        *({"code": code, "shade": MISSING} | blank for code in codes if code not in shown),
    ]
    legended = list(shades)
    if any(row["shade"] == MISSING for row in values):
        legended.append(Shade(MISSING, NO_DATA))
    names = overlay or topology
    count = sum(1 for _ in _shapes(names))
    squeeze = _squeeze(topology)

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        inner = width - 10
        height = _height(topology, inner, _TALLEST[wide])
        fields = [field for field, _ in tooltips if field != "name"]
        fill = (
            alt.Chart(_shape_data("areas"))
            .transform_lookup(
                lookup="id",
                from_=alt.LookupData(data=source("values"), key="code", fields=["shade", *fields]),
            )
            .mark_geoshape(stroke=OUTLINE, strokeWidth=0.6)
            .encode(
                color=alt.Color("shade:N")
                .scale(
                    domain=[shade.label for shade in legended],
                    range=[shade.colour for shade in legended],
                )
                .legend(
                    title=legend,
                    columns=legend_columns(legended, inner),
                    symbolType="square",
                    symbolStrokeColor=INK,
                    symbolStrokeWidth=0.5,
                ),
                tooltip=[
                    alt.Tooltip(_tooltip_field(field), title=title) for field, title in tooltips
                ],
            )
        )
        layers: list[alt.Chart] = [fill]
        datasets: dict[str, Any] = {"areas": _text(topology, squeeze), "values": values}
        # Ink shows the edge of pale areas; within dark ones it needs a pale line around it.
        outlined = _shape_data("outlines" if overlay else "areas")
        lines = [(OUTLINE, 3.2), (INK, 1.3)] if overlay else [(INK, 0.25)]
        layers += [
            alt.Chart(outlined).mark_geoshape(
                fill=None, stroke=colour, strokeWidth=thick, strokeJoin="round", tooltip=None
            )
            for colour, thick in lines
        ]
        if overlay:
            datasets["outlines"] = _text(overlay, squeeze)
        if named and count <= MOST_NAMED:
            datasets["names"] = _names(names, inner, height, topology)
            if wide:
                layers += [_name_layer(OUTLINE, 3.0), _name_layer(None, 0.0)]
        chart = (
            alt.layer(*layers)
            .project(type="identity", reflectY=True)
            .properties(width=inner, height=height)
        )
        return chart, datasets

    return draw(build)


def _tooltip_field(field: str) -> str:
    return "properties.name:N" if field == "name" else f"{field}:N"


def _shape_data(name: str) -> alt.NamedData:
    return alt.NamedData(name=name, format=alt.TopoDataFormat(type="topojson", feature=_OBJECT))


def _name_layer(halo: str | None, width: float) -> alt.Chart:
    mark: dict[str, Any] = {
        "fontSize": _NAME_SIZE,
        "lineBreak": "\n",
        "lineHeight": _LINE,
        "baseline": "middle",
        "color": INK,
        "tooltip": None,
    }
    if halo:
        mark |= {"stroke": halo, "strokeWidth": width, "strokeJoin": "round", "opacity": 0.9}
    return (
        alt.Chart(source("names"))
        .mark_text(**mark)
        .encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")
    )


def _text(topology: Topology, squeeze: float) -> str:
    """Write a topology in one line, its longitudes shortened so that a flat drawing is in shape.

    A flat drawing does not mind which way round a ring runs; on a globe one wrong ring among the
    simplified borders would colour all the world but itself.
    """
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    flat = {
        "scale": [round(scale[0] * squeeze, 12), scale[1]],
        "translate": [round(move[0] * squeeze, 9), move[1]],
    }
    kept = {key: value for key, value in topology.items() if key != "bbox"}
    # One line of text: a notebook would put every number of an array on a line of its own.
    return json.dumps(kept | {"transform": flat}, separators=(",", ":"), allow_nan=False)


def _squeeze(topology: Topology) -> float:
    """Say how much shorter a degree of longitude is than one of latitude here."""
    _, south, _, north = topology["bbox"]
    return round(math.cos(math.radians((south + north) / 2)), 6)


def _shapes(topology: Topology) -> Iterator[Mapping[str, Any]]:
    yield from topology["objects"][_OBJECT]["geometries"]


def _height(topology: Topology, width: int, tallest: int) -> int:
    west, south, east, north = topology["bbox"]
    squeeze = _squeeze(topology)
    shape = (north - south) / max((east - west) * squeeze, 1e-9)
    return max(120, min(tallest, round(width * shape)))


def _names(names: Topology, width: int, height: int, frame: Topology) -> list[Record]:
    """Place the names that find room at the middle of their areas, the largest areas first.

    A name much wider than its area, or one that would lie on another, is left out.
    """
    west, south, east, north = frame["bbox"]
    squeeze = _squeeze(frame)
    scale = min(width / max((east - west) * squeeze, 1e-9), height / max(north - south, 1e-9))
    placed: list[tuple[float, float, float, float]] = []
    rows: list[Record] = []
    parts = [(_largest(names, shape), shape["properties"]["name"]) for shape in _shapes(names)]
    for part, name in sorted(parts, key=lambda item: (-item[0].size, item[1])):
        lines = wrapped(name, 13)
        across = max(map(len, lines.split("\n"))) * _LETTER / 2
        down = (lines.count("\n") + 1) * _LINE / 2
        if 2 * across > 1.25 * part.width * squeeze * scale or 2 * down > part.height * scale:
            continue
        x = (part.longitude - west) * squeeze * scale
        middle = (north - part.latitude) * scale
        free = [
            y
            for y in (middle, middle - _LINE, middle + _LINE)
            if all(
                abs(x - other_x) >= across + other_across or abs(y - other_y) >= down + other_down
                for other_x, other_across, other_y, other_down in placed
            )
        ]
        if not free:
            continue
        placed.append((x, across, free[0], down))
        rows.append(
            {
                "name": lines,
                "longitude": round(part.longitude * squeeze, 5),
                # Lines are set downwards from the first: half of the others go above it.
                "latitude": round(north - (free[0] - down + _LINE / 2) / scale, 5),
            }
        )
    return rows


@dataclass(frozen=True)
class _Part:
    """One ring of an area in degrees: its size, extent, and middle."""

    size: float
    width: float
    height: float
    longitude: float
    latitude: float


def _largest(topology: Topology, shape: Mapping[str, Any]) -> _Part:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    rings = [_ring(topology, polygon[0]) for polygon in polygons]
    (size, longitude, latitude), ring = max((_centroid(ring), ring) for ring in rings)
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return _Part(size, max(xs) - min(xs), max(ys) - min(ys), longitude, latitude)


def _ring(topology: Topology, arcs: Sequence[int]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for number in arcs:
        arc = _arc(topology, number if number >= 0 else ~number)
        points += arc if number >= 0 else arc[::-1]
    return points


def _arc(topology: Topology, number: int) -> list[tuple[float, float]]:
    (scale_x, scale_y), (left, bottom) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    points = []
    for step_x, step_y in topology["arcs"][number]:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def _centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return a ring's area (square degrees) and its centroid."""
    twice = x = y = 0.0
    origin_x, origin_y = ring[0]
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        ax, ay, bx, by = x0 - origin_x, y0 - origin_y, x1 - origin_x, y1 - origin_y
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if not twice:
        return 0.0, origin_x, origin_y
    return abs(twice) / 2, origin_x + x / (3 * twice), origin_y + y / (3 * twice)
