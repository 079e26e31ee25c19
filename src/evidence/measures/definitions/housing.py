"""Measures of specialist homes: how many there are, how many are lived in, how many are wanted."""

from __future__ import annotations

from evidence.measures.definition import Definition

HOUSING = (
    Definition(
        "housing_requirement_difference",
        "Specialist homes required, kinds less total",
        "homes",
        "difference",
        "The kinds of specialist home that a document requires, added, less the total that it "
        "prints.",
    ),
    Definition(
        "housing_requirement_less_stock",
        "Specialist homes required, less those the council has",
        "homes",
        "difference",
        "The homes of a kind that one document requires less those that another says the council "
        "has; whether the requirement comes on top is not stated.",
    ),
    Definition(
        "housing_occupancy",
        "Share of homes that are occupied",
        "%",
        "percentage",
        "Homes with a tenant at a date as a percentage of the homes there are: a full count, not "
        "a sample.",
    ),
    Definition(
        "housing_homes_per_1000",
        "Specialist homes for 1,000 older people",
        "homes per 1,000 people",
        "ratio",
        "The council's sheltered and extra care homes divided by residents of the age band, times "
        "1,000.",
    ),
    Definition(
        "housing_placement_change_percent",
        "Change in supported living placements, per cent",
        "%",
        "percentage change",
        "Placements in the later year less those in the earlier, as a percentage of the earlier, "
        "as one sentence of a document prints both.",
    ),
)
