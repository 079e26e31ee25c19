"""What is said of what modelled dementia hangs on, how it grows and who is expected to have it."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.spread import NEWER, RATES, ROUND, SURVEY

_ALL = "65+"
_CONFIDENCE = 0.95
_SPREADS = {
    ROUND: "between projection rounds",
    RATES: "between the two rate sets",
    SURVEY: "across the survey's {confidence} interval, from end to end",
}


def grows(growth: pd.DataFrame, mix: pd.DataFrame, place: Place, round: str) -> Claim:
    """Say how modelled need grows on a round, and who is expected to have dementia at the end.

    ``growth``: ``mix.growth`` of CFAS II; ``mix``: ``mix.mix``, with women and people of 90 and
    over.
    """
    variant = f"CFAS II on {round}"
    change = row(
        growth,
        measure="modelled_change_percent",
        area_code=place.code,
        variant=variant,
        sex="persons",
        age_band=_ALL,
    )
    start, end = str(change["period"]).split(" to ")
    shares = mix[(mix["area_code"] == place.code) & (mix["variant"] == variant)]
    women = row(shares, period=end, sex="female", age_band=_ALL)
    oldest = row(shares, period=end, sex="persons", age_band="90+")
    return claim(
        "dementia-grows",
        "On {rates} rates and the {round} projection the number of people {ages} with dementia in "
        "{area} {change} between {start} and {end}; the rates are held still, so all of it is the "
        "people. In {end}, by the point estimates, {women} of them are women and {oldest} "
        "({people} people) are {oldest_ages}.",
        rates="CFAS II",
        round=round,
        ages=wording.ages(_ALL),
        area=place.name,
        change=bind(change, lambda value: wording.rises_or_falls(value, 0)),
        start=start,
        end=end,
        women=bind(women, _whole),
        oldest=bind(oldest, _whole),
        people=bind(oldest, wording.people, "numerator"),
        oldest_ages=wording.ages("90+"),
    )


def depends(spread: pd.DataFrame, place: Place, year: int) -> tuple[Claim, ...]:
    """Say how much of the number hangs on the round, the rate set and the survey.

    ``spread``: ``spread.spread``; () where it holds nothing for the place and year.
    """
    if spread.empty:
        return ()
    own = spread[(spread["area_code"] == place.code) & (spread["period"] == f"mid-{year}")]
    if own.empty:
        return ()
    fields: dict[str, Bound | str] = {
        "period": f"mid-{year}",
        "area": place.name,
        "confidence": _whole(100 * _CONFIDENCE),
    }
    told = []
    for letter, (category, words) in zip("abc", _SPREADS.items(), strict=True):
        if category not in set(own["category"]):
            continue
        people, percent = (
            row(own, measure=measure, category=category)
            for measure in ("modelled_spread", "modelled_spread_percent")
        )
        fields[f"people_{letter}"] = bind(people, _some)
        fields[f"percent_{letter}"] = bind(percent, _whole)
        told.append(f"by {{people_{letter}}} people ({{percent_{letter}}}) {words}")
        if category == ROUND and NEWER in set(own["category"]):
            newer = row(own, measure="modelled_spread", category=NEWER)
            fields["newer"] = bind(newer, wording.people)
            told[-1] += " (by {newer} without the statement's own table)"
    template = (
        "The number modelled for {period} in {area} differs "
        f"{wording.area_list(told)}. Per cent are of the newest round on CFAS II rates."
    )
    if ROUND not in set(own["category"]):
        template += " Only one projection round is held for {area}, so what rounds differ by is"
        template += " not known here."
    return (claim(f"dementia-depends-{year}", template, **fields),)


def _some(value: float) -> str:
    """Put a number of people that may be of a very small place."""
    text = wording.people(value)
    return "fewer than 10" if text == "0" else text


def _whole(value: float) -> str:
    return wording.percent(value, 0)
