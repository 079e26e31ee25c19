"""What the mental health and disability chapter says, each sentence true or absent anywhere."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.claims.need import Newest, by_round, tile
from evidence.claims.need_published import against_document
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

__all__ = [
    "Newest",
    "against_document",
    "by_round",
    "care",
    "carers_stated",
    "disabled",
    "key_facts",
    "ward_health",
    "wards",
]

_MENTAL = "common mental disorder"
_PERSONAL = "moderate or serious personal care disability"
_OLDER = "aged 65 and over"
_BAD = "bad or very bad"
_MOST = 6
CARERS = "carers-2011"
"""The claim of a document that counts carers by the census before the last."""


def key_facts(
    modelled: pd.DataFrame, shares: pd.DataFrame, place: Place, year: int, survey: Newest
) -> Strip:
    """Put modelled need beside what the census counted, where it is held.

    ``survey`` on the estimates of ``year``.
    """
    tiles = [
        tile(modelled, place, _MENTAL, "18-64", year, survey),
        tile(modelled, place, _PERSONAL, "18-64", year),
    ]
    counted = (
        ("disabled", "of residents", "were disabled in {area}, Census {year}"),
        ("any hours", "of residents {ages}", "gave unpaid care in {area}, Census {year}"),
    )
    for category, unit, label in counted if len(shares) else ():
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


def disabled(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many residents were disabled, and of what ages residents are.

    ``shares``: ``census.shares`` of the place and England; none, no claim.
    """
    if shares.empty:
        return ()
    here, england = (_share(shares, code, "disabled") for code in (place.code, _england(place)))
    old, all_old = (_share(shares, code, _OLDER) for code in (place.code, _england(place)))
    found = claim(
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
    return (found,)


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


def ward_health(wards: pd.DataFrame, shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Name wards in worse health than England whose residents are younger; none, no claim.

    Both only where the ward's interval lies wholly on that side of England's share. ``wards``:
    ``census.wards``; ``shares``: ``census.shares`` of the place and England.
    """
    bad, old = (_share(shares, _england(place), name) for name in (_BAD, _OLDER))
    of_bad, of_old = (_by_ward(wards, name) for name in (_BAD, _OLDER))
    found = sorted(
        (
            item
            for code, item in of_bad.items()
            if _beside(item, bad) == "higher than" and _beside(of_old[code], old) == "lower than"
        ),
        key=lambda item: (-item["value"], item["area_name"]),
    )[:_MOST]
    claims = []
    if found:
        parts: list[str] = []
        fields: dict[str, Bound | str] = {}
        for letter, item in zip("abcdef", found, strict=False):
            fields[f"v{letter}"] = bind(item, wording.percent)
            fields[f"w{letter}"] = str(item["area_name"])
            parts.append(f"{{w{letter}}} ({{v{letter}}})")
        claims.append(
            claim(
                "census-wards-health",
                f"In {wording.area_list(parts)} a larger share of residents was in bad or very bad "
                "health than in England ({england}), by more than chance would explain "
                "({confidence} intervals), though a smaller share was {ages} than in England "
                "({old}). Wards of {vintage} are approximate.",
                england=bind(bad, wording.percent),
                confidence=wording.confidence(found[0]["confidence"]),
                old=bind(old, wording.percent),
                ages=wording.ages("65+"),
                vintage=str(found[0]["area_vintage"]),
                **fields,
            )
        )
    return (*claims, *_least_disabled(wards, of_bad, shares, place))


def _least_disabled(
    wards: pd.DataFrame, of_bad: dict[str, pd.Series], shares: pd.DataFrame, place: Place
) -> tuple[Claim, ...]:
    """Say so where the ward with fewest disabled residents is in no better health than the place.

    By the ward's interval: better is wholly below the share of the place.
    """
    disabled = sorted(
        _by_ward(wards, "disabled").items(), key=lambda item: (item[1]["value"], item[0])
    )
    here = _share(shares, place.code, _BAD)
    if len(disabled) < 2:
        return ()
    code, least = disabled[0]
    beside = _beside(of_bad[code], here)
    if beside == "lower than":
        return ()
    return (
        claim(
            "census-wards-least-disabled",
            "{ward} has the smallest share of disabled residents (about {disabled}), but the share "
            "of its residents in bad or very bad health, about {bad} ({confidence} interval "
            "{lower} to {upper}), was {beside} that of {area} as a whole ({here}).",
            ward=str(least["area_name"]),
            disabled=bind(least, wording.percent),
            bad=bind(of_bad[code], wording.percent),
            confidence=wording.confidence(of_bad[code]["confidence"]),
            lower=bind(of_bad[code], wording.percent, "lower"),
            upper=bind(of_bad[code], wording.percent, "upper"),
            beside=beside,
            area=place.name,
            here=bind(here, wording.percent),
        ),
    )


def carers_stated(said: pd.DataFrame, shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Set the carers that a document takes from the census before beside the last; often none."""
    found = said[(said["breakdown"] == CARERS) & (said["area_code"] == place.code)]
    counted = _share(shares, place.code, "any hours")
    return tuple(
        claim(
            "census-carers-stated",
            "The council's market position statement has an estimated {stated} carers, based on "
            "the census of {before}, and says that the number is likely to be much higher. The "
            "census of {year}, which counted {people}, asked in other words, so the two are no "
            "trend.",
            stated=bind(item, _exact),
            before=str(item["period"]),
            year=str(counted["period"])[-4:],
            people=bind(counted, _exact, "numerator"),
        )
        for _, item in found.iterrows()
    )


def _share(shares: pd.DataFrame, code: str, category: str) -> pd.Series:
    return row(shares, measure="census_share", area_code=code, category=category)


def _by_ward(wards: pd.DataFrame, category: str) -> dict[str, pd.Series]:
    found = wards[wards["category"] == category]
    return {str(item["area_code"]): item for _, item in found.iterrows()}


def _beside(ward: pd.Series, whole: pd.Series) -> str:
    """Set a ward's interval beside the share of a whole: higher than, lower than, similar to."""
    return wording.beside(ward["lower"], ward["upper"], whole["value"])


def _england(place: Place) -> str:
    return place.england.code


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
