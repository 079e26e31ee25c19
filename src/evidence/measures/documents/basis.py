"""The measures that claims are held against, each made for one area when a check asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import density, lsoa, outcome, population, projection, stated
from evidence.measures.documents.calculation import calculated
from evidence.measures.documents.setting import settings
from evidence.measures.documents.trend import growth
from evidence.measures.frame import join
from evidence.measures.prevalence.model import MODELS
from evidence.measures.prevalence.need import modelled
from evidence.measures.release import RELEASES
from evidence.measures.rounds import ROUNDS

if TYPE_CHECKING:
    from evidence.tables.store import Store

Producer = Callable[["Store", str], pd.DataFrame]

_PLANNED = "2016-based"
_SPANS = ((2020, 2035), (2025, 2035))
_YEARS = (2020, 2025, 2030, 2035)


def _population(store: Store, area: str) -> pd.DataFrame:
    return join(
        projection.projections(store, [area], list(ROUNDS), years=_YEARS),
        population.estimates(store, [area]),
        population.first_published(store, [area]),
    )


def _changes(store: Store, area: str) -> pd.DataFrame:
    return join(
        *(
            population.change(store, [area], start=start, end=end, variant=name)
            for name in ROUNDS
            for start, end in _SPANS
        )
    )


def _need(store: Store, area: str) -> pd.DataFrame:
    models = list(MODELS)
    newer = [name for name in ROUNDS if name != _PLANNED]
    return join(
        modelled(store, [area], models, rounds=[_PLANNED], years=_YEARS, mode="pansi"),
        modelled(store, [area], models, rounds=[*newer, "rebased"], years=_YEARS),
    )


PRODUCERS: dict[str, Producer] = {
    "document_arithmetic": lambda store, area: join(
        calculated(store, [area]), growth(store, [area])
    ),
    "document_setting": lambda store, area: settings(store, [area]),
    "population": _population,
    "population_change": _changes,
    "population_change_percent": _changes,
    "population_density_hectare": lambda store, area: density.density(store, [area]),
    "modelled_people": _need,
    "lsoas_in_decile": lambda store, area: lsoa.deciles(store, [area], list(RELEASES)),
    "ascof_outcome": lambda store, area: outcome.outcomes(store, [area]),
    "stated_figure": lambda store, area: stated.figures(store, [area]),
    "stated_claim": lambda store, area: stated.claims(store, [area]),
}
"""By measure: what makes the frame that holds its rows for an area."""
