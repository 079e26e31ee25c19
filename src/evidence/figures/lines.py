"""Lines show how counts move over the years: panels side by side, each line named at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.figures.drawing import Drawing, draw, source, spread
from evidence.figures.figure import WIDE
from evidence.figures.key import CHARACTER
from evidence.figures.table import rounded
from evidence.figures.theme import DASH, INK, TEXT_SIZE, label_ink

_LEFT = 56
"""Pixels for the numbers of the vertical axis."""
_LINE_HEIGHT = 15
_TOUCHING = 4
"""Pixels within which a point lies on a line rather than beside it."""
_ROOM = 0.16
_MOST_TICKS = 6


_SHORT = 8
"""A line of fewer points is shorter than its label."""


@dataclass(frozen=True)
class Line:
    """One series: ``points`` are (year, value) in order; ``ringed`` is the year to mark.

    ``dots`` draws the points without a line between them. ``label`` stands at the end, or along
    the line where ``label_along``.
    """

    name: str
    label: str
    colour: str
    points: tuple[tuple[int, float], ...]
    dashed: bool = False
    dots: bool = False
    ringed: int | None = None
    label_along: bool = False


@dataclass(frozen=True)
class Panel:
    """One small chart: its heading and its lines."""

    title: str
    lines: tuple[Line, ...]


def panels(
    chosen: Sequence[Panel],
    *,
    unit: str,
    decimals: int = 0,
    zero: bool = False,
    columns: int = 2,
    height: int = 170,
    shared: bool = False,
) -> Drawing:
    """Draw panels of lines over one range of years, in ``columns`` or, on a phone, in one.

    Each panel has a scale of its own, unless it is ``shared``; ``zero`` makes all start at zero.
    """
    years = [year for panel in chosen for line in panel.lines for year, _ in line.points]
    labels = [line.label for panel in chosen for line in panel.lines if not line.label_along]
    every = [value for panel in chosen for line in panel.lines for _, value in line.points]
    right = round(CHARACTER * max(map(len, labels), default=0)) + 14

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        across = columns if width >= WIDE else 1
        plot = (width - 8) // across - _LEFT - right
        step = _year_step(min(years), max(years), plot)
        drawn: list[alt.LayerChart] = []
        data: dict[str, Any] = {}
        for number, panel in enumerate(chosen):
            own = [value for line in panel.lines for _, value in line.points]
            scale = _scale(every, zero, headroom=False) if shared else _scale(own, zero)
            data |= _datasets(number, panel, scale, height, decimals)
            drawn.append(
                _panel(number, panel.title, scale, (min(years), max(years), step), (unit, decimals))
                # Narrow rows stand closer than the label room of their neighbour.
                .properties(width=plot, height=height)
            )
        if len(drawn) == 1:
            return drawn[0], data
        grid = alt.concat(*drawn, columns=across, bounds="flush").properties(
            spacing={"column": _LEFT + right, "row": 74}
        )
        return grid, data

    return draw(build)


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    step: float

    def position(self, value: float, height: int) -> float:
        """Return pixels from the top."""
        return height * (self.high - value) / (self.high - self.low)

    def value(self, position: float, height: int) -> float:
        return self.high - position / height * (self.high - self.low)


def _scale(values: Sequence[float], zero: bool, *, headroom: bool = True) -> _Scale:
    low, high = min(values), max(values)
    room = _ROOM * (high - low) or max(abs(high) * _ROOM, 1.0)
    low = 0.0 if zero else max(low - room, 0.0) if low >= 0 else low - room
    high += room / 2 if headroom else 0.0
    step = _nice((high - low) / _MOST_TICKS)
    return _Scale(math.floor(low / step) * step, math.ceil(high / step) * step, step)


def _nice(least: float) -> float:
    power = float(f"1e{math.floor(math.log10(least))}")
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999999)


def _year_step(first: int, last: int, plot: int) -> int:
    return next(
        (step for step in (1, 2, 5, 10) if (last - first) / step * 38 <= plot),
        10,
    )


def _datasets(
    number: int, panel: Panel, scale: _Scale, height: int, decimals: int
) -> dict[str, list[dict[str, Any]]]:
    rows = [
        {
            "line": line.name,
            "year": year,
            "value": rounded(value, decimals),
            "colour": line.colour,
            "drawn": "dots" if line.dots else "dashed" if line.dashed else "solid",
            "ring": year == line.ringed,
        }
        for line in panel.lines
        for year, value in line.points
    ]
    last = max(year for line in panel.lines for year, _ in line.points)
    # Dots that end before the lines do are named where they stand, not at the edge.
    early = [line for line in panel.lines if line.dots and line.points[-1][0] < last]
    ends = [
        line for line in panel.lines if line.points and not line.label_along and line not in early
    ]
    places = spread(
        [scale.position(line.points[-1][1], height) for line in ends], _LINE_HEIGHT, 4, height - 4
    )
    labels = [
        {
            "label": line.label,
            "year": last,
            "value": round(scale.value(place, height), 6),
            "colour": label_ink(line.colour),
            "along": "",
        }
        for line, place in zip(ends, places, strict=True)
    ]
    labels += [
        {
            "label": line.label,
            "year": line.points[-1][0],
            "value": rounded(line.points[-1][1], 6),
            "colour": label_ink(line.colour),
            "along": "",
        }
        for line in early
    ]
    labels += [
        _along(line, [other for other in panel.lines if other is not line], scale, height)
        for line in panel.lines
        if line.label_along
    ]
    return {f"lines{number}": rows, f"labels{number}": labels}


def _along(line: Line, others: Sequence[Line], scale: _Scale, height: int) -> dict[str, Any]:
    """Place a label beside its line: below where it rises, above where it falls.

    Where points of ``others`` stand on that side alone, it goes to the other.
    """
    start = line.points[len(line.points) // 8]
    # A label is longer than a short line, and has to clear all of it.
    whole = len(line.points) < _SHORT
    span = line.points if whole else line.points[: max(2, len(line.points) * 2 // 3)]
    below = span[-1][1] >= span[0][1]
    drawn = {year: scale.position(value, height) for year, value in line.points}
    apart = [
        scale.position(value, height) - drawn[year]
        for other in others
        for year, value in other.points
        if year in drawn
    ]
    near = {distance > 0 for distance in apart if _TOUCHING < abs(distance) < 2 * _LINE_HEIGHT}
    if len(near) == 1:
        below = near == {False}
    edge = (min if below else max)(value for year, value in span if year >= start[0])
    place = scale.position(edge, height) + (13 if below else -11)
    place = min(max(place, 8), height - 8)
    return {
        "label": line.label,
        "year": start[0],
        "value": round(scale.value(place, height), 6),
        "colour": label_ink(line.colour),
        "along": "along",
    }


def _panel(
    number: int,
    title: str,
    scale: _Scale,
    years: tuple[int, int, int],
    told_as: tuple[str, int],
) -> alt.LayerChart:
    unit, decimals = told_as
    first, last, step = years
    ticks = [year for year in range(first, last + 1) if year % step == 0]
    x = alt.X(
        "year:Q",
        scale=alt.Scale(domain=[first, last], nice=False, zero=False),
        axis=alt.Axis(values=ticks, format="d", title=None, tickSize=4, labelFlush=False),
    )
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False),
        axis=alt.Axis(
            values=_ticks(scale), format=f",.{max(decimals, _places(scale.step))}f", title=None
        ),
    )
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart(source(f"lines{number}")).encode(x=x, y=y)
    told = [
        alt.Tooltip("line:N", title="Series"),
        alt.Tooltip("year:Q", title="Mid-year", format="d"),
        alt.Tooltip("value:Q", title=unit.capitalize(), format=f",.{decimals}f"),
    ]
    layers = [
        base.transform_filter("datum.drawn == 'solid'")
        .mark_line()
        .encode(color=colour, detail=alt.Detail("line:N")),
        base.transform_filter("datum.drawn == 'dashed'")
        .mark_line(strokeDash=list(DASH))
        .encode(color=colour, detail=alt.Detail("line:N")),
        base.transform_filter("datum.ring")
        .mark_point(filled=False, size=50, strokeWidth=2, fill="#FFFFFF")
        .encode(stroke=alt.Stroke("colour:N", scale=None)),
        base.transform_filter("datum.drawn == 'dots'")
        .mark_point(shape="diamond", size=70)
        .encode(color=colour),
        # Nothing to see: where the pointer finds a year's value.
        base.mark_point(opacity=0, size=90).encode(tooltip=told),
    ]
    text = alt.Chart(source(f"labels{number}")).encode(
        x=x, y=y, text=alt.Text("label:N"), color=alt.Color("colour:N", scale=None)
    )
    layers += [
        text.transform_filter("datum.along == ''").mark_text(
            align="left", baseline="middle", dx=9, fontSize=TEXT_SIZE
        ),
        text.transform_filter("datum.along != ''").mark_text(
            align="left", baseline="middle", fontSize=TEXT_SIZE
        ),
    ]
    chart = alt.layer(*layers)
    if title:
        chart = chart.properties(
            title=alt.Title(title, color=INK, anchor="start", frame="group", dx=-_LEFT)
        )
    return chart


def _ticks(scale: _Scale) -> list[float]:
    count = round((scale.high - scale.low) / scale.step)
    return [round(scale.low + index * scale.step, 6) for index in range(count + 1)]


def _places(step: float) -> int:
    return 0 if step >= 1 else -math.floor(math.log10(step))
