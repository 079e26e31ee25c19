"""People are those whom a council's document says it supported, by service and age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import stated
from evidence.measures.care.printed import ADULT_AGES, EVERYBODY, cells, framed
from evidence.measures.frame import empty, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store

LONG_STAYS = {
    "residential care homes, long stay": "residential care, long stay",
    "nursing homes, long stay": "nursing care, long stay",
}
"""Columns of the document with the names that spend on them goes by."""

_SUBJECT = "people supported"


def supported(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give people supported by service or reason, and recipients of direct payments, as printed.

    breakdown "people supported: SERVICE" or "direct payments: direct payments"; a person may be
    in several services, so that they are not to be added.
    """
    return stated.figures(store, areas, subjects=[_SUBJECT, "direct payments"])


def shares(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give each age's share of the people in long-stay care homes, residential and nursing apart.

    numerator is people of the age, denominator people of all ages, both as printed.
    """
    rows = cells(store, areas, _SUBJECT)
    rows = rows[rows["breakdown"].isin(LONG_STAYS)]
    if rows.empty:
        return empty()
    keys = ["area_code", "variant", "period", "breakdown"]
    whole = rows.loc[rows["age_band"] == EVERYBODY, [*keys, "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    ages = rows[rows["age_band"].isin(ADULT_AGES)].drop(
        columns=["denominator", "measure", "unit", "statistic"]
    )
    found = ages.merge(whole, on=keys, validate="many_to_one")
    return measure_frame(
        framed(
            found.assign(
                breakdown=found["breakdown"].map(LONG_STAYS),
                numerator=found["value"],
                value=100 * found["value"] / found["denominator"],
                lineage=found["lineage"] + " " + found["of"],
                method="printed people of an age over printed people of all ages",
                status="calculated",
            )
        ),
        measure="care_people_share",
    )
