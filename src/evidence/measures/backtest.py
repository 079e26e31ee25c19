"""The back-test holds a projection against the years that came, and parts base from growth.

The 2018-based round is the only one held for every authority. Estimates of the years since are held
to mid-2023, so it can be tested one to five years ahead, and no further. An error is what was
projected less what was estimated later, in people and per cent of the later estimate (see
``evidence.methods.accuracy``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import projection
from evidence.measures.comparison import weaker
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED, estimates
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.revision import LAST as LAST_FIRST_PUBLISHED
from evidence.measures.rounds import ROUNDS, find

if TYPE_CHECKING:
    from evidence.tables.store import Store

ROUND = "2018-based"
BASE_YEAR = find(ROUND).base_year
LAST_YEAR = 2023
LEADS = tuple(range(BASE_YEAR + 1, LAST_YEAR + 1))
"""The years after the base that have been estimated since."""
AGES = ("all ages", "0-17", "18-64", "65+", "65-74", "75-84", "85+")

BASE, GROWTH = "base", "growth"
PART, PART_PERCENT = "projection_error_part", "projection_error_part_percent"

_ON = ["area_code", "sex", "age_band"]
_NAMED = ["area_type", "area_name", "area_vintage"]


def lead(round: str, period: str) -> int:
    """Count the years from a round's base to a period such as "mid-2023"."""
    return int(period.removeprefix("mid-")) - find(round).base_year


def errors(
    store: Store,
    areas: Sequence[str],
    *,
    against: str = REBASED,
    ages: str | Sequence[str] = AGES,
) -> pd.DataFrame:
    """Give how far the round lies from the estimates, from its base year on.

    ``against`` "rebased" runs to mid-2023; "first published" to mid-2020, as planners of the time
    could see it.
    """
    last = LAST_FIRST_PUBLISHED if against == FIRST_PUBLISHED else LAST_YEAR
    years = range(BASE_YEAR, last + 1)
    return projection.errors(store, areas, round=ROUND, against=against, years=years, ages=ages)


def others(store: Store, areas: Sequence[str], *, ages: str | Sequence[str] = AGES) -> pd.DataFrame:
    """Give the same, against rebased estimates, for every other round held of the areas.

    From the year a round came out: what it has for earlier years could be known, not projected.
    """
    return join(
        *(
            projection.errors(
                store,
                areas,
                round=item.name,
                years=range(item.published_year, LAST_YEAR + 1),
                ages=ages,
            )
            for item in ROUNDS.values()
            if item.name != ROUND
        )
    )


def parts(store: Store, areas: Sequence[str], *, ages: str | Sequence[str] = AGES) -> pd.DataFrame:
    """Part each error of mid-2019 to mid-2023, against rebased estimates, into base and growth.

    category "base" is what the round took mid-2018 to be, less what mid-2018 has been rebased to;
    "growth" is the growth projected since, less the growth estimated since: together they are the
    error. numerator and denominator are the two that are set against each other; in the percentage,
    the part in people and the estimate of the year, so percentages add up as well.

    Of an age band, growth also holds what was wrong about those who have since grown into it.
    """
    years = (BASE_YEAR, *LEADS)
    projected = projection.projections(store, areas, [ROUND], years=years, ages=ages)
    estimated = estimates(store, areas, years=years, ages=ages)
    if projected.empty or estimated.empty:
        return empty()
    both = projected[["period", *_ON, *_NAMED, "value", "standing", "lineage"]].merge(
        estimated[["period", *_ON, "value", "standing", "lineage"]],
        on=["period", *_ON],
        suffixes=("", "_estimated"),
        validate="one_to_one",
    )
    base = both["period"] == f"mid-{BASE_YEAR}"
    rows = both[~base].merge(
        both.loc[base, [*_ON, "value", "value_estimated", "lineage", "lineage_estimated"]],
        on=_ON,
        suffixes=("", "_base"),
        validate="many_to_one",
    )
    base_method = f"mid-{BASE_YEAR}: {ROUND} projection less {REBASED} estimate"
    growth_method = f"growth since mid-{BASE_YEAR}: {ROUND} projection less {REBASED} estimates"
    start = rows["lineage_base"] + " " + rows["lineage_estimated_base"]
    return join(
        *_part(
            rows.assign(
                numerator=rows["value_base"],
                denominator=rows["value_estimated_base"],
                trail=start,
                trail_percent=start + " " + rows["lineage_estimated"],
            ),
            BASE,
            base_method,
        ),
        *_part(
            rows.assign(
                numerator=rows["value"] - rows["value_base"],
                denominator=rows["value_estimated"] - rows["value_estimated_base"],
                trail=rows["lineage"] + " " + rows["lineage_estimated"] + " " + start,
                trail_percent=rows["lineage"] + " " + rows["lineage_estimated"] + " " + start,
            ),
            GROWTH,
            growth_method,
        ),
    )


def _part(rows: pd.DataFrame, category: str, method: str) -> list[pd.DataFrame]:
    """Give one part in people and per cent: ``numerator`` less ``denominator`` of ``rows``."""
    people = rows["numerator"] - rows["denominator"]
    named = rows[["period", *_ON, *_NAMED]].assign(
        standing=weaker(rows["standing"], rows["standing_estimated"])
    )
    constants = {
        "variant": f"{ROUND} against {REBASED}",
        "breakdown": "part of the error",
        "category": category,
        "status": "calculated",
    }
    # A percentage of nobody is missing.
    over = rows["value_estimated"].where(rows["value_estimated"] > 0)
    return [
        measure_frame(
            named.assign(
                numerator=rows["numerator"],
                denominator=rows["denominator"],
                value=people,
                lineage=rows["trail"],
            ),
            measure=PART,
            method=method,
            **constants,
        ),
        measure_frame(
            named.assign(
                numerator=people,
                denominator=over,
                value=100 * people / over,
                lineage=rows["trail_percent"],
            ),
            measure=PART_PERCENT,
            method=f"{method}; as a percentage of the {REBASED} estimate of the year",
            **constants,
        ),
    ]
