"""Printed need is drawn and listed beside ours, figure by figure, with what that shows and why."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, Dot, bars
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.listing import Listing
from evidence.figures.notes import notes
from evidence.figures.table import MARKERS, Column, FigureTable
from evidence.figures.theme import AREA, PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.prevalence.base import SPLIT
from evidence.measures.prevalence.published import PLANNED
from evidence.measures.prevalence.reproduction import Met, Reproduction
from evidence.sources.catalogue import Catalogue

_ROUNDED, _FULL = "Rounded as PANSI does", "Full precision"
_INFERRED = "Rates worked back from the document"
_OTHER = "Rates from elsewhere"
_COLUMNS = (
    Column("about", "Printed figure"),
    Column("stated", "Printed", "", "number"),
    Column("rounded", "Ours, rounded", "", "number"),
    Column("full", "Ours, exact", "", "number", 1),
    Column("verdict", "What that shows, and what ours stands on"),
)
_NOT_HELD = (
    Column("about", "Printed figure"),
    Column("stated", "Printed", "", "number"),
    Column("why", "Why it cannot be reproduced"),
)


def differences(made: Sequence[Reproduction], *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw by how much ours lies off each printed figure, in both arithmetics.

    ``made``: ``reproduction.reproductions`` of the place. One bar for each figure that counts all
    ages of its model.
    """
    shown = [item for item in made if item.is_own and item.is_whole and item.row is not None]
    if not shown:
        raise CheckError(f"no document of {place.name} prints modelled need: show a notice instead")
    order = list(dict.fromkeys(item.condition for item in shown))
    shown.sort(key=lambda item: (_group(item) == _INFERRED, order.index(item.condition), item.year))
    rows = pd.DataFrame([item.row for item in shown])
    named = notes(catalogue, rows)
    apart = [(item, float(item.row["value"])) for item in shown if item.row is not None]
    drawing = bars(
        [
            Bar(_short(item), value, wording.signed_percent(value, 2), AREA, group=_group(item))
            for item, value in apart
        ],
        value_title="Ours less the printed figure, per cent of the printed figure",
        decimals=2,
        dots=[
            Dot(_short(item), float(item.full["value"]), _FULL, PLAN, group=_group(item))
            for item in shown
            if item.full is not None and item.rounded is not None
        ],
        entries=[Entry(_ROUNDED, AREA), Entry(_FULL, PLAN, "circle")],
        label_width=26,
    )
    open_ones = [pair for pair in apart if pair[0].verdict is not Met.INFERRED] or apart
    worst, furthest = max(open_ones, key=lambda pair: abs(pair[1]))
    near = [pair for pair in open_ones if abs(pair[1]) < 1]
    records = [
        {
            "about": about(item),
            "stated": item.stated,
            "rounded": _value(item.rounded),
            "full": _value(item.full),
            "percent": value,
            "verdict": item.verdict.value,
        }
        for item, value in apart
    ]
    columns = (
        *_COLUMNS[:4],
        Column("percent", "Difference", "%", "number", 2),
        Column("verdict", "Verdict"),
    )
    return Figure(
        id="need-reproduced",
        title=f"Ours lies within 1% of {len(near)} of {len(open_ones)} printed figures whose rates "
        f"come from elsewhere; {_named(worst)} is furthest, {wording.percent(furthest)} "
        f"{'above' if furthest > 0 else 'below'}",
        subtitle=f"Our modelled need less the printed figure, per cent, documents about "
        f"{place.name}, on the {PLANNED} round",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Printed figures of need about {place.name} and ours", columns, records
        ),
        alt="Bar chart of the difference of our modelled number from each printed one. "
        + "; ".join(f"{_short(item)}: {wording.signed_percent(value, 2)}" for item, value in apart)
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def listings(
    made: Sequence[Reproduction], splits: pd.DataFrame, *, place: Place
) -> tuple[Listing, ...]:
    """List every printed figure with ours, the verdict and what it stands on; then the bands.

    ``splits``: ``split.implied`` of the place. Figures of single age bands are folded away, and
    figures without a model come last.
    """
    mine = [item for item in made if item.area_code == place.code]
    order = list(dict.fromkeys(item.condition for item in mine))
    mine.sort(key=lambda item: (order.index(item.condition), item.year))
    whole = [item for item in mine if item.row is not None and item.is_whole]
    bands = [item for item in mine if item.row is not None and not item.is_whole]
    without = [item for item in mine if item.row is None]
    found = []
    for id, caption, chosen, folded in (
        ("reproduced", f"Printed figures of need about {place.name}, and ours", whole, False),
        ("reproduced-ages", f"The same by age: {_conditions(bands)}", bands, True),
    ):
        if chosen:
            table = FigureTable.of(caption, _COLUMNS, [_record(item, splits) for item in chosen])
            found.append(Listing(id, table, folded=folded))
    if without:
        records = [
            {"about": about(item), "stated": item.stated, "why": item.why} for item in without
        ]
        caption = f"Printed figures about {place.name} that cannot be reproduced"
        found.append(Listing("reproduced-none", FigureTable.of(caption, _NOT_HELD, records)))
    return tuple(found)


