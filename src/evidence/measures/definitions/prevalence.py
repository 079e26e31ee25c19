"""Measures of need that a study's rates suggest: modelled, not counted."""

from __future__ import annotations

from evidence.measures.definition import LOWER, Definition

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
    Definition(
        "modelled_people_interval",
        "People with a condition, modelled, with the interval of the survey",
        "people",
        "modelled count",
        "People who would have the condition if a study's rates held in the area, with the "
        "interval that the study's own limits leave.",
    ),
    Definition(
        "modelled_spread",
        "What modelled need depends on",
        "people",
        "range",
        "By how many people modelled need differs between projection rounds, between rate sets, "
        "and across the interval of the survey.",
    ),
    Definition(
        "modelled_spread_percent",
        "What modelled need depends on, per cent",
        "%",
        "percentage",
        "The same range as a percentage of modelled need on the newest round.",
    ),
    Definition(
        "modelled_difference",
        "Modelled need against what a document states",
        "people",
        "difference",
        "People modelled to have the condition less the number a council's document states.",
    ),
    Definition(
        "modelled_difference_percent",
        "Modelled need against what a document states, per cent",
        "%",
        "percentage difference",
        "The difference as a percentage of the number that the document states.",
    ),
    Definition(
        "need_reproduced",
        "Printed figures of need by how near the model comes",
        "figures",
        "count",
        "Figures of modelled need that a council's documents print, counted by what setting the "
        "model against them shows.",
    ),
    Definition(
        "men_implied",
        "Men with whom a model gives a printed figure",
        "people",
        "count",
        "How many of a document's people have to be men for the model to give the figure that the "
        "document prints.",
    ),
    Definition(
        "dementia_recorded",
        "People with dementia on record",
        "people",
        "count",
        "People aged 65 and over with a diagnosis of dementia on their general practice's record.",
    ),
    Definition(
        "dementia_diagnosis_rate",
        "Dementia diagnosis rate",
        "%",
        "percentage",
        "People with dementia on record as a percentage of the patients expected to have it.",
        LOWER,
    ),
)
