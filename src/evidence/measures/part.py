"""A part of the catalogue gives the measures of a topic or two, each with all its choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import (
    accuracy,
    backtest,
    census,
    density,
    deprivation,
    domain,
    estimate,
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
from evidence.measures.care import bed, outcome_limits, people, rating, spend, unit_cost
from evidence.measures.context import funnel, neighbour, position
from evidence.measures.counts import SEXES
from evidence.measures.definition import Definition
from evidence.measures.definitions.accuracy import ACCURACY
from evidence.measures.definitions.care import CARE
from evidence.measures.definitions.census import CENSUS
from evidence.measures.definitions.context import CONTEXT
from evidence.measures.definitions.deprivation import DEPRIVATION
from evidence.measures.definitions.documents import DOCUMENTS
from evidence.measures.definitions.homelessness import HOMELESSNESS
from evidence.measures.definitions.housing import HOUSING
from evidence.measures.definitions.inequality import INEQUALITY
from evidence.measures.definitions.outcome import OUTCOME
from evidence.measures.definitions.placement import PLACEMENT
from evidence.measures.definitions.population import POPULATION
from evidence.measures.definitions.prevalence import PREVALENCE
from evidence.measures.definitions.stated import STATED
from evidence.measures.definitions.support import SUPPORT
from evidence.measures.documents import calculation, later, setting, tally, trend
from evidence.measures.homelessness import destination, temporary, wider
from evidence.measures.housing import home, supported_living
from evidence.measures.lsoa import EARLIER
from evidence.measures.place import authorities
from evidence.measures.prevalence.catalogue import SPAN, every_need
from evidence.measures.release import RELEASES
from evidence.measures.rounds import ROUNDS, Round

if TYPE_CHECKING:
    from evidence.tables.store import Store

TESTED = (2018, 2020, 2023)
"""Years that are past and that a page holds a round against."""
OUTCOMES = (
    outcome.ADMISSIONS_18_64,
    outcome.ADMISSIONS_65_OVER,
    outcome.LEARNING_DISABILITY_OWN_HOME,
    outcome.OWN_HOME_18_64,
    outcome.OWN_HOME_65_OVER,
    outcome.DIRECT_PAYMENTS,
)
"""The outcomes that a page shows."""
PRINTED = (2020, 2035)
"""The years of the table that the market position statement prints, which rounds are held to."""


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
    last = estimate.held(store).year
    return [
        learning_disability.on_registers(store, areas, year=last),
        learning_disability.accommodation(store, _councils(store, areas)),
        survey.rates(store),
        survey.applied(store, areas, year=last),
        *(survey.applied(store, areas, year=SPAN[1], variant=name) for name in ROUNDS),
    ]


def _homelessness(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Give temporary accommodation of areas and their regions, and what documents state of it."""
    known = authorities(store)
    regions = [known.region(area)[0] for area in areas if area in known.in_use]
    both = [*dict.fromkeys([*areas, *sorted(set(regions))])]
    yield temporary.everything(store, both)
    yield wider.everything(store, both)
    yield destination.destinations(store, both)
    yield placement.readings(store, areas)
    yield placement.apart(store, areas)


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
    areas = _without_england(areas)
    return [
        calculation.calculated(store, areas),
        trend.growth(store, areas),
        setting.settings(store, areas),
        later.later(store, areas),
        *tally.every(store, areas),
    ]


