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
    published,
)

SCHEMAS: dict[str, pa.DataFrameSchema] = {
    **deprivation.SCHEMAS,
    **geography.SCHEMAS,
    **population.SCHEMAS,
    **census.SCHEMAS,
    **homelessness.SCHEMAS,
    **published.SCHEMAS,
}

ROWS: dict[str, int] = {
    **deprivation.ROWS,
    **geography.ROWS,
    **population.ROWS,
    **census.ROWS,
    **homelessness.ROWS,
    **published.ROWS,
}
