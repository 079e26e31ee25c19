"""Schemas of prevalence rates: each row of the compiled ones has a standing of its own.

``study_rates`` is there for rates that are added to the project, a dataset for each study; until
one is declared in the catalogue nothing feeds it and no such table is held.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.standing import Standing
from evidence.tables.schemas.parts import coded, named, one_of, real, sexes, short, table

CFAS_BANDS = ("65-69", "70-74", "75-79", "80-84", "85-89", "90+")


def _ages_in_order(frame: pd.DataFrame) -> pd.Series:
    return frame["age_to"] >= frame["age_from"]


def _given_limits_enclose(frame: pd.DataFrame) -> pd.Series:
    none = frame["lower_95"].isna() & frame["upper_95"].isna()
    return none | frame["rate_percent"].between(frame["lower_95"], frame["upper_95"])


def _limits_enclose(frame: pd.DataFrame) -> pd.Series:
    return frame["prevalence"].between(frame["lower_95"], frame["upper_95"])


_KEY = ("condition", "study", "sex", "age_from", "age_to", "applies_year")
_IN_ORDER = pa.Check(_ages_in_order, name="ages in order")
_WHOSE = {
    "condition": coded(r"[a-z]+(?:_[a-z]+)*"),
    "study": named(),
    "sex": one_of(("female", "male", "persons")),
    "age_from": short(0, 120),
    "age_to": short(0, 120),
    "rate_percent": real(0, 100),
}
_HELD = {
    "applies_year": coded(r"any|20[0-9]{2}"),
    "standing": one_of([standing.value for standing in Standing]),
    "note": named(nullable=True),
}

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "prevalence_rates": table({**_WHOSE, **_HELD}, _KEY, checks=[_IN_ORDER]),
    "study_rates": table(
        {
            **_WHOSE,
            "lower_95": real(0, 100, nullable=True),
            "upper_95": real(0, 100, nullable=True),
            **_HELD,
        },
        _KEY,
        checks=[_IN_ORDER, pa.Check(_given_limits_enclose, name="limits enclose the rate")],
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
