"""Every measure is defined once: what it counts, in what unit, and which way is worse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from evidence.errors import UsageError, suggestion

Polarity = Literal["higher is worse", "lower is worse", "neither"]


@dataclass(frozen=True)
class Definition:
    """One measure. ``sentence`` ends with a full stop and holds for any area."""

    id: str
    title: str
    unit: str
    statistic: str
    sentence: str
    polarity: Polarity = "neither"


_WORSE: Polarity = "higher is worse"
_LOWER: Polarity = "lower is worse"

_POPULATION = (
    Definition(
        "population",
        "Population",
        "people",
        "count",
        "Usual residents at 30 June of the year, estimated or projected.",
    ),
    Definition(
        "population_share",
        "Share of the population",
        "%",
        "percentage",
        "Residents in an age band as a percentage of residents of all ages of the same sex.",
    ),
    Definition(
        "population_share_of_all",
        "Share of all residents",
        "%",
        "percentage",
        "Residents of one sex and age band as a percentage of residents of every sex and age.",
    ),
    Definition(
        "population_change",
        "Change in population",
        "people",
        "difference",
        "Residents at the end of the period less residents at its start.",
    ),
    Definition(
        "population_change_percent",
        "Change in population, per cent",
        "%",
        "percentage change",
        "The change over the period as a percentage of residents at its start.",
    ),
    Definition(
        "population_difference",
        "Difference between projection rounds",
        "people",
        "difference",
        "Residents projected by the later round less those projected by the earlier round.",
    ),
    Definition(
        "population_difference_percent",
        "Difference between projection rounds, per cent",
        "%",
        "percentage difference",
        "The difference between two rounds as a percentage of the earlier round.",
    ),
    Definition(
        "projection_error",
        "Projection error",
        "people",
        "difference",
        "Residents projected for a past year less residents since estimated for it.",
    ),
    Definition(
        "projection_error_percent",
        "Projection error, per cent",
        "%",
        "percentage difference",
        "The projection error as a percentage of the estimate.",
    ),
    Definition(
        "population_density",
        "Population density",
        "people per square kilometre",
        "ratio",
        "Residents divided by the area of land in square kilometres.",
    ),
    Definition(
        "population_density_hectare",
        "Population density per hectare",
        "people per hectare",
        "ratio",
        "Residents divided by the area of land in hectares.",
    ),
)

_SUMMARIES = (
    Definition(
        "deprivation_average_score",
        "Average score",
        "score",
        "population-weighted mean",
        "Index of Multiple Deprivation scores of the small areas, weighted by population.",
        _WORSE,
    ),
    Definition(
        "deprivation_average_rank",
        "Average rank",
        "reversed rank",
        "population-weighted mean",
        "National ranks of the small areas, reversed so that higher is more deprived, weighted "
        "by population.",
        _WORSE,
    ),
    Definition(
        "deprivation_proportion",
        "Share of small areas in the most deprived tenth",
        "proportion",
        "proportion",
        "Small areas in the most deprived tenth of England as a share of all small areas.",
        _WORSE,
    ),
    Definition(
        "deprivation_extent",
        "Extent",
        "proportion",
        "weighted proportion",
        "People in the most deprived three tenths of small areas as a share of all people; "
        "those beyond the first tenth count for less the less deprived their area.",
        _WORSE,
    ),
    Definition(
        "deprivation_local_concentration",
        "Local concentration",
        "reversed rank",
        "population-weighted mean",
        "Reversed national rank, averaged over the most deprived small areas that hold a tenth "
        "of the people.",
        _WORSE,
    ),
)

_RANKS = tuple(
    Definition(
        f"{summary.id}_rank",
        f"Rank of {summary.title[0].lower()}{summary.title[1:]}",
        "rank",
        "rank",
        f"{summary.title}: place among the authorities of England, 1 the most deprived; equal "
        "values share the better place.",
        _LOWER,
    )
    for summary in _SUMMARIES
)

_DEPRIVATION = (
    Definition(
        "deprivation_domain_average_rank",
        "Average rank, by domain",
        "reversed rank",
        "population-weighted mean",
        "National ranks of the small areas on one domain or supplementary index, reversed so that "
        "higher is more deprived, weighted by the people at risk.",
        _WORSE,
    ),
    Definition(
        "deprivation_domain_average_score",
        "Average score, by domain",
        "score",
        "population-weighted mean",
        "Scores of the small areas on one domain or supplementary index, weighted by the people "
        "at risk. Each domain has its own scale.",
        _WORSE,
    ),
    Definition(
        "deprivation_domain_average_transformed_score",
        "Average transformed score, by domain",
        "score from 0 to 100",
        "population-weighted mean",
        "Exponentially transformed domain scores of the small areas, the form in which domains "
        "enter the index, weighted by the people at risk.",
        _WORSE,
    ),
    Definition(
        "deprivation_rank",
        "Deprivation rank",
        "rank",
        "rank",
        "Place of a small area among all of England, 1 the most deprived.",
        _LOWER,
    ),
    Definition(
        "deprivation_decile",
        "Deprivation decile",
        "decile",
        "quantile",
        "Tenth of England's small areas that a small area is in, 1 the most deprived.",
        _LOWER,
    ),
    Definition(
        "deprivation_score",
        "Deprivation score",
        "score",
        "score",
        "Score of a small area; not comparable between releases.",
        _WORSE,
    ),
    Definition(
        "lsoas_in_decile",
        "Small areas in a national decile",
        "small areas",
        "count",
        "Number of small areas in one tenth of England's, 1 the most deprived.",
    ),
    Definition(
        "share_of_lsoas_in_decile",
        "Share of small areas in a national decile",
        "%",
        "percentage",
        "Small areas in one tenth of England's, 1 the most deprived, as a percentage of the area's "
        "small areas.",
    ),
    Definition(
        "lsoa_rank_within_ward",
        "National ranks within a ward",
        "rank",
        "order statistic",
        "Rank of the most deprived, middle or least deprived small area of a ward.",
        _LOWER,
    ),
    Definition(
        "lsoa_decile_within_ward",
        "National deciles within a ward",
        "decile",
        "order statistic",
        "Decile of the most deprived, middle or least deprived small area of a ward.",
        _LOWER,
    ),
)

DEFINITIONS = {item.id: item for item in (*_POPULATION, *_SUMMARIES, *_RANKS, *_DEPRIVATION)}


def definition(measure: str) -> Definition:
    """Look a measure up; refuse an unknown one with a suggestion."""
    if measure not in DEFINITIONS:
        raise UsageError(f"no measure is called {measure!r}{suggestion(measure, DEFINITIONS)}")
    return DEFINITIONS[measure]
