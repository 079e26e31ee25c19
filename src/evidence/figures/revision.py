"""Revision figures show what a projection started from, and what the census made of it.

Every ``tested`` is ``measures.accuracy.everything`` of the place, England and the comparators.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.backtest import BANDS, box, people_of, shown
from evidence.figures.boxes import boxes
from evidence.figures.error_table import among_table
from evidence.figures.figure import Figure
from evidence.figures.lines import Line, Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import band_label
from evidence.figures.splits import Split, splits
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import CATEGORICAL
from evidence.measures import wording
from evidence.measures.accuracy import PERCENTILE, among_all, error_of, revision_of
from evidence.measures.backtest import (
    BASE,
    BASE_YEAR,
    GROWTH,
    LAST_YEAR,
    LEADS,
    PART_PERCENT,
    ROUND,
)
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.revision import LAST, PERCENT
from evidence.sources.catalogue import Catalogue

_SERIES_BANDS = ("all ages", "18-64", "65+", "85+")
_FIRST_COLOUR = CATEGORICAL[3]
_FIRST_LINE_YEAR = 2011


def parts(tested: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw what of each error was there at the base and what came from growth since."""
    shares = tested[(tested["measure"] == PART_PERCENT) & (tested["area_code"] == place.code)]
    if shares.empty:
        raise CheckError(f"no error of {place.name} is parted: show a notice instead")
    asked = [
        *((f"mid-{year}", "all ages", f"Mid-{year}", "All ages, by year") for year in LEADS),
        *(
            (f"mid-{LAST_YEAR}", band, band_label(band), f"By age, mid-{LAST_YEAR}")
            for band in BANDS[1:]
        ),
    ]
    rows, records = [], []
    for period, band, label, group in asked:
        base, growth = (
            row(shares, period=period, age_band=band, category=part) for part in (BASE, GROWTH)
        )
        error = error_of(tested, place.code, int(period.removeprefix("mid-")), band)
        text = wording.signed_percent(error["value"])
        rows.append(Split(label, float(base["value"]), float(growth["value"]), text, group))
        records.append(
            {
                "band": band_label(band),
                "period": period,
                "base_people": base["numerator"],
                "growth_people": growth["numerator"],
                "people": error["numerator"] - error["denominator"],
                "base": base["value"],
                "growth": growth["value"],
                "error": error["value"],
            }
        )
    drawing = splits(
        rows,
        axis=f"Per cent of the estimate of the year, {place.name}",
        first="In the base",
        then="From growth since",
        both="Error",
    )
    last = rows[len(LEADS) - 1]
    named = notes(catalogue, shares)
    return Figure(
        id="backtest-parts",
        title=f"Of the error of {last.text} in {place.name} for mid-{LAST_YEAR}, "
        f"{wording.signed(last.first)} points were there at the base and "
        f"{wording.signed(last.then)} came from growth since",
        subtitle=f"Error of the {ROUND} projection in two steps, per cent of the estimate: what "
        f"mid-{BASE_YEAR} was taken to be against mid-{BASE_YEAR} rebased, then growth projected "
        f"against growth estimated, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Errors of the {ROUND} projection, base and growth, {place.name}",
            (
                Column("band", "Age"),
                Column("period", "Period"),
                Column("base_people", "In the base", "people", "number"),
                Column("growth_people", "From growth since", "people", "number"),
                Column("people", "Error", "people", "number"),
                Column("base", "In the base", "%", "number", 1),
                Column("growth", "From growth since", "%", "number", 1),
                Column("error", "Error", "%", "number", 1),
            ),
            records,
        ),
        alt="Two steps a row, from nought to the error: "
        + "; ".join(
            f"{item.label}, base {wording.signed(item.first)}, growth "
            f"{wording.signed(item.then)}, error {item.text}"
            for item in rows
        )
        + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def series(
    estimated: pd.DataFrame,
    published: pd.DataFrame,
    projected: pd.DataFrame,
    tested: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Draw the projection beside the estimates first published and the same rebased.

    ``estimated``: ``population.estimates``; ``published``: ``population.first_published``;
    ``projected``: ``projection.projections`` of the round; all with the bands all ages, 18-64, 65+
    and 85+. Years from 2011 to the last estimate are drawn.
    """
    frame = pd.concat([estimated, published, projected], ignore_index=True)
    frame = frame.assign(year=frame["period"].str.removeprefix("mid-").astype("int64"))
    frame = frame[
        (frame["area_code"] == place.code)
        & frame["year"].between(_FIRST_LINE_YEAR, LAST_YEAR)
        & frame["age_band"].isin(_SERIES_BANDS)
    ].sort_values("year", kind="stable")
    names = (REBASED, FIRST_PUBLISHED, ROUND)
    points = {
        (band, name): tuple(zip(part["year"].tolist(), part["value"].tolist(), strict=True))
        for band in _SERIES_BANDS
        for name in names
        if len(part := frame[(frame["age_band"] == band) & (frame["variant"] == name)])
    }
    if len(points) < len(names) * len(_SERIES_BANDS):
        raise CheckError(f"not every series is held for {place.name}: show a notice instead")
    drawing = panels(
        [
            Panel(band_label(band), tuple(_line(name, points[band, name]) for name in names))
            for band in _SERIES_BANDS
        ],
        unit="people",
    )
    then, now = (
        error_of(tested, place.code, LAST, "all ages", against=name)
        for name in (FIRST_PUBLISHED, REBASED)
    )
    named = notes(catalogue, frame)
    return Figure(
        id="backtest-series",
        title=f"For {then['period']} the {ROUND} projection has "
        f"{wording.more_or_fewer_than(then['value'])} people in {place.name} than first "
        f"published, and {wording.more_or_fewer_than(now['value'])} than since rebased",
        subtitle=f"Residents of {place.name} by age, estimated and projected, "
        f"mid-{_FIRST_LINE_YEAR} to mid-{LAST_YEAR}. Scales differ and need not start at zero. "
        "Solid: estimated. Dashed: projected, a ring marks the base year",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Residents of {place.name} in three series",
            (
                Column("band", "Age"),
                Column("series", "Series"),
                Column("year", "Mid-year", "year", "number"),
                Column("value", "Residents", "people", "number"),
            ),
            [
                {"band": band_label(band), "series": _full(name), "year": year, "value": value}
                for (band, name), held in points.items()
                for year, value in held
            ],
        ),
        alt=f"Line charts of residents of {place.name}, one panel for each of four ages: rebased "
        f"estimates, first-published estimates and the {ROUND} projection. All ages, "
        f"{then['period']}: {wording.people(then['denominator'], counted=True)} first published, "
        f"{wording.people(now['denominator'], counted=True)} rebased, "
        f"{wording.people(then['numerator'], counted=True)} projected.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def by_age(tested: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw by how much the last estimates before the census were revised, by age."""
    rows = [revision_of(tested, place.code, LAST, band) for band in BANDS]
    drawing = boxes(
        [box(tested, item, place, label=band_label(item["age_band"])) for item in rows],
        axis="First published less rebased, per cent of rebased",
        place=place.name,
    )
    here = rows[0]
    low, high = (min(rows[1:], key=_value), max(rows[1:], key=_value))
    named = notes(catalogue, shown(tested, place, PERCENT, REBASED))
    median = among_all(tested, PERCENTILE, here, 50)["value"]
    return Figure(
        id="backtest-revision",
        title=f"The estimate first published for {here['period']} had "
        f"{people_of(wording.too_many_or_few(here['value']))} in {place.name}; by age it runs "
        f"from {wording.too_many_or_few(low['value'])} ({band_label(low['age_band'])}) to "
        f"{wording.too_many_or_few(high['value'])} ({band_label(high['age_band'])})",
        subtitle="Estimate as first published less the same rebased after the census, by age: "
        f"{place.name}, similar authorities, England and all authorities, {here['period']}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=among_table(
            tested,
            [
                *rows,
                *(
                    revision_of(tested, place.code, year, "all ages")
                    for year in range(LAST - 1, LAST - 6, -1)
                ),
            ],
            place,
            "Estimates first published against the same rebased",
            "First published",
        ),
        alt="One row for each age: a box of the middle four fifths and the middle half of "
        f"authorities, with {place.name}, similar authorities and England as marks. {place.name}: "
        + "; ".join(
            f"{band_label(item['age_band'])} {wording.signed_percent(item['value'])}"
            for item in rows
        )
        + f". The median authority had {wording.signed_percent(median)} for all ages.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _line(name: str, points: tuple[tuple[int, float], ...]) -> Line:
    if name == FIRST_PUBLISHED:
        return Line(_full(name), "First published", _FIRST_COLOUR, points)
    if name == REBASED:
        return replace(round_line.line(name, points), label="Rebased", label_along=False)
    return round_line.line(name, points)


def _full(name: str) -> str:
    return "First-published estimate" if name == FIRST_PUBLISHED else round_line.full(name)


def _value(item: pd.Series) -> float:
    return float(item["value"])
