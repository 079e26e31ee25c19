"""What is said of the dementia numbers that a document printed: they lie close to a model's."""

from __future__ import annotations

import pandas as pd

from evidence.claims.claim import Claim, bind, claim
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place

_ALL = "65+"
_PLAN = "2016-based"


def a_model(differences: pd.DataFrame, place: Place) -> tuple[Claim, ...]:
    """Say that the number a document calls diagnosed is near a model's; none where none is held.

    ``differences``: ``published.against`` for dementia.
    """
    if differences.empty:
        return ()
    near, far, later = (
        row(
            differences,
            measure="modelled_difference_percent",
            area_code=place.code,
            category=category,
            variant=f"{rates} on {_PLAN}",
        )
        for rates, category in (
            ("Dementia UK", "dementia-diagnosed-2020"),
            ("CFAS II", "dementia-diagnosed-2020"),
            ("Dementia UK", "dementia-2035"),
        )
    )
    return (
        claim(
            "dementia-diagnosed-is-modelled",
            "The market position statement gives an estimated {stated} people {ages} diagnosed "
            "with dementia, and names no year. Applied to its own table of people for {period}, "
            "split by sex as a later round splits it, {first} rates give {near} ({apart} than "
            "printed) and {second} rates {far} ({away}). For {ahead} it prints {printed}; there "
            "{first} rates give {then} ({by} than printed). The printed numbers lie close to one "
            "model's; the statement does not say where they come from.",
            stated=bind(near, _counted, "denominator"),
            ages=wording.ages(_ALL),
            period=str(near["period"]),
            first="Dementia UK",
            near=bind(near, _counted, "numerator"),
            apart=bind(near, wording.more_or_fewer),
            second="CFAS II",
            far=bind(far, _counted, "numerator"),
            away=bind(far, wording.more_or_fewer),
            ahead=str(later["period"]),
            printed=bind(later, _counted, "denominator"),
            then=bind(later, _counted, "numerator"),
            by=bind(later, wording.more_or_fewer),
        ),
    )


def _counted(value: float) -> str:
    return wording.people(value, counted=True)
