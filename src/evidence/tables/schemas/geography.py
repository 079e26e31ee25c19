"""Schemas of lookups, codes, neighbours and boundaries."""

from __future__ import annotations

import geopandas as gpd
import pandera.pandas as pa

from evidence.tables.schemas.parts import coded, named, one_of, real, short, table
from evidence.tables.schemas.patterns import AUTHORITY, AUTHORITY_UK, COUNTRY, LSOA, REGION, WARD

_BEST_FIT = {
    "lsoa_code": coded(LSOA),
    "lsoa_name": named(),
    "ward_code": coded(WARD),
    "ward_name": named(),
    "authority_code": coded(AUTHORITY),
    "authority_name": named(),
}


def _polygons(geometry: gpd.GeoSeries) -> gpd.GeoSeries:
    return geometry.geom_type.isin(["Polygon", "MultiPolygon"])


def _valid(geometry: gpd.GeoSeries) -> gpd.GeoSeries:
    return geometry.is_valid & ~geometry.is_empty


def _boundary(pattern: str, *, in_parts: bool = False) -> pa.DataFrameSchema:
    shape = pa.Column(
        "geometry",
        [
            pa.Check(_polygons, name="polygons only"),
            pa.Check(_valid, name="valid and not empty"),
        ],
    )
    columns = {"area_code": coded(pattern), "area_name": named(), "geometry": shape}
    return table(columns, ["area_code"], last_row=in_parts)


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    "lsoa11_ward19": table(_BEST_FIT, ["lsoa_code"]),
    "lsoa21_ward24": table(_BEST_FIT, ["lsoa_code"]),
    "lsoa11_lsoa21": table(
        {
            "lsoa11_code": coded(LSOA),
            "lsoa21_code": coded(LSOA),
            "change": one_of("USMX"),
            "authority_code": coded(AUTHORITY),
            "authority_name": named(),
        },
        ["lsoa11_code", "lsoa21_code"],
    ),
    "authority_codes": table(
        {
            "authority_code": coded(AUTHORITY_UK),
            "authority_name": named(),
            "current_code": coded(AUTHORITY_UK),
            "current_name": named(),
            "upper_tier_code": coded(AUTHORITY_UK),
            "upper_tier_name": named(),
            "region_code": coded(REGION, nullable=True),
            "region_name": named(nullable=True),
            "country_code": coded(COUNTRY),
            "is_current": pa.Column(bool),
        },
        ["authority_code"],
    ),
    "regions": table(
        {
            "authority_code": coded(AUTHORITY),
            "authority_name": named(),
            "region_code": coded(REGION),
            "region_name": named(),
        },
        ["authority_code"],
    ),
    "nearest_neighbours": table(
        {
            "authority_code": coded(AUTHORITY_UK),
            "model": one_of(("global", "economic", "demographic")),
            "rank": short(1, 20),
            "neighbour_code": coded(AUTHORITY_UK),
            "neighbour_name": named(),
        },
        ["authority_code", "model", "rank"],
        column=True,
    ),
    "neighbour_features": table(
        {
            "authority_code": coded(AUTHORITY_UK),
            "feature": named(),
            "value": real(nullable=True),
            "status": one_of(("published", "suppressed", "not available")),
        },
        ["authority_code", "feature"],
        column=True,
    ),
    "boundary_ward13_luton": _boundary(WARD),
    "boundary_ward25_luton": _boundary(WARD),
    "boundary_lsoa11_luton": _boundary(LSOA),
    "boundary_lsoa21_luton": _boundary(LSOA),
    "boundary_authority24": _boundary(AUTHORITY),
    "boundary_lsoa11": _boundary(LSOA),
    "boundary_lsoa21": _boundary(LSOA),
    "boundary_ward22": _boundary(WARD, in_parts=True),
}

ROWS: dict[str, int] = {
    "lsoa11_ward19": 32_844,
    "lsoa21_ward24": 33_755,
    "lsoa11_lsoa21": 33_856,
    "authority_codes": 415,
    "regions": 296,
    "nearest_neighbours": 382 * 3 * 20,
    "neighbour_features": 382 * 31,
    "boundary_ward13_luton": 19,
    "boundary_ward25_luton": 20,
    "boundary_lsoa11_luton": 121,
    "boundary_lsoa21_luton": 125,
    "boundary_authority24": 296,
    "boundary_lsoa11": 32_844,
    "boundary_lsoa21": 33_755,
    "boundary_ward22": 6_903,
}
