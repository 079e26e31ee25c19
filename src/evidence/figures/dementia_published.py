"""The printed-need figure sets a document's numbers beside the same years modelled."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.population_selection import rows_of, short
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_ALL = "65+"


def published(
    stated: pd.DataFrame, need: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the numbers that a document prints beside the same years modelled on each round.

    ``stated``: ``stated.claims`` of numbers of people with dementia; ``need``: ``need.modelled``
    of the dementia models on the rounds, for the same years.
    """
    told = rows_of(stated, place, "stated_claim")
    ours = rows_of(need, place, "modelled_people")
    ours = ours[(ours["sex"] == "persons") & (ours["age_band"] == _ALL)]
    years = {
        _year_of(claim): value
        for claim, value in zip(told["breakdown"], told["value"], strict=True)
    }
    drawn, records = [], []
    for year, value in sorted(years.items()):
        group = f"Mid-{year}"
        drawn.append(
            Bar("Printed in the statement", value, f"{value:,.0f}", PLAN, group=group, hollow=True)
        )
        records.append({"year": year, "what": "Printed in the statement", "value": value})
        rows = ours[ours["period"] == f"mid-{year}"]
        for name in ROUNDS:
            for _, one in rows[rows["variant"].str.endswith(f" on {name}")].iterrows():
                rates = str(one["variant"]).rsplit(" on ", 1)[0]
                label = f"{rates}, {short(name)} round"
                drawn.append(
                    Bar(
                        label,
                        float(one["value"]),
                        wording.people(float(one["value"])),
                        round_line.colour(name),
                        group=group,
                    )
                )
                records.append({"year": year, "what": label, "value": float(one["value"])})
    drawing = bars(
        drawn, value_title="People aged 65 and over with dementia", decimals=0, label_width=30
    )
    first = min(years)
    match = _nearest(ours, first, years[first])
    named = notes(catalogue, told, ours)
    return Figure(
        id="dementia-published",
        title=f"The statement's estimate of {years[first]:,.0f} lies close to a model: {match[0]} "
        f"rates on its own table of people give {match[1]:,.0f}",
        subtitle=f"People aged 65 and over with dementia, as printed in the council's market "
        f"position statement and as modelled, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Printed and modelled numbers of people with dementia",
            (
                Column("year", "Mid-year", "year", "number"),
                Column("what", "Series"),
                Column("value", "People", "people", "number"),
            ),
            records,
        ),
        alt="Bar chart, a group for each year. "
        + "; ".join(
            f"mid-{year}: printed {value:,.0f}, modelled "
            + wording.area_list(
                [
                    f"{wording.people(item['value'])} ({item['what']})"
                    for item in records
                    if item["year"] == year and item["what"] != "Printed in the statement"
                ]
            )
            for year, value in sorted(years.items())
        )
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _year_of(claim: str) -> int:
    return int(claim.rsplit("-", 1)[1])


def _nearest(ours: pd.DataFrame, year: int, value: float) -> tuple[str, float]:
    """Give the rate set that comes nearest on the plan's own round, and its number."""
    rows = ours[(ours["period"] == f"mid-{year}") & ours["variant"].str.endswith(" on 2016-based")]
    if rows.empty:
        raise CheckError("the statement's own round is not modelled: show a notice instead")
    near = rows.iloc[(rows["value"] - value).abs().argsort(kind="stable").to_numpy()[0]]
    return str(near["variant"]).rsplit(" on ", 1)[0], float(near["value"])
