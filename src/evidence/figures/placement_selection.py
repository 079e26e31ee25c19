"""A selection is what a figure draws of temporary accommodation, and how it writes it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.key import Entry
from evidence.figures.table import MARKERS, Cell, Column
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.geography.codes import ENGLAND as ENGLAND_CODE
from evidence.measures import wording
from evidence.measures.homelessness import quarter, wider
from evidence.measures.place import Place

Row = dict[str, Any]


def latest(held: pd.DataFrame, measure: str, place: Place) -> pd.DataFrame:
    """Return one measure's rows of the latest quarter, of the place and what it stands beside.

    Highest first, areas without a value last. None with a value raises CheckError.
    """
    rows = held[(held["measure"] == measure) & held["area_code"].isin(areas(place))]
    rows = ordered(quarter.last(rows))
    if rows["value"].notna().sum() == 0:
        raise CheckError(f"no value of {measure} is published: show a notice instead")
    return rows


def beside_london(rows: pd.DataFrame, rest: pd.DataFrame) -> pd.DataFrame:
    """Add to rows of one measure and quarter that of England without London, by its name.

    ``rest``: ``wider.outside_london``; nothing is added where it lacks the measure or the quarter.
    """
    measure, period = rows.iloc[0]["measure"], rows.iloc[0]["period"]
    other = rest[(rest["measure"] == measure) & (rest["period"] == period)]
    named = other.assign(area_name=f"England {wider.OUTSIDE}")
    return ordered(pd.concat([rows, named], ignore_index=True))


def ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort rows, highest first, those without a value last."""
    return rows.sort_values(
        ["value", "area_code"], ascending=[False, True], kind="stable", na_position="last"
    )


def england(rows: pd.DataFrame, breakdown: str = "") -> Row | None:
    """Return England's row, or that of England without London; None without one."""
    found = rows[(rows["area_code"] == ENGLAND_CODE) & (rows["breakdown"] == breakdown)]
    return records(found)[0] if len(found) else None


def areas(place: Place) -> list[str]:
    """List the place, its comparators, its region and England."""
    return [*place.codes, place.region.code]


def records(rows: pd.DataFrame) -> list[Row]:
    """Return rows one by one."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def cell(row: Row, column: str = "value") -> Cell:
    """Return a number as a table holds it: the marker of its status where there is none."""
    value = row[column]
    if not math.isnan(value):
        return float(value)
    if column == "numerator" and row["status"] == "suppressed":
        return MARKERS["suppressed"]
    return MARKERS.get(row["status"]) if column == "value" else None


def known(value: float) -> float | None:
    """Return a number, or None where it is missing."""
    return None if math.isnan(value) else float(value)


def said_status(row: Row) -> str:
    """Say why there is no value, so that a title can end with it: "is suppressed"."""
    return {"suppressed": "is suppressed", "not applicable": "cannot be given"}.get(
        row["status"], "is not published"
    )


def people_of(place: Place, rows: pd.DataFrame) -> list[Entry]:
    """Give the key of a chart of areas: the place, similar authorities, England and region."""
    codes = set(rows["area_code"])
    entries = [Entry(place.name, AREA, "circle")]
    if codes & {area.code for area in place.comparators}:
        entries.append(Entry("Similar authorities", COMPARATOR, "circle"))
    return [*entries, Entry("England and the region", ENGLAND, "ring")]


def limits_columns(title: str, unit: str, decimals: int) -> tuple[Column, ...]:
    """Give the columns of a table of values with their limits, of parts and wholes."""
    return (
        Column("area", "Area"),
        Column("value", title, unit, "number", decimals),
        Column("lower", "Lower limit", unit, "number", decimals),
        Column("upper", "Upper limit", unit, "number", decimals),
        Column("numerator", "Households", "households", "number"),
        Column("denominator", "Of", "households", "number"),
    )


def limits_records(rows: pd.DataFrame) -> list[Row]:
    """Give the records of such a table."""
    return [
        {
            "area": row["area_name"],
            **{
                name: cell(row, name)
                for name in ("value", "lower", "upper", "numerator", "denominator")
            },
        }
        for row in records(rows)
    ]


def counted(value: float) -> str:
    """Put a count of households as published."""
    return wording.people(value, counted=True)
