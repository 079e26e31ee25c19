"""A cascade names what is missing and takes no rung for a share of another."""

import pytest

from evidence.errors import CheckError
from evidence.measures.frame import empty, join
from evidence.measures.place import Place
from evidence.measures.prevalence.cascade import Rung, dementia, missing
from evidence.measures.prevalence.diagnosis import diagnosis


def test_rungs_of_luton(store):
    rungs = {rung.id: rung for rung in dementia(store, Place.of(store, "E06000032"), year=2023)}
    # Fingertips 92949 (2026): 1,659 on record. Market position statement: 723 on the frailty tool.
    assert rungs["recorded"].value == 1659
    assert rungs["frailty"].value == 723
    assert rungs["frailty"].period == "date not stated"
    assert [rung.id for rung in rungs.values() if rung.is_missing] == [
        "register",
        "supported",
        "care-home",
        "elsewhere",
    ]
    # Counts are called that; NHS England's expected number is a model's, "about 200" an estimate.
    assert {rung.id: rung.kind for rung in rungs.values() if not rung.is_missing} == {
        "need": "modelled",
        "expected": "modelled",
        "recorded": "counted",
        "frailty": "counted",
        "caseload": "estimated",
    }
    assert all(rung.base and rung.definition for rung in rungs.values())
    assert all(rung.remedy for rung in rungs.values() if rung.is_missing)


def test_support_in_a_district_is_the_countys(store):
    rungs = {rung.id: rung for rung in dementia(store, Place.of(store, "E07000110"), year=2023)}
    assert rungs["supported"].base == "people supported by Kent"
    assert rungs["recorded"].is_missing
    assert rungs["need"].value > 0


def test_a_missing_rung_says_what_would_fill_it():
    with pytest.raises(CheckError, match="does not say what would fill it"):
        Rung("x", "X", "who", "of whom", empty())
    assert missing("x", "X", "who", "of whom", "a register").is_missing


def test_a_rung_is_one_number(store):
    two = join(diagnosis(store, ["E06000032", "E92000001"]))
    with pytest.raises(CheckError, match="one or none"):
        Rung("x", "X", "who", "of whom", two)
