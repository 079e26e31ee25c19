"""Schemas of prevalence rates: each row of the compiled ones has a standing of its own."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.standing import Standing
from evidence.tables.schemas.parts import coded, named, one_of, real, sexes, short, table

CFAS_BANDS = ("65-69", "70-74", "75-79", "80-84", "85-89", "90+")


def _ages_in_order(frame: pd.DataFrame) -> pd.Series:
    return frame["age_to"] >= frame["age_from"]


def _limits_enclose(frame: pd.DataFrame) -> pd.Series:
    return frame["prevalence"].between(frame["lower_95"], frame["upper_95"])


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "prevalence_rates": table(
        {
            "condition": coded(r"[a-z]+(?:_[a-z]+)*"),
            "study": named(),
            "sex": one_of(("female", "male", "persons")),
            "age_from": short(0, 120),
            "age_to": short(0, 120),
            "rate_percent": real(0, 100),
            "applies_year": coded(r"any|20[0-9]{2}"),
            "standing": one_of([standing.value for standing in Standing]),
            "note": named(nullable=True),
        },
        ["condition", "study", "sex", "age_from", "age_to", "applies_year"],
        checks=[pa.Check(_ages_in_order, name="ages in order")],
    ),
    "cfas2_rates": table(
        {
            "age_band": one_of(CFAS_BANDS),
            "sex": sexes(),
            "prevalence": real(0, 1),
            "lower_95": real(0, 1),
            "upper_95": real(0, 1),
            "study": named(),
        },
        ["age_band", "sex"],
        checks=[pa.Check(_limits_enclose, name="limits enclose the rate")],
    ),
}

ROWS: dict[str, int] = {
    "prevalence_rates": 77,
    "cfas2_rates": 2 * len(CFAS_BANDS),
}
