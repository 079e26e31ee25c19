"""A holding is a homelessness table read for areas: values by measure, with status and lineage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures.area import checked
from evidence.measures.homelessness.quarter import day
from evidence.measures.place import authorities
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

WORST_FIRST = ("not available", "suppressed", "published")
"""A number made of two has the status of the worse: missing, hidden, printed."""


def read(
    store: Store,
    table: str,
    areas: Sequence[str],
    measures: Sequence[str],
    *,
    where: Sequence[str] = (),
) -> pd.DataFrame:
    """Read ``measures`` of ``areas`` as printed: one row for each cell of the table.

    Columns: area_code (as in use), quarter, period, measure, value, status, lineage, and whatever
    further columns ``where`` names. An authority that a later file calls by a newer code is found
    under both. Areas that the table does not hold give no rows: a merged authority has none before
    its creation.
    """
    known = authorities(store)
    held = {
        code: area
        for area in checked(store, areas)
        for code in (
            known.codes_of(area) if area.startswith(("E06", "E07", "E08", "E09")) else (area,)
        )
    }
    kept = ["authority_code", "quarter", "measure", "value", "status", *where]
    rows = store.read(
        table,
        columns=kept,
        where={"authority_code": sorted(held), "measure": list(measures)},
    )
    parts = {name: rows[name] for name in ("authority_code", "quarter", "measure", *where)}
    return rows.assign(
        area_code=rows["authority_code"].map(held).astype("str"),
        period=rows["quarter"].map({code: day(code) for code in rows["quarter"].unique()}),
        lineage=selection(table, "value", parts),
    )


def worse(*statuses: pd.Series) -> pd.Series:
    """Give the worse of the statuses, row by row."""
    found = pd.Series("published", index=statuses[0].index, dtype="str")
    for status in reversed(WORST_FIRST):
        for column in statuses:
            found = found.mask(column == status, status)
    return found


def is_local(area_codes: pd.Series) -> pd.Series:
    """Say which areas are authorities: their counts are printed to the household."""
    return ~area_codes.str.startswith(("E12", gss.ENGLAND))
