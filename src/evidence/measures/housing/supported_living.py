"""Placements in supported living, as one sentence of a document counts them in two years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.care.printed import cells
from evidence.measures.frame import empty, join, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store


def change(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the change between the first and the last year printed, per cent.

    numerator is the later count, denominator the earlier.
    """
    rows = cells(store, areas, "placements").sort_values("period", kind="stable")
    pairs = [
        (part.iloc[0], part.iloc[-1])
        for _, part in rows.groupby("area_code", sort=True)
        if part["period"].nunique() > 1
    ]
    if not pairs:
        return empty()
    return join(*(_change(first, last) for first, last in pairs))


def _change(first: pd.Series, last: pd.Series) -> pd.DataFrame:
    kept = (
        *("variant", "area_code", "area_type", "area_name", "area_vintage"),
        *("age_band", "breakdown", "category", "standing"),
    )
    row = {name: last[name] for name in kept} | {
        "period": f"{first['period']} to {last['period']}",
        "numerator": last["value"],
        "denominator": first["value"],
        "value": 100 * (last["value"] - first["value"]) / first["value"],
        "lineage": f"{first['lineage']} {last['lineage']}",
    }
    return measure_frame(
        pd.DataFrame([row]),
        measure="housing_placement_change_percent",
        method="the later printed count less the earlier, over the earlier",
        status="calculated",
    )
