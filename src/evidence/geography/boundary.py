"""Boundaries are measured, joined and made small enough to draw, without gaps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.errors import CheckError

if TYPE_CHECKING:
    import geopandas as gpd

OBJECT = "areas"

_GRID = "EPSG:27700"  # British National Grid: metres
_SQUARE_METRES = 1_000_000


def area_km2(shapes: gpd.GeoDataFrame) -> pd.Series:
    """Measure each area in square kilometres on the British National Grid, by area_code."""
    measured = shapes.geometry.to_crs(_GRID).area / _SQUARE_METRES
    return pd.Series(measured.to_numpy(), index=pd.Index(shapes["area_code"]))


def union_km2(shapes: gpd.GeoDataFrame) -> float:
    """Measure the land that the areas cover together, in square kilometres."""
    return float(shapes.geometry.to_crs(_GRID).union_all().area / _SQUARE_METRES)


def union(shapes: gpd.GeoDataFrame, groups: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join areas into larger ones.

    ``groups`` has area_code (of ``shapes``), group_code and group_name. Returns area_code,
    area_name and geometry of the groups, in order of code. An area without a boundary raises
    CheckError.
    """
    missing = sorted(set(groups["area_code"]) - set(shapes["area_code"]))
    if missing:
        raise CheckError(f"no boundary for {', '.join(missing[:5])} ({len(missing)} in all)")
    joined = shapes[["area_code", "geometry"]].merge(groups, on="area_code", validate="one_to_one")
    dissolved = joined.dissolve(
        by="group_code", aggfunc={"group_name": "first"}, sort=True, method="unary"
    )
    named = dissolved.reset_index().rename(
        columns={"group_code": "area_code", "group_name": "area_name"}
    )
    return named[["area_code", "area_name", "geometry"]]


def outer_rings(
    shapes: gpd.GeoDataFrame, *, tolerance: float, least: float
) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the outer rings of all areas together, simplified, the largest first.

    ``tolerance`` is in degrees; parts smaller than ``least`` square degrees are left out.
    Coordinates are rounded to two decimals, about a kilometre.
    """
    whole = shapes.geometry.union_all().simplify(tolerance)
    parts = [part for part in getattr(whole, "geoms", [whole]) if part.area >= least]
    return tuple(
        # A ring ends where it began: the last point says nothing new.
        tuple((round(x, 2), round(y, 2)) for x, y in list(part.exterior.coords)[:-1])
        for part in sorted(parts, key=lambda part: -part.area)
    )


def topology(
    shapes: gpd.GeoDataFrame, *, tolerance: float = 0.0, quantise: int = 10_000
) -> dict[str, Any]:
    """Make a compact TopoJSON of areas, its one object called "areas", in order of code.

    ``shapes`` has area_code, area_name and geometry in longitude and latitude. Each shape has its
    code as id and its name as a property. Shared borders are stored once, so simplifying by
    ``tolerance`` (degrees; 0 keeps every point) opens no gaps; ``quantise`` is the number of
    steps along each side.
    """
    # Heavy, and most pages draw few maps.
    import topojson  # noqa: PLC0415

    ordered = shapes.sort_values("area_code").reset_index(drop=True)
    built = topojson.Topology(
        ordered[["area_code", "area_name", "geometry"]],
        object_name=OBJECT,
        prequantize=False,
        topoquantize=quantise,
        toposimplify=tolerance or False,
        prevent_oversimplify=True,
        winding_order="CW_CCW",
    ).to_dict()
    for shape in built["objects"][OBJECT]["geometries"]:
        properties = shape.pop("properties")
        shape["id"] = properties["area_code"]
        shape["properties"] = {"name": properties["area_name"]}
    return {
        "type": "Topology",
        "transform": _plain(built["transform"]),
        "objects": _plain(built["objects"]),
        "arcs": _plain(built["arcs"]),
        "bbox": [round(float(edge), 6) for edge in built["bbox"]],
    }


def _plain(value: Any) -> Any:
    """Turn tuples and array numbers into lists and Python's own, without a needless fraction."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        return _plain(value.item())
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 12)
    return value
