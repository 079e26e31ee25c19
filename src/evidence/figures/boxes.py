"""Boxes show where many areas lie, by their middle half and four fifths, with some areas marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.deviation import Panel, deviations
from evidence.figures.drawing import HEADING, Drawing, Record, source
from evidence.figures.key import Entry
from evidence.figures.rows import named
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK, LABEL_INK, LINE, TEXT_SIZE

OUTER, INNER = "#DCE1E8", "#A9B3C1"
"""The middle four fifths, and the middle half within it."""
OTHER = LABEL_INK[COMPARATOR]

_HEIGHT = 15


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
    entries = [
        Entry("Middle four fifths", OUTER),
        Entry("Middle half", INNER),
        Entry("Median", INK, "tick"),
        *([Entry(place, AREA, "circle")] if any(box.value is not None for box in chosen) else []),
        *([Entry("Similar authorities", OTHER, "ring")] if any(b.others for b in chosen) else []),
        *([Entry(whole, ENGLAND, "hollow")] if any(b.whole is not None for b in chosen) else []),
    ]

    return deviations(
        chosen,
        [value for box in chosen for value in _values(box)],
        entries,
        axis=axis,
        least=30,
        data_of=lambda number, mine: _data(number, mine, decimals),
        layers_of=_layers,
    )


def _data(number: int, mine: Sequence[Box], decimals: int) -> dict[str, list[Record]]:
    others = [
        {"row": box.label, "name": name, "value": rounded(value, decimals)}
        for box in mine
        for name, value in box.others
    ]
    return {
        f"boxes{number}": named([_record(box, decimals) for box in mine]),
        f"others{number}": named(others),
    }


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


def _layers(panel: Panel) -> alt.LayerChart:
    number, scale, shown = panel.number, panel.scale, panel.axis
    y = panel.side.y()

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q").scale(scale).axis(shown)

    base = alt.Chart(source(f"boxes{number}"))
    told = [
        alt.Tooltip("row:N", title=HEADING),
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
        .mark_rule(color=LINE, strokeWidth=1)
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
                alt.Tooltip("row:N", title=HEADING),
                alt.Tooltip("name:N", title="Area"),
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
        ).encode(x=alt.XValue(panel.width), y=y, text=alt.Text("text:N")),
    ]
    return alt.layer(*layers)
