"""What a share elsewhere is read with: England without London, the region, and who has no home."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.claims.placement_row import beside, counted, latest, two
from evidence.measures import wording
from evidence.measures.homelessness import temporary, wider
from evidence.measures.place import Place


def outside_london(held: pd.DataFrame, rest: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Set share and rate elsewhere beside England without London, and the region; () in London.

    ``held``: ``temporary.accommodation`` of the place and its region; ``rest``:
    ``wider.outside_london``. None where one of the place's numbers is not published.
    """
    if place.region.code == wider.LONDON:
        return ()
    measures = (temporary.SHARE, temporary.ELSEWHERE_RATE)
    here = [latest(held, measure, place.code) for measure in measures]
    there = [latest(rest, measure, place.england.code) for measure in measures]
    around = [latest(held, measure, place.region.code) for measure in measures]
    share, rate = here
    other, other_rate = there
    if share is None or rate is None or other is None or other_rate is None:
        return ()
    if not share["period"] == rate["period"] == other["period"] == other_rate["period"]:
        return ()
    template = (
        "London makes much of the number for England. Outside London {away} of {all} households in "
        "temporary accommodation were in another district on {period}: {other}, and {other_rate} "
        "for each {thousand} households living there. In {area} the share is {share}, {word} that, "
        "and the rate {rate}, {rate_word} that."
    )
    fields: dict[str, Bound | str] = {
        "away": bind(other, counted, "numerator"),
        "all": bind(other, counted, "denominator"),
        "period": str(other["period"]),
        "other": bind(other, wording.percent),
        "other_rate": bind(other_rate, two),
        "thousand": f"{temporary.PER:,}",
        "area": place.name,
        "share": bind(share, wording.percent),
        "word": beside(share, other),
        "rate": bind(rate, two),
        "rate_word": beside(rate, other_rate),
    }
    region, region_rate = around
    if region is not None and region_rate is not None:
        template += " In {region} they were {region_share} and {region_rate}."
        fields |= {
            "region": wording.region(place.region.name),
            "region_share": bind(region, wording.percent),
            "region_rate": bind(region_rate, two),
        }
    return (claim("households-elsewhere-outside-london", template, **fields),)


def bounded(held: pd.DataFrame, limits: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say between what the share lies, for households with no accommodation secured; or nothing.

    ``held``: ``temporary.accommodation`` of the place; ``limits``: ``wider.bounds``.
    """
    share = latest(held, temporary.SHARE, place.code)
    least = latest(limits, wider.LEAST, place.code)
    without = latest(limits, wider.UNSECURED, place.code)
    if share is None or least is None or without is None or not without["value"]:
        return ()
    return (
        claim(
            "households-elsewhere-bounded",
            "On {period} {area} owed a duty to {without} for whom no accommodation had been "
            "secured. If all of them are among the {away} in another district, {least} of those "
            "in temporary accommodation were elsewhere; if none is, {share}.",
            period=str(share["period"]),
            area=place.name,
            without=bind(without, _households),
            away=bind(share, counted, "numerator"),
            least=bind(least, wording.percent),
            share=bind(share, wording.percent),
        ),
    )


def _households(value: float) -> str:
    return wording.count_of(round(value), "household")
