"""Dots show where areas stand on a scale: one dot an area, or a range from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.rows import Rows, named
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK, MUTED_INK

_LOW, _MIDDLE, _HIGH = "low", "middle", "high"
_INK = {"place": AREA, "england": INK, "other": MUTED_INK}


@dataclass(frozen=True)
class Panel:
    """Name one scale of ``compared``: ``field`` holds the value, ``text`` what is written.

    ``short`` is the title above the narrow panel of a page, its lines parted by line breaks.
    ``lower`` and ``upper`` hold the limits, drawn as a bar where there are any.
    """

    title: str
    short: str
    field: str
    text: str
    highest: float
    lower: str = ""
    upper: str = ""


def ranges(
    rows: Sequence[str],
    points: Sequence[Record],
    *,
    labels: tuple[str, str, str],
    axis: str,
    ends: tuple[float, float],
    ticks: Sequence[float],
    tooltips: Sequence[tuple[str, str]],
) -> Drawing:
    """Draw a range a row, from its low through its middle to its high point.

    ``points`` have ``row``, ``low``, ``middle``, ``high`` and the fields named by ``tooltips``;
    ``labels`` name the three kinds of point, ``ends`` are those of the scale.
    """
    if not points:
        raise CheckError("a chart of ranges has no points to draw")
    low, middle, high = labels

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        side = Rows.of(rows, width, least=22)
        y = side.y(grid=True)
        x = (
            alt.X("low:Q")
            .scale(domain=list(ends), nice=False)
            .title(axis if wide else wrapped(axis, 42).split("\n"))
        )
        x = x.axis(values=list(ticks), grid=True, format=",d")
        tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tooltips]
        base = alt.Chart(source("points"))
        line = base.mark_rule(strokeWidth=3, color=COMPARATOR).encode(
            x=x, x2=alt.X2("high:Q"), y=y, tooltip=tooltip
        )
        dots = (
            base.transform_fold([_LOW, _MIDDLE, _HIGH], as_=["kind", "place"])
            .mark_point(size=80, strokeWidth=1.8, opacity=1)
            .encode(
                x=alt.X("place:Q"),
                y=y,
                shape=alt.Shape("kind:N").scale(
                    domain=[_LOW, _MIDDLE, _HIGH], range=["circle", "diamond", "circle"]
                ),
                fill=alt.Fill("kind:N").scale(
                    domain=[_LOW, _MIDDLE, _HIGH], range=[AREA, "#FFFFFF", "#FFFFFF"]
                ),
                stroke=alt.Stroke("kind:N").scale(
                    domain=[_LOW, _MIDDLE, _HIGH], range=[AREA, INK, AREA]
                ),
                tooltip=tooltip,
            )
        )
        legend = alt.Legend(
            title=None,
            orient="top",
            direction="horizontal" if wide else "vertical",
            labelExpr=_relabel({_LOW: low, _MIDDLE: middle, _HIGH: high}),
        )
        dots = dots.encode(
            shape=dots.encoding.shape.legend(legend),
            fill=dots.encoding.fill.legend(legend),
            stroke=dots.encoding.stroke.legend(legend),
        )
        chart = alt.layer(line, dots).properties(
            width=int(width - side.room - 24), height=side.height
        )
        return chart, {"points": named(points)}

    return draw(build)


def compared(
    rows: Sequence[str],
    points: Sequence[Record],
    panels: Sequence[Panel],
) -> Drawing:
    """Draw a panel for each scale, and in it a dot and a number for each of ``rows``.

    ``points`` have ``row``, ``kind`` ("place", "england" or "other") and the fields of every
    panel; scales begin at nought. A dashed line carries England's value down.
    """
    if not points:
        raise CheckError("a comparison has no points to draw")

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        side = Rows.of(rows, width, least=22)
        left = width - side.room
        inner = (left - 14 * len(panels)) / len(panels) if wide else left - 20
        drawn = [
            _panel(panel, side, int(inner), wide=wide, first=not wide or number == 0)
            for number, panel in enumerate(panels)
        ]
        chart = alt.concat(*drawn, columns=len(panels) if wide else 1, spacing=12 if wide else 20)
        return chart, {"points": named([point | {"ink": _INK[point["kind"]]} for point in points])}

    return draw(build)


def _panel(panel: Panel, side: Rows, width: int, *, wide: bool, first: bool) -> alt.LayerChart:
    y = side.y(grid=True, shown=first)
    # Numbers stand to the right of the scale, where no dot and no line comes.
    reach = 1.05 * width / max(width - 52, 1)
    x = (
        alt.X(f"{panel.field}:Q")
        .scale(domain=[-0.1 * (panel.highest or 1), reach * (panel.highest or 1)], nice=False)
        .axis(None)
    )
    tooltip = [
        alt.Tooltip("row:N", title="Area"),
        alt.Tooltip(f"{panel.text}:N", title=panel.title),
    ]
    base = alt.Chart(source("points"))
    kinds = ["place", "england", "other"]
    line = (
        base.transform_filter(alt.datum.kind == "england")
        .mark_rule(color=ENGLAND, strokeDash=[4, 3], strokeWidth=1, tooltip=None)
        .encode(x=x)
    )
    # A smaller dot leaves more of its interval to be seen.
    size = 34 if panel.lower else 90
    dots = base.mark_point(size=size, strokeWidth=1.8, opacity=1).encode(
        x=x,
        y=y,
        fill=alt.Fill("kind:N")
        .scale(domain=kinds, range=[AREA, "#FFFFFF", COMPARATOR])
        .legend(None),
        stroke=alt.Stroke("kind:N")
        .scale(domain=kinds, range=[AREA, ENGLAND, COMPARATOR])
        .legend(None),
        tooltip=tooltip,
    )
    numbers = base.mark_text(align="right", tooltip=None).encode(
        x=alt.XValue(width),
        y=y,
        text=alt.Text(f"{panel.text}:N"),
        # Not a scale: it would be merged with that of the bars, which are of other colours.
        color=alt.Color("ink:N", scale=None),
    )
    title = panel.short.split("\n") if wide else [panel.title]
    bars = (
        [
            base.mark_rule(strokeWidth=3, opacity=0.65, tooltip=None).encode(
                x=alt.X(f"{panel.lower}:Q").axis(None),
                x2=alt.X2(f"{panel.upper}:Q"),
                y=y,
                color=alt.Color("kind:N")
                .scale(domain=kinds, range=[AREA, ENGLAND, COMPARATOR])
                .legend(None),
            )
        ]
        if panel.lower
        else []
    )
    return alt.layer(line, *bars, dots, numbers).properties(
        width=width,
        height=side.height,
        title=alt.TitleParams(title, anchor="start", fontSize=12, offset=6, frame="group"),
    )


def _relabel(labels: dict[str, str]) -> str:
    # The labels are ours, fixed in the library: none comes from data.
    pairs = "".join(f"datum.label === '{key}' ? '{label}' : " for key, label in labels.items())
    return f"{pairs}datum.label"
