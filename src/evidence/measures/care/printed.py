"""Printed cells are figures of a document that may be added: one subject, by service and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.frame import COLUMNS
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

ALL = "all"
EVERYBODY = "18+"
ADULT_AGES = ("18-64", "65+")
STATEMENT_SPEND = "learning-disability-spend"

_PLACED = ("area_type", "area_name", "area_vintage")


def cells(store: Store, areas: Sequence[str], subject: str) -> pd.DataFrame:
    """Give the printed figures of one subject, each with its service in ``breakdown``.

    Columns as of a measure frame; category is the support reason, "all" the printed total. An age
    that is not printed is that of all adults. Empty where no document is held.
    """
    rows = stated.figures(store, areas, subjects=[subject])
    rows = rows.assign(breakdown=rows["breakdown"].str.removeprefix(f"{subject}: "))
    rows["age_band"] = rows["age_band"].where(rows["age_band"] != "", EVERYBODY)
    return rows


def added(rows: pd.DataFrame, by: Sequence[str], **named: str) -> pd.DataFrame:
    """Add the values of rows alike in ``by``, area, document and period; keep every lineage.

    A sum stands as firmly as the weakest row in it. ``named`` overwrites columns after adding. Rows
    of different periods are never added.
    """
    keys = ["area_code", *_PLACED, "variant", "period", *by]
    found = rows.groupby(keys, sort=True, as_index=False).agg(
        value=("value", "sum"),
        cells=("value", "size"),
        lineage=("lineage", " ".join),
        standing=("standing", _weakest),
    )
    return found.assign(**named)


def _weakest(standings: pd.Series) -> str:
    return weakest(standings.unique()).value


def framed(rows: pd.DataFrame) -> pd.DataFrame:
    """Drop what is no column of a measure frame."""
    return rows[[name for name in rows.columns if name in COLUMNS]]


def grouped(rows: pd.DataFrame, services: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Put rows under the wider services they belong to; a row may belong to several."""
    parts = [
        rows[rows["breakdown"].isin(list(columns))].assign(breakdown=name)
        for name, columns in services.items()
    ]
    return pd.concat(parts, ignore_index=True)
