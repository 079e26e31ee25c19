"""What is said of deprivation within a place: how many live there, older people, wards, kinds."""

from __future__ import annotations

import re

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.domain import TITLES
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.release import DOMAINS, spoken

STATED = "most-deprived-tenth"
"""The claim of a document that names areas among the most deprived tenth."""

_TENTH = "lsoas_in_decile"
_OLDER = "idaopi"
_NAMED = 3
_FEWEST = 4
"""With fewer kinds than this, three highest and one lowest would say the same."""


def people_there(shares: pd.DataFrame, place: Place, release: str) -> tuple[Claim, ...]:
    """Say how many people live in the most deprived tenth's small areas; nobody, no claim.

    ``shares``: ``deprivation.people_in_first_tenth``.
    """
    there = row(shares, variant=release, area_code=place.code)
    if not there["numerator"]:
        return ()
    return (
        claim(
            f"deprivation-people-{release.lower()}",
            "{people} people, {share} of those in {area} ({when}), live in its small areas in the "
            "most deprived tenth of England on {index}; not all of them are deprived themselves.",
            when=_counted_in(str(there["method"])),
            people=bind(there, wording.number, "numerator"),
            share=bind(there, wording.percent),
            area=place.name,
            index=spoken(release),
        ),
    )


def statement_wards(
    said: pd.DataFrame, deciles: pd.DataFrame, place: Place, release: str
) -> tuple[Claim, ...]:
    """Say that the wards found are those a document names, where it names them all and no other.

    ``said``: ``stated.claims``; ``deciles``: ``ward.deciles`` of the release the document cites.
    """
    stated = said[(said["breakdown"] == STATED) & (said["area_code"] == place.code)]
    found = deciles[
        (deciles["measure"] == _TENTH)
        & (deciles["variant"] == release)
        & (deciles["category"] == "1")
        & (deciles["numerator"] > 0)
    ]
    names = sorted(found["area_name"])
    if stated.empty or found.empty:
        return ()
    item = stated.iloc[0]
    named = sorted(
        part.strip()
        for part in str(item["category"]).rpartition(":")[2].replace(" and ", ",").split(",")
    )
    if named != names:
        return ()
    return (
        claim(
            f"deprivation-statement-wards-{release.lower()}",
            "These are the {count} areas that the council's market position statement names as "
            "among the most deprived tenth of England on {index}: {names}.",
            count=bind(item, wording.number),
            index=spoken(release),
            names=wording.area_list(names, most=len(names)),
        ),
    )


def older_people(
    tenths: pd.DataFrame,
    domains: pd.DataFrame,
    by_ward: pd.DataFrame,
    place: Place,
    release: str,
) -> Claim:
    """Say how many older people are income-deprived, between which wards, and where it is most.

    ``tenths``: ``lsoa.index_deciles`` of "idaopi"; ``domains`` and ``by_ward``: ``domain.domains``
    and ``ward.domains``, whose rows on older people are held for some places only.
    """
    there = row(tenths, area_code=place.code, variant=release, category="1")
    if there["denominator"] == 1:
        return claim(
            f"deprivation-older-{release.lower()}",
            "{area} is {all} small area, which {is_} in the most deprived tenth of England on "
            "income deprivation among people {ages} ({index}).",
            area=place.name,
            all=bind(there, wording.number, "denominator"),
            is_="is" if there["numerator"] else "is not",
            ages=wording.ages("60+"),
            index=spoken(release),
        )
    template = (
        "{count} of {area_s} {all} small areas {are} in the most deprived tenth of England on "
        "income deprivation among people {ages} ({index})"
    )
    fields: dict[str, Bound | str] = {
        "count": bind(there, _count_or_none, "numerator"),
        "area_s": wording.possessive(place.name),
        "all": bind(there, wording.number, "denominator"),
        "are": "is" if there["numerator"] == 1 else "are",
        "ages": wording.ages("60+"),
        "index": spoken(release),
    }
    own = _older(domains, release)
    own = own[own["area_code"] == place.code]
    wards = _older(by_ward, release).sort_values(["value", "area_name"])
    if len(own):
        template = "{share} of people {ages} in {area} are income-deprived on {index}"
        if len(wards) > 1:
            template += ", from about {low} in {lowest} to about {high} in {highest}"
            fields |= {
                "low": bind(wards.iloc[0], _percent),
                "lowest": str(wards["area_name"].iloc[0]),
                "high": bind(wards.iloc[-1], _percent),
                "highest": str(wards["area_name"].iloc[-1]),
            }
        template += (
            ". {count} of {area_s} {all} small areas {are} in England's most deprived tenth on it"
        )
        fields |= {"share": bind(own.iloc[0], _percent), "area": place.name}
    return claim(f"deprivation-older-{release.lower()}", f"{template}.", **fields)


def kinds(ranks: pd.DataFrame, place: Place, release: str) -> tuple[Claim, ...]:
    """Say on which kinds of deprivation a place stands highest and lowest among authorities.

    ``ranks``: ``domain.ranks``; an authority that is not ranked has no claim.
    """
    own = ranks[(ranks["area_code"] == place.code) & (ranks["variant"] == release)]
    own = own[own["category"].isin(DOMAINS)].sort_values(["value", "category"], kind="stable")
    if len(own) < _FEWEST:
        return ()
    # Equal places are told together.
    first = own[own["value"] <= own["value"].iloc[_NAMED - 1]]
    last = own[(own["value"] == own["value"].max()) & ~own.index.isin(first.index)]
    if last.empty:
        return ()
    fields: dict[str, Bound | str] = {}
    parts = []
    for letter, (_, item) in zip("abcdefg", first.iterrows(), strict=False):
        fields[f"r{letter}"] = bind(item, wording.number)
        fields[f"k{letter}"] = _spoken(str(item["category"]))
        parts.append(f"{{k{letter}}} ({{r{letter}}})")
    return (
        claim(
            f"deprivation-kinds-{release.lower()}",
            "Among the {all} authorities of England, on the domains held for all of them, {area} "
            "stands highest by average rank on "
            + wording.area_list(parts, most=len(parts))
            + ", and lowest on {kinds} ({rank}); first is the most deprived ({index}).",
            all=bind(last.iloc[0], wording.number, "denominator"),
            area=place.name,
            kinds=wording.area_list([_spoken(kind) for kind in last["category"]]),
            rank=bind(last.iloc[0], wording.number),
            index=spoken(release),
            **fields,
        ),
    )


def _counted_in(method: str) -> str:
    """Give the date of the population that a method names: "mid-2022"."""
    found = re.search(r"mid-\d{4}", method)
    return found[0] if found else "date not stated"


def _older(frame: pd.DataFrame, release: str) -> pd.DataFrame:
    return frame[
        (frame["measure"] == "deprivation_domain_average_score")
        & (frame["variant"] == release)
        & (frame["category"] == _OLDER)
    ]


def _spoken(kind: str) -> str:
    return TITLES[kind][0].lower() + TITLES[kind][1:]


def _count_or_none(value: float) -> str:
    return wording.number(value) if value else "None"


def _percent(share: float) -> str:
    return wording.percent(100 * share)
