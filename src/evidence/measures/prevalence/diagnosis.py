"""Diagnosis says how many people have dementia on record, and of how many expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.trail import selection, together

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "dementia_diagnosis"
_METHOD = (
    "as published: recorded diagnoses over CFAS II rates applied to patients registered with "
    "general practices"
)


def diagnosis(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give recorded dementia and the diagnosis rate in per cent, people aged 65 and over, 2026.

    Areas are social-care councils or England; held for 28 of them. numerator is people on record,
    denominator people expected by NHS England, who are patients of practices, not residents.
    """
    table = store.read(_TABLE, where={"area_code": list(areas)})
    if table.empty:
        return empty()
    trails = {
        name: pd.Series(selection(_TABLE, name, {"area_code": table["area_code"]}))
        for name in ("rate_percent", "diagnosed", "expected")
    }
    rows = described(
        store,
        pd.DataFrame(
            {
                "area_code": table["area_code"],
                "numerator": table["diagnosed"].astype("float64"),
                "denominator": table["expected"].astype("float64"),
            }
        ),
    )
    constants = {
        "variant": "NHS England 2026",
        "period": "2026",
        "sex": "persons",
        "age_band": "65+",
        "method": _METHOD,
        "status": "published",
        "standing": store.standing(_TABLE).value,
    }
    return join(
        measure_frame(
            rows.assign(
                value=table["rate_percent"].astype("float64"),
                lineage=together(*trails.values()),
            ),
            measure="dementia_diagnosis_rate",
            **constants,
        ),
        measure_frame(
            rows.drop(columns=["numerator", "denominator"]).assign(
                value=rows["numerator"], lineage=trails["diagnosed"]
            ),
            measure="dementia_recorded",
            **constants,
        ),
    )
