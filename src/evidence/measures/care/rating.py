"""Ratings say how many residential care providers of a council's area the regulator calls good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd

from evidence.measures.area import described
from evidence.measures.care.outcome_limits import CONFIDENCE
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import selection, together
from evidence.methods.interval import wilson

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "6b"

_TABLE = "ascof"
_PART, _WHOLE = "6b numerator", "6b denominator"


def providers(store: Store, councils: Sequence[str]) -> pd.DataFrame:
    """Give the share of residential providers rated good or outstanding, by year, with 95% limits.

    Worked out from DHSC's count of providers so rated and of all, those not yet rated included.
    A council without either has no value. A district has no rows: ask for its county.
    """
    rows = store.read(
        _TABLE,
        where={
            "area_code": list(councils),
            "measure": [MEASURE],
            "statistic": [_PART, _WHOLE],
        },
    )
    if rows.empty:
        return empty()
    wide = rows.pivot(
        index=["area_code", "year"], columns="statistic", values=["value", "status"]
    ).reset_index()
    part, whole = (wide["value", name].astype("float64") for name in (_PART, _WHOLE))
    share = wilson(part, whole, CONFIDENCE)
    missing = wide["status", _PART].where(part.isna(), wide["status", _WHOLE])
    lineage = [
        selection(
            _TABLE,
            "value",
            {
                "measure": MEASURE,
                "area_code": wide["area_code"],
                "year": wide["year"],
                "statistic": quote(name),
            },
        )
        for name in (_PART, _WHOLE)
    ]
    return measure_frame(
        described(
            store,
            pd.DataFrame(
                {
                    "area_code": wide["area_code"],
                    "period": wide["year"],
                    "numerator": part,
                    "denominator": whole,
                    "value": 100 * share.value,
                    "lower": 100 * share.lower,
                    "upper": 100 * share.upper,
                    "status": missing.where(part.isna() | whole.isna(), "calculated"),
                    "lineage": together(*lineage),
                }
            ),
        ),
        measure="care_provider_rating_share",
        variant="ASCOF",
        breakdown=MEASURE,
        method="providers over providers; Wilson's 95% limits",
        confidence=CONFIDENCE,
        standing=store.standing(_TABLE).value,
    )
