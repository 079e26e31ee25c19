"""Schemas of price indices, with which amounts of different years are made comparable."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, one_of, real, table

_FINANCIAL_YEAR = r"(?:19|20)[0-9]{2}-[0-9]{2}"
_PERIOD = r"(?:19|20)[0-9]{2}(?: Q[1-4]| [A-Z]{3})?"


def _index_where_outturn(frame: pd.DataFrame) -> pd.Series:
    return frame["deflator"].notna() == frame["kind"].eq("outturn")


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "gdp_deflators": table(
        {
            "financial_year": coded(_FINANCIAL_YEAR),
            "deflator": real(0, nullable=True),
            "change_percent": real(-100, nullable=True),
            "kind": one_of(("outturn", "forecast")),
        },
        ["financial_year"],
        checks=[pa.Check(_index_where_outturn, name="an index where outturn")],
    ),
    "cpih": table(
        {
            "period": coded(_PERIOD),
            "frequency": one_of(("year", "quarter", "month")),
            "cpih": real(0),
        },
        ["period"],
    ),
    "gdp_deflator_ybgb": table(
        {"period": coded(r"(?:19|20)[0-9]{2} Q[1-4]"), "deflator": real(0)}, ["period"]
    ),
}

ROWS: dict[str, int] = {
    "gdp_deflators": 74,
    "cpih": 637,
    "gdp_deflator_ybgb": 281,
}
