import json

import geopandas as gpd
import pytest

from evidence.errors import InputError
from evidence.tables.readers import ons_boundaries

SMALL = {"area": "lsoa", "code_column": "lsoa21_code", "name_column": "lsoa21_name"}
WARDS = {"area": "ward", "code_column": "ward_code", "name_column": "ward_name"}


def test_a_small_area(extract, meets):
    frame = ons_boundaries.geojson(extract("lsoa21_luton.geojson"), **SMALL)
    meets(frame, "boundary_lsoa21_luton")
    assert isinstance(frame, gpd.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert frame["area_code"].tolist() == ["E01015693"]
    # ONS gives this LSOA 0.3823 square kilometres.
    assert frame.to_crs(27700).area.item() / 1e6 == pytest.approx(0.3823, rel=0.01)
    x = frame.get_coordinates()["x"]
    assert x.round(6).eq(x).all()


def test_a_ward_and_an_authority(extract, meets):
    ward = ons_boundaries.geojson(extract("wards_2013_luton.geojson"), **WARDS)
    meets(ward, "boundary_ward13_luton")
    assert ward["area_name"].tolist() == ["Barnfield"]
    authority = ons_boundaries.geojson(
        extract("lad24_england.geojson"), "authority", "lad_code", "lad_name"
    )
    meets(authority, "boundary_authority24")
    # 4,336 hectares (the council's own figure), here ultra generalised.
    assert authority.to_crs(27700).area.item() / 1e4 == pytest.approx(4336, rel=0.05)


def test_a_shape_that_crosses_itself_is_mended(extract, meets):
    path = extract("lsoa11_coarse.parquet")
    assert (~gpd.read_parquet(path).is_valid).sum() == 1
    frame = ons_boundaries.geoparquet(path, "lsoa", "lsoa11_code", "lsoa11_name")
    meets(frame, "boundary_lsoa11")
    assert frame["area_code"].tolist() == ["E01015693", "E01019828"]


def test_an_area_in_parts_is_united_only_where_that_is_declared(extract, meets):
    path = extract("ward22_coarse.parquet")
    names = {"area": "ward", "code_column": "ward22_code", "name_column": "ward22_name"}
    with pytest.raises(InputError, match="stands twice: area_code E05014284"):
        ons_boundaries.geoparquet(path, **names)
    frame = ons_boundaries.geoparquet(path, **names, in_parts=["E05014284"])
    meets(frame, "boundary_ward22")
    found = frame.set_index("area_code").loc["E05014284"]
    assert found["source_row_last"] == found["source_row"] + 1
    held = gpd.read_parquet(path)
    parts = held.loc[held["ward22_code"].eq("E05014284")].to_crs(27700).area.sum()
    united = frame.loc[frame["area_code"].eq("E05014284")].to_crs(27700).area.sum()
    assert united == pytest.approx(parts, rel=1e-3)


def rewritten_feature(path, tmp_path, **changes):
    held = json.loads(path.read_text(encoding="utf-8"))
    held["features"][0].update(changes)
    copy = tmp_path / path.name
    copy.write_text(json.dumps(held), encoding="utf-8")
    return copy


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"geometry": None}, "no shape"),
        ({"geometry": {"type": "Point", "coordinates": [-0.4, 51.9]}}, "the shape is a Point"),
        (
            {"geometry": {"type": "Polygon", "coordinates": [[[5e5, 2e5], [5e5, 3e5], [6e5, 3e5],
             [5e5, 2e5]]]}},
            "outside the British Isles",
        ),
        ({"properties": {"lsoa21_code": "<script>", "lsoa21_name": "x"}}, "does not belong here"),
        ({"properties": {"lsoa21_name": "x"}}, "the heading is missing"),
    ],
)  # fmt: skip
def test_a_bad_feature_is_refused(extract, tmp_path, changes, said):
    path = rewritten_feature(extract("lsoa21_luton.geojson"), tmp_path, **changes)
    with pytest.raises(InputError, match=said):
        ons_boundaries.geojson(path, **SMALL)


def test_another_projection_or_another_file_is_refused(extract, tmp_path):
    held = json.loads(extract("lsoa21_luton.geojson").read_text(encoding="utf-8"))
    held["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    path = tmp_path / "grid.geojson"
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(InputError, match="convert it to WGS 84"):
        ons_boundaries.geojson(path, **SMALL)
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(InputError, match="not a GeoJSON"):
        ons_boundaries.geojson(path, **SMALL)
    with pytest.raises(InputError, match="not a GeoParquet"):
        ons_boundaries.geoparquet(path, **SMALL)
