"""Need figures set modelled need on each projection round beside what a document states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, Dot, bars
from evidence.figures.deprivation_selection import figure
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.lines import Line, Panel, panels
from evidence.figures.need_published import published
from evidence.figures.population_selection import short
from evidence.figures.stated_need import StatedNeed
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, PLAN
from evidence.measures import wording
from evidence.measures.estimate import SERIES
from evidence.measures.place import Place
from evidence.measures.prevalence.published import PLANNED
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

__all__ = ["by_age", "published", "rounds"]

_ADULTS = ("18+", "18-64")
_DOCUMENT = "Council's statement"

Points = tuple[tuple[int, float], ...]


def rounds(
    modelled: pd.DataFrame,
    said: pd.DataFrame,
    conditions: Sequence[str],
    *,
    id: str,
    place: Place,
    catalogue: Catalogue,
    horizon: int,
    since: int = 2011,
) -> Figure:
    """Draw modelled need by round, ``since`` a year to ``horizon``, a panel for each condition.

    ``modelled``: ``prevalence.need.modelled`` of the estimates and of rounds by single year;
    ``said``: ``prevalence.published.said``, what it states of need drawn as diamonds.
    """
    rows = _persons(modelled, place, conditions)
    # What the statement prints stands for the round it planned on.
    rows = rows[rows["year"].between(since, horizon) & (rows["round"] != PLANNED)]
    if rows.empty:
        raise CheckError(f"no modelled need is held for {place.name}: show a notice instead")
    ages = {name: _total(rows, name) for name in conditions}
    names = [name for name in (*SERIES, *ROUNDS) if name in set(rows["round"])]
    series = {
        (condition, name): _points(rows, condition, ages[condition], name)
        for condition in conditions
        for name in names
    }
    printed = {one: StatedNeed.of(said, one, ages[one]) for one in conditions}
    lines = {
        condition: tuple(
            [
                round_line.line(name, series[condition, name])
                for name in names
                if series[condition, name]
            ]
            + (
                [Line(_DOCUMENT, "Statement", PLAN, printed[condition].points, dots=True)]
                if printed[condition].points
                else []
            )
        )
        for condition in conditions
    }
    drawing = panels(
        [
            # A chart of one panel has no heading but the figure's title.
            Panel(_heading(name, ages[name]) if len(conditions) > 1 else "", lines[name])
            for name in conditions
        ],
        unit="people, modelled",
    )
    columns = (
        Column("condition", "Condition"),
        Column("ages", "Ages"),
        Column("series", "Population"),
        Column("year", "Mid-year", "year", "number"),
        Column("value", "People, modelled", "people", "number"),
    )
    records = [
        {"condition": condition, "ages": ages[condition], "series": name, "year": year, "value": x}
        for (condition, name), points in series.items()
        for year, x in points
    ] + [
        {"condition": one, "ages": ages[one], "year": year, "value": x}
        | {"series": _DOCUMENT + (" (over)" if year in stated.over else "")}
        for one, stated in printed.items()
        for year, x in stated.points
    ]
    used = said[said["condition"].isin(list(conditions))]
    shown = any(stated.points for stated in printed.values())
    return figure(
        id,
        _title(conditions[0], ages[conditions[0]], series, printed[conditions[0]], place),
        f"Modelled people by the population that the rates are applied to, {place.name}, "
        f"mid-{rows['year'].min()} to mid-{rows['year'].max()}. Scales differ and need not start "
        "at zero. Solid: on estimates. Dashed: on projections, a ring marks the base year."
        + _variants(names)
        + (" Diamonds: as the council's market position statement prints it." if shown else ""),
        drawing,
        FigureTable.of(f"Modelled need in {place.name}", columns, records),
        "Line charts of modelled need. "
        + " ".join(_spoken(one, ages[one], series, printed[one]) for one in conditions),
        catalogue,
        *((rows.drop(columns=["year", "round"]), used) if shown else (rows,)),
    )


def by_age(
    modelled: pd.DataFrame,
    printed: pd.DataFrame,
    condition: str,
    *,
    id: str,
    place: Place,
    catalogue: Catalogue,
    year: int,
) -> Figure:
    """Draw modelled need by age band in one year, beside what a document prints of it.

    ``modelled``: ``prevalence.need.modelled`` of one round with ``by_age``; ``printed``:
    ``stated.figures`` of the condition.
    """
    rows = _persons(modelled, place, [condition])
    rows = rows[rows["year"] == year]
    if rows.empty:
        raise CheckError(f"no modelled need by age is held for {place.name}: show a notice")
    total = _total(rows, condition)
    name = str(rows["round"].iloc[0])
    bands = sorted(set(rows["age_band"]) - {total})
    mine = {band: float(rows.loc[rows["age_band"] == band, "value"].iloc[0]) for band in bands}
    whole = float(rows.loc[rows["age_band"] == total, "value"].iloc[0])
    theirs = _of_year(printed, year)
    drawing = bars(
        [
            Bar(
                f"Aged {band.replace('-', ' to ')}",
                mine[band],
                wording.people(mine[band])
                + (f" ({wording.people(theirs[band], counted=True)})" if band in theirs else ""),
                AREA,
            )
            for band in bands
        ],
        value_title=f"People, modelled, mid-{year}",
        decimals=0,
        dots=[
            Dot(f"Aged {band.replace('-', ' to ')}", theirs[band], _DOCUMENT, PLAN)
            for band in bands
            if band in theirs
        ],
        entries=[
            Entry(f"On the {short(name)} projection", AREA),
            *([Entry("Council's statement (in brackets)", PLAN, "circle")] if theirs else []),
        ],
    )
    records = [
        {"band": band, "ours": mine.get(band, whole), "stated": theirs.get(band)}
        for band in (*bands, total)
    ]
    columns = (
        Column("band", "Age"),
        Column("ours", f"On the {short(name)} projection", "people", "number"),
        Column("stated", "Council's statement", "people", "number"),
    )
    title = (
        f"About {wording.people(whole)} {wording.people_with(condition, total)} are modelled in "
        f"{place.name} for mid-{year}"
    )
    more = {band: mine[band] - theirs[band] for band in bands if band in theirs}
    if more and max(more.values()) > 0 > min(more.values()):
        most, least = (pick(more, key=lambda band: more[band]) for pick in (max, min))
        title = (
            f"For mid-{year} more people {wording.ages(most)} are modelled than the statement "
            f"prints ({_both(mine, theirs, most)}), and fewer {wording.ages(least)} "
            f"({_both(mine, theirs, least)})"
        )
    low, high = min(mine, key=lambda band: mine[band]), max(mine, key=lambda band: mine[band])
    return figure(
        id,
        title,
        f"People {wording.ages(total)} with a {condition}, modelled, by age, {place.name}, "
        f"mid-{year}, {name} projection. All ages together: {wording.people(whole)}"
        + (
            f" (statement {wording.people(theirs[total], counted=True)})" if total in theirs else ""
        ),
        drawing,
        FigureTable.of(f"{condition.capitalize()} by age, {place.name}", columns, records),
        f"Bar chart of modelled people by age, from {wording.people(mine[low])} "
        f"{wording.ages(low)} to {wording.people(mine[high])} {wording.ages(high)}.",
        catalogue,
        rows.drop(columns=["year", "round"]),
        *([printed] if theirs else []),
    )


def _both(mine: Mapping[str, float], theirs: Mapping[str, float], band: str) -> str:
    return f"{wording.people(mine[band])}; {wording.people(theirs[band], counted=True)}"


def _persons(modelled: pd.DataFrame, place: Place, conditions: Sequence[str]) -> pd.DataFrame:
    rows = modelled[
        (modelled["measure"] == "modelled_people")
        & (modelled["area_code"] == place.code)
        & (modelled["sex"] == "persons")
        & modelled["breakdown"].isin(list(conditions))
    ]
    return rows.assign(
        year=rows["period"].str.removeprefix("mid-").astype("int64"),
        round=rows["variant"].str.rsplit(" on ", n=1).str[-1],
    )


def _total(rows: pd.DataFrame, condition: str) -> str:
    held = set(rows.loc[rows["breakdown"] == condition, "age_band"])
    return next(band for band in _ADULTS if band in held)


def _points(rows: pd.DataFrame, condition: str, ages: str, name: str) -> Points:
    mine = rows[
        (rows["breakdown"] == condition) & (rows["age_band"] == ages) & (rows["round"] == name)
    ].sort_values("year")
    return tuple(zip(mine["year"].tolist(), mine["value"].tolist(), strict=True))


def _of_year(printed: pd.DataFrame, year: int) -> dict[str, float]:
    mine = printed[printed["period"] == str(year)]
    return dict(zip(mine["age_band"], mine["value"], strict=True))


def _variants(names: Sequence[str]) -> str:
    """Name the variant of each round that has one: a page must, whenever it is quoted."""
    split = [name.partition(" ") for name in names if name in ROUNDS]
    return "".join(f" {base}: the {variant} variant." for base, _, variant in split if variant)


def _heading(condition: str, ages: str) -> str:
    return f"{condition[0].upper()}{condition[1:]}, {wording.ages(ages)}"


def _title(
    condition: str,
    ages: str,
    series: dict[tuple[str, str], Points],
    printed: StatedNeed,
    place: Place,
) -> str:
    newest = [name for (one, name), points in series.items() if one == condition and points][-1]
    points = series[condition, newest]
    year, value = points[-1]
    people = wording.people_with(condition, ages)
    title = (
        f"On the {short(newest)} round about {wording.people(value)} {people} are modelled in "
        f"{place.name} in mid-{year}"
    )
    if at_end := printed.told().get(year):
        return f"{title}; the council's statement has {at_end}"
    first, before = points[0]
    return f"{title}; {wording.people(before)} in mid-{first}"


def _spoken(
    condition: str, ages: str, series: dict[tuple[str, str], Points], printed: StatedNeed
) -> str:
    parts = [
        f"on {'estimates' if name in SERIES else f'the {short(name)} round'} from "
        f"{wording.people(points[0][1])} in mid-{points[0][0]} to {wording.people(points[-1][1])} "
        f"in mid-{points[-1][0]}"
        for (one, name), points in series.items()
        if one == condition and points
    ]
    parts += [f"the statement has {told} for {year}" for year, told in printed.told().items()]
    return f"{_heading(condition, ages)}: {'; '.join(parts)}."
