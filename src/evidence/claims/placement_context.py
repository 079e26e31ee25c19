"""What a number elsewhere is read with: England without London, the region, and who has no home."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.claims.placement_row import beside, counted, latest, nearer, one, two
from evidence.measures import wording
from evidence.measures.homelessness import temporary, wider
from evidence.measures.place import Place


def outside_london(held: pd.DataFrame, rest: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how much of England's number is London's, and what the region's rate is; () in London.

    ``held``: ``temporary.accommodation`` of the place, its region and England; ``rest``:
    ``wider.outside_london``. () where the place's rate is not published.
    """
    measure = temporary.ELSEWHERE_RATE
    here, england, around = (
        latest(held, measure, code) for code in (place.code, place.england.code, place.region.code)
    )
    _, other = nearer(held, rest, measure, place)
    if place.region.code == wider.LONDON or here is None or england is None or other is None:
        return ()
    if england["period"] != other["period"]:
        return ()
    template = (
        "Of the {all} households that England's authorities had recorded in another district on "
        "{period}, those outside London had {away}: {other} for each {thousand} households living "
        "there."
    )
    fields: dict[str, Bound | str] = {
        "all": bind(england, counted, "numerator"),
        "period": str(other["period"]),
        "away": bind(other, counted, "numerator"),
        "other": bind(other, two),
        "thousand": f"{temporary.PER:,}",
    }
    if around is not None:
        template += " In {region} it was {region_rate}; {possessive} {rate} is {word} that."
        fields |= {
            "region": wording.region(place.region.name),
            "region_rate": bind(around, two),
            "possessive": wording.possessive(place.name),
            "rate": bind(here, two),
            "word": beside(here, around),
        }
    return (claim("households-elsewhere-outside-london", template, **fields),)


def bounded(held: pd.DataFrame, limits: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say between what the ratio lies, for households with no accommodation secured; or nothing.

    ``held``: ``temporary.accommodation`` of the place; ``limits``: ``wider.bounds``.
    """
    ratio = latest(held, temporary.SHARE, place.code)
    least = latest(limits, wider.LEAST, place.code)
    without = latest(limits, wider.UNSECURED, place.code)
    if ratio is None or least is None or without is None or not without["value"]:
        return ()
    return (
        claim(
            "households-elsewhere-bounded",
            "On {period} {area} owed a duty to {without} for whom no accommodation had been "
            "secured. If {most} of them are among the {away} recorded in another district, {least} "
            "were placed there for each {hundred} in temporary accommodation; if none is, {ratio}. "
            "Which it is, is not published; so the ministry warns against a percentage.",
            period=str(ratio["period"]),
            area=place.name,
            without=bind(without, _households),
            most="all" if without["value"] <= ratio["numerator"] else "as many as there can be",
            away=bind(ratio, counted, "numerator"),
            least=bind(least, one),
            hundred="100",
            ratio=bind(ratio, one),
        ),
    )


def _households(value: float) -> str:
    return wording.count_of(round(value), "household")
