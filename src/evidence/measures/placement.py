"""Placements of adults out of borough are stated in documents only; these are their readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures.frame import empty, measure_frame
from evidence.measures.homelessness import quarter, temporary
from evidence.measures.stated import claims
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

SHARE = "stated_out_of_borough_share"
APART = "stated_households_difference"
AS_PRINTED, INTERCHANGED = "numbers as printed", "numbers interchanged"
RESIDENTIAL, NURSING = "residential care", "nursing care"

DISABILITY = "learning-disability-out-of-borough"
IN_AREA = "learning-disability-living-in-luton"
OUT_OF_AREA = "learning-disability-living-out-of-area"
RESIDENTIAL_OUT = "residential-out-of-borough"
NURSING_OUT = "nursing-out-of-borough"
MENTAL_HEALTH = "mental-health-out-of-borough"
STATED = (DISABILITY, IN_AREA, OUT_OF_AREA, RESIDENTIAL_OUT, NURSING_OUT, MENTAL_HEALTH)
"""What a statement says of adults placed out of borough, by the ids of its claims."""

MADE_IN_A_YEAR = "temporary-accommodation-out-of-borough"
IN_ACCOMMODATION = "temporary-accommodation-households"
TARGET = "temporary-accommodation-target"
NIGHTLY, NIGHTLY_TARGET = "nightly-lets", "nightly-lets-target"
REVIEWED = (MADE_IN_A_YEAR, IN_ACCOMMODATION, TARGET, NIGHTLY, NIGHTLY_TARGET)
"""What a review says of temporary accommodation."""

_SUPPORTED = {RESIDENTIAL: "residential-supported", NURSING: "nursing-supported"}
_OUT = {
    AS_PRINTED: {RESIDENTIAL: RESIDENTIAL_OUT, NURSING: NURSING_OUT},
    INTERCHANGED: {RESIDENTIAL: NURSING_OUT, NURSING: RESIDENTIAL_OUT},
}


def stated(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give what documents state of adults placed out of borough: no rows where none is held."""
    return claims(store, areas, STATED)


def reviewed(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give what a review states of temporary accommodation: no rows where none is held."""
    return claims(store, areas, REVIEWED)


def apart(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Set MHCLG's households at the ends of the quarters around a review's month against its own.

    numerator is MHCLG's number, denominator the stated one, and per cent is of the latter; period
    is the end of the quarter. No rows where either is not held, or the review names no month.
    """
    said = claims(store, areas, [IN_ACCOMMODATION])
    said = said[said["period"].str.fullmatch(r"\d{4}-\d{2}")]
    rows = []
    for _, one in said.iterrows():
        held = temporary.accommodation(
            store, [one["area_code"]], quarters=quarter.around(str(one["period"]))
        )
        counted = held[(held["measure"] == temporary.HOUSEHOLDS) & held["value"].notna()]
        for _, there in quarter.ordered(counted).iterrows():
            rows.append(
                {
                    **one[["area_code", "area_type", "area_name", "area_vintage", "variant"]],
                    "period": there["period"],
                    "breakdown": one["breakdown"],
                    "numerator": there["value"],
                    "denominator": one["value"],
                    "value": 100 * (there["value"] - one["value"]) / one["value"],
                    "standing": weakest([there["standing"], one["standing"]]).value,
                    "lineage": f"{there['lineage']} {one['lineage']}",
                }
            )
    if not rows:
        return empty()
    return measure_frame(
        pd.DataFrame(rows),
        measure=APART,
        method="households MHCLG counts at the end of a quarter less those a review states for a "
        "month, as a percentage of the latter; the dates differ",
        status="calculated",
    )


def readings(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Set people stated to be in care homes out of borough over those in long-term care.

    Twice: with the two numbers as printed, and interchanged. breakdown is the reading, category
    the kind of home. The document states no base for the people placed out of borough: that they
    are among those in long-term care is inferred, and so is the standing.
    """
    found = claims(store, areas, [*_SUPPORTED.values(), RESIDENTIAL_OUT, NURSING_OUT])
    rows = []
    for area in found["area_code"].unique():
        own = found[found["area_code"] == area].set_index("breakdown")
        for reading, numbers in _OUT.items():
            for home, part in numbers.items():
                whole = _SUPPORTED[home]
                if not {part, whole} <= set(own.index):
                    continue
                above, below = own.loc[part], own.loc[whole]
                rows.append(
                    {
                        **above[["area_code", "area_type", "area_name", "area_vintage", "variant"]],
                        "period": below["period"],
                        "breakdown": reading,
                        "category": home,
                        "numerator": above["value"],
                        "denominator": below["value"],
                        "value": 100 * above["value"] / below["value"],
                        "lineage": f"{above['lineage']} {below['lineage']}",
                    }
                )
    if not rows:
        return empty()
    return measure_frame(
        pd.DataFrame(rows),
        measure=SHARE,
        age_band="18+",
        method="people stated to be out of borough over people stated to be in long-term care; "
        "the base of the first is not stated",
        status="calculated",
        standing=Standing.INFERRED.value,
    )
