"""What is said of dementia on record: who has a diagnosis, and how many were expected to."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS

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
            "Practices in {area} had {recorded} patients {ages} on record with dementia ({period}; "
            "the month is not stated), by a third party's copy of NHS England's figures that is "
            "yet to be confirmed. NHS England expected {expected} such patients. The published "
            "rate is {rate}; in England it is {england}. No interval of either is held.",
            area=place.upper_tier.name,
            recorded=bind(here, _counted, "numerator"),
            ages=wording.ages(_ALL),
            period=str(here["period"]),
            expected=bind(here, _counted, "denominator"),
            rate=bind(here, wording.percent),
            england=bind(england, wording.percent),
        ),
    )


def patients(beside: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say how the patients expected to have dementia stand to the residents on the same rates.

    ``beside``: ``diagnosis.beside_residents``; none where the council is not the place's own, or
    nothing is held of it.
    """
    rows = beside[
        (beside["measure"] == "dementia_expected_difference_percent")
        & (beside["area_code"] == place.code)
    ]
    order = {name: at for at, name in enumerate(ROUNDS)}
    place_of = rows["variant"].str.rsplit(" on ", n=1).str[-1].map(order).fillna(-1)
    if rows.empty or (place_of < 0).all():
        return ()
    newest = rows.iloc[int(place_of.to_numpy().argmax())]
    apart = wording.more_or_fewer(float(newest["value"]), 0)
    unexplained = " Why they differ is not explained by anything held here."
    return (
        claim(
            "dementia-patients",
            "The expected number is of patients registered with practices, who are not the "
            "residents of the models above. On the same rates the {round} projection gives "
            "{residents} residents with dementia for {period}; NHS England's {expected} are "
            "{apart}." + ("" if apart == "about as many" else unexplained),
            round=str(newest["variant"]).rsplit(" on ", 1)[1],
            residents=bind(newest, wording.tens, "denominator"),
            period=str(newest["period"]),
            expected=bind(newest, _counted, "numerator"),
            apart=bind(newest, lambda value: wording.more_or_fewer(value, 0)),
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
            "expected {expected} patients {ages}; {recorded} were on record, {missing} fewer than "
            "expected.",
            stated=bind(said.iloc[0], _counted),
            expected=bind(here, _counted, "denominator"),
            recorded=bind(here, _counted, "numerator"),
            ages=wording.ages(_ALL),
            missing=bind(row(own, measure="dementia_not_recorded"), _counted),
        ),
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
