"""Every measure for any areas, in one frame: what ``evidence measure`` gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import (
    census,
    density,
    deprivation,
    domain,
    inequality,
    learning_disability,
    lsoa,
    outcome,
    placement,
    population,
    projection,
    stated,
    statement,
    survey,
    ward,
)
from evidence.measures.care import bed, outcome_limits, people, spend, unit_cost
from evidence.measures.counts import SEXES
from evidence.measures.documents import calculation, setting, tally, trend
from evidence.measures.estimate import REBASED
from evidence.measures.frame import gather
from evidence.measures.homelessness import destination, temporary
from evidence.measures.housing import home, supported_living
from evidence.measures.lsoa import EARLIER
from evidence.measures.place import authorities
from evidence.measures.prevalence import reproduction, split
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.prevalence.model import models
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import PLANNED, against
from evidence.measures.prevalence.spread import spread
from evidence.measures.prevalence.uncertainty import WITH_LIMITS, intervals, with_limits
from evidence.measures.release import RELEASES
from evidence.measures.rounds import ROUNDS

if TYPE_CHECKING:
    from evidence.tables.store import Store

FIRST_YEAR, LAST_YEAR = 2001, 2023
DECADE_AGO = 2013
MODELLED_YEARS = (2020, 2025, 2030, 2035)
OUTCOMES = (
    outcome.ADMISSIONS_18_64,
    outcome.ADMISSIONS_65_OVER,
    outcome.LEARNING_DISABILITY_OWN_HOME,
    outcome.OWN_HOME_18_64,
    outcome.OWN_HOME_65_OVER,
    outcome.DIRECT_PAYMENTS,
)
"""The outcomes that a page shows."""
PROJECTED = ((2025, 2035), (2020, 2035))
"""Spans over which each projection round is followed: the book's own, and the statement's."""


def all_measures(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every measure for the areas: population, projections, density, deprivation.

    Ages come in bands; five-year bands for the last estimate only. Small areas carry their rank,
    decile and score on the whole index. Under a minute and 2 GB for all authorities together.
    """
    return gather(_every(store, areas))


def _every(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    smaller = [area for area in areas if area != gss.ENGLAND]
    yield from _population(store, areas)
    yield from _projections(store, areas)
    for release in RELEASES:
        yield from _deprivation(store, areas, smaller, release)
    yield deprivation.published_summaries(store, smaller)
    yield lsoa.deciles(store, areas, [*RELEASES, *EARLIER])
    yield from _prevalence(store, areas)
    yield outcome.outcomes(store, _councils(store, areas), OUTCOMES)
    yield stated.figures(store, areas)
    yield stated.claims(store, areas)
    yield from _census(store, areas)
    yield from _support(store, areas)
    yield from _care(store, areas)
    yield from _housing(store, areas)
    yield from _homelessness(store, areas)
    yield from _documents(store, smaller)


def _census(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    return [
        census.shares(store, areas),
        census.wards(store, areas),
        census.small_areas(store, areas),
        census.ethnic_groups(store, areas),
        inequality.by_fifth(store, areas),
        inequality.indices(store, areas),
    ]


def _support(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    return [
        learning_disability.on_registers(store, areas, year=LAST_YEAR),
        learning_disability.accommodation(store, _councils(store, areas)),
        survey.rates(store),
    ]


def _prevalence(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    known, rounds = models(store), list(ROUNDS)
    names = list(known)
    rounded = [name for name in names if "pansi" in known[name].modes]
    ahead = modelled(store, areas, names, rounds=rounds, years=MODELLED_YEARS)
    limits = {
        name: intervals(store, areas, name, rounds=rounds, years=MODELLED_YEARS)
        for name in with_limits(store)
    }
    return [
        modelled(store, areas, names, rounds=[REBASED], years=[LAST_YEAR]),
        ahead,
        *(intervals(store, areas, name, rounds=[REBASED], years=[LAST_YEAR]) for name in limits),
        *limits.values(),
        spread(ahead, limits[WITH_LIMITS]),
        modelled(store, areas, rounded, rounds=[PLANNED], years=MODELLED_YEARS, mode="pansi"),
        against(store, areas, tables=True),
        reproduction.tally(store, reproduction.reproductions(store, areas)),
        split.implied(store, areas),
        diagnosis(store, _councils(store, areas)),
    ]


def _homelessness(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Give temporary accommodation of areas and their regions, and what documents state of it."""
    known = authorities(store)
    regions = [known.region(area)[0] for area in areas if area in known.in_use]
    both = [*dict.fromkeys([*areas, *sorted(set(regions))])]
    yield temporary.everything(store, both)
    yield destination.destinations(store, both)
    yield placement.readings(store, areas)


def _councils(store: Store, areas: Sequence[str]) -> list[str]:
    """Name the social-care councils of the areas: a district's is its county."""
    known = authorities(store)
    return [
        *dict.fromkeys(
            area if area == gss.ENGLAND or area.startswith("E10") else known.upper_tier(area)[0]
            for area in areas
        )
    ]


def _documents(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    return [
        calculation.calculated(store, areas),
        trend.growth(store, areas),
        setting.settings(store, areas),
        *tally.every(store, areas),
    ]


def _population(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    last = [LAST_YEAR]
    return [
        population.estimates(store, areas, sexes=SEXES),
        population.estimates(store, areas, years=last, ages="five-year", sexes=SEXES),
        population.first_published(store, areas, sexes=SEXES),
        population.shares(store, areas),
        population.sex_shares(store, areas, year=LAST_YEAR),
        *(
            population.change(store, areas, start=start, end=LAST_YEAR)
            for start in (FIRST_YEAR, DECADE_AGO)
        ),
        population.change(store, areas, start=FIRST_YEAR, end=LAST_YEAR, ages="five-year"),
        density.density(store, areas),
        density.lsoa_density(store, areas),
    ]


def _projections(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    names = list(ROUNDS)
    pairs = [(new, old) for at, new in enumerate(names) for old in names[:at]]
    return [
        projection.projections(store, areas, names, sexes=SEXES),
        *(
            population.change(store, areas, start=start, end=end, variant=name)
            for name in names
            for start, end in PROJECTED
        ),
        statement.stated_growth(store, areas),
        *(projection.differences(store, areas, newest=new, plan=old) for new, old in pairs),
        projection.errors(store, areas),
    ]


def _deprivation(
    store: Store, areas: Sequence[str], smaller: Sequence[str], release: str
) -> list[pd.DataFrame]:
    return [
        deprivation.summaries(store, areas, release),
        deprivation.ranks(store, smaller, release),
        domain.domains(store, areas, release),
        ward.summaries(store, smaller, release),
        ward.domains(store, smaller, release),
        ward.deciles(store, smaller, release),
        ward.spread(store, smaller, release),
        lsoa.values(store, smaller, release),
    ]


def _care(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    councils = _councils(store, areas)
    return [
        spend.spend(store, areas),
        spend.cells_against_totals(store, areas),
        spend.learning_disability(store, areas),
        people.shares(store, areas),
        bed.beds(store, areas),
        unit_cost.unit_costs(store, areas),
        outcome_limits.admissions(store, councils),
        outcome_limits.positions(store, councils),
        outcome_limits.direct_payments(store, councils),
        outcome_limits.own_home(store, councils),
    ]


def _housing(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    return [
        home.required_difference(store, areas),
        home.occupancy(store, areas),
        home.for_older_people(store, areas),
        supported_living.change(store, areas),
    ]
