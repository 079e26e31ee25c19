"""Measures of how deprived an area is among those of England."""

from __future__ import annotations

from evidence.measures.definition import LOWER, WORSE, Definition

_SUMMARIES = (
    Definition(
        "deprivation_average_score",
        "Average score",
        "score",
        "population-weighted mean",
        "Index of Multiple Deprivation scores of the small areas, weighted by population.",
        WORSE,
    ),
    Definition(
        "deprivation_average_rank",
        "Average rank",
        "reversed rank",
        "population-weighted mean",
        "National ranks of the small areas, reversed so that higher is more deprived, weighted "
        "by population.",
        WORSE,
    ),
    Definition(
        "deprivation_proportion",
        "Share of small areas in the most deprived tenth",
        "proportion",
        "proportion",
        "Small areas in the most deprived tenth of England as a share of all small areas.",
        WORSE,
    ),
    Definition(
        "deprivation_extent",
        "Extent",
        "proportion",
        "weighted proportion",
        "People in the most deprived three tenths of small areas as a share of all people; "
        "those beyond the first tenth count for less the less deprived their area.",
        WORSE,
    ),
    Definition(
        "deprivation_local_concentration",
        "Local concentration",
        "reversed rank",
        "population-weighted mean",
        "Reversed national rank, averaged over the most deprived small areas that hold a tenth "
        "of the people.",
        WORSE,
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
        LOWER,
    )
    for summary in _SUMMARIES
)

_OTHERS = (
    Definition(
        "deprivation_domain_average_rank",
        "Average rank, by domain",
        "reversed rank",
        "population-weighted mean",
        "National ranks of the small areas on one domain or supplementary index, reversed so that "
        "higher is more deprived, weighted by the people at risk.",
        WORSE,
    ),
    Definition(
        "deprivation_domain_average_score",
        "Average score, by domain",
        "score",
        "population-weighted mean",
        "Scores of the small areas on one domain or supplementary index, weighted by the people "
        "at risk. Each domain has its own scale.",
        WORSE,
    ),
    Definition(
        "deprivation_domain_average_transformed_score",
        "Average transformed score, by domain",
        "score from 0 to 100",
        "population-weighted mean",
        "Exponentially transformed domain scores of the small areas, the form in which domains "
        "enter the index, weighted by the people at risk.",
        WORSE,
    ),
    Definition(
        "deprivation_rank",
        "Deprivation rank",
        "rank",
        "rank",
        "Place of a small area among all of England, 1 the most deprived.",
        LOWER,
    ),
    Definition(
        "deprivation_decile",
        "Deprivation decile",
        "decile",
        "quantile",
        "Tenth of England's small areas that a small area is in, 1 the most deprived.",
        LOWER,
    ),
    Definition(
        "deprivation_score",
        "Deprivation score",
        "score",
        "score",
        "Score of a small area; not comparable between releases.",
        WORSE,
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
        "share_of_people_in_most_deprived_tenth",
        "Share of people in the most deprived tenth of small areas",
        "%",
        "percentage",
        "People who live in small areas that are among England's most deprived tenth, deprived "
        "themselves or not, as a percentage of all people.",
    ),
    Definition(
        "deprivation_domain_average_rank_rank",
        "Rank of average rank, by domain",
        "rank",
        "rank",
        "Average rank on one domain: place among the authorities of England, 1 the most deprived; "
        "equal values share the better place.",
        LOWER,
    ),
    Definition(
        "lsoas_in_decile_of_index",
        "Small areas in a national decile of one index",
        "small areas",
        "count",
        "Number of small areas in one tenth of England's on a supplementary index, 1 the most "
        "deprived.",
    ),
    Definition(
        "lsoa_rank_within_ward",
        "National ranks within a ward",
        "rank",
        "order statistic",
        "Rank of the most deprived, middle or least deprived small area of a ward.",
        LOWER,
    ),
    Definition(
        "lsoa_decile_within_ward",
        "National deciles within a ward",
        "decile",
        "order statistic",
        "Decile of the most deprived, middle or least deprived small area of a ward.",
        LOWER,
    ),
)

DEPRIVATION = (*_SUMMARIES, *_RANKS, *_OTHERS)
