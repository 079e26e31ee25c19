"""What the dementia chapter says is true or absent for any authority."""

import pytest

from evidence.claims import dementia as say
from evidence.claims import dementia_published as say_published
from evidence.claims import diagnosis as say_diagnosis
from evidence.measures import stated
from evidence.measures.place import Place
from evidence.measures.prevalence.diagnosis import diagnosis
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import against
from evidence.measures.prevalence.spread import spread
from evidence.measures.prevalence.uncertainty import WITH_LIMITS, intervals
from evidence.measures.rounds import rounds_held

MODELS = ["dementia-cfas2", "dementia-uk"]


@pytest.fixture(scope="module")
def maidstone(store):
    return Place.of(store, "E07000110")


def on_rounds(store, place):
    held = [item.name for item in rounds_held(store, place.code)]
    return intervals(store, [place.code], WITH_LIMITS, rounds=held, years=[2035])


def today_of(store, place):
    return intervals(store, [place.code], WITH_LIMITS, rounds=["rebased"], years=[2023])


def test_the_newest_round_comes_first_and_the_others_after(store, luton):
    said = say.ahead(on_rounds(store, luton), luton, 2035).text
    # CFAS II on each round: 2,026, 2,262 and 2,646, rounded to the nearest 100.
    assert "about 2,000 people aged 65 and over in Luton (95% interval 1,900 to 2,200)" in said
    assert "about 2,300 (2018-based) and about 2,600 (2016-based)" in said


def test_an_area_with_one_round_is_told_of_one(store, maidstone):
    said = say.ahead(on_rounds(store, maidstone), maidstone, 2035).text
    assert "the 2018-based projection." in said
    assert "older" not in said


def test_the_cover_names_each_plan_held(store, luton, maidstone):
    for place, words in (
        (luton, "2,000 (1,900 to 2,200) on the 2022-based migration category projection, 2,300 on"),
        (maidstone, "on the 2018-based projection."),
    ):
        today = today_of(store, place)
        printed = against(store, [place.code], ["dementia"])
        said = say.plans(today, on_rounds(store, place), printed, place, 2035).text
        assert words in said
        assert ("2,020 people" in said) is (place is luton)


def test_diagnosed_is_called_a_model(store, luton, maidstone):
    (one,) = say_published.a_model(against(store, [luton.code], ["dementia"]), luton)
    assert "gives an estimated 2,020 people aged 65 and over diagnosed" in one.text
    assert "Dementia UK rates give 2,051 (1.6% more than printed)" in one.text
    assert "it prints 2,911; there Dementia UK rates give 2,919 (0.3% more" in one.text
    assert "does not say where they come from" in one.text
    assert one.standing == "unverified"
    assert say_published.a_model(against(store, [maidstone.code]), maidstone) == ()


def test_records_are_the_councils(store, luton, maidstone):
    found = diagnosis(store, luton.care_codes)
    (one,) = say_diagnosis.recorded(found, luton)
    assert "1,659 people aged 65 and over in Luton on record" in one.text
    assert "in England the rate was 66.3%" in one.text
    assert say_diagnosis.recorded(diagnosis(store, maidstone.care_codes), maidstone) == ()


def test_cognitive_impairment_is_not_set_against_dementia(store, luton):
    told = stated.claims(store, [luton.code], ["cognitive-impairment-not-diagnosed"])
    (one,) = say_diagnosis.not_diagnosed(diagnosis(store, luton.care_codes), told, luton)
    assert "nothing held here tests it" in one.text


def test_the_strip_has_a_tile_for_what_is_held(store, luton, maidstone):
    for place, tiles in ((luton, 3), (maidstone, 2)):
        today = modelled(store, [place.code], MODELS, rounds=["rebased"], years=[2023])
        found = diagnosis(store, place.care_codes)
        strip = say.key_facts(today_of(store, place), on_rounds(store, place), found, place, 2035)
        assert len(strip.facts) == tiles
        now = say.now(today, today_of(store, place), place)
        assert now.standing == "unverified"
        assert "published without limits" in now.text


def test_what_the_number_hangs_on(store, luton, maidstone):
    for place in (luton, maidstone):
        held = [item.name for item in rounds_held(store, place.code)]
        need = modelled(store, [place.code], MODELS, rounds=held, years=[2035])
        (one,) = say.depends(spread(need, on_rounds(store, place)), place, 2035)
        # By hand: 2,646.2 - 2,026.3; 2,225.8 - 2,026.3; the interval's ends, 1,866.6 and 2,245.3.
        luton_says = "the projection round by 620 people (31%), the rate set by 200 people (10%)"
        assert (luton_says in one.text) is (place is luton)
        assert ("Only one projection round is held" in one.text) is (place is maidstone)
    assert say.depends(spread(need.iloc[:0], need.iloc[:0]), luton, 2035) == ()
