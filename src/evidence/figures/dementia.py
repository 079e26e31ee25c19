"""Dementia figures set modelled need by round and by rate set beside what was planned on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, Dot, bars
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.lines import Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import rows_of, short
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL
from evidence.measures import wording
from evidence.measures.estimate import REBASED
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_WOMEN, _MEN = CATEGORICAL[0], CATEGORICAL[1]
_ALL = "65+"


def rounds(need: pd.DataFrame, *, place: Place, catalogue: Catalogue, horizon: int) -> Figure:
    """Draw modelled dementia by year: a panel for each rate set, in it a line for each round.

    ``need``: ``need.modelled`` of the dementia models on the rebased estimates and on one or more
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
        for name in (REBASED, *held)
        if len(part := rows[(rows["rates"] == rates) & (rows["series"] == name)])
    }
    drawing = panels(
        [
            Panel(
                f"{rates} rates",
                tuple(
                    round_line.line(name, tuple(series[rates, name]), estimated="On estimates")
                    for name in (REBASED, *held)
                    if (rates, name) in series
                ),
            )
            for rates in sets
        ],
        unit="people",
        zero=True,
        height=230,
    )
    ends = {
        (rates, name): points[-1] for (rates, name), points in series.items() if name != REBASED
    }
    named = notes(catalogue, rows)
    return Figure(
        id="dementia-rounds",
        title=_rounds_title(ends, sets[0], held, place),
        subtitle=f"Modelled people aged 65 and over living with dementia, {place.name}, mid-"
        f"{rows['year'].min()} to mid-{rows['year'].max()}, by projection round and rate set. "
        "Scales differ. Solid: on estimates of the population. Dashed: on projections."
        + (" Diamonds: on the council's statement." if "2016-based" in held else ""),
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
            f"{rates}, {short(name)} round, {wording.people(value)} (mid-{year})"
            for (rates, name), (year, value) in ends.items()
        )
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def ages(
    need: pd.DataFrame, *, place: Place, catalogue: Catalogue, years: tuple[int, int]
) -> Figure:
    """Draw modelled dementia by age and sex in the later of two years, the earlier as dots.

    ``need``: ``need.modelled`` of one model on one round with ``by_sex`` and ``by_age``.
    """
    start, end = (f"mid-{year}" for year in years)
    rows = rows_of(need, place, "modelled_people")
    rows = rows[rows["sex"].isin(["female", "male"]) & rows["period"].isin([start, end])]
    every = rows[(rows["age_band"] == _ALL) & (rows["period"] == end)]
    totals = dict(zip(every["sex"], every["value"], strict=True))
    rows = rows[rows["age_band"] != _ALL]
    found = {
        (sex, band, period): value
        for sex, band, period, value in zip(
            rows["sex"], rows["age_band"], rows["period"], rows["value"], strict=True
        )
    }
    bands = sorted({band for _, band, _ in found})
    groups = (("female", "Women", _WOMEN), ("male", "Men", _MEN))
    drawn = [
        Bar(
            wording.ages(band).removeprefix("aged "),
            found[sex, band, end],
            wording.people(found[sex, band, end]),
            colour,
            group=heading,
        )
        for sex, heading, colour in groups
        for band in bands
    ]
    dots = [
        Dot(
            wording.ages(band).removeprefix("aged "),
            found[sex, band, start],
            start,
            colour,
            group=heading,
            hollow=True,
        )
        for sex, heading, colour in groups
        for band in bands
    ]
    variant = str(rows["variant"].iloc[0])
    rates, _, round = variant.rpartition(" on ")
    drawing = bars(
        drawn,
        value_title="Modelled people with dementia",
        decimals=0,
        dots=dots,
        entries=[Entry(end.capitalize(), AREA), Entry(start.capitalize(), AREA, "ring")],
        row=24,
    )
    named = notes(catalogue, rows)
    most = max(
        ((sex, band) for sex in ("female", "male") for band in bands),
        key=lambda pair: found[(*pair, end)],
    )
    who = "women" if most[0] == "female" else "men"
    return Figure(
        id="dementia-ages",
        title=f"In {end} the largest group of people with dementia in {place.name} is expected to "
        f"be {who} {wording.ages(most[1])}, about {wording.people(found[(*most, end)])}",
        subtitle=f"Modelled people living with dementia by age and sex, {rates} rates on the "
        f"{round} projection, {place.name}, {start} and {end}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Modelled people with dementia by age and sex, {place.name}",
            (
                Column("sex", "Sex"),
                Column("band", "Age"),
                Column("start", start.capitalize(), "people", "number"),
                Column("end", end.capitalize(), "people", "number"),
            ),
            [
                {
                    "sex": heading,
                    "band": band,
                    "start": found[sex, band, start],
                    "end": found[sex, band, end],
                }
                for sex, heading, _ in groups
                for band in bands
            ],
        ),
        alt=f"Bar chart of modelled people with dementia by age and sex in {place.name}, {end}: "
        f"women about {wording.people(totals['female'])}, men about "
        f"{wording.people(totals['male'])}; the largest group is {who} {wording.ages(most[1])}, "
        f"{wording.people(found[(*most, end)])}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _rounds_title(
    ends: dict[tuple[str, str], tuple[int, float]], rates: str, held: Sequence[str], place: Place
) -> str:
    year, value = ends[rates, held[-1]]
    start = (
        f"On {rates} rates about {wording.people(value)} people aged 65 and over in {place.name} "
        f"are expected to live with dementia in mid-{year} on the {short(held[-1])} round"
    )
    others = [
        f"{wording.people(ends[rates, name][1])} on the {short(name)}"
        for name in held[:-1]
        if ends[rates, name][0] == year
    ]
    return f"{start}; {wording.area_list(others)}" if others else start
