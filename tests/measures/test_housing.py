"""Specialist housing: homes required, lived in and set against older people, as printed."""

from __future__ import annotations

import pytest

from evidence.measures import projection
from evidence.measures.frame import row
from evidence.measures.housing import home, supported_living

LUTON = "E06000032"


def test_kinds_required_add_up(store):
    # Housing Strategy: 134 age exclusive + 468 sheltered + 109 extra care = 711 by 2030.
    found = row(home.required_difference(store, [LUTON]), period="by 2030")
    assert (found["numerator"], found["denominator"], found["value"]) == (711, 711, 0)


def test_a_requirement_less_the_stock_is_inferred(store):
    # Housing Strategy: 468 sheltered, 109 extra care; market position statement: 834 and 91.
    found = home.required_less_stock(store, [LUTON]).set_index("breakdown")
    assert found["value"].to_dict() == {"sheltered housing": -366, "extra care housing": 18}
    assert set(found["standing"]) == {"inferred"}


def test_occupancy_is_a_share_of_the_stock(store):
    # Statement: 834 homes, 828 occupied in March 2020, 786 in June 2020.
    found = home.occupancy(store, [LUTON])
    assert row(found, period="March 2020")["value"] == pytest.approx(100 * 828 / 834)
    assert row(found, period="June 2020")["value"] == pytest.approx(100 * 786 / 834)
    # The 834 homes have no date: that they are of both dates is supposed.
    assert set(found["standing"]) == {"derived"}


def test_homes_for_older_people_name_their_base(store):
    # 834 + 91 = 925 homes; ONS rebased mid-2020, Luton: 26,204 people aged 65 and over.
    found = row(home.for_older_people(store, [LUTON]), age_band="65+")
    assert (found["numerator"], found["denominator"]) == (925, 26_204)
    assert found["standing"] == "derived"  # the stock has no date
    assert found["value"] == pytest.approx(35.30, abs=0.01)
    assert found["period"] == "mid-2020"


def test_placements_grew_as_the_sentence_says(store):
    # "increased from 150 to 222 placements ... (48%)".
    assert row(supported_living.change(store, [LUTON]))["value"] == 48


def test_older_people_are_fewer_than_planned(store):
    # Statement: 34,700 people aged 65 and over in 2030; ONS 2022-based, migration category: 29,700
    # to the nearest hundred.
    found = row(
        projection.differences(
            store,
            [LUTON],
            newest="2022-based migration category",
            plan="2016-based",
            years=[2030],
            ages=["65+"],
        ),
        measure="population_difference_percent",
    )
    assert found["denominator"] == 34_700
    assert round(found["numerator"], -2) == 29_700


def test_nothing_is_held_elsewhere(store):
    for read in (
        home.required_difference,
        home.required_less_stock,
        home.occupancy,
        home.for_older_people,
        supported_living.change,
    ):
        assert read(store, ["E07000110"]).empty
