"""What is said of dementia on record: who has a diagnosis, and how many were expected to."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_ALL = "65+"


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
            "dementia. NHS England expected {expected}, so the recorded come to {rate} of the "
            "expected; in England the rate was {england}. The expected number is of patients "
            "registered with practices, who are not the same people as the residents of the models "
            "above.",
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
            "not diagnosed. It does not say what it counts as cognitive impairment, nor where the "
            "number comes from, and nothing held here tests it. For dementia alone NHS England "
            "expected {expected} people; {recorded} were on record.",
            stated=bind(said.iloc[0], _counted),
            expected=bind(here, _counted, "denominator"),
            recorded=bind(here, _counted, "numerator"),
        ),
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
