"""Authorities of every year. Codes and successors: ONS, local authority codes since 2011."""

from __future__ import annotations

import pandas as pd
import pytest

from evidence.errors import CheckError, UsageError
from evidence.geography.authority import Authorities, neighbours

NEW = "Westmorland and Furness"
CODES = pd.DataFrame(
    [
        ("E06000032", "Luton", "E06000032", "E06000032", "Luton"),
        (
            "E06000064",
            "Westmorland and Furness",
            "E06000064",
            "E06000064",
            "Westmorland and Furness",
        ),
        ("E07000027", "Barrow-in-Furness", "E06000064", "E06000064", NEW),
        ("E07000030", "Eden", "E06000064", "E06000064", NEW),
        ("E07000031", "South Lakeland", "E06000064", "E06000064", NEW),
        ("E07000110", "Maidstone", "E07000110", "E10000016", "Kent"),
        # Given a new code in 2025, after the vintage of the regions.
        ("E08000016", "Barnsley", "E08000038", "E08000038", "Barnsley"),
        ("E08000038", "Barnsley", "E08000038", "E08000038", "Barnsley"),
        ("W06000001", "Isle of Anglesey", "W06000001", "W06000001", "Isle of Anglesey"),
    ],
    columns=[
        "authority_code",
        "authority_name",
        "current_code",
        "upper_tier_code",
        "upper_tier_name",
    ],
).assign(country_code=["E92000001"] * 8 + ["W92000004"])
REGIONS = pd.DataFrame(
    [
        ("E06000032", "Luton", "E12000006", "East of England"),
        ("E06000064", "Westmorland and Furness", "E12000002", "North West"),
        ("E07000110", "Maidstone", "E12000008", "South East"),
        ("E08000016", "Barnsley", "E12000003", "Yorkshire and The Humber"),
    ],
    columns=["authority_code", "authority_name", "region_code", "region_name"],
)
KNOWN = Authorities(CODES, REGIONS)


def test_code_in_use_is_returned():
    assert KNOWN.check("E06000032") == "E06000032"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("E0600032", r"did you mean E06000032 \(Luton\)\?"),
        ("e06000032", r"did you mean E06000032 \(Luton\)\?"),
        ("Luton", r"did you mean E06000032 \(Luton\)\?"),
        ("Lutn", r"did you mean E06000032 \(Luton\)\?"),
        ("maidston", r"did you mean E07000110 \(Maidstone\)\?"),
        ("E07000027", r"no longer an authority; its area is now in E06000064 \(Westmorland and F"),
        ("E08000038", r"given after April 2024; the tables hold this area as E08000016 \(Barnsley"),
        ("E10000016", "it is the code of the county Kent"),
        ("E92000001", "it is the code of the country England"),
        ("E05002193", "it is the code of a ward"),
        ("W06000001", "the tables hold England only"),
        ("nowhere at all", "give a code such as"),
        ("", "give a code such as"),
    ],
)
def test_what_is_no_authority_in_use_is_refused_with_what_is_meant(text, says):
    with pytest.raises(UsageError, match=says):
        KNOWN.check(text)


def test_past_codes_lead_to_the_authority_that_holds_the_area():
    assert KNOWN.working["E07000030"] == "E06000064"
    assert KNOWN.working["E08000038"] == "E08000016"
    assert "W06000001" not in KNOWN.working
    assert KNOWN.predecessors("E06000064") == ("E06000064", "E07000027", "E07000030", "E07000031")


def test_code_that_leads_nowhere_is_a_fault_of_the_tables():
    stray = pd.concat([CODES, CODES.iloc[[0]].assign(authority_code="E06000001")])
    stray.loc[stray["authority_code"] == "E06000001", "current_code"] = "E06000099"
    with pytest.raises(CheckError, match="E06000001 leads to E06000099"):
        Authorities(stray, REGIONS).check("E0")


def test_region_and_upper_tier():
    assert KNOWN.region("E06000032") == ("E12000006", "East of England")
    assert KNOWN.upper_tier("E07000110") == ("E10000016", "Kent")
    assert KNOWN.upper_tier("E06000032") == ("E06000032", "Luton")
    # One tier, re-coded since: itself, under the code in use.
    assert KNOWN.upper_tier("E08000016") == ("E08000016", "Barnsley")
    assert KNOWN.social_services == ("E06000032", "E06000064", "E08000016", "E10000016")


def test_name_of_unknown_code_is_refused():
    assert KNOWN.name("E10000016") == "Kent"
    with pytest.raises(UsageError, match="E06000032"):
        KNOWN.name("E0600032")


def test_neighbours_pass_over_counties_and_other_countries():
    table = pd.DataFrame(
        [
            ("E06000032", "global", 3, "E08000016"),
            ("E06000032", "global", 1, "E10000016"),
            ("E06000032", "global", 2, "E07000110"),
            ("E06000032", "economic", 1, "E06000064"),
            ("E06000032", "global", 4, "W06000001"),
            ("E06000032", "global", 5, "E06000064"),
            ("E07000110", "global", 1, "E06000064"),
        ],
        columns=["authority_code", "model", "rank", "neighbour_code"],
    )
    assert neighbours(table, "E06000032", KNOWN, most=2) == ("E07000110", "E08000016")
    assert neighbours(table, "E06000032", KNOWN, most=9) == (
        "E07000110",
        "E08000016",
        "E06000064",
    )
    assert neighbours(table, "E06000032", KNOWN, model="demographic", most=5) == ()


def test_codes_of_an_authority_are_its_own_and_a_later_one():
    assert KNOWN.codes_of("E06000032") == ("E06000032",)
    assert KNOWN.codes_of("E08000016") == ("E08000016", "E08000038")


def test_regions_are_named_by_code():
    assert KNOWN.region_names["E12000006"] == "East of England"
