"""What the dementia chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.spread import RATES, ROUND, SURVEY
from evidence.measures.prevalence.uncertainty import PARAMETER
from evidence.measures.rounds import ROUNDS

_ALL = "65+"
_PLAN = "2016-based"
_CONFIDENCE = 0.95
_SPREADS = {
    ROUND: "the projection round",
    RATES: "the rate set",
    SURVEY: "the survey, over its interval from end to end,",
}


def now(need: pd.DataFrame, limits: pd.DataFrame, place: Place) -> Claim:
    """Say how many people are modelled to live with dementia, by each rate set.

    ``need``: ``need.modelled`` of both dementia models on the rebased estimates of one year;
    ``limits``: ``uncertainty.intervals`` of CFAS II on the same.
    """
    high = _row(need, place, "Dementia UK on rebased")
    low = _limits(limits, place, "CFAS II on rebased", str(high["period"]))
    return claim(
        "dementia-now",
        "About {low} people {ages} in {area} were expected to live with dementia in {period} on "
        "the rates of one study ({first}; {confidence} interval {lower} to {upper}) and about "
        "{high} on those of another ({second}, published without limits). Both are modelled, not "
        "counted.",
        low=bind(low, wording.people),
        ages=wording.ages(_ALL),
        area=place.name,
        period=str(low["period"]),
        first="CFAS II",
        **_ends(low),
        high=bind(high, wording.people),
        second="Dementia UK",
    )


def ahead(limits: pd.DataFrame, place: Place, year: int) -> Claim:
    """Say what the newest round held gives for a year, then the older ones, on one rate set.

    ``limits``: ``uncertainty.intervals`` of CFAS II on the rounds that the place holds.
    """
    rates, period = "CFAS II", f"mid-{year}"
    held = [name for name in ROUNDS if _held(limits, place, f"{rates} on {name}", period)]
    newest, *older = (
        (name, bind(_limits(limits, place, f"{rates} on {name}", period), wording.people))
        for name in reversed(held)
    )
    fields: dict[str, Bound | str] = {}
    told = []
    for letter, (name, people) in zip("abcdef", older, strict=False):
        fields |= {f"round_{letter}": name, f"people_{letter}": people}
        told.append(f"about {{people_{letter}}} ({{round_{letter}}})")
    template = (
        "In {period} about {people} people {ages} in {area} ({confidence} interval {lower} to "
        "{upper}) are expected to live with dementia, on {rates} rates and the {round} projection."
    )
    if told:
        template += f" On older projections the same rates give {wording.area_list(told)}."
    return claim(
        f"dementia-ahead-{year}",
        template,
        period=period,
        people=newest[1],
        ages=wording.ages(_ALL),
        area=place.name,
        rates=rates,
        round=newest[0],
        **_ends(_limits(limits, place, f"{rates} on {newest[0]}", period)),
        **fields,
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
    fields: dict[str, Bound | str] = {"period": f"mid-{year}", "area": place.name}
    told = []
    for letter, (category, words) in zip("abc", _SPREADS.items(), strict=True):
        if category not in set(own["category"]):
            continue
        people, percent = (
            row(own, measure=measure, category=category)
            for measure in ("modelled_spread", "modelled_spread_percent")
        )
        fields[f"people_{letter}"] = bind(people, wording.people)
        fields[f"percent_{letter}"] = bind(percent, lambda value: wording.percent(value, 0))
        told.append(f"{words} by {{people_{letter}}} people ({{percent_{letter}}})")
    template = (
        "What the number for {period} in {area} hangs on: it moves with "
        f"{wording.area_list(told)}. Per cent are of the newest round on CFAS II rates."
    )
    if len(told) < len(_SPREADS):
        template += " Only one projection round is held for {area}, so what rounds differ by is"
        template += " not known here."
    return (claim(f"dementia-depends-{year}", template, **fields),)


def plans(
    today: pd.DataFrame, need: pd.DataFrame, differences: pd.DataFrame, place: Place, year: int
) -> Claim:
    """Say modelled need now and in a year under each round held, and what the plan's number was.

    ``today`` and ``need``: ``uncertainty.intervals`` of CFAS II, on the rebased estimates and on
    the rounds; ``differences``: ``published.against`` for dementia (empty where no document is
    held).
    """
    now = _limits(today, place, "CFAS II on rebased", str(today["period"].iloc[0]))
    fields: dict[str, Bound | str] = {
        **_ends(now),
        "now": bind(now, wording.people),
        "area": place.name,
        "period": str(now["period"]),
    }
    told: list[str] = []
    period = f"mid-{year}"
    for letter, name in zip("abcdef", reversed(list(ROUNDS)), strict=False):
        if _held(need, place, f"CFAS II on {name}", period):
            there = _limits(need, place, f"CFAS II on {name}", period)
            fields |= {f"round_{letter}": name, f"people_{letter}": bind(there, wording.people)}
            if told:
                told.append(f"{{people_{letter}}} on the {{round_{letter}}} projection")
                continue
            fields |= {
                f"{end}_{letter}": bind(there, wording.people, end) for end in ("lower", "upper")
            }
            told.append(
                f"{{people_{letter}}} ({{lower_{letter}}} to {{upper_{letter}}}) on the "
                f"{{round_{letter}}} projection"
            )
    template = (
        "About {now} people {ages} in {area} ({confidence} interval {lower} to {upper}) were "
        "expected to live with dementia in {period}, on CFAS II rates; for {later} the same rates "
        f"give {wording.area_list(told)}."
    )
    if len(differences):
        near = row(
            differences,
            measure="modelled_difference_percent",
            area_code=place.code,
            category="dementia-diagnosed-2020",
            variant=f"Dementia UK on {_PLAN}",
        )
        template += (
            " The {printed} people whom the council's statement calls an estimate of those "
            "diagnosed lie close to what a model gives."
        )
        fields["printed"] = bind(near, _counted, "denominator")
    return claim("dementia-plans", template, later=period, ages=wording.ages(_ALL), **fields)


def key_facts(
    today: pd.DataFrame, ahead: pd.DataFrame, diagnosis: pd.DataFrame, place: Place, year: int
) -> Strip:
    """Put modelled need now and ahead, and what is on record, side by side.

    ``today`` and ``ahead``: ``uncertainty.intervals`` of CFAS II, on the rebased estimates and on
    the rounds; the newest round is shown.
    """
    here = _limits(today, place, "CFAS II on rebased", str(today["period"].iloc[0]))
    period = f"mid-{year}"
    newest = [name for name in ROUNDS if _held(ahead, place, f"CFAS II on {name}", period)][-1]
    later = _limits(ahead, place, f"CFAS II on {newest}", period)
    tiles = [
        fact(
            "fact-dementia-now",
            bind(here, wording.people),
            "people {ages}",
            "expected to live with dementia in {period} (modelled)",
            "{confidence} interval {lower} to {upper}",
            ages=wording.ages(_ALL),
            period=str(here["period"]),
            **_ends(here),
        ),
        fact(
            "fact-dementia-ahead",
            bind(later, wording.people),
            "people {ages}",
            "expected in {period} (modelled, {round} round)",
            "{confidence} interval {lower} to {upper}",
            **_ends(later),
            ages=wording.ages(_ALL),
            period=period,
            round=newest,
        ),
    ]
    own = diagnosis[diagnosis["area_code"] == place.upper_tier.code]
    if len(own):
        found = row(own, measure="dementia_diagnosis_rate")
        england = row(diagnosis, measure="dementia_diagnosis_rate", area_code=place.england.code)
        tiles.append(
            fact(
                "fact-dementia-recorded",
                bind(found, _counted, "numerator"),
                "people {ages}",
                "with a diagnosis on record in {area}, {period}",
                "{rate} of the number expected; England {england}",
                ages=wording.ages(_ALL),
                area=place.upper_tier.name,
                period=str(found["period"]),
                rate=bind(found, wording.percent),
                england=bind(england, wording.percent),
            )
        )
    return Strip(tuple(tiles))


def _row(need: pd.DataFrame, place: Place, variant: str, period: str = "") -> pd.Series:
    wanted = {"period": period} if period else {}
    return row(
        need,
        measure="modelled_people",
        area_code=place.code,
        variant=variant,
        age_band=_ALL,
        sex="persons",
        **wanted,
    )


def _limits(limits: pd.DataFrame, place: Place, variant: str, period: str) -> pd.Series:
    return row(
        limits,
        area_code=place.code,
        variant=variant,
        period=period,
        category=PARAMETER,
        confidence=_CONFIDENCE,
    )


def _ends(found: pd.Series) -> dict[str, Bound | str]:
    return {
        "confidence": wording.percent(100 * found["confidence"], 0),
        "lower": bind(found, wording.people, "lower"),
        "upper": bind(found, wording.people, "upper"),
    }


def _held(need: pd.DataFrame, place: Place, variant: str, period: str) -> bool:
    return bool(
        (
            (need["area_code"] == place.code)
            & (need["variant"] == variant)
            & (need["period"] == period)
        ).any()
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
