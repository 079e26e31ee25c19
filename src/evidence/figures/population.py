"""Population figures show how many people live in a place, of what ages, and how densely."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.age_balance import balance, finding
from evidence.figures.bars import Bar, bars
from evidence.figures.comparison import errors, plan_differences
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.lines import Line, Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import band_label, items, one_period, rows_of
from evidence.figures.projection import ages, rounds_by_age
from evidence.figures.pyramid import Step
from evidence.figures.pyramid import pyramid as draw_pyramid
from evidence.figures.stated_growth import stated_growth
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.estimate import SERIES
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

__all__ = [
    "ages",
    "density",
    "errors",
    "past",
    "plan_differences",
    "pyramid",
    "rounds_by_age",
    "stated_growth",
]

_BROAD = ("0-17", "18-64", "65+")


def past(
    estimates: pd.DataFrame, changes: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw the estimates of children, working-age and older people, each from zero.

    ``estimates``: ``population.estimates`` with the bands 0-17, 18-64 and 65+; ``changes``:
    ``population.change`` of these from the first of the years to the last. All ages, here and in
    England, stand in the table where they are given.
    """
    rows = rows_of(estimates, place, "population")
    rows = rows[rows["age_band"].isin(_BROAD) & (rows["sex"] == "persons")]
    whole = estimates[(estimates["age_band"] == "all ages") & (estimates["sex"] == "persons")]
    everyone = {
        area: dict(zip(_years(part), part["value"], strict=True))
        for area in (place, place.england)
        if len(part := whole[whole["area_code"] == area.code])
    }
    series = {
        band: [
            (year, value) for year, value in sorted(zip(_years(part), part["value"], strict=True))
        ]
        for band in _BROAD
        if len(part := rows[rows["age_band"] == band])
    }
    if not series:
        raise CheckError(f"no estimates by broad age are held for {place.name}: show a notice")
    first, last = (_shared(series, end) for end in (0, -1))
    grown = rows_of(changes, place, "population_change_percent")
    grown = grown[(grown["sex"] == "persons") & (grown["period"] == f"mid-{first} to mid-{last}")]
    percent = dict(zip(grown["age_band"], grown["value"], strict=True))
    # A panel and a scale for each, all from zero: lines as steep have grown as fast.
    drawing = panels(
        [
            Panel(
                f"Aged {band_label(band)}",
                (Line(f"Aged {band_label(band)}", "", AREA, tuple(series[band])),),
            )
            for band in series
        ],
        unit="people",
        zero=True,
        columns=3,
    )
    told = [
        f"{wording.ages(band)} {_moved(points[0][1], points[-1][1])}"
        for band, points in series.items()
    ]
    columns = (
        Column("year", "Mid-year", "year", "number"),
        *(Column(band, f"Aged {band_label(band)}", "people", "number") for band in series),
        *(Column(area.code, f"All ages, {area.name}", "people", "number") for area in everyone),
    )
    records = [
        {"year": year}
        | {band: dict(points).get(year) for band, points in series.items()}
        | {area.code: held.get(year) for area, held in everyone.items()}
        for year in sorted({year for points in series.values() for year, _ in points})
    ]
    named = notes(catalogue, rows, grown)
    moved = [f"{wording.ages(band)} {wording.rose_or_fell(percent[band])}" for band in series]
    return Figure(
        id="population-past",
        title=f"Between mid-{first} and mid-{last} the number of people in {place.name} "
        f"{wording.area_list(moved)}",
        subtitle=f"Residents by broad age group, {_series(rows)}, {place.name}, "
        f"mid-{first} to mid-{last}. Scales differ and start at zero",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(f"Residents of {place.name} by broad age group", columns, records),
        alt=f"Line charts of residents of {place.name} from mid-{first} to mid-{last}, a panel for "
        f"each age group, from zero. People {'; people '.join(told)}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def pyramid(
    shares: pd.DataFrame, both: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw each sex and five-year band as a percentage of all residents, beside England's.

    ``shares``: ``population.sex_shares`` of the place and England for one year; ``both``:
    ``population.shares`` of the same in five-year bands, women and men together.
    """
    rows = rows_of(shares, place, "population_share_of_all")
    england = shares[
        (shares["area_code"] == place.england.code)
        & (shares["measure"] == "population_share_of_all")
    ]
    period = one_period(rows)
    against = {(item.age_band, item.sex): item.value for item in items(england)}
    steps = [
        Step(item.age_band, item.sex, item.value, against[item.age_band, item.sex])
        for item in items(rows)
        if (item.age_band, item.sex) in against
    ]
    if not steps:
        raise CheckError("a pyramid needs shares of the place and of England")
    steps.sort(key=lambda step: (int(step.band.rstrip("+").split("-")[0]), step.sex))
    drawing = draw_pyramid(steps, place.name, decimals=2)
    told = finding(balance(both, place), place.name)
    largest = max(steps, key=lambda step: step.here)
    columns = (
        Column("band", "Age"),
        Column("sex", "Sex"),
        Column("here", place.name, "% of all residents", "number", 2),
        Column("england", "England", "% of all residents", "number", 2),
    )
    records = [
        {"band": item.band, "sex": item.sex, "here": item.here, "england": item.england}
        for item in steps
    ]
    named = notes(catalogue, rows, england)
    return Figure(
        id="population-pyramid",
        title=told,
        subtitle=f"Residents by sex and five-year age band as a percentage of all residents, "
        f"{_series(rows)}, {place.name} and England, {period}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Residents by sex and age, {place.name} and England, {period}", columns, records
        ),
        alt=f"Population pyramid of {place.name} in {period}, males on the left and females on "
        f"the right, with England marked on each bar. Bands range from "
        f"{wording.percent(min(step.here for step in steps))} to "
        f"{wording.percent(largest.here)} of all residents ({_sex(largest.sex)} "
        f"{wording.ages(largest.band)}). {told}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def density(density: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw people per square kilometre here, in the comparators and in England, sorted.

    ``density``: ``density.density`` of ``place.codes`` for one year. Values on land measured on
    a coarse boundary are written rounded, with "about".
    """
    rows_of(density, place, "population_density")
    held = density[density["measure"] == "population_density"]
    rows = held[held["area_code"].isin(list(place.codes))].sort_values(
        ["value", "area_code"], ascending=[False, True], kind="stable"
    )
    period = one_period(rows)
    drawn = [
        Bar(
            label=item.area_name,
            value=item.value,
            text=_per_km2(item.value, item.method),
            colour=_colour(item.area_code, place),
            hollow=item.area_code == place.england.code,
        )
        for item in items(rows)
    ]
    said = {item.area_code: _per_km2(item.value, item.method) for item in items(rows)}
    coarse = rows["method"].str.startswith("approximate")
    drawing = bars(
        drawn,
        told="People per square kilometre of land",
        value_title="People per square kilometre of land"
        + ("; “about”: land measured on a coarse boundary" if coarse.any() else ""),
        decimals=1,
        entries=[
            Entry(place.name, AREA),
            *(
                [Entry("Similar authorities", COMPARATOR)]
                if len(rows) > len({place.code, place.england.code} & set(said))
                else []
            ),
            Entry("England", ENGLAND, "hollow"),
        ],
    )
    here = said[place.code]
    title = f"{place.name} has {here} people per square kilometre"
    if place.england.code in said:
        england = said[place.england.code]
        title += f"; England has {england}"
    columns = (
        Column("area", "Area"),
        Column("value", "Density", "people per square kilometre", "number", 1),
        Column("people", "Residents", "people", "number"),
        Column("land", "Land", "square kilometres", "number", 1),
        Column("method", "How land is measured"),
    )
    records = [
        {
            "area": item.area_name,
            "value": item.value,
            "people": item.numerator,
            "land": item.denominator,
            "method": item.method,
        }
        for item in items(rows)
    ]
    named = notes(catalogue, rows)
    caution = "Densities marked “about” are approximate: land is measured on coarse boundaries."
    first, last = items(rows)[0], items(rows)[-1]
    return Figure(
        id="population-density",
        title=title,
        subtitle=f"People per square kilometre, {place.name}, similar authorities and England, "
        f"{period}" + (", approximate where marked" if coarse.any() else ""),
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(f"Population density, {period}", columns, records),
        alt=f"Bar chart of people per square kilometre in {period}, from {last.area_name} "
        f"({_per_km2(last.value, last.method)}) to {first.area_name} "
        f"({_per_km2(first.value, first.method)}); {place.name} has {here}.",
        note=(caution, *named.lines) if coarse.any() else named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _years(rows: pd.DataFrame) -> Iterator[int]:
    return (int(period.removeprefix("mid-")) for period in rows["period"])


def _shared(series: dict[str, list[tuple[int, float]]], end: int) -> int:
    years = {points[end][0] for points in series.values()}
    if len(years) != 1:
        raise CheckError("the age groups of a figure begin and end in one year")
    return years.pop()


def _moved(before: float, after: float) -> str:
    one, other = (wording.people(value, counted=True) for value in (before, after))
    if one == other:
        return f"was {one} at both ends"
    return f"{'rose' if after > before else 'fell'} from {one} to {other}"


def _sex(sex: str) -> str:
    return {"male": "males", "female": "females"}[sex]


def _per_km2(value: float, method: str) -> str:
    if method.startswith("approximate"):
        return f"about {wording.people(value)}"
    return wording.number(value)


def _colour(code: str, place: Place) -> str:
    return {place.code: AREA, place.england.code: ENGLAND}.get(code, COMPARATOR)


def _series(rows: pd.DataFrame) -> str:
    return SERIES[str(rows["variant"].iloc[0])].title
