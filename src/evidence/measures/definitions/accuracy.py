"""Measures of how far projections and first estimates lay from what was estimated later."""

from __future__ import annotations

from evidence.measures.definition import Definition

ACCURACY = (
    Definition(
        "projection_error_part",
        "Part of a projection error",
        "people",
        "difference",
        "The part of a projection error that was there in the base year, or that came from growth "
        "projected since less growth estimated since.",
    ),
    Definition(
        "projection_error_part_percent",
        "Part of a projection error, per cent",
        "%",
        "percentage difference",
        "The part of a projection error as a percentage of the estimate of the year.",
    ),
    Definition(
        "first_published_difference",
        "Estimate first published less rebased",
        "people",
        "difference",
        "Residents in the estimate first published less residents in the estimate rebased after "
        "the census.",
    ),
    Definition(
        "first_published_difference_percent",
        "Estimate first published less rebased, per cent",
        "%",
        "percentage difference",
        "The difference between the estimate first published and the rebased one as a percentage "
        "of the rebased one.",
    ),
    Definition(
        "error_percentile",
        "Errors of authorities, percentile",
        "%",
        "percentile",
        "The error in per cent that lies above the named percentage of authorities' errors.",
    ),
    Definition(
        "error_mean",
        "Errors of authorities, mean",
        "%",
        "mean",
        "The mean of authorities' errors in per cent, signs kept: the mean algebraic percentage "
        "error.",
    ),
    Definition(
        "error_absolute_mean",
        "Errors of authorities, mean size",
        "%",
        "mean",
        "The mean of the sizes of authorities' errors in per cent: the mean absolute percentage "
        "error.",
    ),
    Definition(
        "error_absolute_median",
        "Errors of authorities, median size",
        "%",
        "median",
        "The median of the sizes of authorities' errors in per cent.",
    ),
    Definition(
        "error_within",
        "Authorities within a margin of error",
        "%",
        "percentage",
        "Authorities whose error is no larger than the margin in either direction, as a percentage "
        "of authorities.",
    ),
    Definition(
        "error_further_out",
        "Authorities further out",
        "authorities",
        "count",
        "Authorities whose error in per cent is larger, in either direction, than this one's.",
    ),
)
