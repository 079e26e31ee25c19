"""Small areas in wards: exact where they nest, best fit where they do not or nothing can tell."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from evidence.errors import CheckError
from evidence.geography.lookup import WardLookup, fit_of, share_inside

LOOKUP = pd.DataFrame(
    {"lsoa_code": ["E01000001", "E01000002"], "ward_code": ["E05000001", "E05000002"]}
)


def shapes(codes, boxes):
    frame = gpd.GeoDataFrame({"area_code": codes}, geometry=boxes, crs="EPSG:27700")
    return frame.to_crs("EPSG:4326")


SMALL = shapes(
    ["E01000001", "E01000002"],
    [box(507000, 221000, 508000, 222000), box(508000, 221000, 509000, 222000)],
)
NESTING = shapes(
    ["E05000001", "E05000002"],
    [box(506000, 221000, 508000, 222000), box(508000, 221000, 510000, 222000)],
)
# The border between wards runs through the first small area: three quarters lie in its ward.
CUTTING = shapes(
    ["E05000001", "E05000002"],
    [box(506000, 221000, 507750, 222000), box(507750, 221000, 510000, 222000)],
)


def test_share_of_each_small_area_in_its_ward():
    share = share_inside(LOOKUP, SMALL, CUTTING)
    assert share.to_dict() == pytest.approx({"E01000001": 0.75, "E01000002": 1.0}, abs=1e-4)


def test_fit():
    assert fit_of(LOOKUP, SMALL, NESTING) == "exact"
    assert fit_of(LOOKUP, SMALL, CUTTING) == "best fit"


def test_nothing_to_tell_by_is_best_fit():
    assert fit_of(LOOKUP, SMALL.iloc[:1], NESTING) == "best fit"
    assert fit_of(LOOKUP, SMALL, NESTING.iloc[:1]) == "best fit"
    assert fit_of(LOOKUP.iloc[:0], SMALL, NESTING) == "best fit"


def test_share_without_boundary_is_refused():
    with pytest.raises(CheckError, match="E05000002"):
        share_inside(LOOKUP, SMALL, NESTING.iloc[:1])


def test_lookup_says_whether_it_is_exact():
    assert WardLookup(LOOKUP, "2019", "exact").is_exact
    assert not WardLookup(LOOKUP, "2024", "best fit").is_exact
