"""Intervals set values side by side, each a dot with a bar from its lower to its upper limit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.rows import Rows, named
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK, MUTED_INK, TEXT_SIZE

Kind = Literal["place", "other", "whole"]

_NO_EDGE: dict[str, Any] = {}
_KINDS: tuple[Kind, ...] = ("place", "other", "whole")
_FILL = {"place": AREA, "other": COMPARATOR, "whole": "#FFFFFF"}
_STROKE = {"place": AREA, "other": COMPARATOR, "whole": ENGLAND}
_TEXT = {"place": AREA, "other": MUTED_INK, "whole": INK}


@dataclass(frozen=True)
class Mark:
    """One row: ``text`` is the value as readers see it, with its limits if it has any.

    ``kind`` is "place" for the page's own area, "other" for comparators and "whole" for England
    and regions, which are drawn hollow. A missing value draws no dot, and its ``text`` says why;
    missing limits draw no bar. ``short`` is what a phone shows in place of ``text``, and
    ``beneath`` its second line. ``inner`` are narrower limits, drawn as a thicker bar on the other.
    """

    label: str
    value: float | None
    text: str
    kind: Kind
    lower: float | None = None
    upper: float | None = None
    short: str = ""
    inner: tuple[float, float] | None = None
    beneath: str = ""


def intervals(
    marks: Sequence[Mark],
    *,
    axis: str,
    decimals: int,
    entries: Sequence[Entry] = (),
    level: float | None = None,
    confidence: str = "95%",
    inner: str = "80%",
    zero: bool = True,
) -> Drawing:
    """Draw marks in the order given; ``level`` is a dashed line, such as England's.

    The scale begins at nought, or without ``zero`` near the lowest limit. ``entries`` is the key,
    above; one for the bars of limits is added where there are any. CheckError where no mark has a
    value.
    """
    known = [
        value for mark in marks for value in (mark.value, mark.upper, level) if value is not None
    ]
    if not any(mark.value is not None for mark in marks):
        raise CheckError("a chart of intervals has no value to draw: show a notice")
    ticks = _ticks(max(known) or 1.0) if zero else _around(_lowest(marks), max(known))
    lowest, highest = (0.0, max(known) or 1.0) if zero else (ticks[0], ticks[-1])
    points = [_point(mark, decimals) for mark in marks]
    limited = any(mark.lower is not None for mark in marks)
    shown = [*entries, *([Entry(f"{confidence} interval", COMPARATOR, "line")] if limited else [])]
    if any(mark.inner is not None for mark in marks):
        shown.append(Entry(f"{inner} interval (thicker)", COMPARATOR, "square"))

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        lines = 2 if width != WIDE and any(mark.beneath for mark in marks) else 1
        side = Rows.of([mark.label for mark in marks], width, least=36 if lines == 2 else 28)
        inner = int(width - side.room - 24)
        # Values stand in a column at the right, where no dot and no bar comes.
        texts = [
            text
            for mark in marks
            for text in ([mark.text] if width == WIDE else [mark.short or mark.text, mark.beneath])
        ]
        column = CHARACTER * max(map(len, texts)) + 10
        reach = (highest - lowest) * inner / max(inner - column, 40)
        ends = [lowest, lowest + reach]
        data: dict[str, Any] = {"points": named(points), "level": [{"level": level}]}
        chart = _chart(side, ends, ticks, axis, width, lines=lines)
        if level is not None:
            at = alt.X("level:Q")
            rule = (
                alt.Chart(source("level"))
                .mark_rule(color=ENGLAND, strokeDash=[4, 3], strokeWidth=1, tooltip=None)
                # Scales of layers are merged: one that asks for nought would bring it back.
                .encode(x=at if zero else at.scale(zero=False))
            )
            chart = alt.layer(rule, chart)
        chart = chart.properties(width=inner, height=side.height)
        if not shown:
            return chart, data
        head, rows = key(shown, width - 20)
        # The key starts at the left edge, as the labels do.
        rows["key"] = [
            {**item, "left": item["left"] - side.room, "text": item["text"] - side.room}
            for item in rows["key"]
        ]
        head = head.properties(width=inner)
        return alt.vconcat(head, chart, spacing=8), data | rows

    return draw(build)


def _chart(
    side: Rows, ends: list[float], ticks: list[float], axis: str, width: int, *, lines: int
) -> alt.LayerChart:
    y = side.y(grid=True)
    inner = int(width - side.room - 24)
    # The title begins where the scale does: no line of it is longer.
    title = wrapped(axis, max(int(inner / CHARACTER), 12)).split("\n")
    x = (
        alt.X("value:Q")
        .scale(domain=[ends[0], round(ends[1], 9)], nice=False)
        .title(title)
        # Numbers that come too near each other are left out by turns.
        .axis(values=ticks, grid=False, format=",.10~g", labelSeparation=8)
    )
    tooltip = [alt.Tooltip("row:N", title="Area"), alt.Tooltip("text:N", title=axis)]
    base = alt.Chart(source("points"))
    colour = alt.Color("kind:N").scale(domain=list(_KINDS), range=[_STROKE[k] for k in _KINDS])
    bars = (
        base.transform_filter("isValid(datum.lower)")
        .mark_rule(strokeWidth=3, opacity=0.65)
        .encode(y=y, color=colour.legend(None), tooltip=tooltip)
    )
    bars = bars.encode(x=_field(x, "lower"), x2=alt.X2("upper:Q"))
    thick = (
        base.transform_filter("isValid(datum.inner_lower)")
        .mark_rule(strokeWidth=7, opacity=0.65)
        .encode(y=y, color=colour.legend(None), tooltip=tooltip)
        .encode(x=_field(x, "inner_lower"), x2=alt.X2("inner_upper:Q"))
    )
    dots = (
        base.transform_filter("isValid(datum.value)")
        # Smaller on a phone, where a bar may be no longer than a dot is wide.
        .mark_point(size=85 if width == WIDE else 45, strokeWidth=1.8, opacity=1)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("kind:N")
            .scale(domain=list(_KINDS), range=[_FILL[k] for k in _KINDS])
            .legend(None),
            stroke=alt.Stroke("kind:N")
            .scale(domain=list(_KINDS), range=[_STROKE[k] for k in _KINDS])
            .legend(None),
            tooltip=tooltip,
        )
    )
    # On a phone a second line stands beneath the first.
    written = [("text:N" if width == WIDE else "short:N", base, 0)]
    if lines == 2:
        paired = base.transform_filter("isValid(datum.beneath)")
        written = [
            ("short:N", base.transform_filter("!isValid(datum.beneath)"), 0),
            ("short:N", paired, -7),
            ("beneath:N", paired, 8),
        ]
    texts = [
        rows.mark_text(
            align="right",
            fontSize=TEXT_SIZE,
            tooltip=None,
            **({"dy": shift} if shift else {}),
            **edge,
        ).encode(
            x=alt.XValue(inner),
            y=y,
            text=alt.Text(field),
            color=alt.Color("ink:N", scale=None) if not edge else alt.ColorValue("#FFFFFF"),
        )
        # A pale edge, so that the row's line does not run through its number.
        for edge in ({"stroke": "#FFFFFF", "strokeWidth": 6}, _NO_EDGE)
        for field, rows, shift in written
    ]
    halo, numbers = texts[: len(written)], texts[len(written) :]
    return alt.layer(bars, thick, *halo, dots, *numbers)


def _field(x: alt.X, field: str) -> alt.X:
    """Give the same axis for another field: two that differ would lose its title."""
    other: alt.X = x.copy()
    other.shorthand = f"{field}:Q"
    return other


def _point(mark: Mark, decimals: int) -> Record:
    both = mark.lower is not None and mark.upper is not None
    point: Record = {
        "row": mark.label,
        "kind": mark.kind,
        "ink": _TEXT[mark.kind],
        "text": mark.text,
        "short": mark.short or mark.text,
        "value": None if mark.value is None else rounded(mark.value, decimals),
        "lower": rounded(mark.lower, decimals) if both and mark.lower is not None else None,
        "upper": rounded(mark.upper, decimals) if both and mark.upper is not None else None,
    }
    if mark.beneath:
        point["beneath"] = mark.beneath
    if mark.inner:
        point["inner_lower"], point["inner_upper"] = (rounded(end, decimals) for end in mark.inner)
    return point


def _ticks(highest: float) -> list[float]:
    """Give about four round numbers from nought to the highest value."""
    power = float(f"1e{len(str(int(highest))) - 1}") if highest >= 1 else 0.1
    while power > highest / 2:
        power /= 10
    step = next(power * by for by in (0.5, 1, 2, 5, 10, 20) if highest / (power * by) <= 5)
    return [round(step * number, 9) for number in range(int(highest / step) + 1)]


def _around(lowest: float, highest: float) -> list[float]:
    """Give round numbers that begin somewhat below the lowest value and reach the highest."""
    span = (highest - lowest) or max(abs(highest), 1.0) / 2
    power = float(f"1e{math.floor(math.log10(span / 4))}")
    step = next(power * by for by in (1, 2, 5, 10) if power * by >= span / 4)
    first = max(math.floor((lowest - span / 8) / step), 0)
    last = max(math.ceil(highest / step), first + 1)
    return [round(step * number, 9) for number in range(first, last + 1)]


def _lowest(marks: Sequence[Mark]) -> float:
    return min(value for mark in marks for value in (mark.value, mark.lower) if value is not None)
