"""Sentences on placements are true or absent for any authority."""

import pytest

from evidence.claims import placement_context as context
from evidence.claims import placement_documents as documents
from evidence.claims import placements as say
from evidence.measures import placement
from evidence.measures.homelessness import destination, temporary, wider
from evidence.measures.notice import Notice
from evidence.measures.place import Place


@pytest.fixture(scope="module")
def held(store):
    places = [Place.of(store, area) for area in ("E06000032", "E06000052", "E09000001")]
    return temporary.accommodation(store, [code for place in places for code in place.codes])


def test_households_elsewhere(held, luton):
    (said,) = say.households_elsewhere(held, luton)
    # MHCLG, TA1, 31 December 2025: Luton 93 of 932, England 43,040 of 134,210.
    assert said.text == (
        "On 31 December 2025 Luton had 932 households in temporary accommodation, and 93 were "
        "recorded in another district: equal to 10.0% (95% interval 8.2% to 12.1%), lower than "
        "32.1% in England. Those elsewhere may include households for whom no accommodation has "
        "been secured, whom the total leaves out. The count is complete: the interval says what "
        "chance alone would do."
    )
    assert said.standing == "official"


def test_suppressed_households_are_not_claimed(store, held):
    cornwall = Place.of(store, "E06000052")
    assert say.households_elsewhere(held, cornwall) == ()
    assert say.since(held, cornwall) == ()
    assert say.rates(held, cornwall) == ()
    where = destination.destinations(store, [cornwall.code, "E92000001"])
    assert say.destinations(where, cornwall) == ()
    tiles = say.key_facts(held, where, cornwall)
    assert [tile.id for tile in tiles.facts] == [
        "fact-temporary-accommodation",
        "fact-temporary-accommodation-rate",
    ]


def test_no_share_is_said_where_there_can_be_none(store, held):
    (said,) = say.households_elsewhere(held, Place.of(store, "E09000001"))
    assert "34 households of City of London in another district and 33 in" in said.text
    assert "No share is given" in said.text


def test_since_2018_names_both_ends_and_the_peak(held, luton):
    (said,) = say.since(held, luton)
    assert "93 households in another district on 31 December 2025, and 83 on 30 June" in said.text
    assert "numbered 932 and 1,291" in said.text
    assert "was 132, on 31 March 2025" in said.text


def test_where_and_how_many_for_each_household(store, held, luton):
    where = destination.destinations(store, [luton.code, "E92000001"])
    (said,) = say.destinations(where, luton)
    assert "Of the 93 households" in said.text
    assert "42 were in the East of England, its own region: 45%" in said.text
    (rates,) = say.rates(held, luton)
    # 932 and 93 over 82,513 households.
    assert "11.3 were in temporary accommodation" in rates.text
    assert "1.13 had been placed in another district" in rates.text


def test_england_outside_london_is_what_others_are_set_beside(store):
    rest = wider.outside_london(store)

    def told(area):
        place = Place.of(store, area)
        held = temporary.accommodation(store, [*place.codes, place.region.code])
        return context.outside_london(held, rest, place)

    # MHCLG, TA1, 31 December 2025: England 43,040 of 134,210, London 35,410 of 75,600. The sheet's
    # own "Rest of England" prints 7,630 of 58,610. East of England 1,210 of 9,210.
    (luton,) = told("E06000032")
    assert "Outside London 7,630 of 58,610" in luton.text
    assert "13.0%, and 0.37 for each 1,000" in luton.text
    assert "share is 10.0%, lower than that, and the rate 1.13, higher than that" in luton.text
    assert luton.text.endswith("In the East of England they were 13.1% and 0.44.")
    # Cornwall is suppressed; Barking and Dagenham is in London.
    assert told("E06000052") == ()
    assert told("E09000002") == ()


def test_the_share_is_bounded_for_those_with_no_home_yet(store, held, luton):
    (said,) = context.bounded(held, wider.bounds(store, [luton.code]), luton)
    # MHCLG, TA1: 9 households with no accommodation secured; 84 of 932 = 9.01%.
    assert "owed a duty to 9 households" in said.text
    assert "are among the 93 in another district, 9.0% of those" in said.text
    assert said.text.endswith("if none is, 10.0%.")
    city = Place.of(store, "E09000001")
    assert context.bounded(held, wider.bounds(store, [city.code]), city) == ()


def test_adults_are_counted_by_a_document_or_nowhere(store, luton, scilly):
    said = say.no_national_count(placement.stated(store, [luton.code]), luton)
    assert "counts 33 people with a learning disability or autism" in said.text
    assert "there is no total" in said.text
    notice = say.no_national_count(placement.stated(store, [scilly.code]), scilly)
    assert isinstance(notice, Notice)
    assert not any(character.isdigit() for character in notice.text)


def test_numbers_of_documents_are_kept_apart(store, luton):
    stated = placement.stated(store, [luton.code])
    (apart,) = documents.not_comparable(stated, luton)
    assert "The 33 people" in apart.text
    assert "10%" in apart.text
    (both,) = documents.readings(placement.readings(store, [luton.code]), luton)
    assert "3% and 77%" in both.text
    assert "72 of 428 (17%) and 12 of 94 (13%)" in both.text
    assert both.standing == "inferred"


def test_equal_numbers_of_a_year_and_of_a_day_are_not_comparable(store, held, luton):
    review = placement.reviewed(store, [luton.code])
    (said,) = documents.made_and_held(review, held, luton)
    assert said.text.startswith("The review of 20 April 2023 says that 93 out-of-borough")
    assert "The numbers are equal and not comparable" in said.text


def test_the_review_beside_the_ends_of_quarters(store, held, luton):
    review = placement.reviewed(store, [luton.code])
    types = temporary.types(store, [luton.code])
    total, lets = documents.reviewed(review, held, types, luton)
    # MHCLG, TA1: 1,066 on 31 December 2022, 1,047 on 31 March 2023; nightly paid 127 and 138.
    assert "1,066 on 31 December 2022 and 1,047 on 31 March 2023: similar" in total.text
    assert "target of 922" in total.text
    assert "262 nightly lets in February 2023, against a target of 35" in lets.text
    assert "127 households in nightly paid" in lets.text
    # 127 + 100 and 138 + 120.
    assert "100 and 120 in bed and breakfast: 227 and 258 together" in lets.text
    # MHCLG, TA1, 31 December 2025: 183 nightly paid, 12 in bed and breakfast.
    (now,) = documents.since_review(types, review, luton)
    assert "31 December 2025 MHCLG counts 183 households of Luton" in now.text
    assert "and 12 in bed and breakfast" in now.text


def test_nothing_is_said_of_documents_that_are_not_held(store, held, scilly):
    nothing = placement.stated(store, [scilly.code])
    assert documents.not_comparable(nothing, scilly) == ()
    assert documents.mental_health(nothing, scilly) == ()
    assert documents.readings(placement.readings(store, [scilly.code]), scilly) == ()
    assert documents.made_and_held(nothing, held, scilly) == ()
    types = temporary.types(store, [scilly.code])
    assert documents.since_review(types, nothing, scilly) == ()
    assert documents.reviewed(nothing, held, types, scilly) == ()
