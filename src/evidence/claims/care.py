"""What the care chapter says of outcomes that every council reports, and of costs by the week."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.care.unit_cost import CASH
from evidence.measures.frame import row
from evidence.measures.place import Place

_ADMISSIONS = {"2b": "18-64", "2c": "65+"}
_TILE_UNITS = {"3d(2a)": "of people using services", "2e(2b)": "of people aged 65 and over"}
_LOW = " Incomplete recording must be ruled out before a low rate is read as few admissions."
_OWN_HOME = {
    "2e(1)": ("learning-disability", "people aged 18 to 64 with a learning disability"),
    "2e(2a)": ("18-64", "people aged 18 to 64"),
    "2e(2b)": ("65-over", "people aged 65 and over"),
}


def admissions(
    rates: pd.DataFrame, positions: pd.DataFrame, place: Place, which: str
) -> tuple[Claim, ...]:
    """Say how many people of an age were admitted to care homes, beside England; () if suppressed.

    ``rates`` and ``positions``: ``care.outcome_limits`` of ``place.care_codes``; ``which``: "2b"
    or "2c".
    """
    found = pair(rates, place, which)
    if found is None:
        return ()
    here, whole = found
    position = row(positions, breakdown=which, area_code=place.upper_tier.code)
    beside = wording.beside(here["lower"], here["upper"], whole["value"])
    return (
        claim(
            f"care-admissions-{_ADMISSIONS[which].replace('+', '-over')}",
            "In {year}, {council} met the long-term needs of {people} people {ages} by admission "
            "to a care home: {rate} {unit} of that age ({confidence} interval {interval}), "
            "{beside} England ({england}).{reading} By value alone that is {position} of "
            "{councils} councils with a published rate: intervals overlap, and councils may record "
            "admissions differently.",
            year=str(here["period"]),
            council=council_of(place),
            people=bind(here, _counted, "numerator"),
            ages=wording.ages(str(here["age_band"])),
            rate=bind(here, _rate),
            unit=str(here["unit"]),
            confidence=wording.confidence(here["confidence"]),
            interval=wording.between(here["lower"], here["upper"], _rate),
            beside=beside,
            england=bind(whole, _rate),
            reading=_LOW if beside == "lower than" else "",
            position=bind(position, _position),
            councils=bind(position, _counted, "denominator"),
        ),
    )


def direct_payments(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what share of people using services receive direct payments; () if suppressed.

    ``shares``: ``care.outcome_limits.direct_payments`` of ``place.care_codes``.
    """
    found = pair(shares, place, "3d(2a)")
    if found is None:
        return ()
    here, whole = found
    return (
        claim(
            "care-direct-payments-share",
            "In {year}, {people} of {all} people using services from {council} received direct "
            "payments: {share} ({confidence} interval {interval}), {beside} England ({england}).",
            people=bind(here, _counted, "numerator"),
            all=bind(here, _counted, "denominator"),
            council=council_of(place),
            **beside_england(here, whole),
        ),
    )


def own_home(shares: pd.DataFrame, place: Place, which: str) -> tuple[Claim, ...]:
    """Say what share of people with long-term support live at home; () if suppressed.

    ``shares``: ``care.outcome_limits.own_home`` of ``place.care_codes``; ``which``: ASCOF's id.
    """
    found = pair(shares, place, which)
    if found is None:
        return ()
    here, whole = found
    slug, who = _OWN_HOME[which]
    return (
        claim(
            f"care-own-home-{slug}",
            "In {year}, {people} of {all} {who} with long-term support from {council} lived in "
            "their own home or with family: {share} ({confidence} interval {interval}), {beside} "
            "England ({england}). People in care homes are in its base: where they are recorded "
            "incompletely, the share is too high.",
            people=bind(here, _counted, "numerator"),
            all=bind(here, _counted, "denominator"),
            who=who,
            council=council_of(place),
            **beside_england(here, whole),
        ),
    )


def weekly_cost(costs: pd.DataFrame, place: Place, age: str, reason: str) -> tuple[Claim, ...]:
    """Say what a week in a care home cost for one age and reason in 2014-15; () where not held.

    ``costs``: ``care.unit_cost.unit_costs`` of the council and England.
    """
    asked = {"age_band": age, "category": reason, "breakdown": "Residential and nursing care"}
    code = place.upper_tier.code
    if costs.empty or code not in set(costs["area_code"]):
        return ()
    here = row(costs, area_code=code, variant=CASH, **asked)
    whole = row(costs, area_code=place.england.code, variant=CASH, **asked)
    later = costs[costs["variant"] != CASH]
    deflated = row(later, area_code=code, **asked)
    return (
        claim(
            f"care-weekly-cost-{age.replace('+', '-over')}",
            "In {year}, a week of residential or nursing care for people {ages} with {reason} as "
            "their primary support reason cost {council} {cost} on average; in England it cost "
            "{england}. At {prices} the {council} cost is {later}: the same week at later prices, "
            "not the cost of a later week.",
            year=str(here["period"]),
            reason=reason[0].lower() + reason[1:],
            ages=wording.ages(age),
            council=place.upper_tier.name,
            cost=bind(here, wording.money),
            england=bind(whole, wording.money),
            prices=str(deflated["variant"]).split(", ")[1],
            later=bind(deflated, wording.money),
        ),
    )


