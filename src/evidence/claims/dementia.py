"""What the dementia chapter says, each sentence true or absent for any authority."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, Strip, bind, claim, fact
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS

_ALL = "65+"
_PLAN = "2016-based"


def now(need: pd.DataFrame, place: Place) -> Claim:
    """Say how many people are modelled to live with dementia, by each rate set.

    ``need``: ``need.modelled`` of both dementia models on the rebased estimates of one year.
    """
    low, high = (_row(need, place, f"{rates} on rebased") for rates in ("CFAS II", "Dementia UK"))
    return claim(
        "dementia-now",
        "About {low} people {ages} in {area} were expected to live with dementia in {period} on "
        "the rates of one study ({first}) and about {high} on those of another ({second}). Both "
        "are modelled, not counted.",
        low=bind(low, wording.people),
        ages=wording.ages(_ALL),
        area=place.name,
        period=str(low["period"]),
        first="CFAS II",
        high=bind(high, wording.people),
        second="Dementia UK",
    )


def ahead(need: pd.DataFrame, place: Place, year: int, rates: str = "CFAS II") -> Claim:
    """Say what the newest round held gives for a year, then the older ones, on one rate set.

    ``need``: ``need.modelled`` of the dementia models on the rounds that the place holds.
    """
    period = f"mid-{year}"
    held = [name for name in ROUNDS if _held(need, place, f"{rates} on {name}", period)]
    newest, *older = (
        (name, bind(_row(need, place, f"{rates} on {name}", period), wording.people))
        for name in reversed(held)
    )
    fields: dict[str, Bound | str] = {}
    told = []
    for letter, (name, people) in zip("abcdef", older, strict=False):
        fields |= {f"round_{letter}": name, f"people_{letter}": people}
        told.append(f"about {{people_{letter}}} ({{round_{letter}}})")
    template = (
        "In {period} about {people} people {ages} in {area} are expected to live with dementia, "
        "on {rates} rates and the {round} projection."
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
        **fields,
    )


def plans(
    today: pd.DataFrame, need: pd.DataFrame, differences: pd.DataFrame, place: Place, year: int
) -> Claim:
    """Say modelled need now and in a year under each round held, and what the plan's number was.

    ``today`` is on the rebased estimates, ``need`` on the rounds, ``differences``
    ``published.against`` for dementia (empty where no document is held).
    """
    now = _row(today, place, "CFAS II on rebased")
    fields: dict[str, Bound | str] = {
        "now": bind(now, wording.people),
        "area": place.name,
        "period": str(now["period"]),
    }
    told = []
    period = f"mid-{year}"
    for letter, name in zip("abcdef", reversed(list(ROUNDS)), strict=False):
        if _held(need, place, f"CFAS II on {name}", period):
            there = _row(need, place, f"CFAS II on {name}", period)
            fields |= {f"round_{letter}": name, f"people_{letter}": bind(there, wording.people)}
            told.append(f"{{people_{letter}}} on the {{round_{letter}}} projection")
    template = (
        "About {now} people in {area} were expected to live with dementia in {period}; for {later} "
        f"the same rates give {wording.area_list(told)}."
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
            " The {printed} people whom the council's statement calls diagnosed came from a model "
            "too, not from diagnoses."
        )
        fields["printed"] = bind(near, _counted, "denominator")
    return claim("dementia-plans", template, later=period, **fields)


def a_model(differences: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that the number a document calls diagnosed is near a model's; none where none is held.

    ``differences``: ``published.against`` for dementia.
    """
    if differences.empty:
        return ()
    near, far = (
        row(
            differences,
            measure="modelled_difference_percent",
            area_code=place.code,
            category="dementia-diagnosed-2020",
            variant=f"{rates} on {_PLAN}",
        )
        for rates in ("Dementia UK", "CFAS II")
    )
    return (
        claim(
            "dementia-diagnosed-is-modelled",
            "The market position statement calls {stated} people diagnosed with dementia. Applied "
            "to the statement's own table of people for {period}, split by sex as a later round "
            "splits it, {first} rates give {near} ({apart} than printed) and {second} rates "
            "{far} ({away}): the printed number is a model's, not a count of diagnoses.",
            stated=bind(near, _counted, "denominator"),
            period=str(near["period"]),
            first="Dementia UK",
            near=bind(near, _counted, "numerator"),
            apart=bind(near, wording.more_or_fewer),
            second="CFAS II",
            far=bind(far, _counted, "numerator"),
            away=bind(far, wording.more_or_fewer),
        ),
    )


