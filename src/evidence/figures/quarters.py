"""Quarters show counts and shares at the ends of quarters: small charts on one scale of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, draw, source
from evidence.figures.figure import WIDE
from evidence.figures.key import Entry, key
from evidence.figures.table import rounded
from evidence.figures.theme import DASH, INK, TEXT_SIZE, label_ink

_LEFT = 46
"""Pixels for the numbers of the vertical axis."""
_RIGHT = 42
"""Pixels for the value at the end of a line."""


@dataclass(frozen=True)
class Point:
    """The end of one quarter: ``at`` is a year and its fraction; a missing value breaks a line."""

    at: float
    period: str
    value: float | None


@dataclass(frozen=True)
class Line:
    """One series of points in order of time; ``text`` stands at its end where it is given."""

    name: str
    colour: str
    points: tuple[Point, ...]
    text: str = ""
    dashed: bool = False
    width: float = 2.5


@dataclass(frozen=True)
class Panel:
    """One small chart: its heading and its lines, the first drawn below the others."""

    title: str
    lines: tuple[Line, ...]


def quarters(
    panels: Sequence[Panel],
    *,
    unit: str,
    decimals: int = 0,
    columns: int = 2,
    narrow_columns: int = 1,
    height: int = 160,
    shared: bool = False,
    suffix: str = "",
    entries: Sequence[Entry] = (),
) -> Drawing:
    """Draw panels of lines from nought over one range of years; ``shared`` gives them one scale.

    ``columns`` of panels stand on a page, ``narrow_columns`` on a phone. ``entries`` is the key and
    ``suffix`` follows the numbers of the vertical axis. A value between two missing ones is a dot.
    CheckError where no point has a value.
    """
    everything = [line for panel in panels for line in panel.lines]
    known = [point for line in everything for point in line.points if point.value is not None]
    if not known:
        raise CheckError("a chart of quarters has no value to draw: show a notice")
    first, last = min(point.at for point in known), max(point.at for point in known)
    data = {f"lines{number}": _rows(panel, decimals) for number, panel in enumerate(panels)}
    top = max(_value(point) for point in known)

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        across = min(columns if width >= WIDE else narrow_columns, len(panels))
        plot = (width - 8) // across - _LEFT - _RIGHT
        years = _years(first, last, plot)
        drawn = []
        for number, panel in enumerate(panels):
            own = [_value(point) for line in panel.lines for point in line.points]
            scales = _Scales((first, last), years, top if shared else max(own), suffix)
            chart = _panel(number, panel.title, scales, (unit, decimals))
            drawn.append(chart.properties(width=plot, height=height))
        grid: Any = drawn[0]
        if len(drawn) > 1:
            grid = alt.concat(*drawn, columns=across, bounds="flush").properties(
                spacing={"column": _LEFT + _RIGHT, "row": 62}
            )
        if not entries:
            return grid, data
        head, rows = key(entries, width - 20)
        rows["key"] = [
            {**item, "left": item["left"] - _LEFT, "text": item["text"] - _LEFT}
            for item in rows["key"]
        ]
        return alt.vconcat(head.properties(width=plot), grid, spacing=22), data | rows

    return draw(build)


@dataclass(frozen=True)
class _Scales:
    """The ends of time, the years that are marked, the highest value and what follows numbers."""

    ends: tuple[float, float]
    years: list[int]
    highest: float
    suffix: str

    @property
    def ticks(self) -> list[float]:
        """Round numbers from nought to the first that no value passes."""
        least = (self.highest or 1.0) / 4
        power = float(f"1e{math.floor(math.log10(least))}")
        step = next(power * by for by in (1, 2, 5, 10) if power * by >= least * 0.999999)
        count = math.ceil((self.highest or 1.0) / step - 1e-9)
        return [round(step * number, 9) for number in range(count + 1)]


def _value(point: Point) -> float:
    return 0.0 if point.value is None else point.value


def _rows(panel: Panel, decimals: int) -> list[dict[str, Any]]:
    rows = []
    for line in panel.lines:
        values = [None, *(point.value for point in line.points), None]
        alone = [
            values[at] is not None and values[at - 1] is None and values[at + 1] is None
            for at in range(1, len(values) - 1)
        ]
        last = max((point.at for point in line.points if point.value is not None), default=None)
        rows += [
            {
                "line": line.name,
                "at": round(point.at, 4),
                "period": point.period,
                "value": None if point.value is None else rounded(point.value, decimals),
                "colour": line.colour,
                "ink": label_ink(line.colour),
                "dashed": line.dashed,
                "width": line.width,
                "text": line.text if point.at == last else "",
                "alone": single,
            }
            for point, single in zip(line.points, alone, strict=True)
        ]
    return rows


def _years(first: float, last: float, plot: int) -> list[int]:
    years = list(range(math.ceil(first), math.floor(last) + 1))
    step = next((step for step in (1, 2, 4) if len(years) / step * 40 <= plot), 4)
    return years[::step]


def _panel(number: int, title: str, scales: _Scales, told_as: tuple[str, int]) -> alt.LayerChart:
    unit, decimals = told_as
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=list(scales.ends), nice=False, zero=False),
        axis=alt.Axis(values=scales.years, format="d", title=None, tickSize=4, labelFlush=False),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[0, scales.ticks[-1]], nice=False),
        axis=alt.Axis(
            values=scales.ticks,
            format=",.10~g",
            title=None,
            labelExpr=f"datum.label + '{scales.suffix}'",
        ),
    )
    base = alt.Chart(source(f"lines{number}")).encode(x=x, y=y)
    colour = alt.Color("colour:N", scale=None)
    told = [
        alt.Tooltip("line:N", title="Area"),
        alt.Tooltip("period:N", title="On"),
        alt.Tooltip("value:Q", title=unit.capitalize(), format=f",.{decimals}f"),
    ]
    widths = alt.StrokeWidth("width:Q", scale=None)
    layers = [
        base.transform_filter(f"{'' if dashed else '!'}datum.dashed")
        .mark_line(strokeDash=list(DASH) if dashed else [1, 0])
        .encode(color=colour, detail=alt.Detail("line:N"), strokeWidth=widths)
        for dashed in (True, False)
    ]
    layers += [
        base.transform_filter("datum.alone").mark_point(size=14).encode(color=colour),
        # Nothing to see: where the pointer finds a quarter's value.
        base.transform_filter("isValid(datum.value)")
        .mark_point(opacity=0, size=70)
        .encode(tooltip=told),
        base.transform_filter("datum.text != ''")
        .mark_text(align="left", baseline="middle", dx=6, fontSize=TEXT_SIZE)
        .encode(text=alt.Text("text:N"), color=alt.Color("ink:N", scale=None)),
    ]
    chart = alt.layer(*layers)
    if title:
        chart = chart.properties(
            title=alt.Title(
                title.split("\n"), color=INK, anchor="start", frame="group", dx=-_LEFT, fontSize=12
            )
        )
    return chart
