"""Boxes show where many areas lie, by their middle half and four fifths, with some areas marked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source, wrapped
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.rows import Rows, named
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK, LABEL_INK, TEXT_SIZE

OUTER, INNER = "#DCE1E8", "#A9B3C1"
"""The middle four fifths, and the middle half within it."""
OTHER = LABEL_INK[COMPARATOR]

LEAST = 0.1
"""The shortest scale, in the unit drawn: equal values have one too."""

_BASELINE = "#8C8C8C"
_GAP = 12
_HEIGHT = 15
_MOST_TICKS = 7


@dataclass(frozen=True)
class Box:
    """One row: ``ends`` are the 10th, 25th, 50th, 75th and 90th percentiles of all areas.

    ``value`` is the place's own, written as ``text``; ``whole`` England's; ``others`` are names and
    values of areas set beside it. What is None is not drawn. Rows of one ``group`` stand below its
    heading.
    """

    label: str
    ends: tuple[float, float, float, float, float]
    value: float | None
    text: str
    whole: float | None = None
    others: tuple[tuple[str, float], ...] = ()
    group: str = ""


def boxes(
    chosen: Sequence[Box], *, axis: str, place: str, whole: str = "England", decimals: int = 1
) -> Drawing:
    """Draw boxes in the order given on one scale about nought, in per cent; CheckError for none.

    ``place`` and ``whole`` name the marks in the key, above. Values stand in a column at the right.
    """
    if not chosen:
        raise CheckError("a chart of boxes has no row to draw: show a notice instead")
    groups = list(dict.fromkeys(box.group for box in chosen))
    values = [value for box in chosen for value in _values(box)]
    low, high = min(0.0, *values), max(0.0, *values)
    entries = [
        Entry("Middle four fifths", OUTER),
        Entry("Middle half", INNER),
        Entry("Median", INK, "tick"),
        *([Entry(place, AREA, "circle")] if any(box.value is not None for box in chosen) else []),
        *([Entry("Similar authorities", OTHER, "ring")] if any(b.others for b in chosen) else []),
        *([Entry(whole, ENGLAND, "hollow")] if any(b.whole is not None for b in chosen) else []),
    ]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        side = Rows.of([box.label for box in chosen], width, least=30)
        inner = int(width - side.room - 24)
        column = CHARACTER * max(len(box.text) for box in chosen) + _GAP
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
            mine = [box for box in chosen if box.group == group]
            data[f"boxes{number}"] = named([_record(box, decimals) for box in mine])
            data[f"others{number}"] = named(
                [
                    {"row": box.label, "name": name, "value": rounded(value, decimals)}
                    for box in mine
                    for name, value in box.others
                ]
            )
            rows = Rows(
                side.field,
                tuple(dict.fromkeys(item[side.field] for item in data[f"boxes{number}"])),
                side.room,
                side.step,
                side.font,
            )
            last = number == len(groups) - 1
            panel = _panel(number, rows, (domain, marked), inner, title if last else "")
            panel = panel.properties(width=inner, height=rows.height)
            if group:
                panel = panel.properties(
                    title=alt.Title(
                        group, color=INK, anchor="start", frame="group", dx=-side.room, offset=4
                    )
                )
            drawn.append(panel)
        return alt.vconcat(*drawn, spacing=10), data

    return draw(build)


def _values(box: Box) -> list[float]:
    own = [value for value in (box.value, box.whole) if value is not None]
    return [*box.ends, *own, *(value for _, value in box.others)]


def _record(box: Box, decimals: int) -> Record:
    names = ("tenth", "quarter", "median", "three_quarters", "nine_tenths")
    return {
        "row": box.label,
        "text": box.text,
        "value": None if box.value is None else rounded(box.value, decimals),
        "whole": None if box.whole is None else rounded(box.whole, decimals),
        **{name: rounded(end, decimals) for name, end in zip(names, box.ends, strict=True)},
    }


def _panel(
    number: int, side: Rows, ends: tuple[list[float], list[float]], inner: int, axis: str
) -> alt.LayerChart:
    domain, marked = ends
    y = side.y()
    scale = alt.Scale(domain=domain, nice=False, zero=False)
    shown = alt.Axis(
        values=marked,
        grid=True,
        title=axis.split("\n") if axis else None,
        labels=bool(axis),
        ticks=bool(axis),
        domain=False,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.10~g') + '%'",
        labelOverlap=False,
    )

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q").scale(scale).axis(shown)

    base = alt.Chart(source(f"boxes{number}"))
    told = [
        alt.Tooltip("row:N", title="For"),
        alt.Tooltip("text:N", title="Here"),
        *(
            alt.Tooltip(f"{field}:Q", title=title, format="+.1f")
            for field, title in (
                ("tenth", "10th percentile"),
                ("quarter", "Lower quartile"),
                ("median", "Median authority"),
                ("three_quarters", "Upper quartile"),
                ("nine_tenths", "90th percentile"),
                ("whole", "England"),
            )
        ),
    ]
    layers: list[Any] = [
        base.mark_bar(size=_HEIGHT, color=OUTER, stroke=COMPARATOR, strokeWidth=1).encode(
            x=x("tenth"), x2=alt.X2("nine_tenths:Q"), y=y, tooltip=told
        ),
        base.mark_bar(size=_HEIGHT, color=INNER).encode(
            x=x("quarter"), x2=alt.X2("three_quarters:Q"), y=y, tooltip=told
        ),
        base.transform_aggregate(count="count()")
        .mark_rule(color=_BASELINE, strokeWidth=1)
        .encode(x=alt.X(datum=0, type="quantitative", scale=scale, axis=shown)),
        base.mark_tick(thickness=2, size=_HEIGHT, color=INK).encode(
            x=x("median"), y=y, tooltip=told
        ),
        alt.Chart(source(f"others{number}"))
        .mark_point(size=45, strokeWidth=1.5, fill="#FFFFFF", stroke=OTHER, opacity=1)
        .encode(
            x=x("value"),
            y=y,
            tooltip=[
                alt.Tooltip("name:N", title="Area"),
                alt.Tooltip("row:N", title="For"),
                alt.Tooltip("value:Q", title="Error, %", format="+.1f"),
            ],
        ),
        base.transform_filter("isValid(datum.whole)")
        .mark_point(shape="square", size=85, strokeWidth=2, filled=False, stroke=ENGLAND, opacity=1)
        .encode(x=x("whole"), y=y, tooltip=told),
        base.transform_filter("isValid(datum.value)")
        .mark_point(size=110, fill=AREA, stroke="#FFFFFF", strokeWidth=1, opacity=1)
        .encode(x=x("value"), y=y, tooltip=told),
        base.mark_text(
            align="right", baseline="middle", fontSize=TEXT_SIZE, color=AREA, tooltip=None
        ).encode(x=alt.XValue(inner), y=y, text=alt.Text("text:N")),
    ]
    return alt.layer(*layers)


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
