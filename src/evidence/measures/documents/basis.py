"""The measures that claims are held against, each made for one area when a check asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import density, lsoa, population, projection, stated
from evidence.measures.care.bed import beds
from evidence.measures.care.outcome_limits import own_home
from evidence.measures.documents.calculation import calculated
from evidence.measures.documents.later import later
from evidence.measures.documents.setting import settings
from evidence.measures.documents.trend import growth
from evidence.measures.estimate import REBASED
from evidence.measures.frame import join
from evidence.measures.homelessness import temporary
from evidence.measures.place import authorities
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import PLANNED, printed
from evidence.measures.release import RELEASES
from evidence.measures.rounds import ROUNDS

if TYPE_CHECKING:
    from evidence.tables.store import Store

Producer = Callable[["Store", str], pd.DataFrame]

_START, _END = 2020, 2035
_YEARS = (2020, 2025, 2030, 2035)


def _population(store: Store, area: str) -> pd.DataFrame:
    return join(
        projection.projections(store, [area], list(ROUNDS), years=_YEARS),
        population.estimates(store, [area]),
        population.first_published(store, [area]),
    )


def _changes(store: Store, area: str) -> pd.DataFrame:
    return join(
        *(population.change(store, [area], start=_START, end=_END, variant=name) for name in ROUNDS)
    )


def _need(store: Store, area: str) -> pd.DataFrame:
    models = list(printed(store, [area])["model"].dropna().unique())
    newest = list(ROUNDS)[-1:]
    return join(
        modelled(store, [area], models, rounds=[PLANNED], years=_YEARS, mode="pansi"),
        modelled(store, [area], models, rounds=[REBASED], years=[_START]),
        modelled(store, [area], models, rounds=newest, years=_YEARS[1:]),
    )


def _temporary(store: Store, area: str) -> pd.DataFrame:
    return temporary.everything(store, [area])


def _council(store: Store, area: str) -> str:
    return authorities(store).upper_tier(area)[0]


PRODUCERS: dict[str, Producer] = {
    "document_arithmetic": lambda store, area: join(
        calculated(store, [area]), growth(store, [area])
    ),
    "document_setting": lambda store, area: join(settings(store, [area]), later(store, [area])),
    "population": _population,
    "population_change": _changes,
    "population_change_percent": _changes,
    "population_density_hectare": lambda store, area: density.density(store, [area]),
    "modelled_people": _need,
    "dementia_recorded": lambda store, area: diagnosis(store, [_council(store, area)]),
    "care_own_home_share": lambda store, area: own_home(store, [_council(store, area)]),
    "care_self_funder_share": lambda store, area: beds(store, [area]),
    "lsoas_in_decile": lambda store, area: lsoa.deciles(store, [area], list(RELEASES)),
    temporary.HOUSEHOLDS: _temporary,
    temporary.ELSEWHERE: _temporary,
    temporary.TYPE: _temporary,
    "stated_figure": lambda store, area: stated.figures(store, [area]),
    "stated_claim": lambda store, area: stated.claims(store, [area]),
}
"""By measure: what makes the frame that holds its rows for an area."""
