"""What the chapter on placements says, each sentence true or absent for any authority."""

from __future__ import annotations

import math

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.claims.placement_row import (
    beside,
    confidence,
    counted,
    latest,
    one,
    quarters,
    stated,
    two,
    whole,
)
from evidence.measures import placement, wording
from evidence.measures.homelessness import destination, temporary
from evidence.measures.notice import Notice
from evidence.measures.place import Place


def households_elsewhere(held: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many households are in another district, of how many, and England's share.

    ``held``: ``temporary.accommodation`` of the place and England. None where the latest quarter
    is suppressed or not published for the place; without a share where there can be none, because
    more are counted in another district than in temporary accommodation.
    """
    here = latest(held, temporary.SHARE, place.code)
    england = latest(held, temporary.SHARE, place.england.code)
    if england is None:
        return ()
    if here is None:
        return _without_share(held, england, place)
    return (
        claim(
            "households-elsewhere",
            "On {period} {area} had {households} households in temporary accommodation, and "
            "{elsewhere} were recorded in another district: equal to {share} ({confidence} "
            "interval {lower} to {upper}), {word} {england} in England. Those elsewhere may "
            "include households for whom no accommodation has been secured, whom the total leaves "
            "out. The count is complete: the interval says what chance alone would do.",
            period=str(here["period"]),
            elsewhere=bind(here, counted, "numerator"),
            households=bind(here, counted, "denominator"),
            area=place.name,
            share=bind(here, wording.percent),
            confidence=confidence(here),
            lower=bind(here, wording.percent, "lower"),
            upper=bind(here, wording.percent, "upper"),
            word=beside(here, england),
            england=bind(england, wording.percent),
        ),
    )


def no_national_count(said: pd.DataFrame, place: Place) -> Claim | Notice:
    """Say that adults placed out of area are counted nowhere nationally, and what a document has.

    ``said``: ``placement.stated`` of the place's social-care council. A notice where no document
    is held, for then there is no number to bind.
    """
    row = stated(said, placement.DISABILITY)
    if row is None:
        return Notice(
            "placements.no-national-count",
            place.code,
            place.name,
            "no national count that we know of is published of adults whose council places them in "
            "care outside its area, and no document of the council that counts them is held.",
            "The council's own Client Level Data would give the number.",
        )
    return claim(
        "no-national-count",
        "No national count that we know of is published of adults whose council places them "
        "outside its area. "
        "{possessive} market position statement counts {number} people with a learning disability "
        "or autism placed out of borough; it gives no date, and its other figures are of other "
        "people on other bases, so there is no total.",
        possessive=wording.possessive(place.upper_tier.name),
        number=bind(row, counted),
    )


def since(held: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many were elsewhere when the published series begins and ends, and at its highest.

    ``held``: ``temporary.accommodation`` of the place. None where fewer than two quarters have a
    number, or the latest has none.
    """
    rows = quarters(held, temporary.ELSEWHERE, place.code)
    everyone = quarters(held, temporary.HOUSEHOLDS, place.code)
    known = rows[rows["value"].notna()]
    if len(known) < 2 or known.iloc[-1]["period"] != rows.iloc[-1]["period"]:
        return ()
    start, end = known.iloc[0], known.iloc[-1]
    peak = known.iloc[int(known["value"].to_numpy().argmax())]
    fields: dict[str, Bound | str] = {
        "area": place.name,
        "end": bind(end, counted),
        "last": str(end["period"]),
        "start": bind(start, counted),
        "first": str(start["period"]),
        "all_end": bind(_on(everyone, end["period"]), counted),
        "all_start": bind(_on(everyone, start["period"]), counted),
    }
    template = (
        "{area} had {end} households in another district on {last}, and {start} on {first}; all "
        "households in temporary accommodation numbered {all_end} and {all_start}."
    )
    if peak["period"] not in (end["period"], start["period"]):
        template += " The most in another district at the end of a quarter was {peak}, on {when}."
        fields |= {"peak": bind(peak, counted), "when": str(peak["period"])}
    return (claim("households-elsewhere-since", template, **fields),)


def rates(held: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say both rates per 1,000 households beside England's; none where one is not published.

    ``held``: ``temporary.accommodation`` of the place and England.
    """
    found = {
        (measure, code): latest(held, measure, code)
        for measure in (temporary.RATE, temporary.ELSEWHERE_RATE)
        for code in (place.code, place.england.code)
    }
    every = found[temporary.RATE, place.code], found[temporary.RATE, place.england.code]
    away = (
        found[temporary.ELSEWHERE_RATE, place.code],
        found[temporary.ELSEWHERE_RATE, place.england.code],
    )
    if every[0] is None or every[1] is None or away[0] is None or away[1] is None:
        return ()
    return (
        claim(
            "temporary-accommodation-rates",
            "For each {thousand} households in {area}, {rate} were in temporary accommodation on "
            "{period} ({confidence} interval {lower} to {upper}), {word} {england} in England; "
            "{away} had been placed in another district ({away_lower} to {away_upper}), "
            "{away_word} {away_england} in England.",
            thousand=f"{temporary.PER:,}",
            area=place.name,
            period=str(every[0]["period"]),
            confidence=confidence(every[0]),
            rate=bind(every[0], one),
            lower=bind(every[0], one, "lower"),
            upper=bind(every[0], one, "upper"),
            word=beside(every[0], every[1]),
            england=bind(every[1], one),
            away=bind(away[0], two),
            away_lower=bind(away[0], two, "lower"),
            away_upper=bind(away[0], two, "upper"),
            away_word=beside(away[0], away[1]),
            away_england=bind(away[1], two),
        ),
    )


def destinations(where: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many of the households placed elsewhere stayed in the region, beside England.

    ``where``: ``destination.destinations`` of the place and England. None where suppressed.
    """
    here = latest(where, destination.SAME_REGION, place.code)
    england = latest(where, destination.SAME_REGION, place.england.code)
    if here is None or england is None or math.isnan(here["lower"]):
        return ()
    return (
        claim(
            "households-elsewhere-region",
            "Of the {placed} households that {area} had placed in another district on {period}, "
            "{same} were in {region}, its own region: {share} ({confidence} interval {lower} to "
            "{upper}), {word} {england} for England.",
            placed=bind(here, counted, "denominator"),
            area=place.name,
            period=str(here["period"]),
            same=bind(here, counted, "numerator"),
            region=wording.region(place.region.name),
            share=bind(here, whole),
            confidence=confidence(here),
            lower=bind(here, whole, "lower"),
            upper=bind(here, whole, "upper"),
            word=beside(here, england),
            england=bind(england, whole),
        ),
    )


def key_facts(held: pd.DataFrame, where: pd.DataFrame, place: Place) -> Strip | None:
    """Put households, those elsewhere, the rate and the region side by side; None without any."""
    england = place.england.code
    households = latest(held, temporary.HOUSEHOLDS, place.code)
    share = latest(held, temporary.SHARE, place.code)
    rate, there = (latest(held, temporary.RATE, code) for code in (place.code, england))
    same = latest(where, destination.SAME_REGION, place.code)
    tiles = []
    if households is not None:
        tiles.append(
            fact(
                "fact-temporary-accommodation",
                bind(households, counted),
                "households",
                "in temporary accommodation, {area}, {period}",
                area=place.name,
                period=str(households["period"]),
            )
        )
    national = latest(held, temporary.SHARE, england)
    if share is not None and national is not None:
        tiles += [
            fact(
                "fact-households-elsewhere",
                bind(share, counted, "numerator"),
                "households",
                "placed in another district by {area}, {period}",
                area=place.name,
                period=str(share["period"]),
            ),
            fact(
                "fact-households-elsewhere-share",
                bind(share, wording.percent),
                "of households",
                "in temporary accommodation are in another district, {period}",
                "England {england}",
                period=str(share["period"]),
                england=bind(national, wording.percent),
            ),
        ]
    if rate is not None and there is not None:
        tiles.append(
            fact(
                "fact-temporary-accommodation-rate",
                bind(rate, one),
                "per {thousand} households",
                "in temporary accommodation, {period}",
                "England {england}",
                thousand=f"{temporary.PER:,}",
                period=str(rate["period"]),
                england=bind(there, one),
            )
        )
    nation = latest(where, destination.SAME_REGION, england)
    if same is not None and nation is not None:
        tiles.append(
            fact(
                "fact-households-elsewhere-region",
                bind(same, whole),
                "of households elsewhere",
                "are in the same region, {period}",
                "England {england}",
                period=str(same["period"]),
                england=bind(nation, whole),
            )
        )
    return Strip(tuple(tiles)) if tiles else None


def _without_share(held: pd.DataFrame, england: pd.Series, place: Place) -> tuple[Claim, ...]:
    away = latest(held, temporary.ELSEWHERE, place.code)
    everyone = latest(held, temporary.HOUSEHOLDS, place.code)
    if away is None or everyone is None:
        return ()
    return (
        claim(
            "households-elsewhere",
            "On {period}, MHCLG counts {elsewhere} households of {area} in another district and "
            "{households} in temporary accommodation. No share is given: the first may include "
            "households owed a duty with no accommodation secured, whom the second leaves out. In "
            "England the share was {england}.",
            period=str(away["period"]),
            elsewhere=bind(away, counted),
            area=place.name,
            households=bind(everyone, counted),
            england=bind(england, wording.percent),
        ),
    )


def _on(rows: pd.DataFrame, period: str) -> pd.Series:
    return rows[rows["period"] == period].iloc[0]
