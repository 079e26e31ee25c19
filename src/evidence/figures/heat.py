"""A heat table is a table whose cells are shaded by class and still carry their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import LINES, Drawing, Record, draw, source
from evidence.figures.figure import WIDE
from evidence.figures.rows import Rows, named
from evidence.figures.shade import Shade, legend_columns
from evidence.figures.theme import INK, OUTLINE, text_on


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Record],
    shades: Sequence[Shade],
    *,
    legend: tuple[str, str],
    tooltips: Sequence[tuple[str, str]],
) -> Drawing:
    """Draw ``cells`` in a grid of ``rows`` and ``columns``, both in the order given.

    A cell has ``row``, ``column``, ``shade`` (the label of one of ``shades``), ``text`` and
    ``short`` (what stands in it on a page and on a phone) and the fields named by ``tooltips``.
    ``legend`` is titled for a page and for a phone. Column labels may be ``wrapped``; on a phone
    they stand upright. CheckError without cells.
    """
    if not cells:
        raise CheckError("a heat table has no cells to draw")
    colours = {shade.label: shade.colour for shade in shades}
    inked = [{**cell, "ink": text_on(colours[cell["shade"]])} for cell in cells]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        side = Rows.of(rows, width)
        step = int(min((width - side.room - 14) / len(columns), 84))
        base = alt.Chart(source("cells")).encode(
            x=alt.X("column:N")
            .scale(domain=list(columns), padding=0)
            .axis(
                orient="top",
                title=None,
                domain=False,
                ticks=False,
                # Lines of a label are set downwards from the first.
                labelPadding=6 + (13 if wide and any("\n" in name for name in columns) else 0),
                labelExpr=LINES if wide else "replace(datum.label, '\\n', ' ')",
                labelAngle=0 if wide else -90,
                labelBaseline="bottom" if wide else "middle",
                labelAlign="center" if wide else "left",
                labelFontSize=11,
                labelLineHeight=13,
                labelLimit=step + 8 if wide else 130,
                labelOverlap=False,
            ),
            y=side.y(),
        )
        boxes = base.mark_rect(stroke=OUTLINE, strokeWidth=1).encode(
            color=alt.Color("shade:N")
            .scale(
                domain=[shade.label for shade in shades], range=[shade.colour for shade in shades]
            )
            .legend(
                title=legend[0] if wide else legend[1],
                columns=legend_columns(shades, step * len(columns)),
                symbolType="square",
                symbolStrokeColor=INK,
                symbolStrokeWidth=0.5,
            ),
            tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in tooltips],
        )
        texts = base.mark_text(fontSize=12 if wide else 10.5, tooltip=None).encode(
            text=alt.Text("text:N" if wide else "short:N"),
            color=alt.Color("ink:N").scale(None).legend(None),
        )
        chart = (
            alt.layer(boxes, texts)
            .resolve_scale(color="independent")
            .properties(width=step * len(columns), height=side.height)
        )
        return chart, {"cells": named(inked)}

    return draw(build)
