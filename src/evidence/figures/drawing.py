"""A drawing is one chart drawn twice by one function: for a page, and again for a phone."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.figures.figure import NARROW, WIDE
from evidence.figures.table import rounded
from evidence.figures.theme import INK, config

_BOLD = 7.2
"""Width in pixels of a character of a heading, on the safe side."""

Record = dict[str, Any]
Chart = alt.TopLevelMixin


@dataclass(frozen=True)
class Drawing:
    """Hold a chart's specification and the overrides that redraw it for a phone."""

    spec: dict[str, Any]
    narrow: dict[str, Any]


def draw(build: Callable[[int], tuple[Chart, Mapping[str, Any]]]) -> Drawing:
    """Draw with ``build(width in pixels) -> (chart, named datasets)`` at both widths.

    The narrow chart is kept as its differences from the wide one.
    """
    wide, narrow = (_specification(*build(width)) for width in (WIDE, NARROW))
    return Drawing(wide, _differences(wide, narrow))


def source(name: str) -> alt.NamedData:
    """Name a dataset that ``build`` hands over beside the chart."""
    return alt.NamedData(name=name)


def records(rows: Iterable[Mapping[str, Any]], decimals: Mapping[str, int]) -> list[Record]:
    """Return plain rows with the numbers of each field rounded to its ``decimals``.

    Fields without an entry in ``decimals`` stay as they are; missing numbers become None.
    """
    return [
        {
            field: _plain(value, decimals[field]) if field in decimals else value
            for field, value in row.items()
        }
        for row in rows
    ]


def wrapped(text: str, width: int = 22) -> str:
    """Break a label into lines of about ``width`` characters; ``LINES`` draws them."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


HEADING = "title"
"""The title of the field that a tooltip shows as its heading, without a name of its own."""


def heading(text: str, width: int, left: int) -> alt.Title:
    """Return the heading of a panel of a chart ``width`` pixels wide, ``left`` of its plot."""
    lines = wrapped(text, int(width / _BOLD)).split("\n")
    # A single line is a text, so that a narrow chart differs only where it has to.
    return alt.Title(
        lines if len(lines) > 1 else text,
        color=INK,
        anchor="start",
        frame="group",
        dx=left,
        offset=4,
    )


LINES = "split(datum.label, '\\n')"
"""Axis label expression that draws a ``wrapped`` label as several lines."""


def spread(positions: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Move labels at ``positions`` (pixels) until they are ``apart``, staying within low-high.

    Order is kept; labels that were apart enough stay where they were.
    """
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    placed = [min(max(positions[index], low), high) for index in order]
    for index in range(1, len(placed)):
        placed[index] = max(placed[index], placed[index - 1] + apart)
    if placed and placed[-1] > high:
        placed[-1] = high
        for index in range(len(placed) - 2, -1, -1):
            placed[index] = min(placed[index], placed[index + 1] - apart)
    result = [0.0] * len(positions)
    for index, value in zip(order, placed, strict=True):
        result[index] = value
    return result


def _specification(chart: Chart, datasets: Mapping[str, Any]) -> dict[str, Any]:
    # Without Altair's own theme and data handling nothing depends on its process-wide state.
    with alt.theme.enable("none"), alt.data_transformers.enable("default", max_rows=None):
        spec: dict[str, Any] = chart.to_dict()
    spec["config"] = config()
    spec["datasets"] = dict(datasets)
    return spec


def _differences(wide: Any, narrow: Any, pointer: str = "") -> dict[str, Any]:
    if type(wide) is type(narrow):
        if isinstance(wide, dict) and set(wide) <= set(narrow):
            found: dict[str, Any] = {}
            for key, value in narrow.items():
                here = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
                found |= _differences(wide[key], value, here) if key in wide else {here: value}
            return found
        if isinstance(wide, list) and len(wide) == len(narrow):
            found = {}
            for index, (before, after) in enumerate(zip(wide, narrow, strict=True)):
                found |= _differences(before, after, f"{pointer}/{index}")
            return found
        if wide == narrow:
            return {}
    return {pointer: narrow}


def _plain(value: Any, decimals: int) -> int | float | None:
    if value is None or value != value:  # noqa: PLR0124  (NaN is the one value unlike itself)
        return None
    return rounded(float(value), decimals)