def _population(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    held = estimate.held(store)
    name = held.name
    return [
        population.estimates(store, areas, sexes=SEXES),
        population.of_variant(store, areas, name, years=[held.year], ages="five-year", sexes=SEXES),
        population.first_published(store, areas, sexes=SEXES),
        population.shares(store, areas, variant=name),
        population.sex_shares(store, areas, year=held.year, variant=name),
        *(
            population.change(store, areas, start=start, end=held.year, variant=name)
            for start in dict.fromkeys((held.first, held.before))
        ),
        population.change(
            store, areas, start=held.first, end=held.year, ages="five-year", variant=name
        ),
        density.density(store, areas),
        density.lsoa_density(store, areas),
    ]


def _projections(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    held = estimate.held(store)
    names = list(ROUNDS)
    pairs = [(new, old) for at, new in enumerate(names) for old in names[:at]]
    followed = [
        population.change(store, areas, start=start, end=end, variant=name)
        for name in names
        for start, end in _followed(ROUNDS[name])
    ]
    followed += [
        population.since_estimate(
            store, areas, start=start, end=SPAN[1], variant=name, series=held.name
        )
        for name in names
        for start in dict.fromkeys((PRINTED[0], held.year))
    ]
    return [
        projection.projections(store, areas, names, sexes=SEXES),
        *followed,
        *(population.a_year(part) for part in followed),
        *(
            population.change(
                store, areas, start=SPAN[0], end=SPAN[1], variant=name, ages="five-year"
            )
            for name in names
        ),
        *(
            population.halves(store, areas, start=SPAN[0], end=SPAN[1], variant=name)
            for name in names
        ),
        statement.stated_growth(store, areas),
        *(projection.differences(store, areas, newest=new, plan=old) for new, old in pairs),
    ]


def _followed(item: Round) -> tuple[tuple[int, int], ...]:
    """Give the spans over which a round is followed: the book's, the statement's, its first years.

    The last is from its base to where the book's begins; a round made since then has none.
    """
    first = item.base_year, SPAN[0]
    return SPAN, PRINTED, *([first] if first[0] < first[1] else [])


def _accuracy(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    held = estimate.held(store)
    return [
        accuracy.everything(store, areas),
        # Rounds that came out after the last estimate are no back-test, but say where they begin.
        *(
            projection.errors(store, areas, round=item.name, against=held.name, years=TESTED)
            for item in ROUNDS.values()
            if item.name != backtest.ROUND and item.published_year > held.year
        ),
    ]


def _deprivation(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    smaller = _without_england(areas)
    for release in RELEASES:
        yield deprivation.summaries(store, areas, release)
        yield deprivation.ranks(store, smaller, release)
        yield deprivation.people_in_first_tenth(store, areas, release)
        yield domain.domains(store, areas, release)
        yield domain.ranks(store, smaller, release)
        yield lsoa.index_deciles(store, areas, release, "idaopi")
        yield from ward.every(store, smaller, release)
        yield lsoa.values(store, smaller, release)
    yield deprivation.published_summaries(store, smaller)
    yield lsoa.deciles(store, areas, [*RELEASES, *EARLIER])


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
        outcome_limits.reablement(store, councils),
        rating.providers(store, councils),
    ]


def _housing(store: Store, areas: Sequence[str]) -> list[pd.DataFrame]:
    return [
        home.required_difference(store, areas),
        home.required_less_stock(store, areas),
        home.occupancy(store, areas),
        home.for_older_people(store, areas),
        supported_living.change(store, areas),
    ]


def _context(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    councils = _councils(store, areas)
    both = [*dict.fromkeys([*areas, *councils])]
    yield neighbour.distances(store, areas)
    yield neighbour.distances(store, councils, councils=True)
    yield neighbour.agreement(store, areas)
    yield position.positions(store, both)
    yield funnel.limits(store, both)


def _need(store: Store, areas: Sequence[str]) -> Iterable[pd.DataFrame]:
    return every_need(store, areas, _councils(store, areas))


def _outcomes(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    yield outcome.outcomes(store, _councils(store, areas), OUTCOMES)


def _stated(store: Store, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    yield stated.figures(store, areas)
    yield stated.claims(store, areas)


def _without_england(areas: Sequence[str]) -> list[str]:
    return [area for area in areas if area != gss.ENGLAND]


_Part: TypeAlias = Callable[["Store", Sequence[str]], Iterable[pd.DataFrame]]
PARTS: tuple[tuple[_Part, tuple[tuple[Definition, ...], ...]], ...] = (
    (_population, (POPULATION,)),
    (_projections, (POPULATION,)),
    (_accuracy, (ACCURACY, POPULATION)),
    (_deprivation, (DEPRIVATION,)),
    (_need, (PREVALENCE,)),
    (_outcomes, (OUTCOME,)),
    (_stated, (STATED,)),
    (_census, (CENSUS, INEQUALITY)),
    (_support, (SUPPORT,)),
    (_care, (CARE,)),
    (_housing, (HOUSING,)),
    (_homelessness, (HOMELESSNESS, PLACEMENT)),
    (_documents, (DOCUMENTS,)),
    (_context, (CONTEXT,)),
)
"""The parts of the catalogue, each with the topics whose measures it may give."""
