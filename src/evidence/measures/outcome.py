"""Outcomes of adult social care are what every council reports in the same way (ASCOF)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame
from evidence.measures.trail import selection, together

if TYPE_CHECKING:
    from evidence.tables.store import Store

REABLEMENT = "2a"
ADMISSIONS_18_64 = "2b"
ADMISSIONS_65_OVER = "2c"
LEARNING_DISABILITY_OWN_HOME = "2e(1)"
OWN_HOME_18_64 = "2e(2a)"
OWN_HOME_65_OVER = "2e(2b)"
DIRECT_PAYMENTS = "3d(2a)"

_TABLE = "ascof"
_TITLES = "ascof_titles"
_PER_100_000 = {ADMISSIONS_18_64, ADMISSIONS_65_OVER}
_SCORES = {"1a", "1b", "1c"}
_AGES = {
    ADMISSIONS_18_64: "18-64",
    ADMISSIONS_65_OVER: "65+",
    LEARNING_DISABILITY_OWN_HOME: "18-64",
    OWN_HOME_18_64: "18-64",
    OWN_HOME_65_OVER: "65+",
}
_PARTS = ["outcome", "numerator", "denominator"]


def outcomes(
    store: Store, areas: Sequence[str], measures: Sequence[str], years: Sequence[str] = ()
) -> pd.DataFrame:
    """Give outcomes of social-care councils and England, as DHSC publishes them, by year.

    ``measures`` are ASCOF's own ids ("2b"), ``years`` "2024-25" (all where none is named).
    breakdown is the id, category its title; numerator and denominator where DHSC gives them. A
    suppressed or missing outcome keeps its status and has no value. A district has no rows: ask
    for its county.
    """
    where: dict[str, list[str]] = {
        "area_code": list(areas),
        "measure": list(measures),
        "statistic": _PARTS,
    }
    if years:
        where["year"] = list(years)
    table = store.read(_TABLE, where=where)
    if table.empty:
        return empty()
    keys = ["area_code", "measure", "year"]
    values = table.pivot(index=keys, columns="statistic", values="value").reindex(columns=_PARTS)
    outcome = table[table["statistic"] == "outcome"].set_index(keys)
    found = values.join(outcome["status"], how="inner").reset_index()
    titles = store.read(_TITLES).set_index("measure")["title"]
    lineage = {
        name: selection(
            _TABLE,
            "value",
            {
                "measure": found["measure"],
                "area_code": found["area_code"],
                "year": found["year"],
                "statistic": name,
            },
        )
        for name in _PARTS
    }
    given = found["numerator"].notna() & found["denominator"].notna()
    alone = pd.Series(lineage["outcome"])
    whole = pd.Series(together(*(lineage[name] for name in _PARTS)))
    rows = pd.DataFrame(
        {
            "area_code": found["area_code"],
            "period": found["year"],
            "age_band": found["measure"].map(_AGES).fillna("18+").astype("str"),
            "breakdown": found["measure"],
            "category": found["measure"].map(titles).astype("str"),
            "numerator": found["numerator"].where(given),
            "denominator": found["denominator"].where(given),
            "value": found["outcome"],
            "unit": [_unit(measure) for measure in found["measure"]],
            "status": found["status"],
            "lineage": whole.where(given, alone),
        }
    )
    return measure_frame(
        described(store, rows),
        measure="ascof_outcome",
        variant="ASCOF",
        sex="persons",
        method="as published",
        standing=store.standing(_TABLE).value,
    )


def _unit(measure: str) -> str:
    if measure in _PER_100_000:
        return "per 100,000 people"
    return "score" if measure in _SCORES else "%"
