"""Schemas of Census 2021 counts: one table for small areas, one for authorities."""

from __future__ import annotations

import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, long, named, one_of, table
from evidence.tables.schemas.patterns import AUTHORITY, LSOA

TOPICS = (
    "accommodation_type",
    "age",
    "disability",
    "disabled_people_in_household",
    "ethnic_group",
    "general_health",
    "household_deprivation",
    "households",
    "occupancy",
    "residents",
    "tenure",
    "unpaid_care",
)

_COUNTS = {"topic": one_of(TOPICS), "category": named(), "count": long(0, 100_000_000)}

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "census2021_lsoa_luton": table(
        {"lsoa_code": coded(LSOA), **_COUNTS}, ["lsoa_code", "topic", "category"], column=True
    ),
    "census2021_authorities": table(
        {"authority_code": coded(AUTHORITY), "authority_name": named(), **_COUNTS},
        ["authority_code", "topic", "category"],
        column=True,
    ),
}

ROWS: dict[str, int] = {
    # 125 LSOAs: five wide tables, five long ones with a total each, residents and households.
    "census2021_lsoa_luton": 125 * ((19 + 6 + 7 + 9 + 4) + (9 + 6 + 6 + 6 + 9) + 2),
    "census2021_authorities": 296 * (19 + 6 + 7 + 9 + 4),
}
