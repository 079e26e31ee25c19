"""Density sets people against land, and says where the land is measured on a coarse boundary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import boundary
from evidence.geography import codes as gss
from evidence.measures import release as releases
from evidence.measures.area import checked
from evidence.measures.comparison import weaker
from evidence.measures.estimate import estimates
from evidence.measures.frame import empty, join, measure_frame

if TYPE_CHECKING:
    from evidence.tables.store import Store

LSOA_SERIES = "rebased, small areas"

_COARSE = "boundary_authority24"
_LSOA_TABLE = "lsoa21_population_luton"
_HECTARES = 100.0
_FINE_LAND = "land measured on fine small-area boundaries"
_COARSE_LAND = "approximate: land measured on a coarse boundary"
_ENGLAND_LAND = "approximate: land measured on coarse boundaries of all authorities"


def density(
    store: Store, areas: Sequence[str], *, years: Sequence[int] | None = None
) -> pd.DataFrame:
    """Give people per square kilometre and per hectare, rebased estimates of all ages.

    numerator is people, denominator land (square kilometres or hectares). Land is the union of
    the authority's fine small-area boundaries where they are held, else its coarse boundary, and
    then method says "approximate". Counties give no rows: no boundary of theirs is held.
    """
    asked = [code for code in checked(store, areas) if not code.startswith("E10")]
    people = estimates(store, asked, years=years, ages=["all ages"])
    if people.empty:
        return empty()
    told = ["area_code", "area_type", "area_name", "area_vintage", "variant", "period", "sex"]
    rows = people[[*told, "age_band"]].assign(
        numerator=people["value"], counted=people["lineage"], held=people["standing"]
    )
    rows = rows.merge(_land(store, asked), on="area_code", validate="many_to_one")
    rows["lineage"] = rows.pop("counted") + " " + rows.pop("measured")
    rows["standing"] = weaker(rows.pop("held"), rows.pop("land_standing"))
    km2 = rows.pop("km2")
    return join(
        *(
            measure_frame(
                rows.assign(measure=name, denominator=land, value=rows["numerator"] / land),
                status="calculated",
            )
            for name, land in (
                ("population_density", km2),
                ("population_density_hectare", km2 * _HECTARES),
            )
        )
    )


def lsoa_density(
    store: Store, areas: Sequence[str], *, years: Sequence[int] | None = None
) -> pd.DataFrame:
    """Give people per square kilometre of every small area of 2021, where the series is held."""
    names = releases.small_areas(store, releases.RELEASES["IoD2025"], {})
    names = names[names["authority_code"].isin(checked(store, areas))]
    rows = store.read(_LSOA_TABLE)
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    rows = rows.merge(names[["lsoa_code", "lsoa_name"]], on="lsoa_code", how="inner")
    if rows.empty:
        return empty()
    year = rows["year"].astype("str")
    where = "?lsoa_code=" + rows["lsoa_code"] + "&year=" + year
    frame = pd.DataFrame(
        {
            "area_code": rows["lsoa_code"],
            "area_name": rows["lsoa_name"],
            "period": "mid-" + year,
            "numerator": rows["population"].astype("float64"),
            "denominator": rows["area_km2"],
            "value": rows["population"] / rows["area_km2"],
            "lineage": _LSOA_TABLE + where + "#population " + _LSOA_TABLE + where + "#area_km2",
        }
    )
    return measure_frame(
        frame,
        measure="population_density",
        variant=LSOA_SERIES,
        area_type="LSOA",
        area_vintage="2021",
        sex="persons",
        age_band="all ages",
        method="population over land, both as published for small areas",
        status="calculated",
        standing=store.standing(_LSOA_TABLE).value,
    )


def has_fine_boundary(store: Store, area: str) -> bool:
    """Say whether fine boundaries of all an authority's small areas are held."""
    item = releases.RELEASES["IoD2025"]
    index = store.read(item.index, columns=["lsoa_code"], where={"authority_code": [area]})
    fine = store.read(item.fine_lsoas, columns=["area_code"])
    return len(index) > 0 and set(index["lsoa_code"]) <= set(fine["area_code"])


def _land(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Measure land: area_code, km2, measured (lineage), method, land_standing."""
    item = releases.RELEASES["IoD2025"]
    coarse = boundary.area_km2(store.boundary(_COARSE))
    fine = set(store.read(item.fine_lsoas, columns=["area_code"])["area_code"])
    index = store.read(item.index, columns=["lsoa_code", "authority_code"])
    wholly = index["lsoa_code"].isin(fine).groupby(index["authority_code"]).all()
    rows = []
    for area in areas:
        if area == gss.ENGLAND:
            measured = (float(coarse.sum()), f"{_COARSE}#geometry", _ENGLAND_LAND, _COARSE)
        elif wholly[area]:
            small = index.loc[index["authority_code"] == area, "lsoa_code"].tolist()
            shapes = store.boundary(item.fine_lsoas, where={"area_code": small})
            through = f"{item.index}?authority_code={area}#lsoa_code"
            trail = f"{through} {item.fine_lsoas}?area_code=@{item.index}.lsoa_code#geometry"
            measured = (boundary.union_km2(shapes), trail, _FINE_LAND, item.fine_lsoas)
        else:
            trail = f"{_COARSE}?area_code={area}#geometry"
            measured = (float(coarse[area]), trail, _COARSE_LAND, _COARSE)
        km2, lineage, method, table = measured
        rows.append((area, km2, lineage, method, store.standing(table).value))
    return pd.DataFrame(rows, columns=["area_code", "km2", "measured", "method", "land_standing"])
