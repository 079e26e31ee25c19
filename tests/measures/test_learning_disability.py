"""Learning disability: accommodation meets DHSC's own, and no rung borrows another's base."""

from __future__ import annotations

import pytest

from evidence.measures import learning_disability as disability
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.tables.lineage import resolve

LUTON, ENGLAND, KENT, SCILLY = "E06000032", "E92000001", "E10000016", "E06000053"


def test_own_home_is_dhscs_share_with_wilsons_limits(store):
    homes = disability.accommodation(store, [LUTON, ENGLAND, KENT])
    here = row(homes, measure="own_home_share", area_code=LUTON)
    # DHSC, ASCOF 2024-25, 2e(1): Luton 404 of 535, 75.5%; England 81.4%.
    assert (here["numerator"], here["denominator"]) == (404, 535)
    assert here["value"] == pytest.approx(75.5, abs=0.05)
    # Wilson 1927 by hand, z = 1.959964, x = 404, n = 535:
    # (808 + 3.8415 -/+ 1.959964 * sqrt(3.8415 + 1616 * 0.244860)) / (2 * 538.8415).
    assert here["lower"] == pytest.approx(71.70, abs=0.01)
    assert here["upper"] == pytest.approx(78.97, abs=0.01)
    assert row(homes, measure="own_home_share", area_code=ENGLAND)["value"] == pytest.approx(
        81.4, abs=0.05
    )


def test_those_elsewhere_are_what_is_left(store):
    homes = disability.accommodation(store, [LUTON, KENT])
    left = homes[homes["category"] == disability.ELSEWHERE].set_index("area_code")["value"]
    # 535 - 404 and 3,969 - 3,300.
    assert left.to_dict() == {LUTON: 131, KENT: 669}


def test_a_suppressed_council_keeps_its_status_and_has_no_value(store):
    homes = disability.accommodation(store, [SCILLY])
    assert list(homes["measure"]) == ["own_home_share"]
    assert homes["status"].iloc[0] == "suppressed"
    assert homes[["value", "lower", "upper"]].isna().all().all()


def test_registers_apply_the_studys_rate_to_people_aged_20_and_over(store):
    found = disability.on_registers(store, [LUTON], year=2023).iloc[0]
    # Emerson and Hatton 2004: 0.46% of people aged 20 and over on 24 councils' registers.
    assert found["value"] == pytest.approx(0.0046 * found["denominator"])
    walked = resolve(store, found["lineage"])
    people = walked[walked["column"] == "population"]["value"].astype("float64").sum()
    assert people == found["denominator"]


def test_the_cascade_keeps_bases_apart_and_names_what_is_missing(store):
    rungs = {rung.id: rung for rung in disability.cascade(store, Place.of(store, LUTON), year=2023)}
    # The market position statement: 568 adults in 2019/20, 33 placed out of the borough, "current".
    assert (rungs["supported"].value, rungs["supported"].period) == (568, "2019/20")
    assert (rungs["elsewhere"].value, rungs["elsewhere"].period) == (
        33,
        "current when written",
    )
    assert (rungs["long-term"].value, rungs["own-home"].value) == (535, 404)
    kinds = {name: rung.kind for name, rung in rungs.items() if not rung.is_missing}
    assert kinds.pop("need") == "modelled"
    assert set(kinds.values()) == {"counted"}
    missing = {name for name, rung in rungs.items() if rung.is_missing}
    assert missing == {"register", "supported-living", "care-home"}
    own = {rung.base for rung in rungs.values()} - {rungs["own-home"].base}
    assert rungs["own-home"].base == "the people of the step above"
    # DHSC counts supported accommodation as settled: the step is part of the one above.
    assert rungs["supported-living"].label == "Of these, in supported living"
    assert len(own) >= 4


def test_a_districts_support_is_its_countys(store):
    rungs = {
        rung.id: rung for rung in disability.cascade(store, Place.of(store, "E07000110"), year=2023)
    }
    assert "Maidstone" in rungs["need"].base
    assert "Kent" in rungs["long-term"].base
    assert rungs["long-term"].label == "In long-term support, Kent"
    assert rungs["supported"].is_missing
    assert rungs["elsewhere"].is_missing
