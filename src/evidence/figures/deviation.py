"""A deviation chart sets rows about nought on one scale in per cent, with values at the right."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import altair as alt

from evidence.figures.drawing import Drawing, draw, heading, wrapped
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.rows import Rows, named

LEAST = 0.1
"""The shortest scale, in the unit drawn: equal values have one too."""

_GAP = 12
_MOST_TICKS = 7


class Row(Protocol):
    """What every row of such a chart has: ``text`` is its value as readers see it."""

    @property
    def label(self) -> str:
        """The name down the side."""

    @property
    def text(self) -> str:
        """The value in the column at the right."""

    @property
    def group(self) -> str:
        """The heading that it stands below, or nothing."""


@dataclass(frozen=True)
class Panel:
    """Hold what one group is drawn with: its number and rows, the scale, and the plot's width.

    Only the panel at the foot has an ``axis`` title, and with it the labels of the scale.
    """

    number: int
    side: Rows
    scale: alt.Scale
    axis: alt.Axis
    width: int


def deviations(
    chosen: Sequence[Row],
    values: Sequence[float],
    entries: Sequence[Entry],
    *,
    axis: str,
    least: int,
    data_of: Callable[[int, list[Any]], dict[str, list[Any]]],
    layers_of: Callable[[Panel], alt.LayerChart],
) -> Drawing:
    """Draw rows in the order given, one panel for each group, on one scale about nought.

    ``values`` are all that is drawn, ``least`` the height of a row in pixels. ``data_of`` gives the
    datasets of a panel from its number and its rows, ``layers_of`` its marks.
    """
    groups = list(dict.fromkeys(row.group for row in chosen))
    low, high = min(0.0, *values), max(0.0, *values)

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        side = Rows.of([row.label for row in chosen], width, least=least)
        inner = int(width - side.room - 24)
        column = CHARACTER * max(len(row.text) for row in chosen) + _GAP
        each = max(high - low, LEAST) / (inner - column - 2 * _GAP)
        domain = [round(low - _GAP * each, 9), round(high + (column + _GAP) * each, 9)]
        marked = ticks(low, high, inner - column)
        # The title begins where the scale does: no line of it is longer.
        title = wrapped(axis, max(int((inner - column) / CHARACTER), 12))
        head, data = key(entries, width - 20)
        # The key starts at the left edge, as the labels do.
        data["key"] = [
            {**item, "left": item["left"] - side.room, "text": item["text"] - side.room}
            for item in data["key"]
        ]
        drawn: list[Any] = [head.properties(width=inner)]
        for number, group in enumerate(groups):
            mine = [row for row in chosen if row.group == group]
            data |= data_of(number, mine)
            labels = [item[side.field] for item in named([{"row": row.label} for row in mine])]
            rows = Rows(side.field, tuple(dict.fromkeys(labels)), side.room, side.step, side.font)
            last = number == len(groups) - 1
            scale = alt.Scale(domain=domain, nice=False, zero=False)
            chart = layers_of(Panel(number, rows, scale, _axis(marked, title * last), inner))
            chart = chart.properties(width=inner, height=rows.height)
            if group:
                chart = chart.properties(title=heading(group, width, -side.room))
            drawn.append(chart)
        return alt.vconcat(*drawn, spacing=10), data

    return draw(build)


def ticks(low: float, high: float, pixels: float) -> list[float]:
    """Give round numbers from the lowest to the highest value, nought among them.

    As many as have room in so many pixels, seven at most.
    """
    most = max(min(_MOST_TICKS, int(pixels / 46)), 2)
    least = max(high - low, LEAST) / most
    power = float(f"1e{math.floor(math.log10(least))}")
    step = next(power * by for by in (1, 2, 5, 10) if power * by >= least * 0.999999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * at, 9) for at in range(first, last + 1)]


def _axis(marked: Sequence[float], title: str) -> alt.Axis:
    return alt.Axis(
        values=list(marked),
        grid=True,
        title=title.split("\n") if title else None,
        labels=bool(title),
        ticks=bool(title),
        domain=False,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.10~g') + '%'",
        labelOverlap=False,
    )
