"""Measures of how adult social care turns out, as every council reports them."""

from __future__ import annotations

from evidence.measures.definition import Definition

OUTCOME = (
    Definition(
        "ascof_outcome",
        "Adult social care outcome",
        "as published",
        "as published",
        "A measure of the Adult Social Care Outcomes Framework, as its publisher gives it.",
    ),
)
