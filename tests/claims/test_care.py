"""Sentences of the care and housing chapters: true here, absent where nothing is held."""

from __future__ import annotations

import pytest

from evidence.claims import care as say
from evidence.claims import housing as say_housing
from evidence.claims import spend as say_spend
from evidence.measures import stated, wording
from evidence.measures.care import bed, outcome_limits, people, spend, unit_cost
from evidence.measures.housing import home, supported_living
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def maidstone(store):
    return Place.of(store, "E07000110")


def told(store, place):
    """Everything the two chapters say of a council's own documents."""
    area = [place.code]
    spent = spend.spend(store, area)
    printed = stated.figures(
        store, area, subjects=["stock", "schemes", "schemes refurbished", "vacancies"]
    )
    wanted = home.required(store, area)
    supported = people.supported(store, area)
    return [
        *say_spend.working_age(spent, people.shares(store, area), place),
        *say_spend.care_homes(spent, place),
        *say_spend.cells(spend.cells_against_totals(store, area), place),
        *say_spend.learning_disability(spend.learning_disability(store, area), place),
        *say_spend.direct_payments(supported, spent, place),
        *say_spend.beds(bed.beds(store, area), place),
        *say_housing.required(wanted, place),
        *say_housing.stock(printed, wanted, place),
        *say_housing.occupancy(home.occupancy(store, area), printed, place),
        *say_housing.for_older_people(home.for_older_people(store, area), place, "75+"),
        *say_housing.learning_disability(
            stated.figures(store, area, subjects=["additional demand"]),
            supported_living.change(store, area),
            supported,
            place,
        ),
    ]


def test_the_documents_are_told_with_their_own_figures(store, luton):
    claims = {claim.id: claim.text for claim in told(store, luton)}
    # The market position statement and the Housing Strategy, worked by hand.
    assert "142 of the 428 people" in claims["care-spend-working-age"]
    assert "circa £12.6 million" in claims["care-spend-learning-disability"]
    assert "11 cells" in claims["care-spend-learning-disability"]
    assert "£15.5 million: about £2.86 million more" in claims["care-spend-learning-disability"]
    assert "£12,600,209" in claims["care-spend-learning-disability-consistent"]
    assert "held for all 1,053 that it counts, 816 would be filled" in claims["care-beds-occupied"]
    assert "769 to 811" in claims["care-beds-occupied"]
    assert "do not quite agree" in claims["care-beds-occupied"]
    assert "cells of 4 add to it to the pound" in claims["care-spend-cells"]
    assert "711 specialist homes" in claims["housing-required"]
    assert "not scaled" in claims["housing-required"]
    assert (
        "150 in 2015/16 and 222 in 2017/18, 48% more"
        in (claims["housing-supported-living-placements"])
    )


def test_nothing_is_told_where_no_document_is_held(store, maidstone, scilly):
    assert told(store, maidstone) == []
    assert told(store, scilly) == []


def test_admissions_name_the_council_responsible(store, luton, maidstone, scilly):
    here, county, none = (
        say.admissions(
            outcome_limits.admissions(store, place.care_codes),
            outcome_limits.positions(store, place.care_codes),
            place,
            "2c",
        )
        for place in (luton, maidstone, scilly)
    )
    # ASCOF 2024-25: Luton 40 people, 147.1, the lowest published; England 592.5; Kent 514.6.
    assert "40 people aged 65 and over" in here[0].text
    assert "147.1 per 100,000" in here[0].text
    assert (
        "lower than England (592.5). By value alone that is the lowest of 152 councils"
        in here[0].text
    )
    assert "Kent, the council responsible for social care in Maidstone," in county[0].text
    assert "514.6" in county[0].text
    assert none == ()


def test_weekly_cost_is_told_in_both_prices(store, luton, maidstone):
    costs = unit_cost.unit_costs(store, ["E06000032", "E92000001"])
    said = say.weekly_cost(costs, luton, "65+", "Physical support")[0].text
    # PSS-EX1 2014-15: 424.52 and 540.05; 424.52 x 100 / 81.870 = 518.53.
    assert "cost Luton £425 on average; in England it cost £540" in said
    assert "£519" in said
    # PSS-EX1 2014-15: of nine groups Luton's mean is above England's for physical support, memory
    # and mental health at 18-64 and learning disability at 65+ (£1,178 against £881).
    assert "In 4 of the 9 groups" in say.dearer(costs, luton)[0].text
    assert "£1,180 against £881" in say.dearer(costs, luton)[0].text
    assert say.dearer(costs, maidstone) == ()
    assert say.weekly_cost(costs, maidstone, "65+", "Physical support") == ()


@pytest.mark.parametrize(
    ("limits", "reference", "words"),
    [
        ((1, 2), 3, "lower than"),
        ((1, 2), 0.5, "higher than"),
        ((1, 2), 2, "similar to"),
        ((1, float("nan")), 2, "not available"),
    ],
)
def test_a_difference_needs_the_interval_to_leave_the_value_out(limits, reference, words):
    assert wording.beside(*limits, reference) == words
