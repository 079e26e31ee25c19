"""Sentences on placements are true or absent for any authority."""

import pytest

from evidence.claims import placement_context as context
from evidence.claims import placement_documents as documents
from evidence.claims import placements as say
from evidence.measures import placement
from evidence.measures.homelessness import destination, temporary, wider
from evidence.measures.notice import Notice
from evidence.measures.place import Place, authorities


@pytest.fixture(scope="module")
def held(store):
    places = [Place.of(store, area) for area in ("E06000032", "E06000052", "E09000001")]
    return temporary.accommodation(
        store, [code for place in places for code in (*place.codes, place.region.code)]
    )


@pytest.fixture(scope="module")
def rest(store):
    return wider.outside_london(store)


def test_households_elsewhere(held, rest, luton):
    (said,) = say.households_elsewhere(held, rest, luton)
    # MHCLG, TA1, 31 December 2025: Luton 93 and 932, over 82.513 thousand households; England
    # 43,040 over 24,440.280; "Rest of England" 7,630 over 20,865.052. Byar's limits of 93 by hand:
    # 75.062 and 113.931 (data/examples/crude-rate.yml).
    assert said.text == (
        "On 31 December 2025 Luton had 932 households in temporary accommodation and 93 recorded "
        "in another district: 1.13 for each 1,000 households living in Luton (95% interval 0.91 "
        "to 1.38), lower than 1.76 in England and higher than 0.37 outside London. The housing "
        "ministry says not to read the 93 as a percentage of the 932, and to compare rates: the "
        "93 may include households with no accommodation secured, whom the 932 leave out. The "
        "count is complete: the interval says what chance alone would do."
    )
    assert said.standing == "official"


def told(store, rest, area):
    place = Place.of(store, area)
    held = temporary.accommodation(store, [area, place.region.code, place.england.code])
    return say.households_elsewhere(held, rest, place)


def test_a_borough_of_london_stands_beside_london(store, rest):
    # MHCLG, TA1, 31 December 2025: Westminster 3,065 over 103.123 thousand = 29.722; London 35,410
    # over 3,575.228 = 9.904. A word that is the same is said once.
    (said,) = told(store, rest, "E09000033")
    assert "29.72 for each 1,000" in said.text
    assert "), higher than 1.76 in England and 9.90 in London. The" in said.text
    assert "outside London" not in said.text


def test_more_elsewhere_than_in_accommodation_is_a_rate_like_any_other(store, rest):
    # City of London: 34 recorded elsewhere, 33 in temporary accommodation; 34 over 7.278 = 4.672.
    (said,) = told(store, rest, "E09000001")
    assert said.text.startswith(
        "On 31 December 2025 the City of London had 33 households in temporary accommodation and "
        "34 recorded in another district: 4.67 for each 1,000"
    )
    assert "not to read the 34 as a percentage of the 33" in said.text


def test_households_elsewhere_is_true_or_absent_everywhere(store, rest):
    codes = authorities(store).in_use
    regions = [f"E1200000{number}" for number in range(1, 10)]
    every = temporary.accommodation(store, [*codes, *regions, "E92000001"], quarters=["2025-12"])
    said = {code: say.households_elsewhere(every, rest, Place.of(store, code)) for code in codes}
    # MHCLG, TA1: of 296 authorities 104 are suppressed and 7 have no figures.
    assert len(said) == 296
    assert sum(bool(claims) for claims in said.values()) == 185
    for (one,) in filter(None, said.values()):
        assert "nan" not in one.text.lower().replace("finance", "")
        ends = one.text.split(" in another district: ")[1].split(". The housing")[0]
        assert "%" not in ends.replace("95%", "")
    # Cornwall and the Isles of Scilly are suppressed; Leicester and Brighton have no figures.
    for code in ("E06000052", "E06000053", "E06000016", "E06000043"):
        assert said[code] == ()


def test_without_england_or_in_another_quarter_nothing_is_set_beside(store, rest, luton):
    alone = temporary.accommodation(store, [luton.code])
    assert say.households_elsewhere(alone, rest, luton) == ()
    earlier = rest[rest["period"] != "31 December 2025"]
    held = temporary.accommodation(store, [luton.code, "E92000001"])
    (said,) = say.households_elsewhere(held, earlier, luton)
    assert "lower than 1.76 in England. The" in said.text


def test_suppressed_households_are_not_claimed(store, held, rest):
    cornwall = Place.of(store, "E06000052")
    assert say.households_elsewhere(held, rest, cornwall) == ()
    assert say.since(held, cornwall) == ()
    where = destination.destinations(store, [cornwall.code, "E92000001"])
    assert say.destinations(where, cornwall) == ()
    tiles = say.key_facts(held, where, rest, cornwall)
    assert [tile.id for tile in tiles.facts] == [
        "fact-temporary-accommodation",
        "fact-temporary-accommodation-rate",
    ]
    # TA1: 792 in temporary accommodation, which is not suppressed, over 263.379 thousand.
    (rate,) = say.rate(held, rest, cornwall)
    assert "3.0 were in temporary accommodation" in rate.text
    leicester = Place.of(store, "E06000016")
    missing = temporary.accommodation(store, [*leicester.codes, leicester.region.code])
    assert say.rate(missing, rest, leicester) == ()


