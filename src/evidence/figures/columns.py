"""Columns show how a whole is shared out over ten steps; bars show how many of how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing, Record, draw, source
from evidence.figures.figure import WIDE
from evidence.figures.key import Entry, key
from evidence.figures.rows import Rows, named
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK


@dataclass(frozen=True)
class Panel:
    """Name one panel of ``profile``: the columns are the points whose ``panel`` is its title."""

    title: str


def profile(
    panels: Sequence[Panel],
    steps: Sequence[str],
    points: Sequence[Record],
    *,
    axis: str,
    level: float,
    level_label: str,
    tooltips: Sequence[tuple[str, str]],
) -> Drawing:
    """Draw a column for each of ``steps`` in each panel, beside each other or, narrow, below.

    ``points`` have ``panel``, ``step``, ``share`` (percent), ``label`` (written above the column)
    and the fields named by ``tooltips``; the first step is drawn darker. A dashed line stands at
    ``level``. Panels share one scale from nought. CheckError without points.
    """
    if not points:
        raise CheckError("a profile has no points to draw")
    highest = max(level, *(point["share"] for point in points)) * 1.12
    entries = [Entry(level_label, ENGLAND, "dashed")]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        across = len(panels) if wide else 1
        inner = int((width - 36) / across - 36)
        legend, entered = key(entries, width - 60)
        drawn = [
            _columns(panel, steps, (inner, highest), axis=axis, tooltips=tooltips)
            for panel in panels
        ]
        chart = alt.vconcat(legend, alt.concat(*drawn, columns=across, spacing=24), spacing=10)
        return chart, {"points": list(points), "level": [{"level": level}], **entered}

    return draw(build)


def counted(
    rows: Sequence[str],
    points: Sequence[Record],
    *,
    part: str,
    rest: str,
    axis: str,
    tooltips: Sequence[tuple[str, str]],
) -> Drawing:
    """Draw a bar a row: ``part`` filled, the rest of ``whole`` hollow, and both as words.

    ``points`` have ``row``, ``part``, ``whole``, ``label`` and the fields named by ``tooltips``.
    """
    if not points:
        raise CheckError("a chart of counts has no bars to draw")
    highest = max(point["whole"] for point in points)
    entries = [Entry(part, AREA), Entry(rest, AREA, "hollow")]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        side = Rows.of(rows, width)
        inner = int(width - side.room - 20)
        y = side.y(padding=0.25)
        # Room for the words behind the longest bar.
        ends = [0, highest * inner / max(inner - 62, 1)]
        ticks = sorted({0, highest} | set(range(0, highest + 1, max(1, highest // 4))))
        x = (
            alt.X("whole:Q")
            .scale(domain=ends, nice=False)
            .axis(title=axis, values=[tick for tick in ticks if tick <= highest], format="d")
        )
        tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tooltips]
        base = alt.Chart(source("points")).encode(y=y)
        whole = base.mark_bar(fill="#FFFFFF", stroke=AREA, strokeWidth=1).encode(
            x=x, tooltip=tooltip
        )
        filled = base.mark_bar(color=AREA).encode(x=alt.X("part:Q"), tooltip=tooltip)
        words = base.mark_text(align="left", dx=6, color=INK, tooltip=None).encode(
            x=alt.X("whole:Q"), text=alt.Text("label:N")
        )
        legend, entered = key(entries, inner)
        bars = alt.layer(whole, filled, words).properties(width=inner, height=side.height)
        return alt.vconcat(legend, bars, spacing=6), {"points": named(points), **entered}

    return draw(build)


def _columns(
    panel: Panel,
    steps: Sequence[str],
    size: tuple[int, float],
    *,
    axis: str,
    tooltips: Sequence[tuple[str, str]],
) -> alt.LayerChart:
    width, highest = size
    x = (
        alt.X("step:N")
        .scale(domain=list(steps), paddingInner=0.18, paddingOuter=0.1)
        .axis(title=axis, labelAngle=0, labelOverlap=False, ticks=False)
    )
    y = (
        alt.Y("share:Q")
        .scale(domain=[0, highest], nice=False)
        .axis(title=None, tickCount=4, format="d", labelExpr="datum.label + '%'")
    )
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in tooltips]
    base = alt.Chart(source("points")).transform_filter(alt.datum.panel == panel.title)
    bars = base.mark_bar().encode(
        x=x,
        y=y,
        color=alt.condition(alt.datum.step == steps[0], alt.value(AREA), alt.value(COMPARATOR)),
        tooltip=tooltip,
    )
    words = base.mark_text(dy=-7, fontSize=11, color=INK, tooltip=None).encode(
        x=x, y=y, text=alt.Text("label:N")
    )
    # A pale edge, so that the line does not run through a number.
    halo = base.mark_text(
        dy=-7, fontSize=11, color="#FFFFFF", stroke="#FFFFFF", strokeWidth=4, tooltip=None
    ).encode(x=x, y=y, text=alt.Text("label:N"))
    line = (
        alt.Chart(source("level"))
        .mark_rule(color=ENGLAND, strokeDash=[5, 3], strokeWidth=1.5, tooltip=None)
        .encode(y=alt.Y("level:Q"))
    )
    return alt.layer(bars, line, halo, words).properties(
        width=width, height=190, title=alt.TitleParams(panel.title, offset=8)
    )
