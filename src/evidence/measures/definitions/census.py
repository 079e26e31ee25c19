"""Measures of what the census counted."""

from __future__ import annotations

from evidence.measures.definition import Definition

CENSUS = (
    Definition(
        "census_share",
        "Share of residents at the census",
        "%",
        "percentage",
        "Residents counted in a category at Census 2021 as a percentage of those its table counts.",
    ),
)
