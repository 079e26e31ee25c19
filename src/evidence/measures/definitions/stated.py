"""Measures that hold what a council's document prints, as it prints it."""

from __future__ import annotations

from evidence.measures.definition import Definition

STATED = (
    Definition(
        "stated_figure",
        "Figure printed in a document",
        "as printed",
        "as printed",
        "A figure in a table or a sentence of a council's document, as it is printed there.",
    ),
    Definition(
        "stated_claim",
        "Number stated in a document",
        "as printed",
        "as printed",
        "A number that a sentence of a council's document states, as it is stated there.",
    ),
)
