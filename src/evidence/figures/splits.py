"""Splits show a difference as two steps from nought: what was there at first, what came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from evidence.errors import CheckError
from evidence.figures.deviation import Panel, deviations
from evidence.figures.drawing import HEADING, Drawing, Record, source
from evidence.figures.key import Entry
from evidence.figures.rows import named
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, INK, LINE, TEXT_SIZE


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
    entries = [Entry(first, AREA, "hollow"), Entry(then, AREA), Entry(both, INK, "tick")]

    return deviations(
        chosen,
        [value for split in chosen for value in (split.first, split.together)],
        entries,
        axis=axis,
        least=32,
        data_of=_data,
        layers_of=_layers,
    )


def _data(number: int, mine: Sequence[Split]) -> dict[str, list[Record]]:
    ends = [
        {"row": split.label, "text": split.text, "lane": lane, "end": rounded(split.together, 2)}
        for split in mine
        for lane in ("a", "b")
    ]
    return {
        f"steps{number}": named([step for split in mine for step in _steps(split)]),
        f"ends{number}": named(ends),
    }


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


def _layers(panel: Panel) -> alt.LayerChart:
    number, scale, shown = panel.number, panel.scale, panel.axis
    y = panel.side.y(padding=0.2)
    lane = alt.YOffset("lane:N").scale(domain=["a", "b"], paddingInner=0, paddingOuter=0)
    steps = alt.Chart(source(f"steps{number}"))
    ends = alt.Chart(source(f"ends{number}"))
    return alt.layer(
        steps.transform_aggregate(count="count()")
        .mark_rule(color=LINE, strokeWidth=1)
        .encode(x=alt.X(datum=0, type="quantitative", scale=scale, axis=shown)),
        steps.mark_bar(stroke=AREA, strokeWidth=1.2).encode(
            x=alt.X("start:Q").scale(scale).axis(shown),
            x2=alt.X2("end:Q"),
            y=y,
            yOffset=lane,
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[
                alt.Tooltip("row:N", title=HEADING),
                alt.Tooltip("size:Q", title="Points", format="+.1f"),
            ],
        ),
        ends.mark_tick(thickness=3, color=INK, size=13, opacity=1, tooltip=None).encode(
            x=alt.X("end:Q").scale(scale).axis(shown), y=y, yOffset=lane
        ),
        ends.transform_filter("datum.lane == 'a'")
        .mark_text(align="right", baseline="middle", fontSize=TEXT_SIZE, color=AREA, tooltip=None)
        .encode(x=alt.XValue(panel.width), y=y, text=alt.Text("text:N")),
    )
