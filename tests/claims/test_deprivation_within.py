"""What is said within a place follows from its rows, and is absent where nothing is there."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence.claims import deprivation_averages as averages
from evidence.claims import deprivation_within as say
from evidence.measures import deprivation, domain, lsoa, stated, ward
from evidence.measures.place import Place

RELEASE = "IoD2025"


@pytest.fixture(scope="module")
def maidstone(store):
    return Place.of(store, "E07000110")


def test_people_of_the_most_deprived_tenth_are_counted_and_dated(store, luton, scilly):
    shares = deprivation.people_in_first_tenth(store, [luton.code, scilly.code], RELEASE)
    (said,) = say.people_there(shares, luton, RELEASE)
    # File 1 and the release's own denominators: 32,057 of 227,298.
    assert said.text.startswith("32,057 people, 14.1% of those in Luton (mid-2022), live in")
    assert say.people_there(shares, scilly, RELEASE) == ()


def test_the_wards_a_statement_names_are_held_against_the_index(store, luton, maidstone):
    said = stated.about(stated.claims(store, [luton.code]), [say.STATED])
    old, new = (ward.deciles(store, [luton.code], name) for name in ("IoD2019", RELEASE))
    (same,) = say.statement_wards(said, old, luton, "IoD2019")
    # The market position statement: "These areas are Farley, Northwell and South".
    assert same.text.startswith("These are the 3 areas that the council's")
    assert same.text.endswith("on the 2019 index: Farley, Northwell and South.")
    # Other wards hold such areas on the later index: nothing is said.
    assert say.statement_wards(said, new, luton, RELEASE) == ()
    assert say.statement_wards(said, old, maidstone, "IoD2019") == ()


def test_older_people_are_told_by_share_where_it_is_held(store, luton, maidstone, scilly):
    for place, text in (
        # The release's scores and people aged 60 and over: 25.0%; File 3: 27 of 125.
        (luton, "25.0% of people aged 60 and over in Luton are income-deprived on the 2025 index, "
         "from about 10.3% in Barnfield to about 65.0% in Central. 27 of Luton's 125 small areas "
         "are in England's most deprived tenth on it."),
        # Elsewhere only ranks are held. File 3: 2 of 99.
        (maidstone, "2 of Maidstone's 99 small areas are in the most deprived tenth of England on "
         "income deprivation among people aged 60 and over (the 2025 index)."),
        (scilly, "The Isles of Scilly is 1 small area, which is not in the most deprived tenth of "
         "England on income deprivation among people aged 60 and over (the 2025 index)."),
    ):  # fmt: skip
        said = say.older_people(
            lsoa.index_deciles(store, [place.code], RELEASE, "idaopi"),
            domain.domains(store, [place.code], RELEASE),
            ward.domains(store, [place.code], RELEASE),
            place,
            RELEASE,
        )
        assert said.text == text


def test_kinds_are_ranked_and_equal_places_told_together(store, luton, scilly):
    (said,) = say.kinds(domain.ranks(store, [luton.code], RELEASE), luton, RELEASE)
    assert "on income (8), barriers to housing and services (16) and education" in said.text
    assert "lowest on crime (99)" in said.text
    (said,) = say.kinds(domain.ranks(store, [scilly.code], RELEASE), scilly, RELEASE)
    assert said.text.count("(296)") == 1
    assert "crime, health deprivation and disability and income (296)" in said.text
    # Westmorland and Furness was created after 2019 and is not ranked on that index.
    new = Place.of(store, "E06000064")
    assert say.kinds(domain.ranks(store, [new.code], "IoD2019"), new, "IoD2019") == ()


@pytest.fixture(scope="module")
def frames(store, luton):
    return (
        lsoa.deciles(store, [luton.code]),
        ward.deciles(store, [luton.code], RELEASE),
        ward.summaries(store, [luton.code], RELEASE),
        deprivation.summaries(store, luton.codes, RELEASE),
    )


def test_what_averages_hide_is_named(frames, luton):
    every, ends, low = averages.hidden(*frames, place=luton, release=RELEASE)
    # MHCLG, File 1: every ward with a small area in decile 1 ranks above England's 17,005.
    assert every.text.startswith("All 17 of Luton's small areas in the most deprived tenth")
    assert "lie in wards more deprived than England by average rank (17,005" in every.text
    assert ends.text.startswith("Northwell (1) and Round Green (1) hold small areas")
    assert low.text.startswith("Bramingham (1 in decile 3) and Vauxhall (1 in decile 3) are no ")
    # England's average rank is weighted by all residents in place of the index's denominators,
    # which is an assumption; small areas in deciles weigh nobody.
    assert (every.standing, ends.standing, low.standing) == ("derived", "official", "derived")
    (of_luton,) = {bound.standing for bound in low.bounds if str(bound) == "Bramingham"}
    assert of_luton == "transcribed"
    deciding = next(bound for bound in every.bounds if str(bound) == "lie in wards")
    ward_of = {"E05014748": "Round Green", "E05014746": "Northwell"}
    # Round Green has the lowest average rank, 21,918, of the wards that hold one.
    assert ward_of[dict(deciding.key)["area_code"]] == "Round Green"
    assert round(deciding.value) == 21_918


def test_a_deprived_area_in_a_comfortable_ward_is_told(frames, luton):
    deciles, by_decile, by_ward, summaries = frames
    by_ward = by_ward.copy()
    south = (by_ward["area_name"] == "South") & (by_ward["measure"] == "deprivation_average_rank")
    by_ward.loc[south, "value"] = 10_000.0
    first, *_ = averages.hidden(
        deciles, by_decile, by_ward, summaries, place=luton, release=RELEASE
    )
    assert first.text.startswith("South (1) holds small areas in the most deprived tenth")
    assert "though no more deprived than England" in first.text
    assert [bound.value for bound in first.bounds if str(bound) == "South"] == [10_000.0]


def test_many_wards_are_cut_short(frames, luton):
    deciles, by_decile, by_ward, summaries = frames
    low = by_ward.assign(value=by_ward["value"].where(
        by_ward["measure"] != "deprivation_average_rank", 1.0))  # fmt: skip
    first, *_ = averages.hidden(deciles, by_decile, low, summaries, place=luton, release=RELEASE)
    # Eight wards hold such areas: six are named.
    assert "and 2 other wards hold small areas" in first.text


def test_wards_of_one_small_area_hide_nothing(store, scilly):
    found = averages.hidden(
        lsoa.deciles(store, [scilly.code]),
        ward.deciles(store, [scilly.code], RELEASE),
        ward.summaries(store, [scilly.code], RELEASE),
        deprivation.summaries(store, scilly.codes, RELEASE),
        place=scilly,
        release=RELEASE,
    )
    assert found == ()
    assert averages.hidden(*[pd.DataFrame(columns=["measure", "variant", "denominator"])] * 4,
                           place=scilly, release=RELEASE) == ()  # fmt: skip
