"""A look at the census says how far wards' shares of older people were from those used here."""

from __future__ import annotations

import pandas as pd

from evidence.measures.comparison import weaker
from evidence.measures.frame import empty, measure_frame


def against_census(need: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """Give each ward's share of the authority's older people less its share at Census 2021.

    ``need``: ``prevalence.ward.need``; ``census``: ``census.wards`` of the same authority. Wards
    that the census is not held for, those of 2019, have no rows. value is in percentage points,
    numerator the share here and denominator the share at the census, both in per cent.
    """
    people = need[need["measure"] == "ward_people"]
    counted = census[census["category"] == "aged 65 and over"]
    if people.empty or counted.empty:
        return empty()
    names = ["area_code", "area_type", "area_name", "area_vintage", "period", "sex", "age_band"]
    rows = people[[*names, "value", "lineage", "standing", "denominator", "variant"]].merge(
        counted[["area_code", "numerator", "lineage", "standing"]],
        on="area_code",
        suffixes=("", "_census"),
        validate="one_to_one",
    )
    here = 100 * rows["value"] / rows["denominator"]
    there = 100 * rows["numerator"] / rows["numerator"].sum()
    return measure_frame(
        rows[[*names, "variant"]].assign(
            value=here - there,
            numerator=here,
            denominator=there,
            lineage=rows["lineage"] + " " + rows["lineage_census"],
            standing=weaker(rows["standing"], rows["standing_census"]),
        ),
        measure="ward_share_difference",
        method="share of the authority's people of these ages, less the share counted in March "
        "2021 in the same ward, both by best fit of small areas",
        status="calculated",
    )
