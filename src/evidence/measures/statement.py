"""What a council's document states is a measure too: published, transcribed, and never mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.tables.store import Store

STATED = "market position statement, in words"

_TABLE = "published_claims"
_GROWTH = "population-increase-20-years-per-cent"
_SPAN = re.compile(r"next (\d+) years")


def stated_growth(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the growth of the population that a council's statement puts in words.

    The period is the span that the sentence names ("20 years"), since it names no years. No rows
    for an area whose statement is not held.
    """
    table = store.read(_TABLE, where={"claim": [_GROWTH], "authority_code": list(areas)})
    if table.empty:
        return empty()
    spans = table["quote"].str.extract(_SPAN, expand=False)
    rows = pd.DataFrame(
        {
            "area_code": table["authority_code"],
            "period": spans + " years",
            "value": table["value"].astype("float64"),
            "method": "as stated: " + table["document"] + ", " + table["place"],
            "lineage": f"{_TABLE}?claim={_GROWTH}&source=" + table["source"] + "#value",
        }
    )
    return measure_frame(
        described(store, rows),
        measure="population_change_percent",
        variant=STATED,
        sex="persons",
        age_band="all ages",
        status="published",
        standing=store.standing(_TABLE).value,
    )