def about(item: Reproduction) -> str:
    """Name a printed figure: condition, ages, year, and another rate set where it is one."""
    text = f"{item.condition[0].upper()}{item.condition[1:]}"
    if item.ages:
        text += f", {wording.ages(item.ages)}"
    text += f", {item.year}" if item.year else ", year not stated"
    return text if item.is_own or item.model is None else f"{text}, by {item.model.title}"


def _record(item: Reproduction, splits: pd.DataFrame) -> dict[str, object]:
    return {
        "about": about(item),
        "stated": item.stated,
        "rounded": _value(item.rounded),
        "full": _value(item.full),
        "verdict": f"{_verdict(item)} {_met_by(item, splits)}{_why(item)} {_stands(item)}",
    }


def _verdict(item: Reproduction) -> str:
    words = f"{item.verdict.value[0].upper()}{item.verdict.value[1:]}"
    if item.row is None or item.verdict is Met.EXACTLY:
        return f"{words}."
    percent = float(item.row["value"])
    if percent == 0:
        return f"{words}: no difference."
    side = "higher" if percent > 0 else "lower"
    return f"{words}: ours is {wording.percent(percent, 2)} {side}."


def _met_by(item: Reproduction, splits: pd.DataFrame) -> str:
    """Say with how many men the figure is met exactly, where some number of them does."""
    if not item.is_own or item.verdict in (Met.EXACTLY, Met.ROUNDING) or splits.empty:
        return ""
    found = splits[(splits["area_code"] == item.area_code) & (splits["category"] == item.figure)]
    return "".join(
        f"It is met exactly where {wording.people(row['value'], counted=True)} of its "
        f"{wording.people(row['denominator'], counted=True)} people {wording.ages(row['age_band'])}"
        f" are men; the split used here has {wording.people(row['numerator'], counted=True)}. "
        for row in found.to_dict("records")
    )


def _why(item: Reproduction) -> str:
    return item.why if item.is_own else "Another rate set for the same condition, for comparison."


def _stands(item: Reproduction) -> str:
    if item.model is None:
        return ""
    split = f", sexes as the {SPLIT} round has them" if item.split else ""
    return (
        f"Ours: {item.model.title} rates on the {PLANNED} round as the document prints it{split}; "
        f"standing {item.standing.value}."
    )


def _value(row: pd.Series | None) -> float | str:
    """Give our number; an arithmetic that the model is not declared for does not apply."""
    return MARKERS["not applicable"] if row is None else float(row["numerator"])


def _group(item: Reproduction) -> str:
    return _INFERRED if item.verdict is Met.INFERRED else _OTHER


def _short(item: Reproduction) -> str:
    return f"{item.condition[0].upper()}{item.condition[1:]}, {item.year}"


def _named(item: Reproduction) -> str:
    return f"{item.condition} in {item.year}"


def _conditions(items: Sequence[Reproduction]) -> str:
    return ", ".join(dict.fromkeys(item.condition for item in items))
