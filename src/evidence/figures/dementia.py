"""Dementia figures set modelled need by round and by rate set beside what was planned on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.figure import Figure
from evidence.figures.intervals import Mark, intervals
from evidence.figures.lines import Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import rows_of, short
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.estimate import SERIES
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_ALL = "65+"
_ENDS = ("value", "lower", "upper")


def rounds(need: pd.DataFrame, *, place: Place, catalogue: Catalogue, horizon: int) -> Figure:
    """Draw modelled dementia by year: a panel for each rate set, in it a line for each round.

    ``need``: ``need.modelled`` of the dementia models on the newest estimates and on one or more
    rounds, people aged 65 and over.
    """
    rows = rows_of(need, place, "modelled_people")
    rows = rows[(rows["sex"] == "persons") & (rows["age_band"] == _ALL)]
    rows = rows.assign(
        year=rows["period"].str.removeprefix("mid-").astype("int64"),
        rates=rows["variant"].str.rsplit(" on ", n=1).str[0],
        series=rows["variant"].str.rsplit(" on ", n=1).str[-1],
    )
    rows = rows[rows["year"] <= horizon].sort_values("year", kind="stable")
    sets = sorted(rows["rates"].unique())
    held = [name for name in ROUNDS if name in set(rows["series"])]
    if not held:
        raise CheckError(f"no projection up to {horizon} for {place.name}: show a notice instead")
    series = {
        (rates, name): list(zip(part["year"].tolist(), part["value"].tolist(), strict=True))
        for rates in sets
        for name in (*SERIES, *held)
        if len(part := rows[(rows["rates"] == rates) & (rows["series"] == name)])
    }
    drawing = panels(
        [
            Panel(
                f"{rates} rates",
                tuple(
                    round_line.line(name, tuple(series[rates, name]), estimated="On estimates")
                    for name in (*SERIES, *held)
                    if (rates, name) in series
                ),
            )
            for rates in sets
        ],
        unit="people",
        zero=True,
        height=230,
        shared=True,
    )
    ends = {
        (rates, name): points[-1] for (rates, name), points in series.items() if name not in SERIES
    }
    named = notes(catalogue, rows)
    return Figure(
        id="dementia-rounds",
        title=_rounds_title(ends, sets[0], held, place),
        subtitle=f"Modelled people aged 65 and over living with dementia, {place.name}, mid-"
        f"{rows['year'].min()} to mid-{rows['year'].max()}, by projection round and rate set. "
        "Solid: on estimates of the population. Dashed: on projections."
        + (
            " Diamonds: on the table in the council's statement, taken to be the 2016-based round."
            if "2016-based" in held
            else ""
        ),
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Modelled people aged 65 and over with dementia, {place.name}",
            (
                Column("rates", "Rate set"),
                Column("series", "Population"),
                Column("year", "Mid-year", "year", "number"),
                Column("value", "People", "people", "number"),
            ),
            [
                {"rates": rates, "series": round_line.full(name), "year": year, "value": value}
                for (rates, name), points in series.items()
                for year, value in points
            ],
        ),
        alt=f"Line charts of modelled people with dementia in {place.name}, a panel for each rate "
        "set. At the end: "
        + "; ".join(
            f"{rates}, {round_line.label(name)}, {wording.people(value)} (mid-{year})"
            for (rates, name), (year, value) in ends.items()
        )
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def ages(
    need: pd.DataFrame,
    limits: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
    years: tuple[int, int],
) -> Figure:
    """Draw modelled dementia by age and sex in the later of two years, with limits.

    ``need``: ``need.modelled`` of one model on one round with ``by_sex`` and ``by_age``, of both
    years; ``limits``: ``band_limits.band_limits`` of it. The earlier year stands in the table.
    """
    start, end = (f"mid-{year}" for year in years)
    rows = rows_of(need, place, "modelled_people")
    rows = rows[rows["sex"].isin(["female", "male"]) & rows["period"].isin([start, end])]
    every = rows[(rows["age_band"] == _ALL) & (rows["period"] == end)]
    totals = dict(zip(every["sex"], every["value"], strict=True))
    rows = rows[rows["age_band"] != _ALL]
    before = {
        (sex, band): value
        for sex, band, period, value in zip(
            rows["sex"], rows["age_band"], rows["period"], rows["value"], strict=True
        )
        if period == start
    }
    limited = rows_of(limits, place, "modelled_people_interval")
    limited = limited[limited["period"] == end]
    bands = [
        _AgeBand(str(one["sex"]), str(one["age_band"]), *(float(one[end]) for end in _ENDS))
        for _, one in limited.iterrows()
    ]
    bands.sort(key=lambda band: (band.sex != "female", band.age))
    variant = str(rows["variant"].iloc[0])
    rates, _, round = variant.rpartition(" on ")
    drawing = intervals(
        [
            Mark(
                band.label,
                band.value,
                f"{wording.tens(band.value)} ({band.interval})",
                "place",
                band.lower,
                band.upper,
                short=wording.tens(band.value),
                beneath=f"({band.interval})",
            )
            for band in bands
        ],
        axis=f"Modelled people with dementia, {end}",
        decimals=1,
    )
    named = notes(catalogue, rows, limited)
    most = max(bands, key=lambda band: band.value)
    size = wording.tens(most.value)
    found = f"about {size} ({most.interval})" if size != "0" else "fewer than 10"
    return Figure(
        id="dementia-ages",
        title=f"In {end} {most.who} are expected to be the largest group of people with dementia "
        f"in {place.name}: {found}, by the point estimates",
        subtitle=f"Modelled people living with dementia by age and sex, {rates} rates on the "
        f"{round} projection, {place.name}, {end}, with the 95% limits of each rate. The oldest "
        "band is open; the others are of five years",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Modelled people with dementia by age and sex, {place.name}",
            (
                Column("sex", "Sex"),
                Column("band", "Age"),
                Column("start", start.capitalize(), "people", "number"),
                Column("end", end.capitalize(), "people", "number"),
                Column("lower", f"Lower 95% limit, {end}", "people", "number"),
                Column("upper", f"Upper 95% limit, {end}", "people", "number"),
            ),
            [
                {
                    "sex": band.sexes,
                    "band": band.age,
                    "start": before.get((band.sex, band.age)),
                    "end": band.value,
                    "lower": band.lower,
                    "upper": band.upper,
                }
                for band in bands
            ],
        ),
        alt=f"Dots with intervals: modelled people with dementia by age and sex in {place.name}, "
        f"{end}: women about {wording.people(totals['female'])}, men about "
        f"{wording.people(totals['male'])}; the largest group is {most.who}, {found}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


@dataclass(frozen=True)
class _AgeBand:
    """Modelled people of one sex and age band, with limits."""

    sex: str
    age: str
    value: float
    lower: float
    upper: float

    @property
    def sexes(self) -> str:
        return "Women" if self.sex == "female" else "Men"

    @property
    def label(self) -> str:
        return f"{self.sexes}, {wording.ages(self.age).removeprefix('aged ')}"

    @property
    def who(self) -> str:
        return f"{self.sexes.lower()} {wording.ages(self.age)}"

    @property
    def interval(self) -> str:
        # Beside a value that is given to the nearest 10 at any size.
        return wording.between(self.lower, self.upper, partial(wording.limit, above=wording.tens))


def _rounds_title(
    ends: dict[tuple[str, str], tuple[int, float]], rates: str, held: Sequence[str], place: Place
) -> str:
    year, value = ends[rates, held[-1]]
    start = (
        f"On {rates} rates about {wording.people(value)} people aged 65 and over in {place.name} "
        f"are expected to live with dementia in mid-{year} on the {short(held[-1])} round"
    )
    others = [
        f"{wording.people(ends[rates, name][1])} on "
        f"{round_line.against(name).removesuffix(' round')}"
        for name in held[:-1]
        if ends[rates, name][0] == year
    ]
    return f"{start}; {wording.area_list(others)}" if others else start
