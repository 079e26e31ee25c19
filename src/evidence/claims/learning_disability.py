"""What the learning disability chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, Strip, bind, claim, fact
from evidence.claims.need import by_round, make_up, tile
from evidence.claims.need_published import against_document, unmet
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.learning_disability import ELSEWHERE, OUT_OF_BOROUGH, SUPPORTED
from evidence.measures.place import Place

__all__ = [
    "against_document",
    "by_round",
    "elsewhere",
    "ethnic_group",
    "key_facts",
    "make_up",
    "out_of_borough",
    "own_home",
    "registers",
    "supported",
    "supported_living",
    "unmet",
]

_LEARNING, _AUTISM = "learning disability", "autism"


def key_facts(
    modelled: pd.DataFrame, homes: pd.DataFrame, said: pd.DataFrame, place: Place, year: int
) -> Strip:
    """Put need, accommodation and support side by side; those not held are left out."""
    tiles = [tile(modelled, place, name, "18+", year) for name in (_LEARNING, _AUTISM)]
    here, england = _home(homes, place.upper_tier.code), _home(homes, place.england.code)
    if here is not None and england is not None:
        tiles.append(
            fact(
                "fact-learning-disability-own-home",
                bind(here, wording.percent),
                "of people {ages} with learning disability support",
                "lived in their own home, supported living or with family in {council}, {year}",
                "England {england}",
                ages=wording.ages(str(here["age_band"])),
                council=place.upper_tier.name,
                year=str(here["period"]),
                england=bind(england, wording.percent),
            )
        )
    for _, item in said[said["breakdown"] == SUPPORTED].iterrows():
        tiles.append(
            fact(
                "fact-learning-disability-supported",
                bind(item, _exact),
                "adults",
                "supported by {council} because of a learning disability, {year}",
                council=place.upper_tier.name,
                year=str(item["period"]),
            )
        )
    return Strip(tuple(tiles))


def registers(expected: pd.DataFrame, place: Place) -> Claim:
    """Say how many would be known to services at the rate of councils' registers."""
    found = row(expected, measure="people_at_register_rate", area_code=place.code)
    return claim(
        "learning-disability-registers",
        "At the rate that a study of councils' registers found in England, about {people} people "
        "{ages} in {area} would have been known to services with a learning disability in "
        "{period}. Modelled need counts "
        "everybody with the disability, known to a service or not.",
        people=bind(found, wording.people),
        ages=wording.ages(str(found["age_band"])),
        area=place.name,
        period=str(found["period"]),
    )


