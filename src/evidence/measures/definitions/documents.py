"""Measures that hold the documents checked: sums, settings, differences and verdicts."""

from __future__ import annotations

from evidence.measures.definition import Definition

DOCUMENTS = (
    Definition(
        "document_arithmetic",
        "What a document's own numbers come to",
        "as printed",
        "calculation",
        "Sums, quotients and growth rates of the numbers that a council's document prints.",
    ),
    Definition(
        "document_setting",
        "Official figure beside a document's sentence",
        "as stated",
        "calculation",
        "An official figure worked out because a document's sentence sets its place among others.",
    ),
    Definition(
        "document_difference",
        "Difference between the evidence and a document",
        "%",
        "percentage difference",
        "The figure held less the number a document states, as a percentage of the latter; only "
        "where base, date and definition are the same or are not stated.",
    ),
    Definition(
        "document_difference_points",
        "Difference between the evidence and a document's percentage",
        "percentage points",
        "difference",
        "The percentage held less the percentage a document states; only where base, date and "
        "definition are the same or are not stated.",
    ),
    Definition(
        "document_checks",
        "Checks of a document, by verdict",
        "checks",
        "count",
        "Checks of a document's claims that came to one verdict; a claim is checked once against "
        "each figure it is held against.",
    ),
)
