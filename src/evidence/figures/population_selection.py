"""A selection is the rows of a measure frame that a figure draws, and how it writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.place import Place


@dataclass(frozen=True)
class Item:
    """One row of a measure frame, with the columns that figures draw."""

    area_code: str
    area_name: str
    variant: str
    period: str
    sex: str
    age_band: str
    method: str
    value: float
    numerator: float
    denominator: float


def items(rows: pd.DataFrame) -> list[Item]:
    """Return the rows, in their order, one by one."""
    names = [field.name for field in fields(Item)]
    columns = [rows[name].tolist() for name in names]
    return [Item(*values) for values in zip(*columns, strict=True)]


def rows_of(frame: pd.DataFrame, place: Place, measure: str) -> pd.DataFrame:
    """Return the rows of one measure for the place; none raise CheckError."""
    rows = frame[(frame["area_code"] == place.code) & (frame["measure"] == measure)]
    if rows.empty:
        raise CheckError(f"no rows of {measure} for {place.name}: show a notice instead")
    return rows


def one_period(rows: pd.DataFrame) -> str:
    """Return the one period of ``rows``; several raise CheckError."""
    periods = sorted(rows["period"].unique())
    if len(periods) != 1:
        raise CheckError(f"the figure shows one period, not {', '.join(periods)}")
    return str(periods[0])


def start_end(period: str) -> tuple[str, str]:
    """Split "mid-2023 to mid-2040"."""
    start, end = period.split(" to ")
    return start, end


def pair(rows: pd.DataFrame) -> tuple[str, str]:
    """Return the two series that ``rows`` compare; more than one pair raises CheckError."""
    variants = sorted(rows["variant"].unique())
    if len(variants) != 1:
        raise CheckError(f"the figure compares one pair of series, not {', '.join(variants)}")
    one, other = str(variants[0]).split(" against ")
    return one, other


def short(series: str) -> str:
    """Return the first word of a round's name: "2022-based"."""
    return series.split(" ", maxsplit=1)[0]


def known(value: float) -> float | None:
    """Return a number, or None where it is missing."""
    return None if math.isnan(value) else float(value)


def band_label(age_band: str) -> str:
    """Put an age band as a label: "All ages", "18 to 64", "65 and over"."""
    if age_band == "all ages":
        return "All ages"
    return wording.ages(age_band).removeprefix("aged ")


def signed_people(value: float) -> str:
    """Put a change in people with its sign, to the nearest 10, so that bars can be told apart."""
    if math.isnan(value):
        return wording.MISSING
    text = wording.tens(abs(value))
    if text == "0":
        # A bar of three people beside "0" would look like a fault.
        return "under 5" if value else text
    return f"{'+' if value > 0 else '−'}{text}"


def more_and_fewer(percent: Mapping[str, float], bands: tuple[str, ...]) -> str:
    """Say by age band (its keys) how many more or fewer; "than" can follow."""
    held = [band for band in bands if band in percent]
    people = [" people", *[""] * len(held)]  # said once
    told = [
        f"{wording.more_or_fewer_than(percent[band])}{word} {wording.ages(band)}"
        for band, word in zip(held, people, strict=False)
    ]
    return " and ".join(told)


def extremes(chosen: list[Item]) -> tuple[Item, Item]:
    """Return the lowest and the highest by value; none known raises CheckError."""
    held = [item for item in chosen if not math.isnan(item.value)]
    if not held:
        raise CheckError("no value is known: show a notice instead")
    return min(held, key=lambda item: item.value), max(held, key=lambda item: item.value)


def pairs_table(
    rows: pd.DataFrame, percent: pd.DataFrame, caption: str, one: str, other: str
) -> FigureTable:
    """Tabulate two series and their difference: ``rows`` in people, ``percent`` beside."""
    told = ["area_code", "period", "age_band"]
    both = percent.merge(rows[[*told, "value"]].rename(columns={"value": "people"}), on=told)
    columns = (
        Column("area", "Area"),
        Column("band", "Age"),
        Column("period", "Period"),
        Column("one", one, "people", "number"),
        Column("other", other, "people", "number"),
        Column("people", "Difference", "people", "number"),
        Column("percent", "Difference", "%", "number", 1),
    )
    records = [
        {
            "area": item.area_name,
            "band": band_label(item.age_band),
            "period": item.period,
            "one": item.numerator,
            "other": item.denominator,
            "people": people,
            "percent": item.value,
        }
        for item, people in zip(items(both), both["people"].tolist(), strict=True)
    ]
    return FigureTable.of(caption, columns, records)
