"""Measures of adult social care placements out of borough: what documents let one work out."""

from __future__ import annotations

from evidence.measures.definition import Definition

PLACEMENT = (
    Definition(
        "stated_out_of_borough_share",
        "Share placed out of borough, on a stated reading",
        "%",
        "proportion",
        "People that a document says are in care homes out of borough, as a percentage of those it "
        "says are in long-term care, on one reading of which number belongs to which kind of home.",
    ),
    Definition(
        "stated_households_difference",
        "Households counted at the end of a quarter against those stated for a month",
        "%",
        "percentage difference",
        "Households in temporary accommodation that MHCLG counts at the end of the quarter before "
        "or after a month, less those that a document states for the month, as a percentage of the "
        "latter. The dates differ, so it tests neither.",
    ),
)