def dearer(costs: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say in how many groups by age and reason a week cost more than in England; () if not held.

    ``costs``: ``care.unit_cost.unit_costs`` of the council and England.
    """
    if costs.empty or place.upper_tier.code not in set(costs["area_code"]):
        return ()
    cash = costs[
        (costs["variant"] == CASH)
        & (costs["breakdown"] == "Residential and nursing care")
        & (costs["category"] != "all")
    ]
    here, there = (
        cash[cash["area_code"] == code] for code in (place.upper_tier.code, place.england.code)
    )
    pairs = here.merge(there, on=["age_band", "category"], suffixes=("", "_england"))
    above = pairs[pairs["value"] > pairs["value_england"]]
    if above.empty:
        return ()
    furthest = above.iloc[int((above["value"] / above["value_england"]).argmax())]
    of = {"age_band": furthest["age_band"], "category": furthest["category"]}
    return (
        claim(
            "care-weekly-cost-dearer",
            "In {above} of the {groups} groups by age and reason a week cost more in {council} "
            "than in England; furthest above it are people {ages} with {reason} as their reason, "
            "at {cost} against {england}.",
            above=str(len(above)),
            groups=str(len(pairs)),
            council=place.upper_tier.name,
            ages=wording.ages(str(of["age_band"])),
            reason=str(of["category"])[0].lower() + str(of["category"])[1:],
            cost=bind(row(here, **of), wording.money),
            england=bind(row(there, **of), wording.money),
        ),
    )


def key_facts(
    rates: pd.DataFrame,
    payments: pd.DataFrame,
    homes: pd.DataFrame,
    spent: pd.DataFrame,
    place: Place,
) -> tuple[Strip, ...]:
    """Put outcomes beside England, and spend on care homes where it is printed; () if nothing is.

    ``rates``, ``payments`` and ``homes``: ``care.outcome_limits`` of ``place.care_codes``;
    ``spent``: ``care.spend.spend``.
    """
    tiles = []
    for which, label in (
        ("2c", "admissions to care homes at ages 65 and over"),
        ("2b", "admissions to care homes at ages 18 to 64"),
    ):
        tiles += _tile(rates, place, which, label)
    tiles += _tile(payments, place, "3d(2a)", "receive direct payments")
    tiles += _tile(homes, place, "2e(2b)", "with long-term support live at home")
    if len(spent):
        total = row(
            spent, measure="care_spend", breakdown="care homes", category="all", age_band="18+"
        )
        tiles.append(
            fact(
                "fact-care-homes-spend",
                bind(total, wording.money),
                "on care homes",
                "{area}, {period}, long and short stays",
                area=place.name,
                period=str(total["period"]),
            )
        )
    return (Strip(tuple(tiles)),) if tiles else ()


def _tile(shares: pd.DataFrame, place: Place, which: str, label: str) -> list[Claim]:
    found = pair(shares, place, which)
    if found is None:
        return []
    here, whole = found
    words: Callable[[float], str] = wording.percent if here["unit"] == "%" else _rate
    return [
        fact(
            f"fact-care-{which.replace('(', '-').replace(')', '')}",
            bind(here, words),
            "{per}",
            "{what}, {council}, {year}",
            "England {england}",
            per=_TILE_UNITS.get(which, str(here["unit"])),
            what=label,
            council=place.upper_tier.name,
            year=str(here["period"]),
            england=bind(whole, words),
        )
    ]


def pair(found: pd.DataFrame, place: Place, which: str) -> tuple[pd.Series, pd.Series] | None:
    """Return the council's row and England's; None where the council's has no value."""
    rows = found[found["breakdown"] == which]
    if place.upper_tier.code not in set(rows["area_code"]):
        return None
    here = row(rows, area_code=place.upper_tier.code)
    if math.isnan(here["value"]):
        return None
    return here, row(rows, area_code=place.england.code)


def beside_england(here: pd.Series, whole: pd.Series) -> dict[str, Bound | str]:
    """Give the fields of a sentence that sets a share, with its interval, beside England's."""
    return {
        "year": str(here["period"]),
        "share": bind(here, wording.percent),
        "confidence": wording.confidence(here["confidence"]),
        "interval": wording.between(here["lower"], here["upper"], wording.percent),
        "beside": wording.beside(here["lower"], here["upper"], whole["value"]),
        "england": bind(whole, wording.percent),
    }


def council_of(place: Place) -> str:
    """Name the council responsible for social care, and for which district where it is a county."""
    if place.is_district:
        return f"{place.upper_tier.name}, the council responsible for social care in {place.name},"
    return place.upper_tier.name


def _position(value: float) -> str:
    """Put a place counted from the lowest: "the lowest", "the 2nd lowest"."""
    if value == 1:
        return "the lowest"
    whole = round(value)
    teen = 10 <= whole % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"the {whole}{ending} lowest"


def _rate(value: float) -> str:
    return wording.number(value, 1)


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
