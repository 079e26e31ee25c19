"""Measures of what adult social care costs, whom it supports and how many beds there are."""

from __future__ import annotations

from evidence.measures.definition import Definition

CARE = (
    Definition(
        "care_spend",
        "Spend on adult social care",
        "£",
        "sum",
        "What a council's document prints for a service, by primary support reason and age where "
        "it is broken down.",
    ),
    Definition(
        "care_spend_share",
        "Share of spend on a service",
        "%",
        "percentage",
        "Spend printed for a support reason or an age as a percentage of all cells printed for the "
        "service.",
    ),
    Definition(
        "care_people_share",
        "Share of the people in a service",
        "%",
        "percentage",
        "People of an age as a percentage of all people that a document says a service supported.",
    ),
    Definition(
        "care_spend_cells_difference",
        "Cells of a table less their printed total",
        "£",
        "difference",
        "The sum of the cells that a document prints in one column less the total that it prints "
        "for that column.",
    ),
    Definition(
        "care_learning_disability_spend",
        "Spend on learning disability support",
        "£",
        "sum",
        "The cells that a document's tables print for learning disability support, added.",
    ),
    Definition(
        "care_learning_disability_spend_difference",
        "Spend on learning disability support, tables less text",
        "£",
        "difference",
        "The cells that a document's tables print for learning disability support, added, less the "
        "total that its text states.",
    ),
    Definition(
        "care_beds",
        "Care home beds",
        "beds",
        "count",
        "Residential and nursing care beds that a document says are available.",
    ),
    Definition(
        "care_beds_occupied",
        "Occupied care home beds, implied",
        "beds",
        "implied by printed figures",
        "The number of occupied beds at which two printed figures of a document agree; its limits "
        "are those of the rounding of what is printed.",
    ),
    Definition(
        "care_self_funder_share",
        "Share of occupied beds that self-funders have, implied",
        "%",
        "percentage",
        "Self-funders as a percentage of the beds occupied at the printed void rate.",
    ),
    Definition(
        "care_unit_cost",
        "Average weekly cost of care",
        "£ a week",
        "ratio",
        "Gross cost of residential and nursing care over the weeks of care it paid for.",
    ),
    Definition(
        "care_admission_rate",
        "Admissions to residential and nursing care",
        "per 100,000 people",
        "crude rate",
        "People whose long-term support needs were met by admission to residential or nursing "
        "care, per 100,000 residents of that age (ASCOF 2B and 2C).",
    ),
    Definition(
        "care_admission_position",
        "Place by admissions to residential and nursing care",
        "rank",
        "rank",
        "Place of a council among all with a published rate of admissions, 1 the lowest.",
    ),
    Definition(
        "care_direct_payment_share",
        "Share of people with long-term support who receive direct payments",
        "%",
        "proportion",
        "People using services who receive direct payments, as a percentage of all who use "
        "services (ASCOF 3D(2A)).",
    ),
    Definition(
        "care_reablement_share",
        "Share of people who needed no ongoing support after reablement",
        "%",
        "proportion",
        "People who received reablement during the year, had not been receiving services and made "
        "no further request for ongoing support, as a percentage of all such people (ASCOF 2A).",
    ),
    Definition(
        "care_provider_rating_share",
        "Share of residential care providers rated good or outstanding",
        "%",
        "proportion",
        "Residential adult social care providers that the Care Quality Commission rates good or "
        "outstanding, as a percentage of all, those not yet rated among them (ASCOF 6B).",
    ),
    Definition(
        "care_own_home_share",
        "Share of people with long-term support who live at home",
        "%",
        "proportion",
        "People who receive long-term support and live in their own home or with family, as a "
        "percentage of all who receive it (ASCOF 2E).",
    ),
)
