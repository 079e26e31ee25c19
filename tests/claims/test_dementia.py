"""What the dementia chapter says is true or absent for any authority."""

import pytest

from evidence.claims import dementia as say
from evidence.measures import stated
from evidence.measures.place import Place
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import against
from evidence.measures.rounds import rounds_held

MODELS = ["dementia-cfas2", "dementia-uk"]


@pytest.fixture(scope="module")
def maidstone(store):
    return Place.of(store, "E07000110")


def on_rounds(store, place):
    held = [item.name for item in rounds_held(store, place.code)]
    return modelled(store, [place.code], MODELS, rounds=held, years=[2035])


def test_the_newest_round_comes_first_and_the_others_after(store, luton):
    said = say.ahead(on_rounds(store, luton), luton, 2035).text
    # CFAS II on each round: 2,026, 2,262 and 2,646, rounded to the nearest 100.
    assert "about 2,000 people aged 65 and over in Luton" in said
    assert "about 2,300 (2018-based) and about 2,600 (2016-based)" in said


def test_an_area_with_one_round_is_told_of_one(store, maidstone):
    said = say.ahead(on_rounds(store, maidstone), maidstone, 2035).text
    assert "the 2018-based projection." in said
    assert "older" not in said


def test_the_cover_names_each_plan_held(store, luton, maidstone):
    for place, words in (
        (luton, "2,000 on the 2022-based migration category projection, 2,300 on the 2018-based"),
        (maidstone, "on the 2018-based projection."),
    ):
        today = modelled(store, [place.code], MODELS, rounds=["rebased"], years=[2023])
        printed = against(store, [place.code], ["dementia"])
        said = say.plans(today, on_rounds(store, place), printed, place, 2035).text
        assert words in said
        assert ("2,020 people" in said) is (place is luton)


def test_diagnosed_is_called_a_model(store, luton, maidstone):
    (one,) = say.a_model(against(store, [luton.code], ["dementia"]), luton)
    assert "calls 2,020 people diagnosed" in one.text
    assert "Dementia UK rates give 2,051 (1.6% more than printed)" in one.text
    assert "not a count of diagnoses" in one.text
    assert one.standing == "unverified"
    assert say.a_model(against(store, [maidstone.code]), maidstone) == ()


def test_records_are_the_councils(store, luton, maidstone):
    found = diagnosis(store, luton.care_codes)
    (one,) = say.recorded(found, luton)
    assert "1,659 people aged 65 and over in Luton on record" in one.text
    assert "in England 66.3%" in one.text
    assert say.recorded(diagnosis(store, maidstone.care_codes), maidstone) == ()


def test_cognitive_impairment_is_not_set_against_dementia(store, luton):
    told = stated.claims(store, [luton.code], ["cognitive-impairment-not-diagnosed"])
    (one,) = say.not_diagnosed(diagnosis(store, luton.care_codes), told, luton)
    assert "wider than dementia" in one.text


def test_the_strip_has_a_tile_for_what_is_held(store, luton, maidstone):
    for place, tiles in ((luton, 3), (maidstone, 2)):
        today = modelled(store, [place.code], MODELS, rounds=["rebased"], years=[2023])
        found = diagnosis(store, place.care_codes)
        strip = say.key_facts(today, on_rounds(store, place), found, place, 2035)
        assert len(strip.facts) == tiles
        assert say.now(today, place).standing == "unverified"
