"""A survey's rate is what it found in England, with its own definition and its own ages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures.area import described
from evidence.measures.frame import measure_frame
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

PRESENT = ("common_mental_health_condition", "psychotic_disorder", "autism")
"""Conditions as the newest survey defines them: not the conditions that PANSI models."""

_TABLE = "prevalence_rates"
_PERIODS = {"2024": "2023-24"}
_OLDEST = 120


def rates(store: Store, conditions: Sequence[str] = PRESENT) -> pd.DataFrame:
    """Give the newest survey's rates in per cent, for England, by condition, sex and age.

    variant is the survey, breakdown the condition; standing is the row's own. No limits are held.
    """
    table = store.read(
        _TABLE, where={"condition": list(conditions), "applies_year": list(_PERIODS)}
    )
    rows = pd.DataFrame(
        {
            "area_code": gss.ENGLAND,
            "variant": table["study"],
            "period": table["applies_year"].map(_PERIODS),
            "sex": table["sex"],
            "age_band": [
                f"{low}+" if high == _OLDEST else f"{low}-{high}"
                for low, high in zip(table["age_from"], table["age_to"], strict=True)
            ],
            "breakdown": table["condition"].str.replace("_", " "),
            "value": table["rate_percent"].astype("float64"),
            "standing": table["standing"],
            "lineage": selection(
                _TABLE, "rate_percent", {"source_row": table["source_row"].astype("str")}
            ),
        }
    )
    return measure_frame(
        described(store, rows), measure="survey_rate", method="as published", status="published"
    )
