"""Schemas of adult social care: outcomes, unit costs and recorded diagnoses of dementia."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, long, named, one_of, real, table
from evidence.tables.schemas.patterns import ENGLISH_AREA

ASCOF_STATUSES = ("published", "suppressed", "not available", "not applicable")
ASCOF_MEASURE = r"[1-6][a-f](?:\([0-9][a-c]?\))?"


def _valued_where_published(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].notna() == frame["status"].eq("published")


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "ascof": table(
        {
            "measure": coded(ASCOF_MEASURE),
            "area_code": coded(ENGLISH_AREA),
            "area_name": named(),
            "year": coded(r"20[0-9]{2}-[0-9]{2}"),
            "statistic": named(),
            "value": real(0, nullable=True),
            "status": one_of(ASCOF_STATUSES),
            "value_bracketed": real(0, nullable=True),
        },
        ["measure", "area_code", "year", "statistic"],
        checks=[pa.Check(_valued_where_published, name="a value where published")],
    ),
    "ascof_titles": table({"measure": coded(ASCOF_MEASURE), "title": named()}, ["measure"]),
    "dementia_diagnosis": table(
        {
            "area_code": coded(ENGLISH_AREA),
            "area_name": named(),
            "diagnosed": long(),
            "expected": long(),
            "rate_percent": real(0, 200),
        },
        ["area_code"],
    ),
    "unit_costs_2014": table(
        {
            "area_code": coded(ENGLISH_AREA),
            "support_type": one_of(("Long term", "Short term")),
            "age_group": one_of(("Age 18 and over", "Age 18 to 64", "Age 65 and over")),
            "support_reason": named(),
            "service": named(),
            "provision": named(),
            "statistic": one_of(("numerator", "denominator", "unit_cost")),
            "value": real(0, nullable=True),
        },
        [
            "area_code",
            "support_type",
            "age_group",
            "support_reason",
            "service",
            "provision",
            "statistic",
        ],
        column=True,
    ),
}

ROWS: dict[str, int] = {
    "ascof": 71_066,
    "ascof_titles": 25,
    "dementia_diagnosis": 29,
    "unit_costs_2014": 2 * 216,
}
