"""Schemas of what council documents say."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, named, one_of, real, table
from evidence.tables.schemas.patterns import AGES, AUTHORITY, CLAIM

STATEMENT = "statement"
"""The unit of a claim that puts no number: it has no value either."""
RELATIONS = ("same", "different base", "different date", "different definition", "not stated")
"""How the base, date and definition of a claim stand to those of the figure it is held against."""
HOLDS_IF = ("above 0", "below 0", "above it")
"""When a claim in words is true: by the sign of the figure it is held against, or, of a claim of
"more than" a number, where that figure is above it."""
YES_NO = ("yes", "no")


def _valued_unless_statement(frame: pd.DataFrame) -> pd.Series:
    return frame["value"].isna() == frame["unit"].eq(STATEMENT)


def _based(frame: pd.DataFrame) -> pd.Series:
    return frame["measure"].notna() == frame["relation"].notna()


def _aged_where_modelled(frame: pd.DataFrame) -> pd.Series:
    whole: pd.Series = frame[["year", "ages"]].notna().all(axis=1)
    return whole | frame["model"].isna()


_VALUED = pa.Check(_valued_unless_statement, name="a value, unless it is a statement in words")
_AGED = pa.Check(_aged_where_modelled, name="a year and ages where there is a model")
_BASED = pa.Check(_based, name="a relation where there is a measure, and only there")

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "published_claims": table(
        {
            "claim": coded(CLAIM),
            "authority_code": coded(AUTHORITY),
            "document": named(),
            "place": named(),
            "quote": named(),
            "subject": named(),
            "value": real(nullable=True),
            "unit": named(),
            "period_from": named(nullable=True),
            "period_to": named(nullable=True),
        },
        ["claim"],
        checks=[_VALUED],
    ),
    "published_figures": table(
        {
            "figure": coded(CLAIM),
            "authority_code": coded(AUTHORITY),
            "document": named(),
            "place": named(),
            "subject": named(),
            "support_reason": named(nullable=True),
            "age_band": named(nullable=True),
            "service": named(nullable=True),
            "value": real(0),
            "unit": named(),
            "period": named(nullable=True),
            "quote": named(),
            "printed": named(),
        },
        ["figure"],
    ),
    "published_documents": table(
        {
            "document": named(),
            "authority_code": coded(AUTHORITY),
            "slug": coded(CLAIM),
            "name": named(),
            "publisher": named(),
            "about": named(),
            "dated": named(),
            "status": named(),
        },
        ["document"],
    ),
    "published_checks": table(
        {
            "claim": coded(CLAIM),
            "against": named(),
            "statement": named(),
            "relation": pa.Column(str, pa.Check.isin(list(RELATIONS)), nullable=True),
            "measure": named(nullable=True),
            "variant": named(nullable=True),
            "period": named(nullable=True),
            "sex": named(nullable=True),
            "age_band": named(nullable=True),
            "breakdown": named(nullable=True),
            "category": named(nullable=True),
            "holds_if": pa.Column(str, pa.Check.isin(list(HOLDS_IF)), nullable=True),
            "inferred": one_of(YES_NO),
            "rounding": real(0, nullable=True),
            "reason": named(),
        },
        ["claim", "against"],
        checks=[_BASED],
    ),
    "published_need": table(
        {
            "figure": coded(CLAIM),
            "condition": named(),
            "model": coded(CLAIM, nullable=True),
            "year": coded(r"20[0-9]{2}", nullable=True),
            "ages": coded(AGES, nullable=True),
            "why": named(),
        },
        ["figure"],
        checks=[_AGED],
    ),
}

ROWS: dict[str, int] = {
    "published_claims": 130,
    "published_figures": 181,
    "published_documents": 5,
    "published_checks": 213,
    "published_need": 35,
}
