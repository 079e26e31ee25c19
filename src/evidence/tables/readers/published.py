"""What council documents say is read from transcriptions held in the repository."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, label, number, read_columns, text, whole
from evidence.tables.schemas.patterns import AUTHORITY, CLAIM
from evidence.tables.schemas.population import STATEMENT_BANDS


def statement_population(path: Path) -> pd.DataFrame:
    """Read a statement's own table of projected people, rounded as it prints them."""
    return read_columns(
        raw.open_csv(path),
        [
            code("authority_code", "authority_code", AUTHORITY),
            whole("year", "year", 2020, 2035),
            label("age_band", "age_band", {band: band for band in STATEMENT_BANDS}),
            whole("population", "population"),
            text("row_label", "row_label"),
            text("document", "document"),
            text("place", "place"),
        ],
        key=["authority_code", "year", "age_band"],
    )


def claims(path: Path) -> pd.DataFrame:
    """Read what documents claim: the exact words, where they stand, and the number in them."""
    return read_columns(
        raw.open_csv(path),
        [
            code("claim", "claim", CLAIM),
            code("authority_code", "authority_code", AUTHORITY),
            text("document", "document"),
            text("place", "place"),
            text("quote", "quote"),
            text("subject", "subject"),
            number("value", "value"),
            text("unit", "unit"),
            text("period_from", "period_from", blank=True),
            text("period_to", "period_to", blank=True),
        ],
        key=["claim"],
    )
