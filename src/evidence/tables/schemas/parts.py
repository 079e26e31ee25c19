"""Parts that every schema is built from: what a code, a rank or an age may be, said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import pandera.pandas as pa

SOURCE = r"[a-z0-9._-]+/[a-z0-9._-]+@[A-Za-z0-9._-]+"
SEXES = ("female", "male")
TOP_AGE = 90


def coded(pattern: str, *, nullable: bool = False) -> pa.Column:
    """Make a column of codes, each matching ``pattern`` from end to end."""
    return pa.Column(str, pa.Check.str_matches(rf"^(?:{pattern})$"), nullable=nullable)


def named(*, nullable: bool = False) -> pa.Column:
    """Make a column of names: any text that is not blank."""
    return pa.Column(str, pa.Check.str_length(min_value=1), nullable=nullable)


def one_of(words: Sequence[str]) -> pa.Column:
    """Make a column that holds only these words."""
    return pa.Column(str, pa.Check.isin(list(words)))


def short(low: int, high: int, *, nullable: bool = False) -> pa.Column:
    """Make a column of small whole numbers, both ends allowed."""
    kind = "Int16" if nullable else "int16"
    return pa.Column(kind, pa.Check.in_range(low, high), nullable=nullable)


def long(low: int = 0, high: int = 2_000_000_000) -> pa.Column:
    """Make a column of whole numbers, both ends allowed."""
    return pa.Column("int32", pa.Check.in_range(low, high))


def real(
    low: float | None = None, high: float | None = None, *, nullable: bool = False
) -> pa.Column:
    """Make a column of numbers within ends that are allowed themselves."""
    checks = []
    if low is not None:
        checks.append(pa.Check.ge(low))
    if high is not None:
        checks.append(pa.Check.le(high))
    return pa.Column("float64", checks, nullable=nullable)


def sexes() -> pa.Column:
    """Make the column of sexes."""
    return one_of(SEXES)


def ages() -> pa.Column:
    """Make the column of single years of age, 90 for 90 and over."""
    return short(0, TOP_AGE)


def years(first: int, last: int) -> pa.Column:
    """Make a column of years."""
    return short(first, last)


def table(
    columns: Mapping[str, pa.Column],
    key: Sequence[str],
    *,
    last_row: bool = False,
    column: bool = False,
    checks: Sequence[pa.Check] = (),
) -> pa.DataFrameSchema:
    """Make the strict schema of one table: ``columns``, then where each row came from.

    ``last_row``: several records of the source were added into one row. ``column``: values of
    several columns of the source were laid below each other.
    """
    origin: dict[str, pa.Column] = {"source": coded(SOURCE), "source_row": long(1)}
    if last_row:
        origin["source_row_last"] = long(1)
    if column:
        origin["source_column"] = named()
    return pa.DataFrameSchema(
        {**columns, **origin},
        strict=True,
        ordered=True,
        unique=list(key),
        checks=[*checks, *([pa.Check(_rows_in_order, name="rows in order")] if last_row else [])],
    )


def _rows_in_order(frame: pd.DataFrame) -> pd.Series:
    return frame["source_row_last"] >= frame["source_row"]
