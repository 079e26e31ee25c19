"""Population estimates say how many people lived in an area; the two series are never mixed.

``rebased``: ONS mid-year estimates 2001 to 2023, revised after Census 2021. ``first published``:
the estimates of 2015 to 2020 as they stood before the census, which is what plans of the time
were made on. What a page says of the present stands on the newest series that is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.errors import CheckError
from evidence.geography import codes as gss
from evidence.measures import counts as people
from evidence.measures.age import bands
from evidence.measures.area import described
from evidence.measures.frame import empty, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store

REBASED = "rebased"
FIRST_PUBLISHED = "first published"

_DECADE = 10


@dataclass(frozen=True)
class Series:
    """One series of estimates; ``title`` is what a sentence calls it, ``single`` one of them."""

    name: str
    table: str
    title: str
    single: str
    method: str
    since: str
    """What an error found against it has been estimated by: "since the census"."""


SERIES = {
    item.name: item
    for item in (
        Series(
            REBASED,
            "mid_year_estimates",
            "rebased mid-year estimates",
            "rebased estimate",
            "mid-year estimate, rebased after Census 2021",
            "since the census",
        ),
        Series(
            FIRST_PUBLISHED,
            "mid_year_estimates_first_published",
            "mid-year estimates as first published",
            "estimate as first published",
            "mid-year estimate as first published",
            "at the time",
        ),
    )
}
"""Newest first: the first of which anything is held is the one that the present is told by."""


@dataclass(frozen=True)
class Held:
    """The newest series that is held, its last year, and one a decade before or its first."""

    name: str
    year: int
    before: int
    first: int


_MERGED = "; sum of the authorities that held this area at the time"
_ADDED = "; single years of age added"


def held(store: Store) -> Held:
    """Find the newest series of which England is held, with its years.

    Raises CheckError where no series is.
    """
    for series in SERIES.values():
        rows = store.read(series.table, ["year"], where={"authority_code": [gss.ENGLAND], "age": 0})
        if len(rows):
            first, last = int(rows["year"].min()), int(rows["year"].max())
            return Held(series.name, last, max(first, last - _DECADE), first)
    raise CheckError("no population estimates are held: run evidence tidy mid_year_estimates")


def series_of(variants: pd.Series) -> str:
    """Name the series that rows modelled "on" estimates stand on; the newest where none does."""
    return next(
        (name for name in SERIES if variants.str.endswith(f" on {name}").any()), next(iter(SERIES))
    )


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
    counts = people.read(store, SERIES[REBASED].table, areas, years=years, sexes=sexes)
    return _estimate_frame(store, counts, ages, REBASED, SERIES[REBASED].method)


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
    counts = people.read(
        store, SERIES[FIRST_PUBLISHED].table, areas, years=years, sexes=sexes, merged=True
    )
    return _estimate_frame(store, counts, ages, FIRST_PUBLISHED, SERIES[FIRST_PUBLISHED].method)


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
