"""What the chapter on placements says, each sentence true or absent for any authority."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.claims.placement_row import (
    beside,
    counted,
    latest,
    nearer,
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


def households_elsewhere(held: pd.DataFrame, rest: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many households are recorded in another district, and the rate, beside England's.

    ``held``: ``temporary.accommodation`` of the place, its region and England; ``rest``:
    ``wider.outside_london``. A London borough stands beside London, any other authority beside
    England without it. () where the latest quarter is suppressed or not published for the place.
    """
    here = latest(held, temporary.ELSEWHERE_RATE, place.code)
    everyone = latest(held, temporary.HOUSEHOLDS, place.code)
    england = latest(held, temporary.ELSEWHERE_RATE, place.england.code)
    if here is None or everyone is None or england is None:
        return ()
    template = (
        "On {period} {area} had {households} households in temporary accommodation and {elsewhere} "
        "recorded in another district: {rate} for each {thousand} households living in {area} "
    )
    fields: dict[str, Bound | str] = {
        "period": str(here["period"]),
        "area": place.name,
        "households": bind(everyone, counted),
        "elsewhere": bind(here, counted, "numerator"),
        "rate": bind(here, two),
        "thousand": f"{temporary.PER:,}",
    }
    more, named = _beside_england(
        here, england, nearer(held, rest, temporary.ELSEWHERE_RATE, place), two
    )
    template, fields = template + more, fields | named
    template += (
        ". The housing ministry says not to read the {elsewhere} as a percentage of the "
        "{households}, and to compare rates: the {elsewhere} may include households with no "
        "accommodation secured, whom the {households} leave out. The count is complete: the "
        "interval says what chance alone would do."
    )
    return (claim("households-elsewhere", template, **fields),)


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
        "or autism placed out of borough ({when}); it bears no date, and its other figures are of "
        "groups that may overlap, on other bases, so there is no total.",
        possessive=wording.possessive(place.upper_tier.name),
        number=bind(row, counted),
        when=str(row["period"]),
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


def rate(held: pd.DataFrame, rest: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say the rate in temporary accommodation beside England's; () where it is not published.

    ``held`` and ``rest`` as for ``households_elsewhere``.
    """
    here, england = (
        latest(held, temporary.RATE, code) for code in (place.code, place.england.code)
    )
    if here is None or england is None:
        return ()
    template = (
        "For each {thousand} households in {area}, {rate} were in temporary accommodation on "
        "{period} "
    )
    fields: dict[str, Bound | str] = {
        "thousand": f"{temporary.PER:,}",
        "area": place.name,
        "rate": bind(here, one),
        "period": str(here["period"]),
    }
    more, named = _beside_england(here, england, nearer(held, rest, temporary.RATE, place), one)
    template, fields = template + more, fields | named
    return (claim("temporary-accommodation-beside-england", template + ".", **fields),)


def destinations(where: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many of the households recorded elsewhere are in the region, beside England.

    ``where``: ``destination.destinations`` of the place and England. None where suppressed.
    """
    here = latest(where, destination.SAME_REGION, place.code)
    england = latest(where, destination.SAME_REGION, place.england.code)
    if here is None or england is None or math.isnan(here["lower"]):
        return ()
    return (
        claim(
            "households-elsewhere-region",
            "Of the {away} households that {area} had recorded in another district on {period}, "
            "{same} were in {region}, its own region: {share} ({confidence} interval {lower} to "
            "{upper}), {word} {england} for England.",
            away=bind(here, counted, "denominator"),
            area=place.name,
            period=str(here["period"]),
            same=bind(here, counted, "numerator"),
            region=wording.region(place.region.name),
            share=bind(here, whole),
            confidence=wording.confidence(here["confidence"]),
            lower=bind(here, whole, "lower"),
            upper=bind(here, whole, "upper"),
            word=beside(here, england),
            england=bind(england, whole),
        ),
    )


def key_facts(
    held: pd.DataFrame, where: pd.DataFrame, rest: pd.DataFrame, place: Place
) -> Strip | None:
    """Put households, those elsewhere, both rates and the region side by side; None without any.

    ``held`` and ``rest`` as for ``households_elsewhere``; ``where``: ``destination.destinations``
    of the place and England.
    """
    england = place.england.code
    households = latest(held, temporary.HOUSEHOLDS, place.code)
    away = latest(held, temporary.ELSEWHERE, place.code)
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
    if away is not None:
        tiles.append(
            fact(
                "fact-households-elsewhere",
                bind(away, counted),
                "households",
                "of {area} recorded in another district, {period}",
                area=place.name,
                period=str(away["period"]),
            )
        )
    for measure, id, what, put in (
        (temporary.ELSEWHERE_RATE, "households-elsewhere", "recorded in another district", two),
        (temporary.RATE, "temporary-accommodation", "in temporary accommodation", one),
    ):
        tiles += _rate_tile(held, rest, measure, place, (f"fact-{id}-rate", what, put))
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


def _beside_england(
    here: pd.Series,
    england: pd.Series,
    near: tuple[str, pd.Series | None],
    put: Callable[[float], str],
) -> tuple[str, dict[str, Bound | str]]:
    """Go on from a rate to its limits, to England's and to what is nearer: template and fields.

    A word that is the same for both is not said again.
    """
    template = "({confidence} interval {lower} to {upper}), {word} {england} in England"
    word = beside(here, england)
    fields: dict[str, Bound | str] = {
        "confidence": wording.confidence(here["confidence"]),
        "lower": bind(here, put, "lower"),
        "upper": bind(here, put, "upper"),
        "word": word,
        "england": bind(england, put),
    }
    name, other = near
    if other is None:
        return template, fields
    fields |= {"other": bind(other, put), "name": name}
    other_word = beside(here, other)
    if other_word == word:
        return template + " and {other} {name}", fields
    return template + " and {other_word} {other} {name}", fields | {"other_word": other_word}


def _rate_tile(
    held: pd.DataFrame,
    rest: pd.DataFrame,
    measure: str,
    place: Place,
    words: tuple[str, str, Callable[[float], str]],
) -> list[Claim]:
    """Put one rate, with England's and that of London or of England without it."""
    id, what, put = words
    here, england = (latest(held, measure, code) for code in (place.code, place.england.code))
    if here is None or england is None:
        return []
    comparison = "England {england}"
    fields: dict[str, Bound | str] = {
        "thousand": f"{temporary.PER:,}",
        "what": what,
        "period": str(here["period"]),
        "england": bind(england, put),
    }
    name, other = nearer(held, rest, measure, place)
    if other is not None:
        comparison += ", {name} {other}"
        fields |= {"name": name.removeprefix("in "), "other": bind(other, put)}
    unit, label = "per {thousand} households", "{what}, {period}"
    return [fact(id, bind(here, put), unit, label, comparison, **fields)]


def _on(rows: pd.DataFrame, period: str) -> pd.Series:
    return rows[rows["period"] == period].iloc[0]
