"""Outlines are what a map is drawn from: compact shapes of a place, and how far to trust them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evidence.geography import boundary
from evidence.measures import release as releases
from evidence.measures import ward
from evidence.measures.release import Release

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from evidence.measures.place import Place
    from evidence.tables.store import Store

# Degrees: about ten metres, less than a pixel of a town drawn 800 pixels wide.
_TOLERANCE = 0.0001
# England is drawn less than a hundred pixels tall: half a pixel, and no islands of a few pixels.
_COARSE = "boundary_authority24"
_COARSE_TOLERANCE = 0.03
_LEAST_ISLAND = 0.02

Rings = tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True)
class Outline:
    """``topology`` is TopoJSON, its object "areas", each shape with its code as id and its name.

    ``approximate`` says that borders are coarse or made of best-fit small areas; ``note`` says
    which, as a sentence for the map. ``tables`` hold the boundaries drawn and how small areas were
    matched with wards. ``england`` is the outline of England, very coarse, as rings of longitude
    and latitude: it shows where the place lies.
    """

    topology: Mapping[str, Any]
    vintage: str
    approximate: bool
    note: str
    tables: tuple[str, ...]
    england: Rings = ()


def lsoa_outline(store: Store, place: Place, release: str) -> Outline:
    """Outline the small areas of a place, as they were for a release."""
    item = releases.find(release)
    matched = ward.lookup(store, [place.code], release).frame
    shapes, table = _small_areas(store, item, matched)
    fine = table == item.fine_lsoas
    named = shapes.drop(columns="area_name").merge(
        matched[["lsoa_code", "lsoa_name"]].rename(
            columns={"lsoa_code": "area_code", "lsoa_name": "area_name"}
        ),
        on="area_code",
        validate="one_to_one",
    )
    return Outline(
        topology=boundary.topology(named, tolerance=_TOLERANCE if fine else 0.0),
        vintage=item.lsoa_vintage,
        approximate=not fine,
        note=f"Small areas (LSOAs) of {item.lsoa_vintage}"
        + ("." if fine else "; borders are heavily simplified."),
        tables=(table, _COARSE),
        england=_england(store),
    )


def ward_outline(store: Store, place: Place, release: str) -> Outline:
    """Outline the wards of a place that go with a release's small areas.

    Where no fine boundary is held a ward is drawn as the union of its best-fit small areas.
    """
    item = releases.find(release)
    matched = ward.lookup(store, [place.code], release).frame
    wards = sorted(matched["ward_code"].unique())
    fine = store.boundary(item.fine_wards, where={"area_code": wards})
    if len(fine) == len(wards):
        names = dict(zip(matched["ward_code"], matched["ward_name"], strict=True))
        named = fine.assign(area_name=fine["area_code"].map(names))
        return Outline(
            topology=boundary.topology(named, tolerance=_TOLERANCE),
            vintage=item.ward_vintage,
            approximate=False,
            note=f"Wards of {item.ward_vintage}.",
            tables=(item.fine_wards, _COARSE),
            england=_england(store),
        )
    shapes, table = _small_areas(store, item, matched)
    groups = matched.rename(
        columns={"lsoa_code": "area_code", "ward_code": "group_code", "ward_name": "group_name"}
    )[["area_code", "group_code", "group_name"]]
    return Outline(
        topology=boundary.topology(boundary.union(shapes, groups)),
        vintage=item.ward_vintage,
        approximate=True,
        note=f"Wards of {item.ward_vintage}, drawn as the union of their best-fit small areas: "
        "no ward boundary is held here, and borders are approximate.",
        tables=(item.wards, table, _COARSE),
        england=_england(store),
    )


def _england(store: Store) -> Rings:
    shapes = store.boundary(_COARSE)
    return boundary.outer_rings(shapes, tolerance=_COARSE_TOLERANCE, least=_LEAST_ISLAND)


def _small_areas(
    store: Store, item: Release, matched: pd.DataFrame
) -> tuple[gpd.GeoDataFrame, str]:
    """Read the boundaries of small areas, the fine ones where all are held; name their table."""
    codes = matched["lsoa_code"].tolist()
    fine = store.boundary(item.fine_lsoas, where={"area_code": codes})
    if len(fine) == len(codes):
        return fine, item.fine_lsoas
    return store.boundary(item.coarse_lsoas, where={"area_code": codes}), item.coarse_lsoas
