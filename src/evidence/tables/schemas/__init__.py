"""Schemas say what each table must be; a table that is not is never written.

``SCHEMAS[name].unique`` is a table's key. ``ROWS`` holds how many rows the whole table has,
which is checked for whole tables only, so that a small extract can be validated too.
"""

from __future__ import annotations

import pandera.pandas as pa

from evidence.tables.schemas import (
    census,
    deprivation,
    geography,
    homelessness,
    population,
    prevalence,
    price_index,
    published,
    social_care,
)

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    **deprivation.SCHEMAS,
    **geography.SCHEMAS,
    **population.SCHEMAS,
    **census.SCHEMAS,
    **homelessness.SCHEMAS,
    **published.SCHEMAS,
    **prevalence.SCHEMAS,
    **social_care.SCHEMAS,
    **price_index.SCHEMAS,
}

ROWS: dict[str, int] = {
    **deprivation.ROWS,
    **geography.ROWS,
    **population.ROWS,
    **census.ROWS,
    **homelessness.ROWS,
    **published.ROWS,
    **prevalence.ROWS,
    **social_care.ROWS,
    **price_index.ROWS,
}
