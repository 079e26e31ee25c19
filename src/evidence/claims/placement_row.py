"""A row is what a sentence about placements is bound to, and how its numbers are put."""

from __future__ import annotations

import math
import re

import pandas as pd

from evidence.measures import wording
from evidence.measures.homelessness import quarter, wider
from evidence.measures.place import Place

_DATED = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}$")


def quarters(held: pd.DataFrame, measure: str, code: str) -> pd.DataFrame:
    """Give one area's rows of a measure, earliest first."""
    return quarter.ordered(held[(held["measure"] == measure) & (held["area_code"] == code)])


def latest(held: pd.DataFrame, measure: str, code: str) -> pd.Series | None:
    """Give the row of the latest quarter; None where it holds no value."""
    rows = quarter.last(held[(held["measure"] == measure) & (held["area_code"] == code)])
    if len(rows) != 1 or math.isnan(rows.iloc[0]["value"]):
        return None
    return rows.iloc[0]


def stated(said: pd.DataFrame, name: str) -> pd.Series | None:
    """Give the row of one claim of a document; None where it is not held."""
    rows = said[said["breakdown"] == name]
    return rows.iloc[0] if len(rows) == 1 else None


def beside(here: pd.Series, other: pd.Series) -> str:
    """Say how a value with limits stands to another's: "lower than", "similar to"."""
    return wording.beside(here["lower"], here["upper"], other["value"])


def nearer(
    held: pd.DataFrame, rest: pd.DataFrame, measure: str, place: Place
) -> tuple[str, pd.Series | None]:
    """Give what is nearer to a place than England, and its row: "outside London", or "in London".

    ``held``: ``temporary.accommodation`` of the place and its region; ``rest``:
    ``wider.outside_london``. England's number is mostly London's, so a London borough stands
    beside London and any other authority beside England without it. No row where it has no number
    for the place's latest quarter.
    """
    here = latest(held, measure, place.code)
    of_london = place.region.code == wider.LONDON
    name = "in London" if of_london else wider.OUTSIDE
    if here is None:
        return name, None
    if not of_london:
        return name, wider.beside(rest, measure, here["period"])
    other = latest(held, measure, wider.LONDON)
    return name, None if other is None or other["period"] != here["period"] else other


def dated(row: pd.Series) -> str:
    """Give the date that a document's title ends with."""
    found = _DATED.search(str(row["variant"]))
    return found[0] if found else "the council"


def counted(value: float) -> str:
    """Put a count as published."""
    return wording.people(value, counted=True)


def one(value: float) -> str:
    """Put a number with one decimal."""
    return wording.number(value, 1)


def two(value: float) -> str:
    """Put a number with two decimals."""
    return wording.number(value, 2)


def whole(value: float) -> str:
    """Put a percentage without decimals."""
    return wording.percent(value, 0)
