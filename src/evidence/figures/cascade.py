"""A cascade draws rungs of people one below another; what is not held is drawn as not held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from evidence.figures.drawing import Drawing, draw, source
from evidence.figures.figure import WIDE, Figure
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.notes import notes
from evidence.figures.rows import Rows, named
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, INK, MUTED_INK, TEXT_SIZE
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.prevalence.cascade import Rung
from evidence.sources.catalogue import Catalogue

_NOT_HELD = "not held"
_EMPTY = 66
"""Pixels across a step that is not held: room for its two words, and no more."""
_KINDS = {
    "modelled": Entry("Modelled", AREA, "hollow"),
    "estimated": Entry("Estimated", AREA, "hollow"),
    "counted": Entry("Counted, as published", AREA),
    "calculated": Entry("Calculated from published counts", COMPARATOR),
}
"""Hollow, dark and grey: each 3:1 from the others, and told apart without seeing colours.

What nobody counted is hollow, whether modelled or estimated: the table says which.
"""


def cascade(
    rungs: Sequence[Rung],
    *,
    id: str,
    condition: str,
    place: Place,
    catalogue: Catalogue,
    shares: str = "no step is a share of the one above it",
) -> Figure:
    """Draw the rungs of one condition; a figure needs at least one rung that is held.

    Each rung's date, base and definition stand in the table; rungs of different bases are no
    parts of each other, and the subtitle says so. ``shares`` names the steps that are.
    """
    held = [rung for rung in rungs if not rung.is_missing]
    frame = pd.concat([rung.frame for rung in held], ignore_index=True)
    named_sources = notes(catalogue, frame)
    gone = len(rungs) - len(held)
    told = wording.area_list([f"{rung.label.lower()} {_people(rung)}" for rung in held], most=3)
    title = (
        f"For {place.name}, numbers are held for {_of(len(held), len(rungs))} steps from need to "
        f"placement with {condition}"
        if gone
        else f"For {place.name}, numbers are held for every step to placement with {condition}"
    )
    columns = (
        Column("label", "Step"),
        Column("value", "People", "people", "number"),
        Column("period", "Date or period"),
        Column("status", "Kind of number"),
        Column("definition", "Who is counted"),
        Column("base", "Out of whom"),
        Column("remedy", "What would fill the gap"),
    )
    records = [
        {
            "label": rung.label,
            "value": "[x]" if rung.is_missing else rung.value,
            "period": rung.period,
            "status": rung.kind,
            "definition": rung.definition,
            "base": rung.base,
            "remedy": rung.remedy if rung.is_missing else "",
        }
        for rung in rungs
    ]
    drawing = _drawing(rungs)
    return Figure(
        id=id,
        title=title,
        subtitle=f"People with {condition}, step by step, {place.name}. Steps differ in date, "
        f"base and definition (see the table): {shares}.",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(f"People with {condition} in {place.name}", columns, records),
        alt=f"Bars for {len(rungs)} steps. Held: {told}. Not held: "
        + (
            wording.area_list([rung.label.lower() for rung in rungs if rung.is_missing], most=8)
            if gone
            else "none"
        )
        + ".",
        note=named_sources.lines,
        sources=named_sources.sources,
        standing=named_sources.standing,
    )


def _of(count: int, whole: int) -> str:
    return f"{count} of {whole}"


def _people(rung: Rung) -> str:
    about = "about " if rung.kind == "estimated" else ""
    return about + wording.people(rung.value, counted=rung.status == "published")


def _drawing(rungs: Sequence[Rung]) -> Drawing:
    highest = max(rung.value for rung in rungs if not rung.is_missing)
    met = [rung.kind for rung in rungs if not rung.is_missing]
    shown = [entry for kind, entry in _KINDS.items() if kind in met]
    hollow = [entry.label for entry in shown if entry.mark == "hollow"]
    entries = [Entry(" or ".join(hollow).capitalize(), AREA, "hollow")] if hollow else []
    entries += [entry for entry in shown if entry.mark != "hollow"]
    if len(met) < len(rungs):
        entries.append(Entry("Not held", COMPARATOR, "hollow"))

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        side = Rows.of([rung.label for rung in rungs], width, least=34)
        texts = [_text(rung, wide) for rung in rungs]
        room = CHARACTER * max(len(line) for text in texts for line in text.split("\n")) + 10
        inner = int(width - side.room - 20)
        ends = [0, round(highest * inner / max(inner - room, 60), 6)]
        points = [
            {
                "row": rung.label,
                "value": round(ends[1] * _EMPTY / inner if rung.is_missing else rung.value, 6),
                "text": text,
                "held": "missing" if rung.is_missing else "held",
                **_colours(rung),
                "told": rung.remedy if rung.is_missing else rung.definition,
            }
            for rung, text in zip(rungs, texts, strict=True)
        ]
        legend, entered = key(entries, inner)
        chart = alt.vconcat(legend, _bars(side, inner, ends, wide=wide), spacing=6)
        return chart, {"points": named(points), **entered}

    return draw(build)


def _colours(rung: Rung) -> dict[str, str]:
    if rung.is_missing:
        return {"fill": "transparent", "stroke": COMPARATOR}
    entry = _KINDS[rung.kind]
    return {"fill": "#FFFFFF" if entry.mark == "hollow" else entry.colour, "stroke": entry.colour}


def _text(rung: Rung, wide: bool) -> str:
    if rung.is_missing:
        return _NOT_HELD
    # Without their dates steps would look as if they could be set against each other.
    return f"{_people(rung)} ({rung.period})" if wide else f"{_people(rung)}\n{rung.period}"


def _bars(side: Rows, inner: int, ends: list[float], *, wide: bool) -> alt.LayerChart:
    base = alt.Chart(source("points")).encode(y=side.y(padding=0.25))
    x = alt.X("value:Q").scale(domain=ends, nice=False).axis(None)
    told = [alt.Tooltip("row:N", title="Step"), alt.Tooltip("told:N", title="About")]
    held = base.transform_filter("datum.held == 'held'")
    missing = base.transform_filter("datum.held == 'missing'")
    write: dict[str, Any] = {
        "align": "left",
        "baseline": "middle",
        "fontSize": TEXT_SIZE,
        "tooltip": None,
    }
    return alt.layer(
        held.mark_bar(strokeWidth=1.5).encode(
            x=x,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            tooltip=told,
        ),
        missing.mark_bar(
            fill="transparent", stroke=COMPARATOR, strokeDash=[4, 3], strokeWidth=1.5
        ).encode(x=x, tooltip=told),
        held.mark_text(
            dx=6, dy=0 if wide else -7, lineBreak="\n", lineHeight=14, color=INK, **write
        ).encode(x=x, text=alt.Text("text:N")),
        missing.mark_text(color=MUTED_INK, **write).encode(
            x=alt.XValue(8), text=alt.Text("text:N")
        ),
    ).properties(width=inner, height=side.height)
