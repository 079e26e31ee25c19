"""Boundaries are read as shapes in longitude and latitude, mended only where a shape is invalid."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from evidence.errors import Problem
from evidence.tables.readers.columns import code, read_columns, refused, text
from evidence.tables.readers.raw import Raw, unreadable
from evidence.tables.schemas.patterns import AUTHORITY, LSOA, WARD

DECIMALS = 6  # of a degree: about 0.1 m
_PATTERNS = {"lsoa": LSOA, "ward": WARD, "authority": AUTHORITY}
_BRITISH_ISLES = (-10.0, 49.0, 3.0, 61.5)  # west, south, east, north


@dataclass(frozen=True)
class _Drawn:
    """What a file holds: the properties and shape of each feature, in its order."""

    file: str
    properties: Sequence[Mapping[str, Any]]
    shapes: Sequence[Any]


def geojson(path: Path, area: str, code_column: str, name_column: str) -> gpd.GeoDataFrame:
    """Read a GeoJSON file; ``area`` is lsoa, ward or authority.

    ``source_row`` is the number of the feature in the file, from 1. Coordinates are rounded to
    ``DECIMALS``; a shape that is invalid then is mended (its lines kept, its area as drawn).
    """
    try:
        held: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        features = held["features"]
        properties = [dict(feature["properties"]) for feature in features]
        shapes = [_shape(feature.get("geometry")) for feature in features]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(path, "it is not a GeoJSON collection of features") from error
    system = json.dumps(held.get("crs"))
    if system != "null" and "CRS84" not in system and "4326" not in system:
        raise unreadable(path, f"it is drawn in {system}", "convert it to WGS 84")
    return _boundaries(_Drawn(path.name, properties, shapes), area, code_column, name_column)


def geoparquet(
    path: Path, area: str, code_column: str, name_column: str, in_parts: Sequence[str] = ()
) -> gpd.GeoDataFrame:
    """Read a GeoParquet file in WGS 84 as ``geojson`` does.

    ``in_parts`` names areas of which the file is known to hold several parts, one after another:
    they are united, and ``source_row_last`` is the record of the last part.
    """
    try:
        table = pq.read_table(path)
        shapes = list(shapely.from_wkb(table.column("geometry").to_pylist()))
        system = gpd.read_parquet(path, columns=["geometry"]).crs
    except (OSError, KeyError, ValueError, pa.ArrowInvalid, shapely.GEOSException) as error:
        raise unreadable(path, "it is not a GeoParquet file") from error
    if system is not None and not system.equals("EPSG:4326", ignore_axis_order=True):
        raise unreadable(path, f"it is drawn in {system.name}", "convert it to WGS 84")
    drawn = _Drawn(path.name, table.drop_columns(["geometry"]).to_pylist(), shapes)
    return _boundaries(drawn, area, code_column, name_column, in_parts=in_parts)


def _shape(geometry: Mapping[str, Any] | None) -> Any:
    try:
        return shapely.from_geojson(json.dumps(geometry)) if geometry else None
    except shapely.GEOSException:
        return None


def _boundaries(
    drawn: _Drawn,
    area: str,
    code_column: str,
    name_column: str,
    *,
    in_parts: Sequence[str] = (),
) -> gpd.GeoDataFrame:
    cells = pd.DataFrame(drawn.properties, dtype=object).map(_text).astype(str)
    rows = np.arange(1, len(cells) + 1, dtype=np.int32)
    first = np.ones(len(cells), dtype=bool)
    if code_column in cells:
        codes = cells[code_column]
        first = ~(codes.isin(in_parts) & codes.eq(codes.shift())).to_numpy(dtype=bool)
    problems = [
        Problem(drawn.file, fault, "expected a polygon in degrees", row=row, column="geometry")
        for row, shape in enumerate(drawn.shapes, start=1)
        if (fault := _fault(shape))
    ]
    if problems:
        raise refused(drawn.file, problems)
    frame = read_columns(
        Raw(drawn.file, cells, rows, heading_row=0).where(first),
        [code("area_code", code_column, _PATTERNS[area]), text("area_name", name_column)],
        key=["area_code"],
    )
    headings = frame.attrs["source_columns"]
    starts = [int(start) for start in np.flatnonzero(first)]
    ends = [*starts[1:], len(cells)]
    shapes = [
        drawn.shapes[start] if end - start == 1 else shapely.union_all(drawn.shapes[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    frame.insert(2, "geometry", gpd.GeoSeries(_rounded(shapes), index=frame.index, crs="EPSG:4326"))
    if in_parts:
        frame["source_row_last"] = np.array(ends, dtype=np.int32)
    tidy = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    tidy.attrs["source_columns"] = {**headings, "geometry": "geometry"}
    return tidy


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _fault(shape: Any) -> str:
    if shape is None or shape.is_empty:
        return "no shape"
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        return f"the shape is a {shape.geom_type}"
    west, south, east, north = shape.bounds
    inside = (
        west >= _BRITISH_ISLES[0]
        and south >= _BRITISH_ISLES[1]
        and east <= _BRITISH_ISLES[2]
        and north <= _BRITISH_ISLES[3]
    )
    return "" if inside else "the shape lies outside the British Isles"


def _rounded(shapes: Sequence[Any]) -> list[Any]:
    """Round alike on both sides of a shared border, and mend what that (or its maker) broke."""
    near = shapely.transform(np.array(shapes, dtype=object), lambda points: points.round(DECIMALS))
    return [shape if shape.is_valid else _mended(shape) for shape in near]


def _mended(shape: Any) -> Any:
    """Keep the polygons of a mended shape; the lines and points left over have no area."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    polygons = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
