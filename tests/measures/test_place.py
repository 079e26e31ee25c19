"""Places of the committed tables. Names, regions and counties: ONS, April 2024."""

from __future__ import annotations

import pytest

from evidence.errors import UsageError
from evidence.measures.place import ENGLAND, Area, Place, authorities


def test_unitary_authority(store):
    place = Place.of(store, "E06000032")
    assert (place.name, place.type) == ("Luton", "unitary authority")
    assert place.region == Area("E12000006", "East of England")
    assert place.upper_tier == Area("E06000032", "Luton")
    assert not place.is_district
    # ONS nearest neighbours 2025, table 7a, row of Luton.
    assert [area.name for area in place.comparators] == [
        "Barking and Dagenham",
        "Wolverhampton",
        "Birmingham",
        "Leicester",
        "Coventry",
    ]
    assert place.codes[:2] == ("E06000032", ENGLAND.code)
    assert len(place.codes) == 7


def test_district_has_its_county(store):
    place = Place.of(store, "E07000110")
    assert place.type == "non-metropolitan district"
    assert place.upper_tier == Area("E10000016", "Kent")
    assert place.is_district
    # Table 7a lists Essex, West Sussex and Hertfordshire among the first: counties, passed over.
    assert [area.name for area in place.comparators] == [
        "Colchester",
        "Welwyn Hatfield",
        "North Somerset",
        "West Northamptonshire",
        "Chelmsford",
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E08000003", "Manchester"),
        ("E06000052", "Cornwall"),
        ("E06000064", "Westmorland and Furness"),
        ("E06000053", "Isles of Scilly"),
        ("E08000016", "Barnsley"),
        ("E09000001", "City of London"),
    ],
)
def test_any_authority_is_a_place_with_five_comparators(store, code, name):
    place = Place.of(store, code)
    assert place.name == name
    assert len(place.comparators) == 5
    assert all(area.code[:3] in ("E06", "E07", "E08", "E09") for area in place.comparators)


def test_comparators_can_be_chosen_and_are_checked(store):
    place = Place.of(store, "E06000032", ["E07000110"])
    assert place.comparators == (Area("E07000110", "Maidstone"),)
    for wrong, says in (
        (["E0700011"], r"did you mean E07000110 \(Maidstone\)"),
        (["E06000032"], "compared with itself"),
        (["E07000110", "E07000110"], "named twice"),
        ("E07000110", "give a list"),
    ):
        with pytest.raises(UsageError, match=says):
            Place.of(store, "E06000032", wrong)


@pytest.mark.parametrize(
    ("area", "says"),
    [
        ("E0600032", r"did you mean E06000032 \(Luton\)\?"),
        ("E07000026", r"E07000026 \(Allerdale\) is no longer an authority; .* E06000063 \(Cumber"),
        ("E08000039", r"E08000019 \(Sheffield\)"),
        ("E10000016", "county Kent"),
    ],
)
def test_what_is_no_place_is_refused(store, area, says):
    with pytest.raises(UsageError, match=says):
        Place.of(store, area)


def test_296_authorities_and_153_social_services_authorities(store):
    known = authorities(store)
    assert len(known.in_use) == 296
    assert len(known.social_services) == 153
