"""A survey's rate is what it found in England, with its own definition and its own ages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import estimate
from evidence.measures.age import TOP, Band
from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.prevalence.base import base
from evidence.measures.prevalence.need import named
from evidence.measures.prevalence.rate import APPLIED_STANDING
from evidence.measures.trail import selection, together
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

PRESENT = ("common_mental_health_condition", "psychotic_disorder", "autism")
"""Conditions as the newest survey defines them: not the conditions that PANSI models."""

APPLIED = {
    "common_mental_health_condition": (Band("18-64", 18, 64), 16, 64),
    "autism": (Band("18+", 18, TOP), 16, 120),
}
"""Rates set beside a model: its ages, and the survey's own, which begin two years younger."""

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


def applied(store: Store, areas: Sequence[str], *, year: int, variant: str = "") -> pd.DataFrame:
    """Give people at the newest survey's rate for England, on the people of ``year``.

    Those are the newest estimates, or the round of projections that ``variant`` names. The rates of
    ``APPLIED`` are those of both sexes together from age 16; they are applied to the ages that a
    model counts, to show how far a model on older rates lies from the present level.
    """
    table = store.read(_TABLE, where={"condition": list(APPLIED), "applies_year": list(_PERIODS)})
    if table.empty:
        return empty()
    series = variant or estimate.held(store).name
    parts = []
    for condition, (band, lowest, highest) in APPLIED.items():
        rate = table[
            (table["condition"] == condition)
            & (table["sex"] == "persons")
            & (table["age_from"] == lowest)
            & (table["age_to"] == highest)
        ].iloc[0]
        held = base(store, areas, series, [band], years=[year], by_sex=False)
        if held is None:
            continue
        rows = pd.DataFrame(
            {
                "area_code": held.keys["area_code"],
                "denominator": held.people[:, 0],
                "value": held.people[:, 0] * float(rate["rate_percent"]) / 100,
                "lineage": together(
                    selection(_TABLE, "rate_percent", {"source_row": str(rate["source_row"])}),
                    held.trail(band.lowest, band.highest, "persons"),
                ),
            }
        )
        parts.append(
            measure_frame(
                described(store, rows),
                measure="people_at_survey_rate",
                variant=f"{rate['study']} on {series}",
                period=f"mid-{year}",
                sex="persons",
                age_band=band.name,
                breakdown=condition.replace("_", " "),
                method=f"one rate of England, of people aged 16 and over, applied to {named(held)}",
                status="modelled",
                standing=weakest([rate["standing"], held.standing, APPLIED_STANDING]).value,
            )
        )
    return join(*parts) if parts else empty()
