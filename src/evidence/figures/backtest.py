"""Back-test figures set the error of a place in a projection among those of all authorities.

Every ``tested`` is ``measures.accuracy.everything`` of the place, England and the comparators.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from evidence.figures.boxes import Box, boxes
from evidence.figures.error_table import among_table, own_errors
from evidence.figures.fans import Fan, Kind, Path, fans
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.population_selection import band_label, known
from evidence.measures import wording
from evidence.measures.accuracy import (
    ABSOLUTE_MEAN,
    ABSOLUTE_MEDIAN,
    ERROR_PERCENT,
    MEAN,
    PERCENTILE,
    WITHIN,
    among_all,
    error_of,
    group_of,
)
from evidence.measures.backtest import BASE_YEAR, LAST_YEAR, LEADS, ROUND, lead
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED
from evidence.measures.place import Place
from evidence.measures.revision import LAST as LAST_FIRST
from evidence.sources.catalogue import Catalogue

BANDS = ("all ages", "0-17", "18-64", "65-74", "75-84", "85+")
ENDS = (10, 25, 50, 75, 90)
AXIS = "Projection less estimate, per cent of the estimate"
_AT_TIME = (LAST_FIRST, "all ages", "18-64", "65+", "85+")


def by_age(tested: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the error of each age in the last year estimated: here, elsewhere, in all."""
    rows = [error_of(tested, place.code, LAST_YEAR, band) for band in BANDS]
    drawing = boxes(
        [box(tested, item, place, label=band_label(item["age_band"])) for item in rows],
        axis=AXIS,
        place=place.name,
    )
    here, years = rows[0], wording.years_on(lead(ROUND, rows[0]["period"]))
    named = notes(catalogue, shown(tested, place, ERROR_PERCENT, REBASED))
    count = wording.number(among_all(tested, PERCENTILE, here, 50)["denominator"])
    told = "; ".join(_told(tested, item) for item in rows)
    return Figure(
        id="backtest-by-age",
        title=f"For {here['period']} the {ROUND} projection had "
        f"{people_of(wording.too_many_or_few(here['value']))} in {place.name}; the middle four "
        f"fifths of authorities lay between {_between(tested, here)}",
        subtitle=f"Error of the {ROUND} projection by age, {years} after its base: {place.name}, "
        f"similar authorities, England and all {count} authorities, {here['period']}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=among_table(
            tested, rows, place, f"Errors of the {ROUND} projection, {here['period']}", "Projected"
        ),
        alt=f"One row for each age: a box of the middle four fifths and the middle half of "
        f"authorities, with {place.name}, similar authorities and England as marks. {told}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def by_lead(tested: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw how errors have opened since the base, a panel for each age, with paths of areas."""
    years = (BASE_YEAR, *LEADS)
    drawing = fans([_fan(tested, place, band, years) for band in BANDS], place=place.name)
    first, last = (error_of(tested, place.code, year, "all ages") for year in (years[0], years[-1]))
    before, after = (_width(tested, item) for item in (first, last))
    named = notes(catalogue, shown(tested, place, ERROR_PERCENT, REBASED))
    way = wording.higher_or_lower(after - before)
    opened = {"higher": "further apart", "lower": "closer together"}.get(way, "about as far apart")
    return Figure(
        id="backtest-by-lead",
        title=f"Authorities' errors lay {opened} in {last['period']} than at the base: their "
        f"middle four fifths span {wording.number(after, 1)} percentage points, at the base "
        f"{wording.number(before, 1)}",
        subtitle=f"Error of the {ROUND} projection by age, per cent of the estimate, {place.name}, "
        f"similar authorities, England and all authorities, {first['period']} (its base) to "
        f"{last['period']}. All panels have one scale",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=among_table(
            tested,
            [error_of(tested, place.code, year, band) for band in BANDS for year in years],
            place,
            f"Errors of the {ROUND} projection by year",
            "Projected",
        ),
        alt="Six panels, one for each age: bands of the middle four fifths and the middle half of "
        f"authorities by year, with lines for {place.name}, similar authorities and England. In "
        f"{place.name} the error for all ages goes from {wording.signed_percent(first['value'])} "
        f"to {wording.signed_percent(last['value'])}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def at_the_time(tested: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the errors of the last year before the census as they looked then, and as they are."""
    year, *bands = _AT_TIME
    pairs = [
        (band, series, error_of(tested, place.code, int(year), str(band), against=series))
        for band in bands
        for series in (FIRST_PUBLISHED, REBASED)
    ]
    drawing = boxes(
        [
            box(tested, item, place, label=_against(series), group=band_label(str(band)))
            for band, series, item in pairs
        ],
        axis=AXIS,
        place=place.name,
    )
    then, now = pairs[0][2], pairs[1][2]
    one, other = (_between(tested, item) for item in (then, now))
    named = notes(
        catalogue,
        shown(tested, place, ERROR_PERCENT, FIRST_PUBLISHED),
        shown(tested, place, ERROR_PERCENT, REBASED),
    )
    return Figure(
        id="backtest-at-the-time",
        title=f"Against what was first published for {then['period']} the middle four fifths of "
        f"authorities lay between {one}; against the rebased estimates, between {other}",
        subtitle=f"Error of the {ROUND} projection for {then['period']} by age, against the "
        "estimates first published and against the same rebased after the census, "
        f"{place.name}, similar authorities, England and all authorities",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=among_table(
            tested,
            [item for _, _, item in pairs],
            place,
            f"Errors of the {ROUND} projection, {then['period']}, as they looked and as they are",
            "Projected",
        ),
        alt=f"Two rows for each age: errors for {then['period']} against first-published and "
        f"against rebased estimates. All ages in {place.name}: "
        f"{wording.signed_percent(then['value'])}, then {wording.signed_percent(now['value'])}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def box(tested: pd.DataFrame, here: pd.Series, place: Place, *, label: str, group: str = "") -> Box:
    """Make the box of one group: ``here`` is the place's own error in it."""
    rows = group_of(tested, here)
    by_code = own_errors(rows, here)
    ends = [float(among_all(rows, PERCENTILE, here, end)["value"]) for end in ENDS]
    return Box(
        label=label,
        ends=(ends[0], ends[1], ends[2], ends[3], ends[4]),
        value=known(here["value"]),
        text=wording.signed_percent(here["value"]),
        whole=known(by_code.get(place.england.code, math.nan)),
        others=tuple(
            (area.name, float(by_code[area.code]))
            for area in place.comparators
            if not math.isnan(by_code.get(area.code, math.nan))
        ),
        group=group,
    )


def shown(tested: pd.DataFrame, place: Place, measure: str, against: str) -> pd.DataFrame:
    """Pick the rows that a figure of one measure draws: the areas' own and those of all."""
    own = tested["area_code"].isin(place.codes) & (tested["measure"] == measure)
    spread = tested["measure"].isin([PERCENTILE, WITHIN, MEAN, ABSOLUTE_MEAN, ABSOLUTE_MEDIAN])
    variant = tested["variant"].str.endswith(f" against {against}")
    start = tested["variant"].str.startswith(
        (f"{ROUND} against", f"{FIRST_PUBLISHED} against")[measure != ERROR_PERCENT]
    )
    return tested[(own | spread) & variant & start]


def people_of(words: str) -> str:
    """Put "people" behind an error in words: "8.7% too few people"."""
    return f"{words} people" if " too " in words else f"an error of {words}"


def _fan(tested: pd.DataFrame, place: Place, band: str, years: Sequence[int]) -> Fan:
    here = [error_of(tested, place.code, year, band) for year in years]
    spread = []
    paths: dict[str, list[tuple[int, float]]] = {}
    for year, item in zip(years, here, strict=True):
        group = group_of(tested, item)
        ends = [float(among_all(group, PERCENTILE, item, end)["value"]) for end in ENDS]
        spread.append((year, (ends[0], ends[1], ends[2], ends[3], ends[4])))
        for code, value in own_errors(group, item).items():
            if not math.isnan(value):
                paths.setdefault(code, []).append((year, float(value)))
    named: list[tuple[str, str, Kind]] = [
        *((area.code, area.name, "other") for area in place.comparators),
        (place.england.code, place.england.name, "whole"),
        (place.code, place.name, "place"),
    ]
    return Fan(
        band_label(band),
        tuple(spread),
        tuple(Path(name, kind, tuple(paths[code])) for code, name, kind in named if code in paths),
    )


def _width(tested: pd.DataFrame, like: pd.Series) -> float:
    low, high = (among_all(tested, PERCENTILE, like, end)["value"] for end in (10, 90))
    return float(high - low)


def _between(tested: pd.DataFrame, like: pd.Series) -> str:
    low, high = (among_all(tested, PERCENTILE, like, end)["value"] for end in (10, 90))
    return f"{wording.too_many_or_few(low)} and {wording.too_many_or_few(high)}"


def _told(tested: pd.DataFrame, item: pd.Series) -> str:
    low, high = (among_all(tested, PERCENTILE, item, end)["value"] for end in (10, 90))
    return (
        f"{band_label(item['age_band'])}: {wording.signed_percent(item['value'])}, middle four "
        f"fifths {wording.signed_percent(low)} to {wording.signed_percent(high)}"
    )


def _against(series: str) -> str:
    return "As first published" if series == FIRST_PUBLISHED else "As rebased since"
