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
}

ROWS: dict[str, int] = {"published_claims": 10}
