"""What is said of older people and modelled dementia by ward: no order that chance could undo."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.uncertainty import PREDICTION

_CONFIDENCE = 0.95


def dementia(need: pd.DataFrame, place: Place, vintage: str) -> tuple[Claim, ...]:
    """Say between what numbers modelled dementia lies in the wards of one year.

    ``need``: ``prevalence.ward.need`` of the place; () where it holds nothing.
    """
    rows = _limited(need, vintage)
    if rows.empty:
        return ()
    low, high = rows.iloc[0], rows.iloc[-1]
    pairs = row(need, measure="ward_pairs_apart", category=f"wards of {vintage}")
    fields: dict[str, Bound | str] = {
        "wards": f"wards of {vintage}",
        "fit": _fit(pairs),
        "area": place.name,
        "low": bind(low, wording.people),
        "high": bind(high, wording.people),
        "ages": wording.ages(str(low["age_band"])),
        "period": str(low["period"]),
        "rates": "CFAS II",
        "pairs": bind(pairs, _counted, "denominator"),
        "confidence": wording.confidence(low["confidence"]),
    }
    template = (
        "In the {wards} of {area} ({fit}), between about {low} and about {high} people {ages} each "
        "were expected to live with dementia in {period}, on {rates} rates. "
    )
    if low["upper"] < high["lower"]:
        template += (
            "The intervals of survey and chance do not overlap in {apart} of the {pairs} pairs of "
            "wards, {lowest} ({confidence} interval {low_lower} to {low_upper}) and {highest} "
            "({high_lower} to {high_upper}) among them; in the other pairs the order may be chance."
        )
        fields |= {
            "lowest": str(low["area_name"]),
            "low_lower": bind(low, wording.limit, "lower"),
            "low_upper": bind(low, wording.limit, "upper"),
            "highest": str(high["area_name"]),
            "high_lower": bind(high, wording.limit, "lower"),
            "high_upper": bind(high, wording.limit, "upper"),
            "apart": bind(pairs, _counted),
        }
    else:
        template += (
            "The {confidence} intervals of survey and chance overlap in all {pairs} pairs: no ward "
            "can be told from another."
        )
    return (claim(f"dementia-wards-{vintage}", template, **fields),)


def assumed(need: pd.DataFrame, place: Place, vintage: str) -> tuple[Claim, ...]:
    """Say on what shares the wards' numbers stand, and to what they add up; () where not held."""
    people = need[(need["measure"] == "ward_people") & (need["area_vintage"] == vintage)]
    if people.empty:
        return ()
    first = people.iloc[0]
    return (
        claim(
            "dementia-wards-assumed",
            "Wards add up to the {people} people {ages} estimated in {area} in {period}. Their "
            "shares of every sex and age are those of {shares}, as first published before the "
            "census, the last that are held by small area: that wards have kept their shares since "
            "is assumed.",
            people=bind(first, _counted, "denominator"),
            ages=wording.ages(str(first["age_band"])),
            area=place.name,
            period=str(first["period"]),
            shares="mid-2019",
        ),
    )


def at_census(differences: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Set wards' shares of older people beside the census; () where it is not held by ward.

    ``differences``: ``prevalence.ward_census.against_census``.
    """
    if differences.empty:
        return ()
    ordered = differences.assign(
        off=(differences["value"] / differences["denominator"]).abs()
    ).sort_values(["off", "area_code"], kind="stable")
    widest = differences.loc[ordered.index[-1]]
    return (
        claim(
            "dementia-wards-census",
            "A check against the count of Census {year}: the ward whose share of the people {ages} "
            "in {area} is furthest from that counted, in proportion, is {ward}, with {here} here "
            "and {there} at the census (wards of {vintage}, both by best fit).",
            ages=wording.ages(str(widest["age_band"])),
            area=place.name,
            year="2021",
            ward=str(widest["area_name"]),
            here=bind(widest, wording.percent, "numerator"),
            there=bind(widest, wording.percent, "denominator"),
            vintage=str(widest["area_vintage"]),
        ),
    )


def _limited(need: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Give modelled dementia with the interval of survey and chance, fewest first."""
    rows = need[
        (need["measure"] == "modelled_people_interval")
        & (need["area_vintage"] == vintage)
        & (need["category"] == PREDICTION)
        & (need["confidence"] == _CONFIDENCE)
    ]
    return rows.sort_values(["value", "area_code"], kind="stable")


def _fit(pairs: pd.Series) -> str:
    exact = str(pairs["method"]).endswith("matched with wards: exact")
    return "which small areas fill exactly" if exact else "approximate: small areas by best fit"


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
