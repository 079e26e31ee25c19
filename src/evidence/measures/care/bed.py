"""Beds: how many there are, and what a document's figures say of those that are filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.care.printed import cells
from evidence.measures.frame import empty, join, measure_frame
from evidence.standing import Standing

if TYPE_CHECKING:
    from evidence.tables.store import Store

BY_VOID_RATE = "from the void rate"
BY_SELF_FUNDERS = "from self-funders and their share"

_KINDS = ("residential care homes", "nursing homes")
_HALF_TENTH = 0.05
_HALF = 0.5
# What a self-funders' share of 19% was rounded from: half a point either way; a void rate of
# 22.5%: half a tenth.


def beds(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give care home beds of both kinds together, and how many are filled by two readings.

    care_beds: printed beds added. care_beds_occupied: beds less voids, and self-funders over
    their printed share, with the limits of what rounding hides. care_self_funder_share:
    self-funders over the beds filled at the void rate. What is filled, and the share of it, is
    derived: no document prints it, and it holds only if a rate printed of no stated beds is of
    these. No rows without a document that prints all of them.
    """
    subjects = (
        "beds available",
        "void rate",
        "self-funders",
        "share of occupancy that self-funders are",
    )
    available, void, funders, share = (cells(store, areas, name) for name in subjects)
    available = available[available["breakdown"].isin(_KINDS)]
    if available.empty or void.empty or funders.empty or share.empty:
        return empty()
    frames = [
        _of_area(
            available[available["area_code"] == code],
            void[void["area_code"] == code].iloc[0],
            funders[funders["area_code"] == code].iloc[0],
            share[share["area_code"] == code].iloc[0],
        )
        for code in sorted(available["area_code"].unique())
    ]
    return join(*frames)


def _of_area(
    available: pd.DataFrame, void: pd.Series, funders: pd.Series, share: pd.Series
) -> pd.DataFrame:
    total = float(available["value"].sum())
    paths = " ".join(available["lineage"])
    first = available.iloc[0]
    common = {
        name: first[name]
        for name in ("area_code", "area_type", "area_name", "area_vintage", "variant")
    }
    filled = total * (100 - void["value"]) / 100
    by_share = 100 * funders["value"] / share["value"]
    rows = [
        {
            "measure": "care_beds",
            "period": first["period"],
            "category": "residential and nursing",
            "value": total,
            "method": "printed beds added; no date is printed",
            "standing": first["standing"],
            "lineage": paths,
        },
        {
            "measure": "care_beds_occupied",
            "period": void["period"],
            "category": BY_VOID_RATE,
            "numerator": filled,
            "denominator": total,
            "value": filled,
            "lower": total * (100 - void["value"] - _HALF_TENTH) / 100,
            "upper": total * (100 - void["value"] + _HALF_TENTH) / 100,
            "method": "printed beds less the printed void rate; limits: the void rate's rounding",
            "lineage": f"{paths} {void['lineage']}",
        },
        {
            "measure": "care_beds_occupied",
            "period": funders["period"],
            "category": BY_SELF_FUNDERS,
            "numerator": funders["value"],
            "denominator": share["value"],
            "value": by_share,
            "lower": 100 * funders["value"] / (share["value"] + _HALF),
            "upper": 100 * funders["value"] / (share["value"] - _HALF),
            "method": "printed self-funders over their printed share; limits: the share's rounding",
            "lineage": f"{funders['lineage']} {share['lineage']}",
        },
        {
            "measure": "care_self_funder_share",
            "period": void["period"],
            "category": BY_VOID_RATE,
            "numerator": funders["value"],
            "denominator": filled,
            "value": 100 * funders["value"] / filled,
            "method": "printed self-funders (undated) over beds filled at the void rate",
            "lineage": f"{paths} {void['lineage']} {funders['lineage']}",
        },
    ]
    worked_out = {"standing": Standing.DERIVED.value}
    return measure_frame(
        pd.DataFrame([common | worked_out | row for row in rows]),
        breakdown="care homes",
        status="calculated",
    )
