"""Modelled need of two ages is listed by round: one total can hide two that move apart."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.listing import Listing
from evidence.figures.round_line import full
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS

_AGES = ("18-64", "65+", "18+")


def by_round(
    modelled: pd.DataFrame, condition: str, *, id: str, place: Place, year: int
) -> Listing:
    """List people modelled with a condition in one year by age, a column for each round held.

    ``modelled``: ``prevalence.need.modelled`` of a condition with rates for both ages.
    """
    rows = modelled[
        (modelled["measure"] == "modelled_people")
        & (modelled["area_code"] == place.code)
        & (modelled["breakdown"] == condition)
        & (modelled["sex"] == "persons")
        & (modelled["period"] == f"mid-{year}")
    ]
    rows = rows.assign(round=rows["variant"].str.rsplit(" on ", n=1).str[-1])
    names = [name for name in ROUNDS if name in set(rows["round"])]
    if not names:
        raise CheckError(f"no modelled need of {place.name} in {year} is held: show a notice")
    found = {
        (item["age_band"], item["round"]): float(item["value"]) for item in rows.to_dict("records")
    }
    columns = (
        Column("age", "Ages"),
        *(Column(f"round{at}", full(name), "people", "number") for at, name in enumerate(names)),
    )
    records = [
        {"age": wording.ages(age).capitalize()}
        | {f"round{at}": found.get((age, name)) for at, name in enumerate(names)}
        for age in _AGES
        if any((age, name) in found for name in names)
    ]
    caption = (
        f"{wording.people_with(condition, '18+').capitalize()}, modelled in {place.name} for "
        f"mid-{year} by population"
    )
    return Listing(id, FigureTable.of(caption, columns, records))
