"""A key names what a chart's colours and marks stand for, where lines have no label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import altair as alt

from evidence.figures.drawing import source
from evidence.figures.theme import ENGLAND, INK, TEXT_SIZE

Mark = Literal["square", "hollow", "circle", "ring", "tick", "line", "dashed"]

CHARACTER = 6.6
"""Width in pixels of a character of Evidence Sans at the size of chart texts, on the safe side."""

_ROW = 20
_SYMBOL = 16
_DASH = "M-1.1,0L-0.4,0M0.4,0L1.1,0"
_SHAPES = {
    "square": "square",
    "hollow": "square",
    "circle": "circle",
    "ring": "circle",
    "tick": "M0,-0.7L0,0.7",
    "line": "M-1.1,0L1.1,0",
    "dashed": _DASH,
}
_FILLED = {"square", "circle"}


@dataclass(frozen=True)
class Entry:
    """One thing that a chart draws: its name, colour and mark."""

    label: str
    colour: str = ENGLAND
    mark: Mark = "square"


def key(entries: Sequence[Entry], width: int) -> tuple[alt.Chart | alt.LayerChart, dict[str, Any]]:
    """Draw entries in rows of ``width`` pixels; also its dataset, named "key"."""
    rows, left, row = [], 0.0, 0
    for entry in entries:
        needed = _SYMBOL + CHARACTER * len(entry.label) + 14
        if left and left + needed > width:
            left, row = 0.0, row + 1
        rows.append(
            {
                "label": entry.label,
                "left": round(left + 6, 1),
                "text": round(left + _SYMBOL + 2, 1),
                "top": row * _ROW + _ROW // 2,
                "shape": _SHAPES[entry.mark],
                "fill": entry.colour if entry.mark in _FILLED else "transparent",
                "stroke": entry.colour,
            }
        )
        left += needed
    raw: Any = {"scale": None, "axis": None}
    base = alt.Chart(source("key")).encode(y=alt.Y("top:Q", **raw))
    symbols = base.mark_point(size=110, strokeWidth=2).encode(
        x=alt.X("left:Q", **raw),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
    )
    texts = base.mark_text(align="left", baseline="middle", fontSize=TEXT_SIZE, color=INK).encode(
        x=alt.X("text:Q", **raw), text=alt.Text("label:N")
    )
    chart = alt.layer(symbols, texts).properties(width=width, height=(row + 1) * _ROW)
    return chart, {"key": rows}
