"""Splits show a difference as two steps from nought: what was there at first, what came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.boxes import LEAST, ticks
from evidence.figures.drawing import Drawing, Record, draw, source, wrapped
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.rows import Rows, named
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, INK, TEXT_SIZE

_BASELINE = "#8C8C8C"
_GAP = 12


@dataclass(frozen=True)
class Split:
    """One row: ``first`` starts at nought, ``then`` where it ends; ``text`` is both together."""

    label: str
    first: float
    then: float
    text: str
    group: str = ""

    @property
    def together(self) -> float:
        """Where the second step ends."""
        return self.first + self.then


def splits(chosen: Sequence[Split], *, axis: str, first: str, then: str, both: str) -> Drawing:
    """Draw two steps a row on one scale in per cent; CheckError for none.

    ``first``, ``then`` and ``both`` name the steps and their end in the key, above. The steps stand
    one below the other, so that neither hides the other where they pull apart.
    """
    if not chosen:
        raise CheckError("a chart of splits has no row to draw: show a notice instead")
    groups = list(dict.fromkeys(split.group for split in chosen))
    values = [value for split in chosen for value in (split.first, split.together)]
    low, high = min(0.0, *values), max(0.0, *values)
    entries = [Entry(first, AREA, "hollow"), Entry(then, AREA), Entry(both, INK, "tick")]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        side = Rows.of([split.label for split in chosen], width, least=32)
        inner = int(width - side.room - 24)
        column = CHARACTER * max(len(split.text) for split in chosen) + _GAP
        each = max(high - low, LEAST) / (inner - column - 2 * _GAP)
        domain = [round(low - _GAP * each, 9), round(high + (column + _GAP) * each, 9)]
        marked = ticks(low, high, inner - column)
        # The title begins where the scale does: no line of it is longer.
        title = wrapped(axis, max(int((inner - column) / CHARACTER), 12))
        head, data = key(entries, width - 20)
        data["key"] = [
            {**item, "left": item["left"] - side.room, "text": item["text"] - side.room}
            for item in data["key"]
        ]
        drawn: list[Any] = [head.properties(width=inner)]
        for number, group in enumerate(groups):
            mine = [split for split in chosen if split.group == group]
            data[f"steps{number}"] = named([step for split in mine for step in _steps(split)])
            data[f"ends{number}"] = named(
                [
                    {
                        "row": split.label,
                        "text": split.text,
                        "lane": lane,
                        "end": rounded(split.together, 2),
                    }
                    for split in mine
                    for lane in ("a", "b")
                ]
            )
            rows = Rows(
                side.field,
                tuple(dict.fromkeys(item[side.field] for item in data[f"ends{number}"])),
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


def _steps(split: Split) -> list[Record]:
    first, together = rounded(split.first, 2), rounded(split.together, 2)
    return [
        {
            "row": split.label,
            "lane": lane,
            "start": start,
            "end": end,
            "size": rounded(size, 1),
            "fill": fill,
        }
        for lane, start, end, size, fill in (
            ("a", 0, first, split.first, "#FFFFFF"),
            ("b", first, together, split.then, AREA),
        )
    ]


def _panel(
    number: int, side: Rows, scaled: tuple[list[float], list[float]], inner: int, axis: str
) -> alt.LayerChart:
    domain, marked = scaled
    y = side.y(padding=0.2)
    lane = alt.YOffset("lane:N").scale(domain=["a", "b"], paddingInner=0, paddingOuter=0)
    scale = alt.Scale(domain=domain, nice=False, zero=False)
    shown = alt.Axis(
        values=marked,
        labelOverlap=False,
        grid=True,
        title=axis.split("\n") if axis else None,
        labels=bool(axis),
        ticks=bool(axis),
        domain=False,
        labelExpr="datum.value == 0 ? '0' : format(datum.value, '+.10~g') + '%'",
    )
    steps = alt.Chart(source(f"steps{number}"))
    ends = alt.Chart(source(f"ends{number}"))
    return alt.layer(
        steps.transform_aggregate(count="count()")
        .mark_rule(color=_BASELINE, strokeWidth=1)
        .encode(x=alt.X(datum=0, type="quantitative", scale=scale, axis=shown)),
        steps.mark_bar(stroke=AREA, strokeWidth=1.2).encode(
            x=alt.X("start:Q").scale(scale).axis(shown),
            x2=alt.X2("end:Q"),
            y=y,
            yOffset=lane,
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[
                alt.Tooltip("row:N", title="For"),
                alt.Tooltip("size:Q", title="Points", format="+.1f"),
            ],
        ),
        ends.mark_tick(thickness=3, color=INK, size=13, opacity=1, tooltip=None).encode(
            x=alt.X("end:Q").scale(scale).axis(shown), y=y, yOffset=lane
        ),
        ends.transform_filter("datum.lane == 'a'")
        .mark_text(align="right", baseline="middle", fontSize=TEXT_SIZE, color=AREA, tooltip=None)
        .encode(x=alt.XValue(inner), y=y, text=alt.Text("text:N")),
    )
