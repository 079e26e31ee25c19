"""What the care chapter says of how reablement ends and of how care homes are rated."""

from __future__ import annotations

import pandas as pd

from evidence.claims.care import beside_england, council_of, pair
from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import outcome, wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_FEWEST = 5
"""A share of fewer providers than this tells of single homes."""


def reablement(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many people new to services needed no more after reablement; () if suppressed.

    ``shares``: ``care.outcome_limits.reablement`` of ``place.care_codes``.
    """
    found = pair(shares, place, outcome.REABLEMENT)
    if found is None:
        return ()
    here, whole = found
    fields = beside_england(here, whole)
    template = (
        "In {year}, {people} of {all} people new to services who received reablement from "
        "{council} made no further request for ongoing support: {share} ({confidence} interval "
        "{interval}), {beside} England ({england})."
    )
    if fields["beside"] == "lower than":
        template += " How it is recorded must be looked at first."
    return (
        claim(
            "care-reablement",
            template,
            people=bind(here, _counted, "numerator"),
            all=bind(here, _counted, "denominator"),
            council=council_of(place),
            **fields,
        ),
    )


def ratings(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many residential care providers are rated good or outstanding; () of very few.

    ``found``: ``care.rating.providers`` of ``place.care_codes``.
    """
    code = place.upper_tier.code
    years = sorted(found["period"].unique()) if len(found) else []
    mine = found[(found["area_code"] == code) & found["value"].notna()]
    if not years or years[-1] not in set(mine["period"]):
        return ()
    here = row(mine, period=years[-1])
    if here["denominator"] < _FEWEST:
        return ()
    whole = row(found, area_code=place.england.code, period=years[-1])
    template = (
        "In {year}, {good} of {all} residential care providers in the area of {council} were rated "
        "good or outstanding by the Care Quality Commission: {share} ({confidence} interval "
        "{interval}), {beside} England ({england})."
    )
    fields: dict[str, Bound | str] = {}
    before = mine[mine["period"] != years[-1]].sort_values("period", kind="stable")
    if len(before):
        earlier = before.iloc[-1]
        template += " In {earlier} they were {good_before} of {all_before}."
        fields = {
            "earlier": str(earlier["period"]),
            "good_before": bind(earlier, _counted, "numerator"),
            "all_before": bind(earlier, _counted, "denominator"),
        }
    return (
        claim(
            "care-provider-ratings",
            template,
            good=bind(here, _counted, "numerator"),
            all=bind(here, _counted, "denominator"),
            council=place.upper_tier.name,
            **beside_england(here, whole),
            **fields,
        ),
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
