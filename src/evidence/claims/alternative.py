"""What is said of how else need could be put: by a newer survey, a definition, another round."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Bound, Claim, bind, claim
from evidence.claims.need import PRESENT, number, projection, study_of
from evidence.errors import CheckError
from evidence.measures import wording
from evidence.measures.estimate import series_of
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.published import PLANNED
from evidence.measures.rounds import ROUNDS

_LEARNING, _AUTISM = "learning disability", "autism"
_MENTAL = "common mental disorder"
_PRESENT = PRESENT[_MENTAL]
_SOON = 2


def autism(
    rates: pd.DataFrame, applied: pd.DataFrame, modelled: pd.DataFrame, place: Place, year: int
) -> tuple[Claim, ...]:
    """Say what the newest survey puts autism at, beside the model's share and number.

    ``rates``: ``survey.rates``; ``applied``: ``survey.applied`` of the place for ``year``. None
    where no newer survey than the model's is held.
    """
    if rates.empty:
        return ()
    newest = row(rates, breakdown=_AUTISM, sex="persons")
    ours = _of_estimates(modelled, place, _AUTISM, "18+", year)
    found = claim(
        "learning-disability-autism-survey",
        "The newest survey ({survey}), put together with earlier ones of its series, found {rate} "
        "of people {surveyed} in England autistic; the rates used here come to {share} of people "
        "{ages} in {area}. At the survey's rate about {there} autistic people {ages} would live in "
        "{area} in {period}, where {ours} are modelled.",
        survey=str(newest["period"]),
        rate=bind(newest, wording.percent),
        surveyed=wording.ages(str(newest["age_band"])),
        share=bind(_share(modelled, ours), wording.percent),
        ages=wording.ages(str(ours["age_band"])),
        area=place.name,
        period=str(ours["period"]),
        there=bind(row(applied, area_code=place.code, breakdown=_AUTISM), wording.people),
        ours=bind(ours, wording.people),
    )
    return (found,)


def mental_health(
    rates: pd.DataFrame, applied: pd.DataFrame, modelled: pd.DataFrame, place: Place, year: int
) -> tuple[Claim, ...]:
    """Say what the newest survey found in England, and what its level would make of the model.

    ``rates``: ``survey.rates``; ``applied``: ``survey.applied`` of the place for ``year``. None
    where no newer survey than the model's is held.
    """
    if rates.empty:
        return ()
    every = row(rates, breakdown=_PRESENT, age_band="16-64", sex="persons")
    young = row(rates, breakdown=_PRESENT, age_band="16-24", sex="persons")
    psychotic = row(rates, breakdown="psychotic disorder")
    ours = _of_estimates(modelled, place, _MENTAL, "18-64", year)
    there = row(applied, area_code=place.code, breakdown=_PRESENT)
    found = claim(
        "survey-mental-health",
        "The newest survey found in England, in {period}, that {all} of people {ages} had a "
        "common mental health condition and {young} of those {young_ages}; {psychotic} of people "
        "{adult} had a psychotic disorder.",
        period=str(every["period"]),
        all=bind(every, wording.percent),
        ages=wording.ages(str(every["age_band"])),
        young=bind(young, wording.percent),
        young_ages=wording.ages(str(young["age_band"])),
        psychotic=bind(psychotic, wording.percent),
        adult=wording.ages(str(psychotic["age_band"])),
    )
    level = claim(
        "survey-mental-health-level",
        "The model uses the rates of an earlier survey of the same series ({study}), which come to "
        "{share} of people {ages} in {area}. At the newest survey's rate for people {surveyed} "
        "about {there} people {ages} in {area} would have such a condition in {period}, where "
        "{ours} are modelled.",
        study=study_of(ours),
        share=bind(_share(modelled, ours), wording.percent),
        ages=wording.ages(str(ours["age_band"])),
        area=place.name,
        surveyed=wording.ages(str(every["age_band"])),
        there=bind(there, wording.people),
        period=str(ours["period"]),
        ours=bind(ours, wording.people),
    )
    return found, level


def level_and_round(
    applied: pd.DataFrame, modelled: pd.DataFrame, place: Place, *, now: int, year: int
) -> tuple[Claim, ...]:
    """Say how far a newer survey's level moves modelled mental need, and the round another.

    None where no newer survey than the model's is held.
    """
    if applied.empty:
        return ()
    ours = _of_estimates(modelled, place, _MENTAL, "18-64", now)
    fields: dict[str, Bound | str] = {
        "there": bind(row(applied, area_code=place.code, breakdown=_PRESENT), wording.people),
        "ours": bind(ours, wording.people),
        "who": wording.people_with(_MENTAL, "18-64"),
        "area": place.name,
        "period": str(ours["period"]),
    }
    template = (
        "The newest survey's rate would put the number of {who} in {area} in {period} at about "
        "{there} rather than {ours}"
    )
    held = _rounds(modelled, place, _MENTAL, "18-64", year)
    if len(held) > 1:
        low, high = sorted(held[-2:], key=lambda item: float(item["value"]))
        template += "; the projection round puts the number for {then} at about {low} or {high}"
        fields |= {
            "then": f"mid-{year}",
            "low": bind(low, wording.people),
            "high": bind(high, wording.people),
        }
    return (claim("need-mental-level-and-round", f"{template}.", **fields),)


def matters_most(
    modelled: pd.DataFrame, expected: pd.DataFrame, place: Place, *, now: int, year: int
) -> Claim:
    """Say how far the definition moves learning disability, and how far the round does.

    ``expected``: ``learning_disability.on_registers`` for the year ``now``.
    """
    wide = _of_estimates(modelled, place, _LEARNING, "18+", now)
    narrow = row(expected, measure="people_at_register_rate", area_code=place.code)
    fields: dict[str, Bound | str] = {
        "period": f"mid-{now}",
        "area": place.name,
        "all": bind(wide, wording.people),
        "adults": wording.ages(str(wide["age_band"])),
        "known": bind(narrow, wording.people),
        "known_ages": wording.ages(str(narrow["age_band"])),
    }
    told = (
        "about {all} people {adults} in {area} in {period} by the study's definition, about "
        "{known} {known_ages} at the rate of councils' registers"
    )
    held = sorted(
        _rounds(modelled, place, _LEARNING, "18+", year), key=lambda item: float(item["value"])
    )
    apart = float(held[-1]["value"] - held[0]["value"]) if held else 0.0
    if not 0 < apart < wide["value"] - narrow["value"]:
        text = f"What counts as a learning disability moves the number far: {told}."
        return claim("learning-disability-matters-most", text, **fields)
    return claim(
        "learning-disability-matters-most",
        f"What counts as a learning disability matters most: {told}. The projection round comes "
        "next: about {low} or about {high} in {then}.",
        **fields,
        low=bind(held[0], wording.people),
        high=bind(held[-1], wording.people),
        then=f"mid-{year}",
    )


def course(
    modelled: pd.DataFrame, place: Place, *, condition: str, ages: str, now: int, year: int
) -> tuple[Claim, ...]:
    """Say how the newest round runs, and what it has for a year that has since been estimated.

    No claim where the newest round held begins after ``now`` or ends before ``year``.
    """
    held = [
        name
        for name in ROUNDS
        if name != PLANNED and number(modelled, place, condition, ages, name, year) is not None
    ]
    if not held:
        return ()
    newest = ROUNDS[held[-1]]
    rows = [
        number(modelled, place, condition, ages, newest.name, when)
        for when in (newest.base_year, newest.base_year + _SOON, year, now)
    ]
    estimated = number(modelled, place, condition, ages, series_of(modelled["variant"]), now)
    start, soon, end, projected = rows
    if start is None or soon is None or end is None or projected is None or estimated is None:
        return ()
    return (
        claim(
            f"need-{condition.replace(' ', '-')}-course",
            "On {projection} the number of {who} in {area} goes from about {start} in {first} to "
            "about {soon} in {second} and about {end} in {last}. For {now} it has about "
            "{projected}; the rates on the estimate for {now} give about {estimated}.",
            projection=projection(newest.name),
            who=wording.people_with(condition, ages),
            area=place.name,
            start=bind(start, wording.people),
            first=str(start["period"]),
            soon=bind(soon, wording.people),
            second=str(soon["period"]),
            end=bind(end, wording.people),
            last=str(end["period"]),
            now=str(estimated["period"]),
            projected=bind(projected, wording.people),
            estimated=bind(estimated, wording.people),
        ),
    )


def _of_estimates(
    modelled: pd.DataFrame, place: Place, condition: str, ages: str, year: int
) -> pd.Series:
    found = number(modelled, place, condition, ages, series_of(modelled["variant"]), year)
    if found is None:
        raise CheckError(f"no modelled need is held for {place.name} in {year}: show a notice")
    return found


def _share(modelled: pd.DataFrame, people: pd.Series) -> pd.Series:
    keys = ("variant", "area_code", "period", "sex", "age_band", "breakdown")
    return row(modelled, measure="modelled_prevalence", **{name: people[name] for name in keys})


def _rounds(
    modelled: pd.DataFrame, place: Place, condition: str, ages: str, year: int
) -> list[pd.Series]:
    """Give the number of each round by single year that is held, in order of publication."""
    return [
        found
        for name in ROUNDS
        if name != PLANNED
        and (found := number(modelled, place, condition, ages, name, year)) is not None
    ]
