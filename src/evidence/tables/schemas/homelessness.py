"""Schemas of households in temporary accommodation, quarter by quarter."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, named, one_of, real, table
from evidence.tables.schemas.patterns import REGION

AREA = r"(?:E0[6-9][0-9]{6}|E12[0-9]{6}|E92000001)"
QUARTER = r"20[0-9]{2}-(?:03|06|09|12)"
STATUSES = ("published", "suppressed", "not available", "not applicable")
ANYWHERE = "anywhere"

# The six types that a household can be in; together they are `households`.
TYPES = (
    "bed_and_breakfast",
    "nightly_paid",
    "hostels",
    "private_sector_leased",
    "authority_or_association_stock",
    "other",
)
TA1_MEASURES = (
    "households",
    "households_with_children",
    "children",
    "households_in_area_thousands",
    "households_per_1000",
    *(f"{kind}{of}" for kind in TYPES for of in ("", "_with_children")),
    "bed_and_breakfast_with_children_over_6_weeks",
    "bed_and_breakfast_with_children_over_6_weeks_pending_review",
    "bed_and_breakfast_main_applicant_16_17",
    "another_district",
    "no_accommodation_secured",
    "no_accommodation_secured_with_children",
)
TA9_MEASURES = (
    "households",
    "another_district",
    "another_district_per_1000",
    "another_district_same_region_share",
)


def _valued_where_published(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].notna() == frame["status"].eq("published")


_VALUED = pa.Check(_valued_where_published, name="a value where published, and only there")

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "homelessness_ta1": table(
        {
            "authority_code": coded(AREA),
            "authority_name": named(),
            "quarter": coded(QUARTER),
            "measure": one_of(TA1_MEASURES),
            "value": real(0, nullable=True),
            "status": one_of(STATUSES),
        },
        ["authority_code", "quarter", "measure"],
        column=True,
        checks=[_VALUED],
    ),
    "homelessness_ta9": table(
        {
            "authority_code": coded(AREA),
            "authority_name": named(),
            "quarter": coded(QUARTER),
            "measure": one_of(TA9_MEASURES),
            "host_region_code": coded(f"{REGION}|{ANYWHERE}"),
            "value": real(0, nullable=True),
            "status": one_of(STATUSES),
        },
        ["authority_code", "quarter", "measure", "host_region_code"],
        column=True,
        checks=[_VALUED],
    ),
}

ROWS: dict[str, int] = {"homelessness_ta1": 226_918, "homelessness_ta9": 11_934}
