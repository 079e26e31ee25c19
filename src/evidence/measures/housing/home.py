"""Homes for older people: how many a council has, how many are lived in, how many it wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.measures import population, stated
from evidence.measures.care.printed import added, cells, framed
from evidence.measures.frame import empty, measure_frame
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

TOTAL = "specialist homes for older people"
KINDS = ("age exclusive housing", "sheltered housing", "extra care housing")
STOCK = ("sheltered housing", "extra care housing")
STOCK_YEAR = 2020
"""The stock has no date; the occupancy printed beside it is of 2020."""
OLDER = ("65+", "75+", "85+")

_PLACED = ["area_code", "area_type", "area_name", "area_vintage"]


def required(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the homes that a document requires, as printed: each kind, and their total.

    breakdown "requirement: KIND", category "older people", period "by 2030".
    """
    return stated.figures(store, areas, subjects=["requirement"])


def required_difference(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give how far the kinds required, added, lie from the printed total.

    numerator is the sum of the kinds, denominator the printed total.
    """
    rows = cells(store, areas, "requirement")
    if rows.empty:
        return empty()
    summed = added(rows[rows["breakdown"].isin(KINDS)], ["category"])
    printed = rows.loc[rows["breakdown"] == TOTAL, ["area_code", "value", "lineage"]]
    found = summed.merge(
        printed.rename(columns={"value": "denominator", "lineage": "of"}), on="area_code"
    )
    return measure_frame(
        framed(
            found.assign(
                numerator=found["value"],
                value=found["value"] - found["denominator"],
                lineage=found["lineage"] + " " + found["of"],
                breakdown=TOTAL,
            )
        ),
        measure="housing_requirement_difference",
        method="printed kinds added, less the printed total",
        status="calculated",
    )


def required_less_stock(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the homes required less those the council has, by kind, where a document prints both.

    numerator is the requirement, denominator the stock. Inferred: no document sets one against
    the other, nor says whether the requirement comes on top of the stock.
    """
    wanted, stock = cells(store, areas, "requirement"), cells(store, areas, "stock")
    if wanted.empty or stock.empty:
        return empty()
    of = stock[["area_code", "breakdown", "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    rows = wanted.drop(columns=["denominator"]).merge(of, on=["area_code", "breakdown"])
    return measure_frame(
        framed(
            rows.drop(columns=["measure", "unit", "statistic"]).assign(
                numerator=rows["value"],
                value=rows["value"] - rows["denominator"],
                lineage=rows["lineage"] + " " + rows["of"],
                status="calculated",
                method="printed requirement less printed stock",
                standing=Standing.INFERRED.value,
            )
        ),
        measure="housing_requirement_less_stock",
    )


def occupancy(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the share of sheltered homes with a tenant at each printed date.

    numerator is the homes occupied, denominator the stock (no date printed). A full count: no
    interval. Derived at best: the share supposes that there were as many homes at each date.
    """
    occupied = cells(store, areas, "occupied")
    stock = cells(store, areas, "stock")
    if occupied.empty or stock.empty:
        return empty()
    of = stock[["area_code", "breakdown", "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    rows = occupied.drop(columns=["denominator"]).merge(of, on=["area_code", "breakdown"])
    return measure_frame(
        framed(
            rows.drop(columns=["measure", "unit", "statistic"]).assign(
                numerator=rows["value"],
                value=100 * rows["value"] / rows["denominator"],
                lineage=rows["lineage"] + " " + rows["of"],
                status="calculated",
                method="homes occupied over homes there are, both as printed",
                age_band="",
                standing=[weakest((held, Standing.DERIVED)).value for held in rows["standing"]],
            )
        ),
        measure="housing_occupancy",
    )


def for_older_people(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the council's sheltered and extra care homes for 1,000 people aged 65+, 75+ and 85+.

    numerator is the printed stock of both kinds, denominator the rebased estimate of mid-2020.
    Other landlords' homes are not among them.
    """
    stock = cells(store, areas, "stock")
    stock = stock[stock["breakdown"].isin(STOCK)]
    if stock.empty:
        return empty()
    homes = added(stock, [], breakdown="sheltered and extra care housing")
    people = population.estimates(
        store, sorted(homes["area_code"].unique()), years=[STOCK_YEAR], ages=OLDER
    )
    base = people[["area_code", "age_band", "period", "value", "lineage", "standing"]].rename(
        columns={"value": "denominator", "lineage": "of", "standing": "other"}
    )
    rows = homes.drop(columns=["period"]).merge(base, on="area_code")
    return measure_frame(
        framed(
            rows.assign(
                numerator=rows["value"],
                value=1000 * rows["value"] / rows["denominator"],
                lineage=rows["lineage"] + " " + rows["of"],
                standing=[
                    # That the stock, which has no date, is of that year is assumed.
                    weakest((*pair, Standing.DERIVED)).value
                    for pair in zip(rows["standing"], rows["other"], strict=True)
                ],
            )
        ),
        measure="housing_homes_per_1000",
        method="printed stock (no date) over rebased residents of mid-2020",
        status="calculated",
    )
