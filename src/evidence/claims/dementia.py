"""What the dementia chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.estimate import series_of
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.uncertainty import PARAMETER
from evidence.measures.rounds import ROUNDS

_ALL = "65+"
_CONFIDENCE = 0.95


def now(limits: pd.DataFrame, place: Place) -> Claim:
    """Say how many people are modelled to live with dementia, with the survey's interval.

    ``limits``: ``uncertainty.intervals`` of CFAS II on the newest estimates of one year.
    """
    low = _limits(limits, place, _estimated(limits, "CFAS II"), str(limits["period"].iloc[0]))
    return claim(
        "dementia-now",
        "About {low} people {ages} in {area} ({confidence} interval {lower} to {upper}) were "
        "expected to live with dementia in {period}, on {rates} rates. That is modelled, not "
        "counted.",
        low=bind(low, wording.people),
        ages=wording.ages(_ALL),
        area=place.name,
        period=str(low["period"]),
        rates="CFAS II",
        **_ends(low),
    )


def without_limits(need: pd.DataFrame, place: Place) -> Claim:
    """Say what the other rate set gives, of which no limits are held.

    ``need``: ``need.modelled`` of Dementia UK on the newest estimates of one year.
    """
    high = _row(need, place, _estimated(need, "Dementia UK"))
    return claim(
        "dementia-now-other",
        "On {rates} rates about {high} people {ages} in {area} were expected to live with dementia "
        "in {period}. No limits of these rates are held, and the published table has not been "
        "seen.",
        rates="Dementia UK",
        high=bind(high, wording.people),
        ages=wording.ages(_ALL),
        area=place.name,
        period=str(high["period"]),
    )


def ahead(limits: pd.DataFrame, place: Place, year: int) -> Claim:
    """Say what the newest round held gives for a year, then the older ones, on one rate set.

    ``limits``: ``uncertainty.intervals`` of CFAS II on the rounds that the place holds.
    """
    period = f"mid-{year}"
    (name, *older), fields = _by_round(limits, place, period)
    template = (
        "In {period} about {people_a} people {ages} in {area} ({confidence} interval {lower_a} to "
        "{upper_a}) are expected to live with dementia, on {rates} rates and the {round_a} "
        "projection."
    )
    told = [
        f"about {{people_{letter}}} ({{lower_{letter}}} to {{upper_{letter}}}) on "
        f"{{round_{letter}}}"
        for letter, _ in older
    ]
    if told:
        template += f" The same rates give {wording.area_list(told)}."
    return claim(
        f"dementia-ahead-{year}",
        template,
        period=period,
        ages=wording.ages(_ALL),
        area=place.name,
        rates="CFAS II",
        **{**fields, "round_a": name[1]},
    )


def plans(today: pd.DataFrame, need: pd.DataFrame, place: Place, year: int) -> Claim:
    """Say modelled need now and in a year under each round held, each with its interval.

    ``today`` and ``need``: ``uncertainty.intervals`` of CFAS II, on the newest estimates and on
    the rounds.
    """
    now = _limits(today, place, _estimated(today, "CFAS II"), str(today["period"].iloc[0]))
    period = f"mid-{year}"
    held, fields = _by_round(need, place, period)
    told = [
        f"{{people_{letter}}} ({{lower_{letter}}} to {{upper_{letter}}}) on {{round_{letter}}}"
        for letter, _ in held
    ]
    return claim(
        "dementia-plans",
        "About {now} people {ages} in {area} ({confidence} interval {lower} to {upper}) were "
        "expected to live with dementia in {period}, on CFAS II rates; for {later} the same rates "
        f"give {wording.area_list(told)}.",
        now=bind(now, wording.people),
        ages=wording.ages(_ALL),
        area=place.name,
        lower=bind(now, wording.limit, "lower"),
        upper=bind(now, wording.limit, "upper"),
        period=str(now["period"]),
        later=period,
        **fields,
    )


def _by_round(
    limits: pd.DataFrame, place: Place, period: str
) -> tuple[list[tuple[str, str]], dict[str, Bound | str]]:
    """Give a letter and name for each round held, newest first, and the fields of all of them."""
    held = [name for name in reversed(ROUNDS) if _held(limits, place, f"CFAS II on {name}", period)]
    fields: dict[str, Bound | str] = {}
    named = list(zip("abcdef", held, strict=False))
    for letter, name in named:
        there = _limits(limits, place, f"CFAS II on {name}", period)
        fields |= {
            f"round_{letter}": "the statement's own table"
            if ROUNDS[name].is_plan
            else f"the {name} projection",
            f"people_{letter}": bind(there, wording.people),
            f"lower_{letter}": bind(there, wording.limit, "lower"),
            f"upper_{letter}": bind(there, wording.limit, "upper"),
            "confidence": wording.confidence(there["confidence"]),
        }
    return named, fields


def key_facts(
    today: pd.DataFrame, ahead: pd.DataFrame, diagnosis: pd.DataFrame, place: Place, year: int
) -> Strip:
    """Put modelled need now and ahead, and what is on record, side by side.

    ``today`` and ``ahead``: ``uncertainty.intervals`` of CFAS II, on the newest estimates and on
    the rounds; the newest round is shown.
    """
    here = _limits(today, place, _estimated(today, "CFAS II"), str(today["period"].iloc[0]))
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
                "patients {ages}",
                "with dementia on record at practices in {area}, {period}",
                "{rate} of those expected, as published; England {england}",
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
        "confidence": wording.confidence(found["confidence"]),
        "lower": bind(found, wording.limit, "lower"),
        "upper": bind(found, wording.limit, "upper"),
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


def _estimated(rows: pd.DataFrame, rates: str) -> str:
    return f"{rates} on {series_of(rows['variant'])}"