def test_key_facts_lead_on_counts_and_the_rate(store, held, rest, luton):
    where = destination.destinations(store, [luton.code, "E92000001"])
    tiles = {tile.id: tile.text for tile in say.key_facts(held, where, rest, luton).facts}
    assert tiles["fact-households-elsewhere"] == (
        "93 households: of Luton recorded in another district, 31 December 2025"
    )
    assert tiles["fact-households-elsewhere-rate"] == (
        "1.13 per 1,000 households: recorded in another district, 31 December 2025 "
        "(England 1.76, outside London 0.37)"
    )
    # 58,610 over 20,865.052 thousand households: 2.809.
    assert tiles["fact-temporary-accommodation-rate"].endswith("(England 5.5, outside London 2.8)")
    assert len(tiles) == 5


def test_since_2018_names_both_ends_and_the_peak(held, luton):
    (said,) = say.since(held, luton)
    assert "93 households in another district on 31 December 2025, and 83 on 30 June" in said.text
    assert "numbered 932 and 1,291" in said.text
    assert "was 132, on 31 March 2025" in said.text


def test_where_and_how_many_for_each_household(store, held, rest, luton):
    where = destination.destinations(store, [luton.code, "E92000001"])
    (said,) = say.destinations(where, luton)
    assert "Of the 93 households" in said.text
    assert "42 were in the East of England, its own region: 45%" in said.text
    # 932 over 82.513 thousand households: 11.295.
    (rate,) = say.rate(held, rest, luton)
    assert "11.3 were in temporary accommodation" in rate.text
    assert rate.text.endswith("higher than 5.5 in England and 2.8 outside London.")


def test_england_outside_london_is_what_others_are_set_beside(store, rest):
    def told(area):
        place = Place.of(store, area)
        held = temporary.accommodation(store, [*place.codes, place.region.code])
        return context.outside_london(held, rest, place)

    # MHCLG, TA1, 31 December 2025: England 43,040; the sheet's own "Rest of England" prints 7,630,
    # over 20,865.052 thousand households; East of England 1,210 over 2,744.058 = 0.441.
    (luton,) = told("E06000032")
    assert luton.text == (
        "Of the 43,040 households that England's authorities had recorded in another district on "
        "31 December 2025, those outside London had 7,630: 0.37 for each 1,000 households living "
        "there. In the East of England it was 0.44; Luton's 1.13 is higher than that."
    )
    # Cornwall is suppressed; Barking and Dagenham is in London.
    assert told("E06000052") == ()
    assert told("E09000002") == ()


def test_the_ratio_is_bounded_for_those_with_no_home_yet(store, held, luton):
    (said,) = context.bounded(held, wider.bounds(store, [luton.code]), luton)
    # MHCLG, TA1: 9 households with no accommodation secured; 84 for 932 = 9.01 for each 100.
    assert said.text == (
        "On 31 December 2025 Luton owed a duty to 9 households for whom no accommodation had been "
        "secured. If all of them are among the 93 recorded in another district, 9.0 were placed "
        "there for each 100 in temporary accommodation; if none is, 10.0. Which it is, is not "
        "published; so the ministry warns against a percentage."
    )
    # Halton: 26 with no accommodation secured, and 7 elsewhere, so not all of the 26 can be there;
    # 7 for 109 = 6.42.
    halton = Place.of(store, "E06000006")
    (said,) = context.bounded(
        temporary.accommodation(store, [halton.code]), wider.bounds(store, [halton.code]), halton
    )
    assert "If as many as there can be of them are among the 7 recorded" in said.text
    assert "another district, 0.0 were placed there" in said.text
    assert "if none is, 6.4." in said.text
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
    apart = placement.apart(store, [luton.code])
    total, lets = documents.reviewed(review, held, apart, types, luton)
    # MHCLG, TA1: 1,066 on 31 December 2022, 1,047 on 31 March 2023; nightly paid 127 and 138.
    # 1,066 / 1,069 = 0.9972; 1,047 / 1,069 = 0.9794.
    assert total.text.endswith(
        "MHCLG counts 1,066 on 31 December 2022 (0.3% fewer) and 1,047 on 31 March 2023 (2.1% "
        "fewer). The dates differ, so the numbers are not comparable."
    )
    assert total.standing == "transcribed"
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
    apart = placement.apart(store, [scilly.code])
    assert apart.empty
    assert documents.reviewed(nothing, held, apart, types, scilly) == ()
