"""What is said of an area's comparators: how far they are, and how sure the list is."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_GLOBAL = "global model"


def distances(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how far the comparators are, beside the distance to the middle one of all authorities.

    ``found``: ``context.neighbour.distances`` of the place, its comparators among the others.
    """
    codes = {area.code for area in place.comparators}
    own = found[(found["area_code"] == place.code) & (found["measure"] == "neighbour_distance")]
    own = own[own["category"].isin(codes)].sort_values(["value", "category"], kind="stable")
    if own.empty:
        return ()
    middle = row(found, measure="neighbour_distance_median", area_code=place.code)
    held = row(found, measure="neighbour_features_held", area_code=place.code)
    template = (
        "Over {features} features of the ONS, in standard deviations of each, {area_s} comparators "
        "are at distances of {near} to {far}; half of all English authorities are further than "
        "{middle} away."
    )
    fields: dict[str, Bound | str] = {
        "features": bind(held, wording.number, "denominator"),
        "area_s": wording.possessive(place.name),
        "near": bind(own.iloc[0], _one),
        "far": bind(own.iloc[-1], _one),
        "middle": bind(middle, _one),
    }
    if held["value"] < held["denominator"]:
        template += (
            " Only {held} of the features are published for {area}; the others are taken as "
            "average, so its distances say less."
        )
        fields |= {"held": bind(held, wording.number), "area": place.name}
    return (claim("neighbour-distances", template, **fields),)


def agreement(found: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how much of ONS's list the distances give again, here and over England.

    ``found``: ``context.neighbour.agreement`` of the place and England.
    """
    here, whole = (
        {
            category: row(found, area_code=code, variant=_GLOBAL, category=category)
            for category in ("on the list", "in the same place")
        }
        for code in (place.code, place.england.code)
    )
    few = row(
        found,
        area_code=place.england.code,
        variant="demographic model",
        category="in the same place",
    )
    return (
        claim(
            "neighbour-agreement",
            "The ONS publishes its lists without distances. Calculated again from the features as "
            "it publishes them, the list of {area} holds {on} of the same {listed} areas, {same} "
            "of them in the same place; over the lists of all English authorities {all_on} of "
            "{all} are the same, {all_same} in the same place. On the demographic model of the "
            "ONS, for which no feature is suppressed or missing, {few} of {few_all} are in the "
            "same place.",
            on=bind(here["on the list"], wording.number, "numerator"),
            listed=bind(here["on the list"], wording.number, "denominator"),
            area=place.name,
            same=bind(here["in the same place"], wording.number, "numerator"),
            all_on=bind(whole["on the list"], wording.number, "numerator"),
            all=bind(whole["on the list"], wording.number, "denominator"),
            all_same=bind(whole["in the same place"], wording.number, "numerator"),
            few=bind(few, wording.number, "numerator"),
            few_all=bind(few, wording.number, "denominator"),
        ),
    )


def _one(value: float) -> str:
    return wording.number(value, 1)
