"""A selection of care rows, typed: what care and housing figures draw of a measure frame."""

from __future__ import annotations

from dataclasses import dataclass, fields

import pandas as pd


@dataclass(frozen=True)
class Item:
    """One row of a measure frame, with the columns that these figures draw."""

    area_code: str
    area_name: str
    period: str
    age_band: str
    breakdown: str
    category: str
    status: str
    value: float
    numerator: float
    denominator: float


def items(rows: pd.DataFrame) -> list[Item]:
    """Return the rows, in their order, one by one."""
    names = [field.name for field in fields(Item)]
    columns = [rows[name].tolist() for name in names]
    return [Item(*values) for values in zip(*columns, strict=True)]


def capital(text: str) -> str:
    """Begin a label with a capital."""
    return text[0].upper() + text[1:]