def supported(said: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many adults the council's document counts as supported; often nothing is held."""
    found = said[said["breakdown"] == SUPPORTED]
    return tuple(
        claim(
            "learning-disability-supported",
            "{council} supported {people} adults whose primary support reason was a learning "
            "disability in {year}, its market position statement says.",
            council=place.upper_tier.name,
            people=bind(item, _exact),
            year=str(item["period"]),
        )
        for _, item in found.iterrows()
    )


def own_home(homes: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what share live in their own home or with family, and how that compares.

    A difference from England is named only where the two intervals lie apart.
    """
    here, england = _home(homes, place.upper_tier.code), _home(homes, place.england.code)
    if here is None or england is None:
        return ()
    return (
        claim(
            "learning-disability-own-home",
            "In {year}, {count} of {all} people {ages} with learning disability support in "
            "{council} lived in their own home (supported living counts as one) or with family: "
            "{share} ({confidence} interval {lower} to {upper}), {compared} England's {england}.",
            year=str(here["period"]),
            count=bind(here, _exact, "numerator"),
            all=bind(here, _exact, "denominator"),
            ages=wording.ages(str(here["age_band"])),
            council=place.upper_tier.name,
            share=bind(here, wording.percent),
            confidence=wording.confidence(here["confidence"]),
            lower=bind(here, wording.percent, "lower"),
            upper=bind(here, wording.percent, "upper"),
            compared=_compared(here, england),
            england=bind(england, wording.percent),
        ),
    )


def elsewhere(homes: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many live elsewhere or are not recorded, and whom the others include.

    ``homes``: ``learning_disability.accommodation``; no claim where the counts are not given.
    """
    council = place.upper_tier
    counts = homes[(homes["measure"] == "ascof_people") & (homes["area_code"] == council.code)]
    if counts.empty:
        return ()
    found, all_, home = (
        row(counts, category=category)
        for category in (ELSEWHERE, "supported", "own home or family")
    )
    return (
        claim(
            "learning-disability-elsewhere",
            "Of the {all} people {ages} with learning disability support in {council} in {year}, "
            "{people} {were} recorded elsewhere, such as in a care home, or their home was not "
            "recorded. The {home} counted in their own home or with family include people in "
            "supported living and people who live with their parents.",
            all=bind(all_, _exact),
            ages=wording.ages(str(found["age_band"])),
            council=council.name,
            year=str(found["period"]),
            people=bind(found, _exact),
            were="was" if found["value"] == 1 else "were",
            home=bind(home, _exact),
        ),
    )


def supported_living(figures: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what is stated of supported living, and why it is no rung of the cascade.

    ``figures``: ``stated.figures`` of service "supported living".
    """
    counts = figures[figures["unit"].isin(["people", "placements"])]
    placements = counts[counts["unit"] == "placements"].sort_values("period")
    people = counts[counts["unit"] == "people"]
    if placements.empty or people.empty:
        return ()
    last, all_ = placements.iloc[-1], people.iloc[0]
    return (
        claim(
            "learning-disability-supported-living",
            "The council's market position statement counts {placements} supported living "
            "placements of people with a learning disability in {year} and {people} people helped "
            "with supported living, for any reason, in {later}. The first counts placements, not "
            "people; the second counts people of all needs: so neither says how many people with a "
            "learning disability are in supported living.",
            placements=bind(last, _exact),
            year=str(last["period"]),
            people=bind(all_, _exact),
            later=str(all_["period"]),
        ),
    )


def out_of_borough(said: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what is stated of placements elsewhere, and that the two numbers have two bases."""
    count = said[said["breakdown"] == OUT_OF_BOROUGH]
    share = said[said["breakdown"] == "learning-disability-living-out-of-area"]
    if count.empty or share.empty:
        return ()
    return (
        claim(
            "learning-disability-out-of-borough",
            "The council's market position statement says that {people} people with a learning "
            "disability or autism are placed out of the borough because their needs cannot be met "
            "in {area} ({when}), and that {share} of adults with a learning disability who get "
            "social care live out of area ({then}). The share is of all such adults, for whatever "
            "reason they live elsewhere: the two cannot be compared.",
            area=place.upper_tier.name,
            people=bind(count.iloc[0], _exact),
            when=str(count.iloc[0]["period"]),
            then=str(share.iloc[0]["period"]),
            share=bind(share.iloc[0], lambda value: wording.percent(value, 0)),
        ),
    )


def ethnic_group(shares: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say what share of residents are Asian, on which the model's fit could depend."""
    found = shares[(shares["area_code"] == place.code) & (shares["category"] == "Asian")]
    return tuple(
        claim(
            "learning-disability-ethnic-group",
            "On {date}, {people} residents of {area} ({share}) were Asian, Asian British or Asian "
            "Welsh, as the census counted them, a wider group than South Asian; England's share is "
            "not held here. Where more residents are South Asian than in England, the model may be "
            "too low for severe learning disability, as children grow up; by how much, and whether "
            "the total is too low, nothing held here says.",
            date=str(item["period"]),
            people=bind(item, _exact, "numerator"),
            area=place.name,
            share=bind(item, wording.percent),
        )
        for _, item in found.iterrows()
    )


def _home(homes: pd.DataFrame, code: str) -> pd.Series | None:
    found = homes[
        (homes["measure"] == "own_home_share")
        & (homes["area_code"] == code)
        & homes["value"].notna()
    ]
    return None if found.empty else found.iloc[0]


def _compared(here: pd.Series, england: pd.Series) -> str:
    if here["upper"] < england["lower"]:
        return "lower than"
    return "higher than" if here["lower"] > england["upper"] else "similar to"


def _exact(value: float) -> str:
    return wording.people(value, counted=True)
