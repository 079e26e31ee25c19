"""Boundaries on made-up squares of a kilometre, laid out on the British National Grid."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point, box

from evidence.errors import CheckError
from evidence.geography import boundary


def squares(*corners, names=("E01000001", "E01000002", "E01000003")):
    shapes = [box(x, y, x + 1000, y + 1000) for x, y in corners]
    frame = gpd.GeoDataFrame(
        {"area_code": names[: len(shapes)], "area_name": [f"Square {x}" for x, _ in corners]},
        geometry=shapes,
        crs="EPSG:27700",
    )
    return frame.to_crs("EPSG:4326")


SIDE_BY_SIDE = squares((507000, 221000), (508000, 221000), (509000, 221000))


def test_area_is_measured_on_the_grid():
    found = boundary.area_km2(SIDE_BY_SIDE)
    assert found.index.tolist() == ["E01000001", "E01000002", "E01000003"]
    assert found.tolist() == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)


def test_overlap_is_counted_once():
    overlapping = squares((507000, 221000), (507500, 221000))
    assert boundary.union_km2(overlapping) == pytest.approx(1.5, abs=1e-5)


def test_union_of_groups():
    groups = pd.DataFrame(
        {
            "area_code": ["E01000001", "E01000002", "E01000003"],
            "group_code": ["E05000002", "E05000001", "E05000001"],
            "group_name": ["West", "East", "East"],
        }
    )
    joined = boundary.union(SIDE_BY_SIDE, groups)
    assert joined[["area_code", "area_name"]].to_numpy().tolist() == [
        ["E05000001", "East"],
        ["E05000002", "West"],
    ]
    assert boundary.area_km2(joined).tolist() == pytest.approx([2.0, 1.0], abs=1e-5)
    assert (joined.geometry.geom_type == "Polygon").all()


def test_area_without_boundary_is_named():
    groups = pd.DataFrame(
        {"area_code": ["E01000009"], "group_code": ["E05000001"], "group_name": ["East"]}
    )
    with pytest.raises(CheckError, match="E01000009"):
        boundary.union(SIDE_BY_SIDE, groups)


def test_topology_shares_borders_and_names_its_shapes():
    found = boundary.topology(SIDE_BY_SIDE.sample(frac=1, random_state=1))
    shapes = found["objects"]["areas"]["geometries"]
    assert [shape["id"] for shape in shapes] == ["E01000001", "E01000002", "E01000003"]
    assert shapes[0]["properties"] == {"name": "Square 507000"}
    # A border is stored once: the neighbour runs along the same arc backwards (~arc).
    used = [[arc for ring in shape["arcs"] for arc in ring] for shape in shapes]
    assert {~arc for arc in used[0]} & set(used[1])
    assert {~arc for arc in used[1]} & set(used[2])
    json.dumps(found)  # plain numbers only


def test_simplified_topology_keeps_neighbours_together():
    circles = gpd.GeoSeries([Point(507000, 221000).buffer(900, 64)], crs="EPSG:27700")
    halves = gpd.GeoDataFrame(
        {"area_code": ["E01000001", "E01000002"], "area_name": ["West", "East"]},
        geometry=[
            circles[0].intersection(box(506000, 220000, 507100, 222000)),
            circles[0].difference(box(506000, 220000, 507100, 222000)),
        ],
        crs="EPSG:27700",
    ).to_crs("EPSG:4326")
    whole, coarse = boundary.topology(halves), boundary.topology(halves, tolerance=0.001)
    assert len(json.dumps(coarse)) < len(json.dumps(whole)) / 2
    west, east = ({*shape["arcs"][0]} for shape in coarse["objects"]["areas"]["geometries"])
    assert {~arc for arc in west} & east
