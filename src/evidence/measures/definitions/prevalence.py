"""Measures of need that a study's rates suggest: modelled, not counted."""

from __future__ import annotations

from evidence.measures.definition import Definition

PREVALENCE = (
    Definition(
        "modelled_people",
        "People with a condition, modelled",
        "people",
        "modelled count",
        "People who would have the condition if a study's rates by age and sex held in the area.",
    ),
    Definition(
        "modelled_prevalence",
        "Share of people with a condition, modelled",
        "%",
        "percentage",
        "People modelled to have the condition as a percentage of the people of those ages.",
    ),
)
