"""Measures of how many people live in an area, how old they are and how that changes."""

from __future__ import annotations

from evidence.measures.definition import Definition

POPULATION = (
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
        "population_growth_a_year",
        "Growth of the population a year",
        "% a year",
        "compound growth",
        "The growth over the period as the same percentage in each of its years.",
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
