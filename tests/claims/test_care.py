"""Sentences of the care and housing chapters: true here, absent where nothing is held."""

from __future__ import annotations

import pytest

from evidence.claims import care as say
from evidence.claims import care_quality as say_quality
from evidence.claims import housing as say_housing
from evidence.claims import spend as say_spend
from evidence.measures import stated, wording
from evidence.measures.care import bed, outcome_limits, people, rating, spend, unit_cost
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
        *say_housing.stock(printed, home.required_less_stock(store, area), place),
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
    assert "different dates or beds" in claims["care-beds-occupied"]
    # "All schemes are subject to a plan of refurbishments of which 15 of 20 have been completed":
    # the 20 are not said to be those of the 834 sheltered homes.
    assert "834 sheltered homes, and 91 extra care homes in 2 schemes" in claims["housing-stock"]
    assert "refurbishment of 15 of 20 schemes was complete" in claims["housing-stock"]
    assert "468 sheltered homes required are fewer" in claims["housing-required-beside-stock"]
    # "occupancy in March 2020 828 and in June 2020 786": no base is printed.
    assert claims["housing-occupancy"].startswith(
        "The statement prints an occupancy of 828 for March 2020 and 786 for June 2020; of the 834 "
    )
    assert "711 specialist homes" in claims["housing-required"]
    assert "not scaled" in claims["housing-required"]
    assert (
        "150 in 2015/16 and 222 in 2017/18, 48% more"
        in (claims["housing-supported-living-placements"])
    )


def test_what_is_inferred_of_a_document_stands_no_higher(store, luton):
    standing = {claim.id: claim.standing for claim in told(store, luton)}
    # The table of care home spend names no year; no document sets requirement against stock.
    assert standing["care-spend-working-age"] == "derived"
    assert standing["care-homes-spend"] == "derived"
    assert standing["care-beds-occupied"] == "derived"
    assert standing["care-spend-learning-disability"] == "derived"
    assert standing["care-spend-cells"] == "transcribed"
    assert standing["care-direct-payments-spend"] == "transcribed"
    assert standing["housing-required-beside-stock"] == "inferred"
    assert standing["housing-stock"] == "transcribed"


def test_homes_are_counted_without_a_requirement(store, luton):
    printed = stated.figures(
        store, [luton.code], subjects=["stock", "schemes", "schemes refurbished"]
    )
    nothing = home.required_less_stock(store, ["E07000110"])
    assert [claim.id for claim in say_housing.stock(printed, nothing, luton)] == ["housing-stock"]


def test_reablement_and_ratings_are_set_beside_england(store, luton, maidstone, scilly):
    here, county, none = (
        [
            *say_quality.reablement(outcome_limits.reablement(store, place.care_codes), place),
            *say_quality.ratings(rating.providers(store, place.care_codes), place),
        ]
        for place in (luton, maidstone, scilly)
    )
    # ASCOF 2a, 2024-25: Luton 15 of 99, England 77.1%; 6b: Luton 23 of 33, England 81.7%, and in
    # 2023-24 25 of 33. Wilson by hand: 15 of 99 9.4% to 23.5%, 23 of 33 52.7% to 82.6%.
    assert "15 of 99 people new to services" in here[0].text
    assert "15.2% (95% interval 9.4% to 23.5%), lower than England (77.1%)" in here[0].text
    assert "How it is recorded must be looked at first." in here[0].text
    assert "23 of 33 residential care providers in the area of Luton" in here[1].text
    assert "69.7% (95% interval 52.7% to 82.6%), similar to England (81.7%)" in here[1].text
    assert here[1].text.endswith("In 2023-24 they were 25 of 33.")
    assert "Kent, the council responsible for social care in Maidstone," in county[0].text
    assert "in the area of Kent" in county[1].text
    # Isles of Scilly: reablement suppressed, and one provider.
    assert none == []


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
        "lower than England (592.5). Incomplete recording must be ruled out before a low rate is "
        "read as few admissions. By value alone that is the lowest of 152 councils" in here[0].text
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
