"""What the dementia chapter says is true or absent for any authority."""

import pytest

from evidence.claims import dementia as say
from evidence.claims import dementia_parts as say_parts
from evidence.claims import dementia_published as say_published
from evidence.claims import diagnosis as say_diagnosis
from evidence.measures import stated
from evidence.measures.care import spend
from evidence.measures.place import Place
from evidence.measures.prevalence.diagnosis import beside_residents, diagnosis
from evidence.measures.prevalence.mix import growth, mix
from evidence.measures.prevalence.need import modelled
from evidence.measures.prevalence.published import against
from evidence.measures.prevalence.replanned import replanned
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
    assert "about 2,300 (2,100 to 2,500) on the 2018-based projection" in said
    assert said.endswith("about 2,600 (2,400 to 2,900) on the statement's own table.")


def test_an_area_with_one_round_is_told_of_one(store, maidstone):
    said = say.ahead(on_rounds(store, maidstone), maidstone, 2035).text
    assert said.endswith("the 2018-based projection.")
    assert "The same rates" not in said


def test_the_cover_names_each_round_held_with_its_interval(store, luton, maidstone):
    for place, words in (
        (
            luton,
            "2,000 (1,900 to 2,200) on the 2022-based migration category projection, 2,300 (2,100 "
            "to 2,500) on the 2018-based projection and 2,600 (2,400 to 2,900) on the statement's",
        ),
        (maidstone, "on the 2018-based projection."),
    ):
        said = say.plans(today_of(store, place), on_rounds(store, place), place, 2035).text
        assert words in said


def printed_limits(store, place):
    years = [2020, 2035]
    return intervals(store, [place.code], WITH_LIMITS, rounds=["2016-based"], years=years)


def test_diagnosed_is_called_a_model(store, luton, maidstone):
    found = against(store, [luton.code], ["dementia"])
    (one,) = say_published.a_model(found, printed_limits(store, luton), luton)
    # Worked out from the same table: Dementia UK 2,051 and 2,919, CFAS II 1,864 and 2,646; the
    # statement prints 2,020 and 2,911. 2,051/2,020 = 1.015; 2,919/2,911 = 1.003.
    assert "gives an estimated 2,020 people aged 65 and over diagnosed" in one.text
    assert "Dementia UK rates give 2,050 (2% more than printed)" in one.text
    assert "CFAS II rates 1,860 (8% fewer than printed; 95% interval 1,720 to 2,060)" in one.text
    # "By 2035, Luton is likely to have 2,911"; the first sentence names no year.
    assert "and names no year" in one.text
    assert "By 2035 it has 2,911; for mid-2035 Dementia UK rates give 2,920 (about as" in one.text
    assert "Both printed numbers lie within the intervals too" in one.text
    assert one.standing == "unverified"
    assert say_published.a_model(against(store, [maidstone.code]), found, maidstone) == ()


def test_closeness_is_no_proof_whatever_the_interval_holds(store, luton):
    found, limits = against(store, [luton.code], ["dementia"]), printed_limits(store, luton)
    for upper, words in ((2000.0, "Neither printed number"), (2100.0, "One of the two printed")):
        (one,) = say_published.a_model(found, limits.assign(upper=upper), luton)
        assert words in one.text


def replanned_of(store, place):
    held = [item.name for item in rounds_held(store, place.code)]
    need = modelled(store, [place.code], MODELS, rounds=held, years=[2035])
    told = stated.claims(store, [place.code], ["dementia-diagnosed-2020", "dementia-2035"])
    return against(store, [place.code], ["dementia"]), replanned(need, told)


def test_the_printed_number_on_the_newest_round(store, luton, maidstone):
    (one,) = say_published.on_newest(*replanned_of(store, luton), luton)
    # Dementia UK on the 2022-based round: 2,226; 2,226 / 2,911 = 0.765; 2,911 - 2,226 = 685.
    said = (
        "has 2,911 people aged 65 and over living with dementia in Luton by 2035 (taken as mid-2035"
    )
    assert said in one.text
    assert "the 2022-based migration category projection gives 2,230, 24% fewer." in one.text
    (sized,) = say_published.sized(*replanned_of(store, luton), luton)
    assert "2,911 people by 2035 would be sized for 690 more than the 2022-based" in sized.text
    assert say_published.on_newest(*replanned_of(store, maidstone), maidstone) == ()
    assert say_published.sized(*replanned_of(store, maidstone), maidstone) == ()


def test_spend_on_memory_and_cognition_is_the_statements(store, luton, maidstone):
    found = spend.spend(store, [luton.code])
    (one,) = say_published.spent(found, luton)
    # The statement, long and short stays: £607,456 + £32,014 in residential care homes and
    # £93,185 + £271 in nursing homes, £732,926 together; £87,049 direct payments; day care by
    # outside providers £4,140 and by its own £415,235, £419,375 together.
    assert "comes to £733,000 on care homes (the table names no year, and is put in 2019/20" in (
        one.text
    )
    assert "£87,000 on direct payments (current when written)" in one.text
    assert "£419,000 on day care (date not stated)" in one.text
    assert one.standing == "derived"
    assert say_published.spent(found, maidstone) == ()


