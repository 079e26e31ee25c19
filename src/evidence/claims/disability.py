"""What the mental health and disability chapter says, each sentence true or absent anywhere."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, Strip, bind, claim, fact
from evidence.claims.need import against_document, by_round, tile
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

__all__ = [
    "against_document",
    "by_round",
    "care",
    "disabled",
    "key_facts",
    "present_survey",
    "wards",
]

_MENTAL = "common mental disorder"
_PERSONAL = "moderate or serious personal care disability"
_OLDER = "aged 65 and over"


def key_facts(modelled: pd.DataFrame, shares: pd.DataFrame, place: Place, year: int) -> Strip:
    """Put modelled need beside what the census counted."""
    tiles = [tile(modelled, place, name, "18-64", year) for name in (_MENTAL, _PERSONAL)]
    for category, unit, label in (
        ("disabled", "of residents", "were disabled in {area}, Census {year}"),
        ("any hours", "of residents {ages}", "gave unpaid care in {area}, Census {year}"),
    ):
        here, england = (_share(shares, code, category) for code in (place.code, _england(place)))
        tiles.append(
            fact(
                f"fact-census-{category.replace(' ', '-')}",
                bind(here, wording.percent),
                unit,
                label,
                "England {england}",
                area=place.name,
                year=str(here["period"])[-4:],
                ages=wording.ages(str(here["age_band"])),
                england=bind(england, wording.percent),
            )
        )
    return Strip(tuple(tiles))


def disabled(shares: pd.DataFrame, place: Place) -> Claim:
    """Say how many residents were disabled, and of what ages residents are.

    ``shares``: ``census.shares`` of the place and England.
    """
    here, england = (_share(shares, code, "disabled") for code in (place.code, _england(place)))
    old, all_old = (_share(shares, code, _OLDER) for code in (place.code, _england(place)))
    return claim(
        "census-disabled",
        "On {date} the census counted {people} residents of {area} ({share}) as disabled under "
        "the Equality Act, {lot} of them limited a lot; in England {england} were. The shares are "
        "not age-standardised: {older} of {area_s} residents were {ages}, and {all_older} of "
        "England's.",
        date=str(here["period"]),
        people=bind(here, _exact, "numerator"),
        area=place.name,
        share=bind(here, wording.percent),
        lot=bind(_share(shares, place.code, "limited a lot"), _exact, "numerator"),
        england=bind(england, wording.percent),
        older=bind(old, wording.percent),
        area_s=wording.possessive(place.name),
        ages=wording.ages("65+"),
        all_older=bind(all_old, wording.percent),
    )


def care(shares: pd.DataFrame, place: Place) -> Claim:
    """Say how many residents gave unpaid care, and how many for most of the week."""
    here, england = (_share(shares, code, "any hours") for code in (place.code, _england(place)))
    most, all_most = (
        _share(shares, code, "50 hours or more") for code in (place.code, _england(place))
    )
    return claim(
        "census-care",
        "On {date} the census counted {people} residents of {area} {ages} ({share}) who gave "
        "unpaid care; in England {england} did. {many} ({many_share}) gave {hours} hours a week "
        "or more; in England {all_many}.",
        date=str(here["period"]),
        people=bind(here, _exact, "numerator"),
        area=place.name,
        ages=wording.ages(str(here["age_band"])),
        share=bind(here, wording.percent),
        england=bind(england, wording.percent),
        many=bind(most, _exact, "numerator"),
        many_share=bind(most, wording.percent),
        hours=str(most["category"]).split(" ", maxsplit=1)[0],
        all_many=bind(all_most, wording.percent),
    )


def wards(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say between what shares of disabled residents the wards lie, and that it is approximate.

    ``shares``: ``census.wards``; often nothing is held.
    """
    found = shares[shares["category"] == "disabled"].sort_values(["value", "area_name"])
    if found.empty:
        return ()
    low, high = found.iloc[0], found.iloc[-1]
    older = [row(shares, area_code=item["area_code"], category=_OLDER) for item in (low, high)]
    return (
        claim(
            "census-wards-disabled",
            "By ward of {vintage}, the share of disabled residents goes from about {low} in "
            "{lowest} (where {low_old} were {ages}) to about {high} in {highest} (where {high_old} "
            "were). Wards are approximate: each small area is counted in its best-fit ward.",
            vintage=str(low["area_vintage"]),
            low=bind(low, wording.percent),
            lowest=str(low["area_name"]),
            low_old=bind(older[0], wording.percent),
            ages=wording.ages("65+"),
            high=bind(high, wording.percent),
            highest=str(high["area_name"]),
            high_old=bind(older[1], wording.percent),
        ),
    )


def present_survey(rates: pd.DataFrame) -> Claim:
    """Say what the newest survey found in England, and that it is another definition.

    ``rates``: ``survey.rates``.
    """
    condition = "common mental health condition"
    all_ages = row(rates, breakdown=condition, age_band="16-64", sex="persons")
    young = row(rates, breakdown=condition, age_band="16-24", sex="persons")
    psychotic = row(rates, breakdown="psychotic disorder")
    return claim(
        "survey-mental-health",
        "The newest survey found in England, in {period}, that {all} of people {ages} had a "
        "common mental health condition and {young} of those {young_ages}; {psychotic} of people "
        "{adult} had a psychotic disorder. It defines the conditions in its own way and counts "
        "other ages, so it cannot be compared with the older rates modelled here.",
        period=str(all_ages["period"]),
        all=bind(all_ages, wording.percent),
        ages=wording.ages("16-64"),
        young=bind(young, wording.percent),
        young_ages=wording.ages("16-24"),
        psychotic=bind(psychotic, wording.percent),
        adult=wording.ages(str(psychotic["age_band"])),
    )


def _share(shares: pd.DataFrame, code: str, category: str) -> pd.Series:
    return row(shares, measure="census_share", area_code=code, category=category)


def _england(place: Place) -> str:
    return place.england.code


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