def recorded(diagnosis: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how many diagnoses are on record beside England; none where none are held.

    ``diagnosis``: ``diagnosis.diagnosis`` of the council and England.
    """
    own = diagnosis[diagnosis["area_code"] == place.upper_tier.code]
    if own.empty:
        return ()
    here = row(own, measure="dementia_diagnosis_rate")
    england = row(diagnosis, measure="dementia_diagnosis_rate", area_code=place.england.code)
    return (
        claim(
            "dementia-recorded",
            "In {period} practices had {recorded} people {ages} in {area} on record with "
            "dementia, {rate} of the {expected} that NHS England expected; in England {england}. "
            "The expected number is of patients registered with practices, who are not the same "
            "people as the residents of the models above.",
            period=str(here["period"]),
            recorded=bind(here, _counted, "numerator"),
            ages=wording.ages(_ALL),
            area=place.upper_tier.name,
            rate=bind(here, wording.percent),
            expected=bind(here, _counted, "denominator"),
            england=bind(england, wording.percent),
        ),
    )


def not_diagnosed(diagnosis: pd.DataFrame, stated: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Set the statement's people not diagnosed beside what NHS England expects in all.

    ``stated``: ``stated.claims`` of the statement; none where none is held.
    """
    said = stated[stated["breakdown"] == "cognitive-impairment-not-diagnosed"]
    own = diagnosis[diagnosis["area_code"] == place.upper_tier.code]
    if said.empty or own.empty:
        return ()
    here = row(own, measure="dementia_diagnosis_rate")
    return (
        claim(
            "dementia-not-diagnosed",
            "The statement also speaks of about {stated} people with cognitive impairment who are "
            "not diagnosed. Cognitive impairment is wider than dementia, so the two cannot be "
            "set against each other; for dementia alone NHS England expected {expected} people "
            "in all, {recorded} of them on record.",
            stated=bind(said.iloc[0], _counted),
            expected=bind(here, _counted, "denominator"),
            recorded=bind(here, _counted, "numerator"),
        ),
    )


def key_facts(
    need: pd.DataFrame, ahead: pd.DataFrame, diagnosis: pd.DataFrame, place: Place, year: int
) -> Strip:
    """Put modelled need now and ahead, and what is on record, side by side.

    ``need`` is on the rebased estimates, ``ahead`` on the rounds; the newest one is shown.
    """
    here = _row(need, place, "CFAS II on rebased")
    period = f"mid-{year}"
    newest = [name for name in ROUNDS if _held(ahead, place, f"CFAS II on {name}", period)][-1]
    later = _row(ahead, place, f"CFAS II on {newest}", period)
    share = row(
        need,
        measure="modelled_prevalence",
        area_code=place.code,
        variant="CFAS II on rebased",
        age_band=_ALL,
        sex="persons",
    )
    tiles = [
        fact(
            "fact-dementia-now",
            bind(here, wording.people),
            "people {ages}",
            "expected to live with dementia in {period} (modelled)",
            "{share} of people of those ages",
            ages=wording.ages(_ALL),
            period=str(here["period"]),
            share=bind(share, wording.percent),
        ),
        fact(
            "fact-dementia-ahead",
            bind(later, wording.people),
            "people {ages}",
            "expected in {period} (modelled, {round} round)",
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
                "{rate} of those expected; England {england}",
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