def test_records_are_the_councils(store, luton, maidstone):
    found = diagnosis(store, luton.care_codes)
    (one,) = say_diagnosis.recorded(found, luton)
    assert "Practices in Luton had 1,659 patients aged 65 and over on record" in one.text
    # As published: 1,659 of 2,022 would be 82.0%, and nothing in the sentence says it is that.
    assert "The published rate is 82.1%; in England it is 66.3%." in one.text
    assert "yet to be confirmed" in one.text
    assert say_diagnosis.recorded(diagnosis(store, maidstone.care_codes), maidstone) == ()


def test_patients_are_not_residents(store, luton, maidstone):
    leicester = Place.of(store, "E06000016")
    for place, words in (
        # CFAS II, mid-2026: 1,766 residents on the 2022-based round; 2,022 / 1,766 = 1.145.
        (luton, "gives 1,770 residents with dementia for mid-2026; NHS England's 2,022 are 14%"),
        # 3,091 expected beside 3,080 residents: no difference to explain.
        (leicester, "NHS England's 3,091 are about as many."),
    ):
        held = [item.name for item in rounds_held(store, place.code)]
        need = modelled(store, [place.code], [WITH_LIMITS], rounds=held, years=[2026])
        (one,) = say_diagnosis.patients(
            beside_residents(diagnosis(store, place.care_codes), need), place
        )
        assert words in one.text
        assert ("Why they differ" in one.text) is (place is luton)
    nothing = beside_residents(diagnosis(store, maidstone.care_codes), need)
    assert say_diagnosis.patients(nothing, maidstone) == ()


def test_cognitive_impairment_is_not_set_against_dementia(store, luton):
    told = stated.claims(store, [luton.code], ["cognitive-impairment-not-diagnosed"])
    (one,) = say_diagnosis.not_diagnosed(diagnosis(store, luton.care_codes), told, luton)
    assert "nothing held here tests it" in one.text
    # 2,022 - 1,659 = 363.
    assert "1,659 were on record, 363 fewer than expected." in one.text


def test_the_strip_has_a_tile_for_what_is_held(store, luton, maidstone):
    for place, tiles in ((luton, 3), (maidstone, 2)):
        found = diagnosis(store, place.care_codes)
        strip = say.key_facts(today_of(store, place), on_rounds(store, place), found, place, 2035)
        assert len(strip.facts) == tiles
        # One number has one standing, in the sentence and on the tile.
        assert say.now(today_of(store, place), place).standing == strip.facts[0].standing
        need = modelled(store, [place.code], ["dementia-uk"], rounds=["rebased"], years=[2023])
        other = say.without_limits(need, place)
        assert other.standing == "unverified"
        assert "No limits of these rates are held" in other.text


def test_what_the_number_hangs_on(store, luton, maidstone):
    for place in (luton, maidstone):
        held = [item.name for item in rounds_held(store, place.code)]
        need = modelled(store, [place.code], MODELS, rounds=held, years=[2035])
        (one,) = say_parts.depends(spread(need, on_rounds(store, place)), place, 2035)
        # By hand: 2,646.2 - 2,026.3; without the statement's table 2,262.1 - 2,026.3; 2,225.8 -
        # 2,026.3; the interval's ends, 1,866.6 and 2,245.3.
        luton_says = (
            "differs by 620 people (31%) between projection rounds (by 240 without the statement's "
            "own table), by 200 people (10%) between the two rate sets and by 380 people (19%) "
            "across the survey's 95% interval"
        )
        assert (luton_says in one.text) is (place is luton)
        assert ("Only one projection round is held" in one.text) is (place is maidstone)
    assert say_parts.depends(spread(need.iloc[:0], need.iloc[:0]), luton, 2035) == ()


def test_a_very_small_place_differs_by_few(store, scilly):
    need = modelled(store, [scilly.code], MODELS, rounds=["2018-based"], years=[2035])
    (one,) = say_parts.depends(spread(need, on_rounds(store, scilly)), scilly, 2035)
    assert "by fewer than 10 people" in one.text
    assert " 0 people" not in one.text


def test_who_is_expected_to_have_it(store, luton):
    newest = "2022-based migration category"
    detailed = {"by_sex": True, "by_age": True}
    need = modelled(
        store, [luton.code], [WITH_LIMITS], rounds=[newest], years=[2025, 2035], **detailed
    )
    parts = mix(need, ages="65+", parts=[("female", "65+"), ("persons", "90+")])
    said = say_parts.grows(growth(need, start=2025, end=2035), parts, luton, newest).text
    # The page's tables: 1,753 and 2,026; women 84 + 100 + 193 + 214 + 289 + 388 = 1,268 of 2,026;
    # aged 90 and over 388 + 101 = 489.
    assert "rises by 16% between mid-2025 and mid-2035" in said
    assert "63% of them are women and 24% (490 people) are aged 90 and over" in said


def test_the_cover_calls_diagnosed_near_a_model(store, luton, maidstone):
    differences = against(store, [luton.code], ["dementia"])
    (one,) = say_published.diagnosed(differences, luton)
    # The statement: "estimated 2,020"; 2,051 is Dementia UK's rates on its table (1.5% above).
    assert "estimated 2,020 people aged 65 and over" in one.text
    assert "close to the 2,051 that Dementia UK rates" in one.text
    assert one.text.endswith("and no count of that time is held.")
    # 2,082 would be 3.1% above it: the chapter on documents calls that different, not close.
    far = differences.assign(numerator=differences["numerator"] + 31)
    assert say_published.diagnosed(far, luton) == ()
    assert say_published.diagnosed(against(store, [maidstone.code], ["dementia"]), maidstone) == ()
