"""A revision is what a census changed: estimates first published against the same, rebased."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.comparison import compare
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED, estimates, first_published

if TYPE_CHECKING:
    from evidence.tables.store import Store

YEARS = (2015, 2016, 2017, 2018, 2019, 2020)
"""The years whose first-published estimates are held; the census rebased 2012 to 2020."""
LAST = YEARS[-1]
PERCENT = "first_published_difference_percent"


def revisions(store: Store, areas: Sequence[str], *, ages: str | Sequence[str]) -> pd.DataFrame:
    """Give estimates as first published less the same rebased, in people and per cent of these.

    Below nought, the census found more people than had been estimated. numerator is the estimate
    first published, denominator the rebased one.
    """
    return compare(
        first_published(store, areas, years=YEARS, ages=ages),
        estimates(store, areas, years=YEARS, ages=ages),
        on=["area_code", "period", "sex", "age_band"],
        difference="first_published_difference",
        percent=PERCENT,
        variant=f"{FIRST_PUBLISHED} against {REBASED}",
        status="calculated",
        method=f"estimate as {FIRST_PUBLISHED} less {REBASED} estimate",
    )
