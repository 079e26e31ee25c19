"""What official figures say where a document sets its place beside the country or other places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import counts, outcome, ward, wording
from evidence.measures.area import described
from evidence.measures.density import density
from evidence.measures.frame import empty, measure_frame, row
from evidence.measures.place import authorities
from evidence.measures.release import RELEASES
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

MEASURE = "document_setting"
_ESTIMATES = "mid_year_estimates"
YEAR = 2020
_RELEASE = "IoD2019"
_LONDON = "E12000007"
_CITY = "E09000001"
"""The City of London: coded among the boroughs of its region, and none of them."""
_CARE = "census2021_authorities"
# The two that sum others: hours from 1 to 19 and from 20 to 49 are printed in parts as well.
_CARE_HOURS = (
    "Provides 19 hours or less unpaid care a week",
    "Provides 20 to 49 hours unpaid care a week",
    "Provides 50 or more hours unpaid care a week",
)
_UNDER = 45
_ASCOF, _YEAR = "ascof", "2024-25"
# Name, outcome, which part of it, ages, what is counted.
_RETURNED = (
    (
        "people-with-direct-payments",
        outcome.DIRECT_PAYMENTS,
        "numerator",
        "18+",
        "people using services who receive direct payments",
    ),
    (
        "adults-supported-learning-disability",
        outcome.LEARNING_DISABILITY_OWN_HOME,
        "denominator",
        "18-64",
        "people aged 18 to 64 with a learning disability who have long-term support",
    ),
)


def settings(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give each area's place among others, for the areas of which a document is held.

    Rows by breakdown: ``rank-by-median-age`` (1 = youngest of English authorities),
    ``median-age-against-england`` and ``-region`` (years), ``share-under-45-against-england`` and
    ``-region`` (percentage points, the lesser of the two sexes), ``land-area``,
    ``london-boroughs-less-dense``, ``wards-holding-most-deprived``, ``unpaid-carers``,
    ``people-with-direct-payments`` and ``adults-supported-learning-disability``.
    """
    held = store.read("published_documents", columns=["authority_code"])["authority_code"]
    rows = [
        one
        for area in areas
        if area in set(held)
        for one in (
            *_ages(store, area),
            *_dense(store, area),
            *_wards(store, area),
            *_carers(store, area),
            *_supported(store, area),
        )
    ]
    if not rows:
        return empty()
    return measure_frame(described(store, pd.DataFrame(rows)), measure=MEASURE)


def _ages(store: Store, area: str) -> Iterator[dict[str, object]]:
    regions = store.read("regions", columns=["authority_code", "region_code"])
    own, region = authorities(store).region(area)
    members = regions.loc[regions["region_code"] == own, "authority_code"].tolist()
    every = [*regions["authority_code"], gss.ENGLAND]
    found = counts.read(store, _ESTIMATES, every, years=[YEAR], sexes=("female", "male"))
    people = {
        sex: pd.DataFrame(
            found.people[found.keys["sex"] == sex],
            index=found.keys.loc[found.keys["sex"] == sex, "area_code"].tolist(),
        )
        for sex in ("female", "male")
    }
    for table in people.values():
        table.loc[own] = table.loc[members].sum()
    medians = _medians(people["female"] + people["male"])
    shares = pd.DataFrame(
        {
            sex: 100 * table.iloc[:, :_UNDER].sum(axis=1) / table.sum(axis=1)
            for sex, table in people.items()
        }
    )
    base = {
        "area_code": area,
        "variant": "rebased mid-year estimates",
        "period": f"mid-{YEAR}",
        "status": "calculated",
        "standing": store.standing(_ESTIMATES).value,
    }
    others = medians.drop([gss.ENGLAND, own])
    yield {
        **base,
        "breakdown": "rank-by-median-age",
        "category": "place among English authorities by median age",
        "value": float((others < others[area]).sum() + 1),
        "denominator": float(len(others)),
        "unit": "rank, 1 = youngest",
        "method": "median age, interpolated within a year of age",
        "lineage": f"{_ESTIMATES}?year={YEAR}#population",
    }
    for name, code, whose, held in (
        ("england", gss.ENGLAND, "England", gss.ENGLAND),
        ("region", own, wording.region(region), "|".join(members)),
    ):
        trail = f"{_ESTIMATES}?authority_code={area}|{held}&year={YEAR}#population"
        yield {
            **base,
            "breakdown": f"median-age-against-{name}",
            "category": f"median age less that of {whose}",
            "value": float(medians[area]) - float(medians[code]),
            "unit": "years",
            "method": "difference of two median ages",
            "lineage": trail,
        }
        yield {
            **base,
            "breakdown": f"share-under-45-against-{name}",
            "category": f"share of residents under 45 less that of {whose}, "
            "the lesser of women and men",
            "value": float((shares.T[area] - shares.T[code]).min()),
            "unit": "percentage points",
            "method": "difference of two shares",
            "lineage": trail,
        }


