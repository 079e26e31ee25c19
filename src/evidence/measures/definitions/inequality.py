"""Measures of how residents differ between the more and the less deprived parts of a place."""

from __future__ import annotations

from evidence.measures.definition import Definition

INEQUALITY = (
    Definition(
        "census_share_by_fifth",
        "Share at the census, by fifth of deprivation",
        "%",
        "percentage",
        "People or households counted in a category at Census 2021, as a percentage of all those "
        "of a fifth of the place's small areas; the first fifth is the most deprived.",
    ),
    Definition(
        "inequality_slope",
        "Slope index of inequality",
        "percentage points",
        "slope index",
        "The share at the most deprived end of a logistic line fitted through the fifths, less "
        "that at the least deprived end.",
    ),
    Definition(
        "inequality_ratio",
        "Relative index of inequality",
        "ratio",
        "relative index",
        "The share at the most deprived end of a logistic line fitted through the fifths, over "
        "that at the least deprived end.",
    ),
)
