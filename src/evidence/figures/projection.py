"""Projection figures show what each round expects of a place, beside what has been estimated."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.lines import Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import (
    extremes,
    items,
    known,
    one_period,
    rows_of,
    short,
    signed_people,
    start_end,
)
from evidence.figures.printed import not_printed
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL
from evidence.measures import wording
from evidence.measures.estimate import SERIES
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_OLDER = ("18-64", "65+", "75+", "85+")
_TABLED = ("all ages", "0-17", *_OLDER)
_GAIN, _LOSS = AREA, CATEGORICAL[3]

Series = dict[tuple[str, str], tuple[tuple[int, float], ...]]


def rounds_by_age(
    projections: pd.DataFrame,
    estimates: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
    horizon: int,
) -> Figure:
    """Draw each round up to ``horizon`` beside the newest estimates, a panel for each age.

    ``projections``: ``projection.projections`` of one to three rounds; ``estimates``:
    ``population.estimates``; both with the bands 18-64, 65+, 75+ and 85+. All ages and 0-17 stand
    in the table where they are given.
    """
    rows = pd.concat(
        [rows_of(estimates, place, "population"), rows_of(projections, place, "population")]
    )
    rows = rows.assign(year=rows["period"].str.removeprefix("mid-").astype("int64"))
    rows = rows[rows["age_band"].isin(_TABLED) & (rows["year"] <= horizon)]
    rows = rows[rows["sex"] == "persons"].sort_values("year", kind="stable")
    held = [name for name in ROUNDS if name in set(rows["variant"])]
    if not held:
        raise CheckError(f"no projection up to {horizon} for {place.name}: show a notice instead")
    series = {
        (band, name): tuple(zip(part["year"].tolist(), part["value"].tolist(), strict=True))
        for band in _TABLED
        for name in (*SERIES, *held)
        if len(part := rows[(rows["age_band"] == band) & (rows["variant"] == name)])
    }
    drawing = panels(
        [
            Panel(
                wording.ages(band).capitalize(),
                tuple(
                    round_line.line(name, series[band, name])
                    for name in (*SERIES, *held)
                    if (band, name) in series
                ),
            )
            for band in _OLDER
        ],
        unit="people",
    )
    columns = (
        Column("band", "Age"),
        Column("series", "Series"),
        Column("year", "Mid-year", "year", "number"),
        Column("value", "Residents", "people", "number"),
    )
    records = [
        {"band": band, "series": round_line.full(name), "year": year, "value": value}
        for (band, name), points in series.items()
        for year, value in points
    ]
    named = notes(catalogue, rows)
    dots = [name for name in held if not ROUNDS[name].by_single_year]
    marks = "Solid: estimated. Dashed: projected by ONS, a ring marks the base year."
    if dots:
        marks += (
            " Diamonds: the years in the table of the council's market position statement, taken "
            f"to be the {wording.area_list(dots)} round."
        )
    return Figure(
        id="rounds-by-age",
        title=_rounds_title(series, held, place),
        subtitle=f"Residents by age, estimated and projected, {place.name}, mid-"
        f"{rows['year'].min()} to mid-{rows['year'].max()}. Scales differ and need not start at "
        f"zero. {marks}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Residents of {place.name} by age, estimated and projected", columns, records
        ),
        alt=_rounds_alt(series, held, place),
        note=(*not_printed(rows), *named.lines),
        sources=named.sources,
        standing=named.standing,
    )


def ages(change: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw how many more or fewer people of each five-year age a round projects.

    ``change``: ``population.change`` with ages "five-year" of one round.
    """
    rows = rows_of(change, place, "population_change")
    rows = rows[rows["age_band"] != "all ages"]
    percent = {
        item.age_band: item.value
        for item in items(rows_of(change, place, "population_change_percent"))
    }
    order = rows["age_band"].str.extract(r"^(\d+)", expand=False).astype("int64")
    rows = rows.iloc[order.argsort(kind="stable")]
    start, end = start_end(one_period(rows))
    name = str(rows["variant"].iloc[0])
    drawn = [
        Bar(
            label=item.age_band,
            value=known(item.value),
            text=signed_people(item.value),
            colour=_GAIN if item.value >= 0 else _LOSS,
        )
        for item in items(rows[::-1])
    ]
    drawing = bars(
        drawn, value_title=f"Change in residents, {start} to {end}, people", decimals=0, row=20
    )
    low, high = extremes(items(rows))
    told = []
    if high.value >= 5:
        told.append(
            f"the number of people {wording.ages(high.age_band)} is projected to grow most (by "
            f"{wording.tens(high.value)})"
        )
    if low.value <= -5:
        told.append(
            f"the number {wording.ages(low.age_band)} to fall most (by {wording.tens(-low.value)})"
            if told
            else f"the number of people {wording.ages(low.age_band)} is projected to fall most (by "
            f"{wording.tens(-low.value)})"
        )
    finding = " and ".join(told) or "hardly any age group is projected to change"
    columns = (
        Column("band", "Age"),
        Column("start", start.capitalize(), "people", "number"),
        Column("end", end.capitalize(), "people", "number"),
        Column("value", "Change", "people", "number"),
        Column("percent", "Change", "%", "number", 1),
    )
    records = [
        {
            "band": item.age_band,
            "start": item.denominator,
            "end": item.numerator,
            "value": item.value,
            "percent": percent.get(item.age_band),
        }
        for item in items(rows)
    ]
    named = notes(catalogue, rows)
    return Figure(
        id="ages-change",
        title=f"Between {start} and {end} {finding}",
        subtitle=f"Projected change in residents by five-year age band, {name} round, "
        f"{place.name}, {start} to {end}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(f"Residents of {place.name} by age, {name} round", columns, records),
        alt=f"Bar chart of the projected change in residents of {place.name} by five-year age "
        f"band between {start} and {end}, from {signed_people(low.value)} "
        f"({wording.ages(low.age_band)}) to {signed_people(high.value)} "
        f"({wording.ages(high.age_band)}).",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _rounds_title(series: Series, held: list[str], place: Place) -> str:
    newest = held[-1]
    if len(held) == 1:
        points = series["65+", newest]
        (first, before), (last, after) = points[0], points[-1]
        one, other = wording.people(before), wording.people(after)
        if one == other:
            return (
                f"In the {short(newest)} round the number of people {wording.ages('65+')} in "
                f"{place.name} stays at about {one} between mid-{first} and mid-{last}"
            )
        return (
            f"In the {short(newest)} round people {wording.ages('65+')} in {place.name} "
            f"{'rise' if after > before else 'fall'} from {one} in mid-{first} to {other} in "
            f"mid-{last}"
        )
    plan = held[0]
    shared = {year for year, _ in series["65+", newest]} & {y for y, _ in series["65+", plan]}
    if not shared:
        return f"The {short(plan)} and {short(newest)} rounds for {place.name} share no year"
    year = max(shared)
    told = []
    for band in ("18-64", "65+"):
        now, planned = (dict(series[band, name])[year] for name in (newest, plan))
        one, other = wording.people(now), wording.people(planned)
        if one == other:
            told.append(f"as many people {wording.ages(band)} ({one})")
        else:
            word = "more" if now > planned else "fewer"
            told.append(f"{word} people {wording.ages(band)} ({one} against {other})")
    return (
        f"For mid-{year}, set against {round_line.against(plan)}, the {short(newest)} round has "
        f"{told[0]} and {told[1]}"
    )


def _rounds_alt(series: Series, held: list[str], place: Place) -> str:
    told = []
    for band in _OLDER:
        ends = [
            f"{wording.people(series[band, name][-1][1])} ({short(name)}, mid-"
            f"{series[band, name][-1][0]})"
            for name in held
            if (band, name) in series
        ]
        if ends:
            told.append(f"{wording.ages(band)}, {wording.area_list(ends)}")
    return (
        f"Line charts of residents of {place.name} by age, one panel each: estimates, and "
        f"{'projections of the rounds' if len(held) > 1 else 'the projection'} "
        f"{wording.area_list(held)}. Projected at the end: people {'; '.join(told)}."
    )
