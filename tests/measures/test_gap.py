"""What is not held is said for any place, and nothing is said to be missing that is there."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures import projection
from evidence.measures.gap import gaps, one
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS


@pytest.mark.parametrize(
    "area", ["E06000032", "E07000110", "E08000003", "E06000052", "E06000064", "E06000053"]
)
def test_a_round_is_a_gap_if_and_only_if_it_has_no_rows(store, area):
    found = gaps(store, Place.of(store, area))
    assert len({notice.id for notice in found}) == len(found)
    for name in ROUNDS:
        empty = projection.projections(store, [area], [name]).empty
        assert (one(found, f"projections.{name}") is not None) == empty


def test_the_default_place_lacks_little(store):
    place = Place.of(store, "E06000032")
    topics = ("population", "deprivation")
    found = {notice.id for topic in topics for notice in gaps(store, place, topic)}
    assert found == {
        "population.later-years",
        "population.wards",
        "deprivation.comparison-2025",
        "deprivation.fit-2024",
        "deprivation.scores-2019",
        "deprivation.summaries-2025",
    }


def test_whose_denominators_of_2025_are_held_is_said_of_every_place(store):
    stand_in = "weighted by all residents of mid-2022, prisoners included"
    luton = one(gaps(store, Place.of(store, "E06000032")), "deprivation.comparison-2025")
    assert stand_in in luton.missing
    assert "held for this authority only" in luton.missing
    other = one(gaps(store, Place.of(store, "E07000110")), "deprivation.denominators-2025")
    assert f"here, in England and in most authorities ranked, are {stand_in}" in other.missing


def test_authority_created_since_2019_has_no_rank_of_2019(store):
    found = gaps(store, Place.of(store, "E06000064"), "deprivation")
    assert one(found, "deprivation.rank-2019") is not None
    assert one(gaps(store, Place.of(store, "E07000110")), "deprivation.rank-2019") is None


def test_notices_are_sentences_about_the_place(store):
    found = gaps(store, Place.of(store, "E07000110"))
    assert all(notice.missing.endswith(".") and notice.remedy.endswith(".") for notice in found)
    assert all("Luton" not in notice.text for notice in found)
    assert found[0].text.startswith("Maidstone: ")


def test_topics(store):
    place = Place.of(store, "E07000110")
    both = gaps(store, place, "population") + gaps(store, place, "deprivation")
    assert set(both) <= set(gaps(store, place))
    with pytest.raises(UsageError, match="did you mean population"):
        gaps(store, place, "populaton")


def test_that_nothing_tests_ten_years_is_said_everywhere(store):
    newest = "backtest.newest.2022-based migration category"
    for area, tested_later in (("E06000032", True), ("E06000053", False)):
        found = gaps(store, Place.of(store, area), "backtest")
        ten = one(found, "backtest.ten-years")
        # The base year is 2018 and the last estimate held of 2023: five years.
        assert "more than five years ahead" in ten.missing
        assert "mid-2028" in ten.remedy
        assert (one(found, newest) is not None) == tested_later
        assert one(found, "backtest.newest.2018-based") is None


def test_totals_that_a_third_party_has_are_named_where_it_has_them(store):
    # The file behind the diagnosis rate has mid-2025 totals for 27 councils, for no district.
    for area, told in (("E06000032", True), ("E06000016", True), ("E07000110", False)):
        notice = one(gaps(store, Place.of(store, area), "population"), "population.later-years")
        assert ("totals for mid-2025" in notice.missing) is told


# ASCOF 2024-25: of the 153 councils 2B (ages 18 to 64) is suppressed for Rutland, the City of
# London and the Isles of Scilly, and 2C (65 and over) for the last alone.
@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("E06000032", None),
        ("E06000017", "care.admissions-younger"),
        ("E09000001", "care.admissions-younger"),
        ("E06000053", "care.outcomes"),
    ],
)
def test_admissions_that_are_suppressed_are_a_gap_of_their_age(store, area, name):
    found = gaps(store, Place.of(store, area), "care")
    told = {"care.outcomes", "care.admissions-younger"} & {notice.id for notice in found}
    assert told == ({name} if name else set())


def test_a_notice_names_a_place_as_it_is_said(store):
    found = one(gaps(store, Place.of(store, "E09000001"), "care"), "care.admissions-younger")
    assert found.text.startswith(
        "City of London: admissions to care homes at ages 18 to 64 of the City of London are "
    )
    assert found._repr_mimebundle_()["text/markdown"] == found.text
