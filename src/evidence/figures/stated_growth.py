"""Growth in a statement's words is set beside its table and the newest round, a year at a time."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.population_selection import Item, band_label, items, rows_of, short
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import PLAN
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_WORDS, _OWN = "In words", "In its own table"


def stated_growth(
    stated: pd.DataFrame, yearly: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the growth a year that a statement's words ask beside that of projections, by age.

    ``stated``: ``trend.growth``; ``yearly``: ``population.a_year`` of the round that the statement
    prints and of the newest, all ages and 65+, over the same spans: the years that both hold, and
    all years of the table, which the newest round covers from the estimate of its first.
    """
    words = stated[
        (stated["area_code"] == place.code) & (stated["breakdown"] == "growth-a-year-in-words")
    ]
    if words.empty:
        raise CheckError(f"no growth in words is held for {place.name}: show a notice instead")
    said = items(words)[0]
    rows = rows_of(yearly, place, "population_growth_a_year")
    told = [_Told("all ages", _WORDS, f"over {said.period}", said.value, PLAN)]
    for band in ("all ages", "65+"):
        part = rows[rows["age_band"] == band].sort_values(["period", "variant"], kind="stable")
        for one in items(part):
            name, _, estimate = one.variant.partition(" against ")
            own = ROUNDS[name].is_plan
            where = _OWN if own else f"{short(name)} round"
            since = f"{one.period.replace(' to', ', estimated, to')}" if estimate else one.period
            colour = round_line.colour(name)
            told.append(_Told(band, where, since, one.value, colour, hollow=own))
    drawing = bars(
        [
            Bar(
                f"{item.where}: {item.period}",
                item.value,
                item.text,
                item.colour,
                group=band_label(item.band),
                hollow=item.hollow,
            )
            for item in told
        ],
        value_title="Growth a year, per cent",
        decimals=2,
        row=40,
        label_width=26,
    )
    columns = (
        Column("age", "Age"),
        Column("where", "Where"),
        Column("period", "Period"),
        Column("value", "Growth a year", "%", "number", 2),
    )
    records = [
        {
            "age": band_label(item.band),
            "where": item.where,
            "period": item.period,
            "value": item.value,
        }
        for item in told
    ]
    named = notes(catalogue, words, rows)
    alone = all(item.hollow for item in told[1:])
    finding = (
        wording.area_list([item.said for item in told if item.band == "all ages"])
        if alone
        else f"over the same years: {_same_years(rows[rows['age_band'] == 'all ages'])}"
    )
    return Figure(
        id="stated-growth",
        title=f"Growth a year of the population of {place.name}, all ages, {finding}",
        subtitle="Projected growth a year, as the council's market position statement puts it"
        + (
            ""
            if alone
            else " and as projected since. Table and round are compared over the same years"
        )
        + ". The statement's words on all ages name no years",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of("Growth a year, as stated and as projected", columns, records),
        alt="Bars of growth a year. "
        + "; ".join(f"{band_label(item.band)}, {item.said}" for item in told)
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _same_years(rows: pd.DataFrame) -> str:
    """Say what table and round grow by over the years that both hold, and over all of its own."""
    told: list[str] = []
    for period in sorted(rows["period"].unique(), reverse=True):
        part = items(rows[rows["period"] == period])
        table, other = sorted(part, key=lambda item: not _is_plan(item))
        name, _, estimate = other.variant.partition(" against ")
        since = " (the round from the estimate)" if estimate else ""
        table_is, round_is = (
            ("", "") if told else (" in the statement's table", f" in the {short(name)} round")
        )
        told.append(
            f"{period}, {_two(table.value)}{table_is} and {_two(other.value)}{round_is}{since}"
        )
    return "; ".join(told)


def _is_plan(item: Item) -> bool:
    return item.variant in ROUNDS and ROUNDS[item.variant].is_plan


def _two(value: float) -> str:
    """Put growth a year, which is small, to two decimals."""
    return f"{wording.number(value, 2)}%"


@dataclass(frozen=True)
class _Told:
    """Growth a year of one age band, where it is told, and over what span."""

    band: str
    where: str
    period: str
    value: float
    colour: str
    hollow: bool = False

    @property
    def text(self) -> str:
        return _two(self.value)

    @property
    def said(self) -> str:
        where = {_WORDS: "in the statement's words", _OWN: "in its own table"}
        return f"{self.text} {where.get(self.where, f'in the {self.where}')} ({self.period})"
