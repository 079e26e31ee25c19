"""The printed-need figure sets a document's numbers beside the same years modelled."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.population_selection import rows_of
from evidence.figures.table import MARKERS, Column, FigureTable
from evidence.figures.theme import PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.prevalence.uncertainty import PARAMETER
from evidence.measures.rounds import ROUNDS
from evidence.measures.stated import UNDATED
from evidence.sources.catalogue import Catalogue

_ALL = "65+"
_CONFIDENCE = 0.95
_ENDS = ("lower", "upper")


def published(
    stated: pd.DataFrame,
    need: pd.DataFrame,
    limits: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Set the numbers that a document prints beside the same years modelled on each round.

    ``stated``: ``stated.claims`` of numbers of people with dementia; ``need``: ``need.modelled``
    of the dementia models on the rounds, for the same years; ``limits``: ``uncertainty.intervals``
    of the models that have any, which stand in the table.
    """
    told = rows_of(stated, place, "stated_claim")
    ours = rows_of(need, place, "modelled_people")
    ours = ours[(ours["sex"] == "persons") & (ours["age_band"] == _ALL)]
    limited = rows_of(limits, place, "modelled_people_interval")
    limited = limited[
        (limited["category"] == PARAMETER) & (limited["confidence"] == _CONFIDENCE)
    ].set_index(["variant", "period"])
    drawn, records = [], []
    printed = {
        _year_of(claim): (value, period)
        for claim, value, period in zip(
            told["breakdown"], told["value"], told["period"], strict=True
        )
    }
    for year, (value, period) in sorted(printed.items()):
        # What a document does not date, or dates "by" a year, is modelled for the middle of one.
        stated_for = period if period == UNDATED else f"by {year}"
        named_for = "No year stated" if period == UNDATED else f"By {year}"
        group = f"{named_for} (modelled for mid-{year})"
        drawn.append(
            Bar("Printed in the statement", value, f"{value:,.0f}", PLAN, group=group, hollow=True)
        )
        records.append(
            {"year": stated_for, "what": "Printed in the statement", "value": value}
            | dict.fromkeys(_ENDS, MARKERS["not applicable"])
        )
        rows = ours[ours["period"] == f"mid-{year}"]
        for name in ROUNDS:
            for _, one in rows[rows["variant"].str.endswith(f" on {name}")].iterrows():
                rates = str(one["variant"]).rsplit(" on ", 1)[0]
                label = f"{rates}, {round_line.against(name).removeprefix('the ')}"
                drawn.append(
                    Bar(
                        label,
                        float(one["value"]),
                        # To the nearest 10: to the nearest 100, bars would seem to part or to meet.
                        wording.tens(float(one["value"])),
                        round_line.colour(name),
                        group=group,
                    )
                )
                records.append(
                    {"year": f"mid-{year}", "what": label, "value": float(one["value"])}
                    | _limits(limited, one)
                )
    drawing = bars(
        drawn, value_title="People aged 65 and over with dementia", decimals=0, label_width=34
    )
    first = min(printed)
    match = _nearest(ours, first, printed[first][0])
    named = notes(catalogue, told, ours, limited.reset_index())
    return Figure(
        id="dementia-published",
        title=f"The {printed[first][0]:,.0f} people in the statement lie close to a model's "
        f"number: {match[0]} rates on its own table for mid-{first} give {wording.tens(match[1])}",
        subtitle=f"People aged 65 and over with dementia, as printed in the council's market "
        f"position statement and as modelled, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Printed and modelled numbers of people with dementia",
            (
                Column("year", "Year"),
                Column("what", "Series"),
                Column("value", "People", "people", "number"),
                Column("lower", "Lower 95% limit", "people", "number"),
                Column("upper", "Upper 95% limit", "people", "number"),
            ),
            records,
        ),
        alt="Bar chart, a group for each printed number. "
        + "; ".join(f"{bar.group}, {bar.label}, {bar.text}" for bar in drawn)
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _limits(limited: pd.DataFrame, one: pd.Series) -> dict[str, float | str]:
    """Give the limits of a modelled number, and the mark of what is not held where it has none."""
    key = (one["variant"], one["period"])
    if key not in limited.index:
        return dict.fromkeys(_ENDS, MARKERS["not available"])
    return {end: float(limited.loc[key, end]) for end in _ENDS}


def _year_of(claim: str) -> int:
    return int(claim.rsplit("-", 1)[1])


def _nearest(ours: pd.DataFrame, year: int, value: float) -> tuple[str, float]:
    """Give the rate set that comes nearest on the plan's own round, and its number."""
    rows = ours[(ours["period"] == f"mid-{year}") & ours["variant"].str.endswith(" on 2016-based")]
    if rows.empty:
        raise CheckError("the statement's own round is not modelled: show a notice instead")
    near = rows.iloc[(rows["value"] - value).abs().argsort(kind="stable").to_numpy()[0]]
    return str(near["variant"]).rsplit(" on ", 1)[0], float(near["value"])
