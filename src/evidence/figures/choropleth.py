"""A choropleth shades areas by labelled classes, with names where there is room for them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source
from evidence.figures.figure import WIDE
from evidence.figures.hatching import SYMBOL, hatching, hatching_layer
from evidence.figures.locator import locator, locator_layer
from evidence.figures.map_name import (
    LINE,
    OBJECT,
    Point,
    Topology,
    named_on,
    numbered_on,
    scale_of,
    shapes,
    squeeze_of,
)
from evidence.figures.shade import Shade, legend_columns
from evidence.figures.theme import INK, NO_DATA, OUTLINE

MISSING = "not available"
"""The class of an area without a value: grey and hatched, and named in the legend."""

MOST_NAMED = 25
"""A map of more areas than this is too full for their names."""

_SYMBOL = alt.ExprRef(f"datum.value === {MISSING!r} ? {SYMBOL!r} : 'square'")
_TALLEST = {True: 560, False: 400}
_NAME_SIZE = 11


def choropleth(
    topology: Topology,
    rows: Sequence[Record],
    shades: Sequence[Shade],
    *,
    legend: str,
    tooltips: Sequence[tuple[str, str]],
    overlay: Topology | None = None,
    named: bool = False,
    england: Sequence[Sequence[Point]] = (),
) -> Drawing:
    """Draw areas shaded by class.

    ``rows`` have ``code`` (the id of a shape), ``shade`` (the label of one of ``shades`` or
    ``MISSING``) and the fields that ``tooltips`` names with their labels. ``overlay`` is drawn as
    outlines in ink; with ``named`` its areas (without it, those of ``topology``) carry their names
    on the wide map, and on a phone numbers that a key beneath explains. ``england``, the rings of
    its outline, adds a locator. A shape without a row is drawn as missing; a row without a shape
    raises CheckError, as does a map without shapes.
    """
    codes = [shape["id"] for shape in shapes(topology)]
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
    missing = {str(row["code"]) for row in values if row["shade"] == MISSING}
    if missing:
        legended.append(Shade(MISSING, NO_DATA))
    names = overlay or topology
    count = sum(1 for _ in shapes(names))
    squeeze = squeeze_of(topology)

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
                    symbolType=_SYMBOL if missing else "square",
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
        if missing:
            datasets["hatching"] = hatching(topology, missing, scale_of(topology, inner, height))
            layers.append(hatching_layer())
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
            if wide:
                datasets["names"] = named_on(names, inner, height, topology)
            else:
                datasets["names"], datasets["key"] = numbered_on(names, inner, height, topology)
                layers.append(_key_layer())
            layers += [_name_layer(OUTLINE, 3.0), _name_layer(None, 0.0)]
        if england:
            under = max((row["top"] for row in datasets.get("key", ())), default=height)
            datasets["locator"] = locator(
                england, topology, (inner, height), wide=wide, below=under + 24
            )
            layers.append(locator_layer())
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
    return alt.NamedData(name=name, format=alt.TopoDataFormat(type="topojson", feature=OBJECT))


def _name_layer(halo: str | None, width: float) -> alt.Chart:
    mark: dict[str, Any] = {
        "fontSize": _NAME_SIZE,
        "lineBreak": "\n",
        "lineHeight": LINE,
        "baseline": "middle",
        "color": INK,
        "tooltip": None,
    }
    if halo:
        mark |= {"stroke": halo, "strokeWidth": width, "strokeJoin": "round", "opacity": 0.9}
    return (
        alt.Chart(source("names"))
        .mark_text(**mark)
        .encode(
            longitude=alt.Longitude("longitude:Q"),
            latitude=alt.Latitude("latitude:Q"),
            text=alt.Text("name:N"),
        )
    )


def _key_layer() -> alt.Chart:
    """Write the key of the numbers beneath the map, where the picture grows to hold it."""
    raw: Any = {"scale": None, "axis": None}
    return (
        alt.Chart(source("key"))
        .mark_text(align="left", baseline="top", fontSize=_NAME_SIZE, color=INK, tooltip=None)
        .encode(x=alt.X("left:Q", **raw), y=alt.Y("top:Q", **raw), text=alt.Text("text:N"))
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


def _height(topology: Topology, width: int, tallest: int) -> int:
    west, south, east, north = topology["bbox"]
    squeeze = squeeze_of(topology)
    shape = (north - south) / max((east - west) * squeeze, 1e-9)
    return max(120, min(tallest, round(width * shape)))
