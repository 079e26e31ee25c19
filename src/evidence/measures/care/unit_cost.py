"""Unit costs are what a week of residential or nursing care cost a council, 2014-15 only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.errors import UsageError
from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.trail import selection, together
from evidence.standing import weakest
from evidence.tables import lineage

if TYPE_CHECKING:
    from evidence.tables.store import Store

YEAR = "2014-15"
CASH = "PSS-EX1, prices of the year"
LAST_OUTTURN = "2022-23"
"""The last year of HM Treasury's edition of December 2023 that is no forecast."""

_TABLE = "unit_costs_2014"
_DEFLATORS = "gdp_deflators"
_AGES = {"Age 18 and over": "18+", "Age 18 to 64": "18-64", "Age 65 and over": "65+"}
_PARTS = ("unit_cost", "numerator", "denominator")
_THOUSAND = 1000


def unit_costs(store: Store, areas: Sequence[str], prices: str = LAST_OUTTURN) -> pd.DataFrame:
    """Give weekly costs of long-term residential and nursing care, in cash and in later prices.

    breakdown is "Residential", "Nursing" or both together, category the support reason; variant
    says whose prices. numerator is pounds spent, denominator weeks of care. Rows for areas that
    are held only; a cost that is not printed has no row, and no later prices where no deflator is
    held at all. UsageError for a year of prices without an outturn deflator.
    """
    where = {"area_code": list(areas), "support_type": ["Long term"], "provision": ["All"]}
    table = store.read(_TABLE, where=where)
    table = table[table["statistic"].isin(_PARTS)]
    if table.empty:
        return empty()
    keys = ["area_code", "age_group", "support_reason", "service"]
    wide = table.pivot(index=keys, columns="statistic", values="value").reset_index()
    wide = wide[wide["unit_cost"].notna() & (wide["denominator"] > 0)].reset_index(drop=True)
    asked = {"support_type": "Long term", "provision": "All", "statistic": _PARTS}
    trail = [
        lineage.format(
            [lineage.select(_TABLE, "value", **asked, **dict(zip(keys, key, strict=True)))]
        )
        for key in wide[keys].itertuples(index=False, name=None)
    ]
    rows = pd.DataFrame(
        {
            "area_code": wide["area_code"],
            "age_band": wide["age_group"].map(_AGES),
            "breakdown": wide["service"],
            "category": wide["support_reason"],
            "numerator": _THOUSAND * wide["numerator"],
            "denominator": wide["denominator"],
            "value": wide["unit_cost"],
            "lineage": trail,
        }
    )
    rows = described(store, rows)
    held = store.standing(_TABLE)
    common = {"measure": "care_unit_cost", "period": YEAR}
    cash = measure_frame(
        rows,
        variant=CASH,
        method="as published",
        status="published",
        standing=held.value,
        **common,
    )
    if store.read(_DEFLATORS, ["deflator"]).empty:
        return cash
    factor, deflated_by = _factor(store, prices)
    deflator = store.standing(_DEFLATORS)
    return join(
        cash,
        measure_frame(
            rows.assign(
                numerator=factor * rows["numerator"],
                value=factor * rows["value"],
                lineage=rows["lineage"] + " " + deflated_by,
            ),
            variant=f"PSS-EX1, prices of {prices}",
            method=f"GDP deflator of {prices} over that of {YEAR}, HM Treasury, December 2023",
            status="calculated",
            standing=weakest([held.value, deflator.value]).value,
            **common,
        ),
    )


def _factor(store: Store, prices: str) -> tuple[float, str]:
    years = [YEAR, prices]
    table = store.read(_DEFLATORS, where={"financial_year": years, "kind": ["outturn"]})
    index = table.set_index("financial_year")["deflator"].dropna()
    if not set(years) <= set(index.index):
        raise UsageError(f"no outturn deflator is held for {prices}")
    trail = together(
        *(selection(_DEFLATORS, "deflator", {"financial_year": year}) for year in years)
    )
    return float(index[prices] / index[YEAR]), str(trail)
