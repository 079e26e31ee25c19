"""Measures of who is known to services, who is supported, and what surveys find."""

from __future__ import annotations

from evidence.measures.definition import Definition

SUPPORT = (
    Definition(
        "people_at_register_rate",
        "People who would be known to services",
        "people",
        "modelled count",
        "People who would be on a council's learning disability register at a study's rate.",
    ),
    Definition(
        "own_home_share",
        "Living in their own home or with family",
        "%",
        "proportion",
        "People aged 18 to 64 with learning disability support who live in their own home or with "
        "family, as a percentage of those in long-term support.",
    ),
    Definition(
        "ascof_people",
        "People counted for an outcome",
        "people",
        "count",
        "People in the numerator or the denominator of a published outcome.",
    ),
    Definition(
        "survey_rate",
        "Rate found by a survey",
        "%",
        "percentage",
        "People with a condition as a percentage of those of their age in England, as a survey "
        "found and defined it.",
    ),
    Definition(
        "people_at_survey_rate",
        "People at the rate that a survey found",
        "people",
        "modelled count",
        "People who would have the condition if the rate that a survey found in England held in "
        "the area at every age counted.",
    ),
)
