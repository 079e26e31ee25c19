"""Measures of need that a study's rates suggest: modelled, not counted."""

from __future__ import annotations

from evidence.measures.definition import LOWER, WORSE, Definition

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
        "ward_people",
        "People by ward",
        "people",
        "raked estimate",
        "People of an age in a ward, if it has kept its share of each sex and age of the authority "
        "since the shares were estimated.",
    ),
    Definition(
        "ward_pairs_apart",
        "Pairs of wards that can be told apart",
        "pairs",
        "count",
        "Pairs of wards whose intervals do not overlap, of all pairs of wards of the authority.",
    ),
    Definition(
        "ward_share_difference",
        "Wards' shares of older people against the census",
        "percentage points",
        "difference",
        "A ward's share of the authority's people aged 65 and over as raked, less its share at "
        "Census 2021.",
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
        "modelled_change",
        "Change in people with a condition, modelled",
        "people",
        "difference",
        "People modelled to have the condition at the end of the period less those at its start.",
    ),
    Definition(
        "modelled_change_percent",
        "Change in people with a condition, modelled, per cent",
        "%",
        "percentage change",
        "The change as a percentage of the people modelled to have the condition at the start.",
    ),
    Definition(
        "modelled_share_of_condition",
        "Share of the people with a condition, modelled",
        "%",
        "percentage",
        "People of a sex or age modelled to have the condition, as a percentage of all who are.",
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
    Definition(
        "dementia_expected",
        "Patients expected to have dementia",
        "people",
        "modelled count",
        "Patients aged 65 and over whom NHS England expects to have dementia.",
    ),
    Definition(
        "dementia_not_recorded",
        "Patients expected to have dementia and not on record",
        "people",
        "difference",
        "Patients expected to have dementia less people with dementia on record.",
        WORSE,
    ),
    Definition(
        "dementia_expected_difference",
        "Dementia expected among patients against residents",
        "people",
        "difference",
        "Patients expected to have dementia less residents modelled to have it on the same rates.",
    ),
    Definition(
        "dementia_expected_difference_percent",
        "Dementia expected among patients against residents, per cent",
        "%",
        "percentage difference",
        "The difference as a percentage of the residents modelled to have dementia.",
    ),
)
