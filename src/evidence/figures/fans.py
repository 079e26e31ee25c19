"""Fans show how the spread of many areas opens over the years, with the path of some areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from evidence.errors import CheckError
from evidence.figures.boxes import INNER, OTHER, OUTER
from evidence.figures.drawing import Drawing, Record, draw, source
from evidence.figures.figure import WIDE
from evidence.figures.key import Entry, key
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, DASH, ENGLAND, INK, LINE

Kind = Literal["place", "whole", "other"]

_LEFT = 40
_HEIGHT = 130
_STYLE: dict[Kind, dict[str, Any]] = {
    "other": {"stroke": OTHER, "strokeWidth": 1, "opacity": 0.7},
    "whole": {"stroke": ENGLAND, "strokeWidth": 1.5, "strokeDash": list(DASH)},
    "place": {"stroke": AREA, "strokeWidth": 2.5},
}
_PERCENTILES = ("tenth", "quarter", "median", "three_quarters", "nine_tenths")


@dataclass(frozen=True)
class Path:
    """The values of one area: ``points`` are (year, value) in order."""

    name: str
    kind: Kind
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Fan:
    """One panel: its heading, five percentiles of all areas for each year, and some paths."""

    title: str
    spread: tuple[tuple[int, tuple[float, float, float, float, float]], ...]
    paths: tuple[Path, ...]


def fans(chosen: Sequence[Fan], *, place: str, whole: str = "England") -> Drawing:
    """Draw panels on one scale, three beside each other or, narrow, two; CheckError for none."""
    if not any(fan.spread for fan in chosen):
        raise CheckError("a chart of fans has no spread to draw: show a notice instead")
    years = [year for fan in chosen for year, _ in fan.spread]
    values = [
        *(end for fan in chosen for _, ends in fan.spread for end in ends),
        *(value for fan in chosen for path in fan.paths for _, value in path.points),
    ]
    kinds = {path.kind for fan in chosen for path in fan.paths}
    entries = [
        Entry("Middle four fifths", OUTER),
        Entry("Middle half", INNER),
        Entry("Median", INK, "line"),
        *([Entry(place, AREA, "line")] if "place" in kinds else []),
        *([Entry("Similar authorities", OTHER, "line")] if "other" in kinds else []),
        *([Entry(whole, ENGLAND, "dashed")] if "whole" in kinds else []),
    ]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        across = 3 if width == WIDE else 2
        plot = (width - 16) // across - _LEFT - 8
        head, data = key(entries, width - 20)
        data["key"] = [
            {**item, "left": item["left"] - _LEFT, "text": item["text"] - _LEFT}
            for item in data["key"]
        ]
        drawn = []
        for number, fan in enumerate(chosen):
            data[f"spread{number}"] = _spread(fan)
            data[f"paths{number}"] = _paths(fan)
            panel = _panel(number, fan.title, (min(years), max(years)), (min(values), max(values)))
            drawn.append(panel.properties(width=plot, height=_HEIGHT))
        grid = alt.concat(*drawn, columns=across, bounds="flush").properties(
            spacing={"column": _LEFT + 8, "row": 76}
        )
        return alt.vconcat(head.properties(width=plot), grid, spacing=26), data

    return draw(build)


def _spread(fan: Fan) -> list[Record]:
    return [
        {
            "year": year,
            **{name: rounded(end, 1) for name, end in zip(_PERCENTILES, ends, strict=True)},
        }
        for year, ends in fan.spread
    ]


def _paths(fan: Fan) -> list[Record]:
    return [
        {"name": path.name, "kind": path.kind, "year": year, "value": rounded(value, 1)}
        for path in fan.paths
        for year, value in path.points
    ]


def _panel(
    number: int, title: str, years: tuple[int, int], ends: tuple[float, float]
) -> alt.LayerChart:
    first, last = years
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(
            values=[year for year in range(first, last + 1) if (last - year) % 2 == 0],
            format="d",
            title=None,
            labelFlush=False,
            labelOverlap=False,
        ),
    )
    scale = alt.Scale(domain=[min(ends[0], 0.0), max(ends[1], 0.0)], nice=True)
    axis = alt.Axis(
        title=None,
        tickCount=5,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.10~g') + '%'",
    )

    def y(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q").scale(scale).axis(axis)

    base = alt.Chart(source(f"spread{number}")).encode(x=x)
    paths = alt.Chart(source(f"paths{number}")).encode(x=x, y=y("value"))
    told = [
        alt.Tooltip("name:N", title="Area"),
        alt.Tooltip("year:Q", title="Mid-year", format="d"),
        alt.Tooltip("value:Q", title="Error, %", format="+.1f"),
    ]
    layers: list[Any] = [
        base.mark_area(color=OUTER, tooltip=None).encode(y=y("tenth"), y2=alt.Y2("nine_tenths:Q")),
        base.mark_area(color=INNER, tooltip=None).encode(
            y=y("quarter"), y2=alt.Y2("three_quarters:Q")
        ),
        base.transform_aggregate(count="count()")
        .mark_rule(color=LINE, strokeWidth=1)
        .encode(y=alt.Y(datum=0, type="quantitative", scale=scale, axis=axis)),
        base.mark_line(color=INK, strokeWidth=1.2, tooltip=None).encode(y=y("median")),
        *(
            paths.transform_filter(f"datum.kind == '{kind}'")
            .mark_line(tooltip=None, **style)
            .encode(detail=alt.Detail("name:N"))
            for kind, style in _STYLE.items()
        ),
        # Nothing to see: where the pointer finds a year's value.
        paths.mark_point(opacity=0, size=70).encode(tooltip=told),
    ]
    return alt.layer(*layers).properties(
        title=alt.Title(title, color=INK, anchor="start", frame="group", dx=-_LEFT)
    )
