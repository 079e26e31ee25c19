"""What a document printed for a year is set beside the same year on the rounds held since."""

from __future__ import annotations

import pandas as pd

from evidence.measures.comparison import compare
from evidence.measures.frame import empty, join
from evidence.measures.rounds import ROUNDS


def replanned(need: pd.DataFrame, said: pd.DataFrame) -> pd.DataFrame:
    """Give by how much modelled need differs from a number that a document states for that year.

    ``need``: ``need.modelled`` of one condition and its total ages; ``said``: ``stated.claims`` of
    numbers of people with it. numerator is modelled, denominator stated; category is the claim's
    id. A number whose year the document does not name has no row.
    """
    since = [name for name, item in ROUNDS.items() if not item.is_plan]
    ours = need[
        (need["measure"] == "modelled_people")
        & (need["sex"] == "persons")
        & need["variant"].str.rsplit(" on ", n=1).str[-1].isin(since)
    ]
    frames = []
    for (variant, band), rows in ours.groupby(["variant", "age_band"], sort=True):
        for claim, told in said.groupby("breakdown", sort=True):
            frames.append(
                compare(
                    rows.assign(category=claim),
                    told.assign(period="mid-" + told["period"], category=claim),
                    on=["area_code", "period", "category"],
                    difference="modelled_difference",
                    percent="modelled_difference_percent",
                    variant=str(variant),
                    status="calculated",
                    method=f"{variant} less what the document states",
                ).assign(
                    sex="persons",
                    age_band=str(band),
                    breakdown=str(rows["breakdown"].iloc[0]),
                )
            )
    return join(*frames) if frames else empty()
