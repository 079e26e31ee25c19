"""Comparison figures set a place's temporary accommodation beside other authorities and England."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.intervals import Mark, intervals
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.placement_selection import (
    Row,
    beside_london,
    cell,
    counted,
    england,
    known,
    latest,
    limits_columns,
    limits_records,
    people_of,
    records,
    said_status,
)
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR
from evidence.measures import wording
from evidence.measures.definitions import definition
from evidence.measures.homelessness import destination, quarter, temporary, wider
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_NOT_SAMPLE = (
    "Counts are complete, not samples: intervals say how far chance alone moves counts of their "
    "size. Regions and England are rounded and partly estimated, and carry none."
)

_COMPARED_BY = "MHCLG says to compare areas by this rate, and by no percentage."
_REST = "England outside London is England less London, as MHCLG prints both."
_MARKERS = "[c] suppressed; [x] not published."


def rates(
    held: pd.DataFrame, rest: pd.DataFrame, measure: str, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw a rate per 1,000 households of the latest quarter, with limits.

    ``measure`` is ``temporary.RATE`` or ``temporary.ELSEWHERE_RATE``; ``held``:
    ``temporary.accommodation`` of the place, its comparators, its region and England; ``rest``:
    ``wider.outside_london``, drawn beside England.
    """
    decimals = 1 if measure == temporary.RATE else 2
    rows = beside_london(latest(held, measure, place), rest)
    here = _own(rows, place)
    period = here["period"]

    def words(value: float) -> str:
        return wording.number(value, decimals)

    what = (
        "in temporary accommodation"
        if measure == temporary.RATE
        else "recorded in another district"
    )
    national = ", ".join(
        f"{words(row['value'])} {where}"
        for row, where in (
            (england(rows), "in England"),
            (england(rows, wider.OUTSIDE), wider.OUTSIDE),
        )
        if row is not None and known(row["value"]) is not None
    )
    each = f"households {what} for each {temporary.PER:,} living there"
    if known(here["value"]) is None:
        title = (
            f"On {period} {wording.possessive(place.name)} rate of {each} {said_status(here)}; "
            f"it was {national}"
        )
    else:
        title = f"On {period} {place.name} had {words(here['value'])} {each}; {national}"
    return _compared(
        rows,
        identity=(measure.replace("_", "-"), title),
        words=words,
        decimals=decimals,
        place=place,
        catalogue=catalogue,
    )


def destinations(where: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the regions to which households were sent, the latest quarter, largest first.

    ``where``: ``destination.destinations`` of the place. CheckError where it is not published.
    """
    rows = quarter.last(where[where["area_code"] == place.code])
    regions = rows[rows["breakdown"] == destination.REGION].sort_values(
        ["value", "category"], ascending=[False, True], kind="stable"
    )
    if regions.empty or not regions["status"].eq("published").all():
        raise CheckError(f"destinations are not published for {place.name}: show a notice")
    sides = {row["category"]: row for row in records(rows[rows["breakdown"] == destination.SIDE])}
    same, other = sides[destination.SAME], sides[destination.OTHER]
    period = same["period"]
    drawn = [
        Bar(
            label=row["category"],
            value=row["value"],
            text=counted(row["value"]),
            colour=AREA if row["category"] == place.region.name else COMPARATOR,
        )
        for row in records(regions)
        if row["value"] > 0
    ]
    drawing = bars(
        drawn,
        value_title=f"Households recorded in another district, {period}",
        decimals=0,
        entries=[Entry("The same region", AREA), Entry("Another region", COMPARATOR)],
    )
    whole = counted(same["denominator"])
    named = notes(catalogue, rows)
    columns = (
        Column("region", "Region of the host authority"),
        Column("value", "Households", "households", "number"),
    )
    unknown = sides[destination.UNKNOWN]["value"]
    return Figure(
        id="temporary-accommodation-destinations",
        title=f"Of {whole} households recorded in another district, {counted(same['value'])} were "
        f"in {wording.region(place.region.name)}, the same region, and "
        f"{counted(other['value']) if other['value'] else 'none'} in another",
        subtitle=f"Households recorded in another district by region of the host authority, "
        f"{place.name}, {period}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Where {wording.possessive(place.name)} households in another district were, {period}",
            columns,
            [{"region": row["category"], "value": cell(row)} for row in records(regions)]
            + [{"region": "Not matched with a region", "value": float(unknown)}],
        ),
        alt=f"Bar chart of the regions in which {place.name} had households recorded on {period}: "
        + "; ".join(f"{bar.label} {bar.text}" for bar in drawn)
        + ".",
        note=("Regions with no household are in the table only.", *named.lines),
        sources=named.sources,
        standing=named.standing,
    )


def _compared(
    rows: pd.DataFrame,
    *,
    identity: tuple[str, str],
    words: Callable[[float], str],
    decimals: int,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    id, title = identity
    measure = definition(str(rows["measure"].iloc[0]))
    named_unit = measure.title.endswith(measure.unit)
    title_of = measure.title if named_unit else f"{measure.title}, {measure.unit}"
    marks = [
        Mark(
            label=row["area_name"],
            value=known(row["value"]),
            text=str(cell(row)) if known(row["value"]) is None else words(row["value"]),
            kind="place"
            if row["area_code"] == place.code
            else "whole"
            if row["area_code"] in (place.england.code, place.region.code)
            else "other",
            lower=known(row["lower"]),
            upper=known(row["upper"]),
        )
        for row in records(rows)
    ]
    period = str(rows["period"].iloc[0])
    whole = england(rows)
    drawing = intervals(
        marks,
        axis=title_of,
        decimals=4,
        entries=people_of(place, rows),
        level=known(whole["value"]) if whole else None,
    )
    held = [mark for mark in marks if mark.value is not None]
    absent = [mark.label for mark in marks if mark.value is None]
    named = notes(catalogue, rows)
    return Figure(
        id=id,
        title=title,
        subtitle=f"{title_of}, {place.name}, similar authorities, the region and England, {period}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"{measure.title}, {period}",
            limits_columns(measure.title, measure.unit, decimals),
            limits_records(rows),
        ),
        alt=f"Chart of one dot an area, sorted, on {period}: from {held[0].label} "
        f"({held[0].text}) down to {held[-1].label} ({held[-1].text}). "
        f"{place.name}: {_own_text(marks)}."
        + (f" No value: {wording.area_list(absent)}." if absent else ""),
        note=(
            *([_COMPARED_BY] if measure.id == temporary.ELSEWHERE_RATE else []),
            _NOT_SAMPLE,
            *([_REST] if england(rows, wider.OUTSIDE) else []),
            *([_MARKERS] if absent else []),
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )


def _own(rows: pd.DataFrame, place: Place) -> Row:
    found = [row for row in records(rows) if row["area_code"] == place.code]
    if not found:
        raise CheckError(f"no row of {place.name} for the latest quarter: show a notice")
    return found[0]


def _own_text(marks: list[Mark]) -> str:
    return next(mark.text for mark in marks if mark.kind == "place")
