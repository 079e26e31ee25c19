"""Places, funnels and similar areas are said with their limits, for any authority or not at all."""

import pytest

from evidence.claims import funnel as say_funnel
from evidence.claims import neighbour as say_neighbour
from evidence.claims import position as say_position
from evidence.measures.context import funnel, neighbour, position, roll
from evidence.measures.homelessness import wider
from evidence.measures.place import Place

ENGLAND = "E92000001"
# Maidstone (a district), Cornwall (suppressed), Westmorland and Furness, Isles of Scilly (no
# household), City of London (more elsewhere than in all), Brighton and Hove (not published).
TRIED = ("E07000110", "E06000052", "E06000064", "E06000053", "E09000001", "E06000043")
ROLLS = (roll.ELSEWHERE_RATE, roll.ADMISSIONS_65_OVER)


@pytest.fixture(scope="module")
def called(store):
    return {name: roll.call(store, name) for name in ROLLS}


@pytest.fixture(scope="module")
def around(store):
    codes = [code for name in ROLLS for code in roll.everyone(store, name)]
    return funnel.limits(store, [*dict.fromkeys(codes), ENGLAND], ROLLS)


@pytest.fixture(scope="module")
def places(store):
    codes = [code for name in roll.ROLLS for code in roll.everyone(store, name)]
    return position.positions(store, [*dict.fromkeys(codes)])


def test_a_place_is_said_with_its_limits(places, luton):
    (said,) = say_position.among(places, roll.ELSEWHERE_RATE, luton)
    # MHCLG, 31 December 2025: 93 over 82.513 thousand households; 50 of the 185 authorities with a
    # number have a higher rate.
    assert "Luton has place 51 of 185 authorities" in said.text
    assert "anywhere from 4" in said.text
    assert "(95% limits)" in said.text
    assert said.text.endswith("or missing are left out.")
    assert {bound.column for bound in said.bounds} == {"value", "denominator"}


def test_a_place_that_chance_does_not_move_and_one_of_two(places, luton):
    (said,) = say_position.among(places, roll.ADMISSIONS_65_OVER, luton)
    assert "it has place 21 of 21; chance alone would not move it (95% limits)." in said.text
    one = places.assign(lower=7.0, upper=8.0)
    (said,) = say_position.among(one, roll.ADMISSIONS_65_OVER, luton)
    assert "could have put it at 7 or 8 (95% limits)" in said.text


def test_england_without_london_is_said_beside_england(store, called, around, luton):
    name = roll.ELSEWHERE_RATE
    rest = wider.outside_london(store)
    (said,) = say_funnel.within(called[name].rows, around, name, luton, rest=rest)
    # MHCLG, TA1, 31 December 2025: 43,040 over 24,440.280 thousand; "Rest of England" 7,630 over
    # 20,865.052.
    assert said.text.startswith(
        "If the rate of households recorded in another district were England's 1.76 per 1,000 "
        "households everywhere (31 December 2025; outside London it is 0.37), chance would keep"
    )
    earlier = rest[rest["period"] != "31 December 2025"]
    (said,) = say_funnel.within(called[name].rows, around, name, luton, rest=earlier)
    assert "everywhere (31 December 2025), chance" in said.text


def test_where_a_value_lies_follows_from_the_limits(called, around, luton):
    name = roll.ADMISSIONS_65_OVER
    values = called[name].rows
    (said,) = say_funnel.within(values, around, name, luton)
    # DHSC, ASCOF 2C, 2024-25: Luton 147.1, England 592.5 per 100,000 people.
    assert "England's 592.5 per 100,000 people everywhere (2024-25)" in said.text
    assert "times what chance would give (overdispersion)" in said.text
    assert said.text.endswith("Luton, at 147.1, lies below them.")
    own = values["area_code"] == "E06000032"
    for value, word in ((592.5, "within"), (2000.0, "above")):
        changed = values.assign(value=values["value"].mask(own, value))
        (said,) = say_funnel.within(changed, around, name, luton)
        assert f"lies {word} them." in said.text


def test_without_overdispersion_chance_alone_is_the_judge(called, around, luton):
    name = roll.ADMISSIONS_65_OVER
    factor = around["measure"] == "funnel_overdispersion"
    alike = around.assign(value=around["value"].mask(factor, 1.0))
    (said,) = say_funnel.within(called[name].rows, alike, name, luton)
    assert "They vary no more than by chance: Luton, at 147.1, lies below its limits." in said.text
    assert "overdispersion" not in said.text


@pytest.mark.parametrize("area", TRIED)
def test_any_authority_is_said_or_nothing(store, called, around, places, area):
    place = Place.of(store, area)
    for name in ROLLS:
        code = place.upper_tier.code if roll.ROLLS[name].councils else area
        counted = code in set(called[name].rows["area_code"])
        said = [
            *say_position.among(places, name, place),
            *say_funnel.within(called[name].rows, around, name, place),
        ]
        assert len(said) == (2 if counted else 0)
        for item in said:
            assert "nan" not in item.text
            assert "Luton" not in item.text
    found = neighbour.distances(store, [area], others=[one.code for one in place.comparators])
    (said,) = say_neighbour.distances(found, place)
    assert ("features are published" in said.text) == (area in ("E06000053", "E09000001"))
    (said,) = say_neighbour.agreement(neighbour.agreement(store, [area, ENGLAND]), place)
    assert "5,920 of 5,920 are in the same place." in said.text


def test_comparators_are_said_with_their_distances(store, luton):
    found = neighbour.distances(store, [luton.code])
    (said,) = say_neighbour.distances(found, luton)
    assert said.text == (
        "Over 31 features of the ONS, in standard deviations of each, Luton's comparators are at "
        "distances of 3.5 to 3.9; half of all English authorities are further than 8.5 away."
    )
    assert say_neighbour.distances(found[found["category"] == ""], luton) == ()
