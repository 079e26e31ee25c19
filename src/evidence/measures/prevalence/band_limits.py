"""Band limits put the survey's own limits around the people modelled of one sex and age."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.frame import empty, measure_frame
from evidence.measures.prevalence.uncertainty import PARAMETER

if TYPE_CHECKING:
    from evidence.tables.store import Store

_TABLE = "cfas2_rates"
_TITLE = "CFAS II"
_CONFIDENCE = 0.95


def band_limits(store: Store, need: pd.DataFrame) -> pd.DataFrame:
    """Give modelled dementia of each sex and age band with the 95% limits of its rate.

    ``need``: ``need.modelled`` of CFAS II with ``by_sex`` and ``by_age``. A band has one rate, so
    its limits are the people times the limits that the study published: nothing is drawn. Bands
    of other rates have no row.
    """
    rates = store.read(_TABLE)[["sex", "age_band", "lower_95", "upper_95"]]
    rows = need[
        (need["measure"] == "modelled_people")
        & need["variant"].str.startswith(f"{_TITLE} on ")
        & need["sex"].isin(["female", "male"])
    ]
    both = rows.drop(columns=["lower", "upper", "confidence"]).merge(
        rates, on=["sex", "age_band"], validate="many_to_one"
    )
    if both.empty:
        return empty()
    return measure_frame(
        both.drop(columns=["measure", "unit", "statistic", "lower_95", "upper_95"]).assign(
            lower=both["denominator"] * both["lower_95"],
            upper=both["denominator"] * both["upper_95"],
            method=both["method"] + "; interval: the limits of the band's rate",
        ),
        measure="modelled_people_interval",
        category=PARAMETER,
        confidence=_CONFIDENCE,
    )
