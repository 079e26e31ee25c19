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
        "Households recorded in another district",
        "households",
        "count",
        "Households recorded in another local authority district at the end of the quarter, by the "
        "authority that owes them the duty. They are placed there in temporary accommodation, or "
        "may be owed a duty with no accommodation secured.",
        WORSE,
    ),
    Definition(
        "temporary_accommodation_elsewhere_share",
        "Households recorded in another district for each 100 in temporary accommodation",
        "per 100 households",
        "proportion",
        "Households recorded in another district for each 100 in temporary accommodation at the "
        "end of the quarter. The publisher says that it is not the percentage of placements that "
        "are out of area, since the first may include households with no accommodation secured, "
        "whom the second leaves out; areas are to be compared by the rate for each 1,000 "
        "households.",
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
        "Households in another district for each 100 in temporary accommodation, at least",
        "per 100 households",
        "proportion",
        "Households recorded in another district for each 100 in temporary accommodation, if every "
        "household with no accommodation secured is among those counted there and is taken off.",
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
        "Households recorded in another district per 1,000 households",
        "per 1,000 households",
        "crude rate",
        "Households recorded in another district for each 1,000 households living in the area of "
        "the authority that owes them the duty. The publisher says to compare areas by it.",
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
        "Households recorded in another district, by where it is",
        "households",
        "count",
        "Households recorded in another district at the end of the quarter, by the region of that "
        "district.",
    ),
    Definition(
        "temporary_accommodation_same_region_share",
        "Share of households recorded elsewhere that are in the same region",
        "%",
        "proportion",
        "Of households recorded in another district, the percentage in a district of the "
        "authority's own region.",
    ),
)