def _medians(people: pd.DataFrame) -> pd.Series:
    """Interpolate the median age of each area (row) within a year of age (column)."""
    counted = people.to_numpy()
    running = counted.cumsum(axis=1)
    half = running[:, -1] / 2
    at = (running < half[:, None]).sum(axis=1)
    rows = np.arange(len(counted))
    before = running[rows, at] - counted[rows, at]
    return pd.Series(at + (half - before) / counted[rows, at], index=people.index)


def _dense(store: Store, area: str) -> Iterator[dict[str, object]]:
    """Give land in hectares, and how many London boroughs are less dense."""
    regions = store.read("regions", where={"region_code": [_LONDON]})
    boroughs = [code for code in regions["authority_code"] if code != _CITY]
    found = density(store, [area, *boroughs], years=[YEAR])
    found = found[found["measure"] == "population_density_hectare"].set_index("area_code")
    own = row(found.reset_index(), area_code=area)
    yield {
        "area_code": area,
        "variant": "ONS boundaries",
        "period": "current boundaries",
        "breakdown": "land-area",
        "category": "land",
        "value": float(own["denominator"]),
        "unit": "hectares",
        "method": str(own["method"]),
        "status": "calculated",
        "standing": str(own["standing"]),
        "lineage": _without(str(own["lineage"]), "mid_year_estimates"),
    }
    yield {
        "area_code": area,
        "variant": "rebased mid-year estimates",
        "period": f"mid-{YEAR}",
        "breakdown": "london-boroughs-less-dense",
        "category": "London boroughs with fewer people per hectare",
        "value": float((found.loc[boroughs, "value"] < own["value"]).sum()),
        "denominator": float(len(boroughs)),
        "unit": "boroughs",
        "method": "people per hectare of land; boroughs on coarse boundaries, without the City",
        "status": "calculated",
        "standing": weakest(found["standing"].unique()).value,
        "lineage": str(own["lineage"]),
    }


def _wards(store: Store, area: str) -> Iterator[dict[str, object]]:
    counted = ward.deciles(store, [area], _RELEASE)
    holding = counted[
        (counted["measure"] == "lsoas_in_decile")
        & (counted["category"] == "1")
        & (counted["numerator"] > 0)
    ].sort_values("area_name")
    if holding.empty:
        return
    yield {
        "area_code": area,
        "variant": _RELEASE,
        "period": RELEASES[_RELEASE].period,
        "breakdown": "wards-holding-most-deprived",
        "category": "wards with a small area in England's most deprived tenth: "
        + ", ".join(holding["area_name"]),
        "value": float(len(holding)),
        "unit": "areas",
        "method": "wards of the time that hold such a small area, counted",
        "status": "calculated",
        "standing": weakest(holding["standing"].unique()).value,
        "lineage": " ".join(holding["lineage"]),
    }


def _carers(store: Store, area: str) -> Iterator[dict[str, object]]:
    found = store.read(_CARE, where={"authority_code": [area], "category": list(_CARE_HOURS)})
    if len(found) != len(_CARE_HOURS):
        return
    yield {
        "area_code": area,
        "variant": "Census 2021",
        "period": "21 March 2021",
        "breakdown": "unpaid-carers",
        "category": "residents aged 5 and over who give unpaid care",
        "value": float(found["count"].sum()),
        "unit": "people",
        "method": "hours of unpaid care of any length, added",
        "status": "calculated",
        "standing": store.standing(_CARE).value,
        "lineage": f"{_CARE}?authority_code={area}&category="
        + "|".join(name.replace(" ", "%20") for name in _CARE_HOURS)
        + "#count",
    }


def _supported(store: Store, area: str) -> Iterator[dict[str, object]]:
    """Give people whom the council supports by its return; a district has none of its own."""
    for name, measure, part, ages, what in _RETURNED:
        where = {"area_code": [area], "measure": [measure], "statistic": [part], "year": [_YEAR]}
        found = store.read(_ASCOF, where=where)
        found = found[found["value"].notna()]
        if found.empty:
            continue
        yield {
            "area_code": area,
            "variant": "ASCOF",
            "period": _YEAR,
            "age_band": ages,
            "breakdown": name,
            "category": what,
            "value": float(found["value"].iloc[0]),
            "unit": "people",
            "method": f"{part} of the outcome, as published",
            "status": "published",
            "standing": store.standing(_ASCOF).value,
            "lineage": f"{_ASCOF}?measure={measure}&area_code={area}&year={_YEAR}"
            f"&statistic={part}#value",
        }


def _without(trail: str, table: str) -> str:
    """Drop the selections of one table from a trail."""
    return " ".join(part for part in trail.split(" ") if not part.startswith(f"{table}?"))
