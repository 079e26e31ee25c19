"""Small areas are matched with wards, exactly where they nest in them, by best fit elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from evidence.errors import CheckError

if TYPE_CHECKING:
    import geopandas as gpd

Fit = Literal["exact", "best fit"]

# Boundaries of different generalisation disagree along their edges; a small area of which this
# share lies in its ward nests in it.
NESTED = 0.95

_GRID = "EPSG:27700"  # British National Grid: metres


@dataclass(frozen=True)
class WardLookup:
    """Small areas and their wards.

    ``frame`` has one row per small area: lsoa_code, lsoa_name, ward_code, ward_name,
    authority_code.
    ``vintage`` is the year of the wards; ``fit`` is exact only where it has been seen to be.
    """

    frame: pd.DataFrame
    vintage: str
    fit: Fit

    @property
    def is_exact(self) -> bool:
        """Whether every small area lies in its ward."""
        return self.fit == "exact"


def share_inside(
    lookup: pd.DataFrame, small: gpd.GeoDataFrame, wards: gpd.GeoDataFrame
) -> pd.Series:
    """Give the share (0 to 1) of each small area's land that lies in the ward it is matched with.

    ``lookup`` has lsoa_code and ward_code; both boundary frames have area_code and geometry. The
    result is indexed by lsoa_code. A code without a boundary raises CheckError.
    """
    lsoas = small.set_index("area_code").to_crs(_GRID).geometry
    shapes = wards.set_index("area_code").to_crs(_GRID).geometry
    missing = sorted({*lookup["lsoa_code"]} - {*lsoas.index}) + sorted(
        {*lookup["ward_code"]} - {*shapes.index}
    )
    if missing:
        raise CheckError(f"no boundary for {', '.join(missing[:5])} ({len(missing)} in all)")
    inner = lsoas.loc[lookup["lsoa_code"]].reset_index(drop=True)
    outer = shapes.loc[lookup["ward_code"]].reset_index(drop=True)
    share = inner.intersection(outer).area / inner.area
    return pd.Series(share.to_numpy(), index=pd.Index(lookup["lsoa_code"], name="lsoa_code"))


def fit_of(lookup: pd.DataFrame, small: gpd.GeoDataFrame, wards: gpd.GeoDataFrame) -> Fit:
    """Say whether a lookup is exact: every small area nests in its ward, to the eye of a map.

    Boundaries that do not cover the lookup cannot tell, so it counts as best fit.
    """
    covered = set(lookup["lsoa_code"]) <= set(small["area_code"]) and set(
        lookup["ward_code"]
    ) <= set(wards["area_code"])
    if lookup.empty or not covered:
        return "best fit"
    return "exact" if (share_inside(lookup, small, wards) >= NESTED).all() else "best fit"
