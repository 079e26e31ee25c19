"""Measures of households in temporary accommodation: how many, and how many in another district."""

from __future__ import annotations

from evidence.measures.definition import WORSE, Definition

HOMELESSNESS = (
    Definition(
        "temporary_accommodation_households",
        "Households in temporary accommodation",
        "households",
        "count",
        "Households in temporary accommodation at the end of the quarter, by the authority that "
        "owes them the duty.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_elsewhere",
        "Households placed in another district",
        "households",
        "count",
        "Households in temporary accommodation in another local authority district at the end of "
        "the quarter, by the authority that placed them.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_elsewhere_share",
        "Share of households placed in another district",
        "%",
        "proportion",
        "Households in another district as a percentage of all households in temporary "
        "accommodation at the end of the quarter.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_unsecured",
        "Households owed a duty with no accommodation secured",
        "households",
        "count",
        "Households to whom a duty is owed at the end of the quarter and for whom no accommodation "
        "has been secured; the total in temporary accommodation leaves them out.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_elsewhere_share_least",
        "Least share of households placed in another district",
        "%",
        "proportion",
        "The share in another district if every household with no accommodation secured is among "
        "those counted there.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_rate",
        "Households in temporary accommodation per 1,000 households",
        "per 1,000 households",
        "crude rate",
        "Households in temporary accommodation for each 1,000 households living in the area.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_elsewhere_rate",
        "Households placed in another district per 1,000 households",
        "per 1,000 households",
        "crude rate",
        "Households placed in another district for each 1,000 households living in the area of the "
        "authority that placed them.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_type",
        "Households in temporary accommodation of one type",
        "households",
        "count",
        "Households in one type of temporary accommodation at the end of the quarter.",
    ),
    Definition(
        "temporary_accommodation_destination",
        "Households placed in another district, by where it is",
        "households",
        "count",
        "Households placed in another district at the end of the quarter, by the region of the "
        "district that they live in.",
    ),
    Definition(
        "temporary_accommodation_same_region_share",
        "Share of households placed elsewhere that are in the same region",
        "%",
        "proportion",
        "Of households placed in another district, the percentage in a district of the placing "
        "authority's own region.",
    ),
)
