"""Placement figures show households in other districts over time, and what documents state."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.placement_comparison import destinations, rates
from evidence.figures.placement_selection import Row, cell, counted, known, records, said_status
from evidence.figures.placement_statement import readings, reviewed, stated
from evidence.figures.quarters import Line, Panel, Point, quarters
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.homelessness import quarter, temporary
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

__all__ = [
    "destinations",
    "rates",
    "ratios_since",
    "readings",
    "reviewed",
    "since",
    "stated",
]


def since(held: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw households in another district and all in temporary accommodation, quarter by quarter.

    ``held``: ``temporary.accommodation`` of the place. A quarter without a number breaks the line.
    """
    rows = quarter.ordered(
        held[
            (held["area_code"] == place.code)
            & held["measure"].isin([temporary.ELSEWHERE, temporary.HOUSEHOLDS])
        ]
    )
    elsewhere = _of(rows, temporary.ELSEWHERE)
    everyone = _of(rows, temporary.HOUSEHOLDS)
    valued = [row for row in elsewhere if known(row["value"]) is not None]
    if not valued:
        raise CheckError(f"no number elsewhere is published for {place.name}: show a notice")
    start, end = valued[0], valued[-1]
    panels = [
        Panel(
            title,
            (Line(place.name, AREA, _points(chosen), counted(_last(chosen)["value"])),),
        )
        for title, chosen in (
            ("In another district", elsewhere),
            ("All households in temporary accommodation", everyone),
        )
    ]
    drawing = quarters(panels, unit="households", columns=2, height=200)
    told = f"{counted(end['value'])} on {end['period']}"
    if end["period"] != start["period"]:
        told += f", {counted(start['value'])} on {start['period']}"
    if end is not elsewhere[-1]:
        told += f"; the latest quarter {said_status(elsewhere[-1])}"
    peak = max(valued, key=lambda row: row["value"])
    columns = (
        Column("period", "On"),
        Column("elsewhere", "In another district", "households", "number"),
        Column("all", "All in temporary accommodation", "households", "number"),
    )
    whole = {row["period"]: cell(row) for row in everyone}
    named = notes(catalogue, rows)
    return Figure(
        id="temporary-accommodation-since",
        title=f"Households of {place.name} recorded in another district: {told}",
        subtitle=f"Households at the end of each quarter, {place.name}, "
        f"{elsewhere[0]['period']} to {elsewhere[-1]['period']}; each chart has its own scale",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Households in temporary accommodation, {place.name}",
            columns,
            [
                {"period": row["period"], "elsewhere": cell(row), "all": whole[row["period"]]}
                for row in elsewhere
            ],
        ),
        alt=f"Two line charts from zero. Households in another district: {told}; the most was "
        f"{counted(peak['value'])} on {peak['period']}. All households in temporary accommodation: "
        f"{counted(_last(everyone)['value'])} on {_last(everyone)['period']}.",
        note=(
            "Lines break where a quarter is suppressed or not published. A jump from one quarter "
            "to the next may be a change of recording.",
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )


def ratios_since(held: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw households elsewhere for each 100 in temporary accommodation since 2018, area by area.

    ``held``: ``temporary.accommodation`` of the place, its comparators, its region and England.
    Every chart carries the place and England too. A ratio and not a rate, for what rates are over
    has breaks; and no percentage, against which MHCLG warns.
    """
    rows = quarter.ordered(held[held["measure"] == temporary.SHARE])
    series = {code: records(part) for code, part in rows.groupby("area_code", sort=False)}
    others = [area for area in (*place.comparators, place.region) if area.code in series]
    england = series[place.england.code]
    own = series.get(place.code, [])
    panels = [
        Panel(
            area.name,
            (
                Line("England", ENGLAND, _points(england), dashed=True, width=1.5),
                Line(
                    area.name,
                    COMPARATOR,
                    _points(series[area.code]),
                    _end(series[area.code]),
                    width=2,
                ),
                *([Line(place.name, AREA, _points(own), width=2.5)] if own else []),
            ),
        )
        for area in others
    ]
    drawing = quarters(
        panels,
        unit="households elsewhere for each 100 in temporary accommodation",
        decimals=1,
        columns=3,
        narrow_columns=1,
        height=120,
        shared=True,
        entries=[
            Entry(place.name, AREA, "line"),
            Entry("Area named above the chart", COMPARATOR, "line"),
            Entry("England", ENGLAND, "dashed"),
        ],
    )
    end = england[-1]
    near = [
        series[area.code][-1]
        for area in place.comparators
        if area.code in series and known(series[area.code][-1]["value"]) is not None
    ]
    here = next((row for row in own if row["period"] == end["period"]), None)
    said = (
        f"{_ratio(here['value'])} in {place.name}"
        if here and known(here["value"]) is not None
        else f"{wording.possessive(place.name)} {said_status(here or {'status': ''})}"
    )
    title = (
        f"Households in another district for each 100 in temporary accommodation on "
        f"{end['period']}: {said}, {_ratio(end['value'])} in England"
    )
    if near:
        low, high = (pick(near, key=lambda row: row["value"]) for pick in (min, max))
        one, other = (f"{_ratio(row['value'])} ({row['area_name']})" for row in (low, high))
        named_all = len(near) == len(place.comparators)
        which = "similar authorities" if named_all else "similar authorities with a figure"
        title += f"; {which} {one if len(near) == 1 else f'from {one} to {other}'}"
    columns = (
        Column("area", "Area"),
        Column("period", "On"),
        Column("elsewhere", "In another district", "households", "number"),
        Column("all", "All in temporary accommodation", "households", "number"),
        Column("ratio", "For each 100 in temporary accommodation", "households", "number", 1),
    )
    drawn = {place.code, place.england.code, *(area.code for area in others)}
    named = notes(catalogue, rows)
    return Figure(
        id="temporary-accommodation-ratio-since",
        title=title,
        subtitle=f"Households recorded in another district for each 100 in temporary "
        f"accommodation, {england[0]['period']} to {end['period']}; one scale throughout",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Households recorded in another district and in temporary accommodation",
            columns,
            [
                {
                    "area": row["area_name"],
                    "period": row["period"],
                    "elsewhere": cell(row, "numerator"),
                    "all": cell(row, "denominator"),
                    "ratio": cell(row),
                }
                for code, part in series.items()
                if code in drawn
                for row in part
            ],
        ),
        alt=f"Small line charts, one for each of {wording.area_list([a.name for a in others])}, "
        f"with {place.name} and England in each. {title}.",
        note=(
            "MHCLG warns that this ratio is not the percentage placed elsewhere: those in another "
            "district may include households with no accommodation secured, whom the total leaves "
            "out. It shows each area's own course; areas are compared by the rate.",
            "Lines break where a quarter is suppressed or not published, or has more elsewhere "
            "than in temporary accommodation. A zero among larger numbers, or a jump from one "
            "quarter to the next, may be a change of recording.",
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )


def _of(rows: pd.DataFrame, measure: str) -> list[Row]:
    return records(rows[rows["measure"] == measure])


def _points(rows: list[Row]) -> tuple[Point, ...]:
    return tuple(
        Point(quarter.position(row["period"]), row["period"], known(row["value"])) for row in rows
    )


def _last(rows: list[Row]) -> Row:
    return [row for row in rows if known(row["value"]) is not None][-1]


def _ratio(value: float) -> str:
    return wording.number(value, 1)


def _end(rows: list[Row]) -> str:
    """Put the value of the last quarter; nothing where it has none."""
    value = known(rows[-1]["value"])
    return "" if value is None else _ratio(value)
