"""Schemas of what council documents say."""

from __future__ import annotations

import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, named, real, table
from evidence.tables.schemas.patterns import AUTHORITY, CLAIM

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "published_claims": table(
        {
            "claim": coded(CLAIM),
            "authority_code": coded(AUTHORITY),
            "document": named(),
            "place": named(),
            "quote": named(),
            "subject": named(),
            "value": real(),
            "unit": named(),
            "period_from": named(nullable=True),
            "period_to": named(nullable=True),
        },
        ["claim"],
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
}

ROWS: dict[str, int] = {"published_claims": 39, "published_figures": 181}
