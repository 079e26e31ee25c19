"""Destinations are the regions to which households in temporary accommodation were sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.homelessness.holding import is_local, read
from evidence.measures.homelessness.temporary import CONFIDENCE
from evidence.measures.place import authorities
from evidence.measures.trail import together
from evidence.methods.interval import wilson

if TYPE_CHECKING:
    from evidence.tables.store import Store

DESTINATION = "temporary_accommodation_destination"
SAME_REGION = "temporary_accommodation_same_region_share"

REGION = "region of the host authority"
SIDE = "same region or another"
SAME, OTHER, UNKNOWN = "the same region", "another region", "not matched with a region"

TABLE = "homelessness_ta9"
VARIANT = "TA9"

_ANYWHERE = "anywhere"
_SHARE = "another_district_same_region_share"
_PLACED = "another_district"
_STOCK = "a stock at the end of the quarter"


def destinations(
    store: Store, areas: Sequence[str], *, quarters: Sequence[str] = ()
) -> pd.DataFrame:
    """Give households recorded in another district by the host's region, as published.

    breakdown ``REGION`` has a category for each region. For authorities and regions, breakdown
    ``SIDE`` has the same region and all others, and households that MHCLG's regions leave out
    (their hosts were returned with wrong codes, or are of another nation); numerator is the number,
    denominator all of them. The share in the same region is as published, with Wilson limits for
    authorities; it is not applicable where nobody was. Held from June 2025 on; a suppressed
    or missing number keeps its status and has no value.
    """
    rows = read(store, TABLE, areas, [_PLACED, _SHARE], where=["host_region_code"])
    if quarters:
        rows = rows[rows["quarter"].isin(list(quarters))]
    if rows.empty:
        return empty()
    placed = rows[rows["measure"] == _PLACED]
    regional = placed[placed["host_region_code"] != _ANYWHERE]
    names = authorities(store).region_names
    hosts = pd.DataFrame(
        {
            "area_code": regional["area_code"],
            "period": regional["period"],
            "breakdown": REGION,
            "category": regional["host_region_code"].map(names).astype("str"),
            "value": regional["value"],
            "status": regional["status"],
            "method": f"as published; {_STOCK}",
            "lineage": regional["lineage"],
        }
    )
    given = {"variant": VARIANT, "standing": store.standing(TABLE).value}
    sides = _sides(store, placed)
    shares = _shares(store, rows, sides)
    return join(
        measure_frame(described(store, hosts), measure=DESTINATION, **given),
        *(
            [measure_frame(described(store, sides), measure=DESTINATION, **given)]
            if len(sides)
            else []
        ),
        measure_frame(described(store, shares), measure=SAME_REGION, **given),
    )


def _sides(store: Store, placed: pd.DataFrame) -> pd.DataFrame:
    """Add up the regions of authorities and regions into the same one and all others."""
    own = _own_regions(store, placed["area_code"])
    known = placed[own.ne("") & placed["status"].eq("published")].assign(own=own)
    keys = ["area_code", "period"]
    whole = known[known["host_region_code"] == _ANYWHERE].set_index(keys)
    hosts = known[known["host_region_code"] != _ANYWHERE]
    same = hosts["host_region_code"] == hosts["own"]
    groups = {SAME: hosts[same], OTHER: hosts[~same]}
    parts = []
    for category, chosen in groups.items():
        grouped = chosen.groupby(keys, sort=False)
        parts.append(
            pd.DataFrame(
                {
                    "value": grouped["value"].sum(),
                    "lineage": grouped["lineage"].agg(" ".join),
                }
            )
            .assign(category=category)
            .join(whole[["value", "lineage"]].add_prefix("all_"), how="inner")
        )
    rest = parts[0].copy()
    rest["value"] = rest["all_value"] - parts[0]["value"] - parts[1]["value"]
    rest["lineage"] = rest["lineage"] + " " + parts[1]["lineage"]
    rest["category"] = UNKNOWN
    # Regions of regions and England are rounded one by one: what is left over says nothing.
    rest = rest[is_local(rest.index.get_level_values("area_code").to_series()).to_numpy()]
    rows = pd.concat([*parts, rest]).reset_index()
    return pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "period": rows["period"],
            "breakdown": SIDE,
            "category": rows["category"],
            "numerator": rows["value"],
            "denominator": rows["all_value"],
            "value": rows["value"],
            "status": "calculated",
            "method": f"regions added up; {_STOCK}",
            "lineage": together(rows["lineage"], rows["all_lineage"]),
        }
    )


def _shares(store: Store, rows: pd.DataFrame, sides: pd.DataFrame) -> pd.DataFrame:
    keys = ["area_code", "period"]
    printed = rows[rows["measure"] == _SHARE]
    total = rows[(rows["measure"] == _PLACED) & (rows["host_region_code"] == _ANYWHERE)]
    same = sides[sides["category"] == SAME].set_index(keys)["value"]
    found = printed.join(total.set_index(keys)["value"].rename("total"), on=keys)
    found = found.join(same.rename("same"), on=keys)
    nobody = (found["total"] == 0).to_numpy()
    local = is_local(found["area_code"]).to_numpy()
    limited = local & found["same"].notna().to_numpy() & ~nobody
    limits = wilson(found["same"].where(limited), found["total"].where(limited), CONFIDENCE)
    return pd.DataFrame(
        {
            "area_code": found["area_code"],
            "period": found["period"],
            "numerator": found["same"].where(limited),
            "denominator": found["total"].where(limited),
            "value": (100 * found["value"]).where(~nobody),
            "lower": 100 * limits.lower,
            "upper": 100 * limits.upper,
            "confidence": np.where(limited, CONFIDENCE, np.nan),
            "status": found["status"].mask(nobody, "not applicable"),
            "method": np.select(
                [nobody, limited],
                ["no share: nobody was in another district", "as published; Wilson limits"],
                "as published; no limits",
            ),
            "lineage": found["lineage"],
        }
    )


def _own_regions(store: Store, area_codes: pd.Series) -> pd.Series:
    known = authorities(store)
    own = {
        code: code if code.startswith("E12") else known.region(code)[0]
        for code in area_codes.unique()
        if not code.startswith("E92")
    }
    return area_codes.map(own).fillna("").astype("str")
