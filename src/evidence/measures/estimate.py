"""Population estimates say how many people lived in an area; the two series are never mixed.

``rebased``: ONS mid-year estimates 2001 to 2023, revised after Census 2021. ``first published``:
the estimates of 2015 to 2020 as they stood before the census, which is what plans of the time
were made on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.measures import counts as people
from evidence.measures.age import bands
from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store

REBASED = "rebased"
FIRST_PUBLISHED = "first published"

_REBASED_TABLE = "mid_year_estimates"
_FIRST_TABLE = "mid_year_estimates_first_published"
_REBASED_METHOD = "mid-year estimate, rebased after Census 2021"
_FIRST_METHOD = "mid-year estimate as first published"
_MERGED = "; sum of the authorities that held this area at the time"
_ADDED = "; single years of age added"


def estimates(
    store: Store,
    areas: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
) -> pd.DataFrame:
    """Give rebased mid-year estimates, 2001 to 2023, by age band and sex.

    ``ages`` is "bands", "five-year", "single" or band names. Source: ONS.
    """
    counts = people.read(store, _REBASED_TABLE, areas, years=years, sexes=sexes)
    return _estimate_frame(store, counts, ages, REBASED, _REBASED_METHOD)


def first_published(
    store: Store,
    areas: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
) -> pd.DataFrame:
    """Give mid-year estimates, 2015 to 2020, as first published, by age band and sex.

    An authority created since is the sum of those that held its area: its status is calculated
    and its lineage names them. Source: ONS.
    """
    counts = people.read(store, _FIRST_TABLE, areas, years=years, sexes=sexes, merged=True)
    return _estimate_frame(store, counts, ages, FIRST_PUBLISHED, _FIRST_METHOD)


def _estimate_frame(
    store: Store, counts: people.Counts, ages: str | Sequence[str], variant: str, method: str
) -> pd.DataFrame:
    chosen = people.in_bands(counts, bands(ages))
    if chosen.empty:
        return empty()
    published = chosen.pop("published").to_numpy(dtype=bool)
    merged = chosen.pop("merged").to_numpy(dtype=bool)
    chosen["period"] = "mid-" + chosen.pop("year").astype("str")
    chosen["status"] = np.where(published, "published", "calculated")
    # Bands of merged authorities are sums of both kinds; the merger is the one to be told.
    chosen["method"] = np.where(
        merged, method + _MERGED, np.where(published, method, method + _ADDED)
    )
    return measure_frame(
        described(store, chosen),
        measure="population",
        variant=variant,
        standing=store.standing(counts.table).value,
    )
