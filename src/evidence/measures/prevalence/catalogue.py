"""Every measure of need that a page or a document check stands on, for any areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import census, estimate, stated
from evidence.measures.estimate import REBASED
from evidence.measures.prevalence import reproduction, split
from evidence.measures.prevalence.band_limits import band_limits
from evidence.measures.prevalence.diagnosis import beside_residents, diagnosis
from evidence.measures.prevalence.mix import growth, mix
from evidence.measures.prevalence.model import models
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import PLANNED, against
from evidence.measures.prevalence.replanned import replanned
from evidence.measures.prevalence.spread import spread
from evidence.measures.prevalence.uncertainty import WITH_LIMITS, intervals, with_limits
from evidence.measures.prevalence.ward import need as ward_need
from evidence.measures.prevalence.ward_census import against_census
from evidence.measures.rounds import ROUNDS

if TYPE_CHECKING:
    from evidence.tables.store import Store

SPAN = (2025, 2035)
"""The years between which the book follows a projection."""
MODELLED_YEARS = (2020, 2025, 2030, 2035)
DIAGNOSED = 2026


def every_need(store: Store, areas: Sequence[str], councils: Sequence[str]) -> list[pd.DataFrame]:
    """Give modelled need of the areas, with limits where rates have them, and what bears on it.

    ``councils`` are the social-services authorities of the areas: diagnoses are held of them.
    """
    counted = estimate.held(store)
    known, rounds = models(store), list(ROUNDS)
    names = list(known)
    rounded = [name for name in names if "pansi" in known[name].modes]
    ahead = modelled(store, areas, names, rounds=rounds, years=MODELLED_YEARS)
    newest = ROUNDS[rounds[-1]]
    begun = range(newest.base_year, newest.base_year + 3)
    limits = {
        name: intervals(store, areas, name, rounds=rounds, years=MODELLED_YEARS)
        for name in with_limits(store)
    }
    recorded = diagnosis(store, councils)
    printed = against(store, areas, tables=True)
    own = [council for council in councils if council in areas]
    by_ward = ward_need(store, areas)
    return [
        modelled(store, areas, names, rounds=[counted.name], years=[counted.year]),
        # What numbers that documents print of years since past are held against.
        *_past(store, printed, names, before=counted.year),
        ahead,
        # How the newest round begins, and what it has for the last estimate's year.
        modelled(store, areas, names, rounds=[newest.name], years=begun),
        *(
            intervals(store, areas, name, rounds=[counted.name], years=[counted.year])
            for name in limits
        ),
        *limits.values(),
        spread(ahead, limits[WITH_LIMITS]),
        modelled(store, areas, rounded, rounds=[PLANNED], years=MODELLED_YEARS, mode="pansi"),
        printed,
        reproduction.tally(store, reproduction.reproductions(store, areas, printed)),
        split.implied(store, areas),
        recorded,
        beside_residents(
            recorded, modelled(store, own, [WITH_LIMITS], rounds=rounds, years=[DIAGNOSED])
        ),
        *_dementia(store, areas, ahead),
        by_ward,
        against_census(by_ward, census.wards(store, areas)),
    ]


def _past(
    store: Store, printed: pd.DataFrame, names: Sequence[str], *, before: int
) -> list[pd.DataFrame]:
    """Give modelled need of past years on the estimates, of the areas that documents are about."""
    years = [year for year in MODELLED_YEARS if year < before]
    areas = list(printed["area_code"].unique())
    return [modelled(store, areas, names, rounds=[REBASED], years=years)] if areas else []


def _dementia(store: Store, areas: Sequence[str], ahead: pd.DataFrame) -> list[pd.DataFrame]:
    """Give what is said of modelled dementia alone: its parts, their limits, and its growth."""
    parts = modelled(
        store, areas, [WITH_LIMITS], rounds=list(ROUNDS), years=SPAN, by_sex=True, by_age=True
    )
    own = ahead[ahead["breakdown"] == "dementia"]
    return [
        mix(parts, ages="65+", parts=(("female", "65+"), ("persons", "90+"))),
        band_limits(store, parts),
        growth(own, start=SPAN[0], end=SPAN[1]),
        replanned(own, stated.claims(store, areas, ["dementia-2035"])),
    ]
