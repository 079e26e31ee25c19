"""Population is described by series: its size, its ages, and how it has changed or will."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.measures.comparison import compare
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED, estimates, first_published
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.projection import projections
from evidence.measures.rounds import ROUNDS

if TYPE_CHECKING:
    from evidence.tables.store import Store

__all__ = [
    "a_year",
    "change",
    "estimates",
    "first_published",
    "halves",
    "of_variant",
    "sex_shares",
    "shares",
    "since_estimate",
]


def of_variant(
    store: Store,
    areas: Sequence[str],
    variant: str,
    *,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
) -> pd.DataFrame:
    """Give the population of one series: "rebased", "first published" or a projection round."""
    if variant == REBASED:
        return estimates(store, areas, years=years, ages=ages, sexes=sexes)
    if variant == FIRST_PUBLISHED:
        return first_published(store, areas, years=years, ages=ages, sexes=sexes)
    if variant not in ROUNDS:
        near = suggestion(variant, [REBASED, FIRST_PUBLISHED, *ROUNDS])
        raise UsageError(f"no population series is called {variant!r}{near}")
    return projections(store, areas, [variant], years=years, ages=ages, sexes=sexes)


def shares(
    store: Store,
    areas: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
    variant: str = REBASED,
) -> pd.DataFrame:
    """Give each age band as a percentage of all ages of the same sex."""
    parts = of_variant(store, areas, variant, years=years, ages=ages, sexes=sexes)
    whole = of_variant(store, areas, variant, years=years, ages=["all ages"], sexes=sexes)
    parts = parts[parts["age_band"] != "all ages"]
    return _share_frame(parts, whole, ["area_code", "period", "sex"], "population_share")


def sex_shares(
    store: Store,
    areas: Sequence[str],
    *,
    year: int,
    ages: str | Sequence[str] = "five-year",
    variant: str = REBASED,
) -> pd.DataFrame:
    """Give each sex and age band as a percentage of all people: what a population pyramid draws.

    A series held without sex gives no rows.
    """
    parts = of_variant(store, areas, variant, years=[year], ages=ages, sexes=("female", "male"))
    whole = of_variant(store, areas, variant, years=[year], ages=["all ages"])
    return _share_frame(parts, whole, ["area_code", "period"], "population_share_of_all")


def change(
    store: Store,
    areas: Sequence[str],
    *,
    start: int,
    end: int,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
    variant: str = REBASED,
) -> pd.DataFrame:
    """Give the change between two years of one series, in people and per cent, by age band.

    numerator is the later year, denominator the earlier.
    """
    if end <= start:
        raise UsageError(f"change from {start} to {end}: the end must be after the start")
    both = of_variant(store, areas, variant, years=[start, end], ages=ages, sexes=sexes)
    period = both["period"]
    return compare(
        both[period == f"mid-{end}"],
        both[period == f"mid-{start}"],
        on=["area_code", "sex", "age_band"],
        difference="population_change",
        percent="population_change_percent",
        variant=variant,
        period=f"mid-{start} to mid-{end}",
        status="projected" if variant in ROUNDS else "calculated",
        method=f"{variant}: mid-{end} less mid-{start}",
    )


def halves(
    store: Store,
    areas: Sequence[str],
    *,
    start: int,
    end: int,
    ages: str | Sequence[str] = "bands",
    variant: str = REBASED,
) -> pd.DataFrame:
    """Give the change in the first and in the second half of a span; a span of a year has none."""
    middle = (start + end) // 2
    if middle == start:
        return empty()
    return join(
        *(
            change(store, areas, start=first, end=last, ages=ages, variant=variant)
            for first, last in ((start, middle), (middle, end))
        )
    )


def since_estimate(
    store: Store,
    areas: Sequence[str],
    *,
    start: int,
    end: int,
    variant: str,
    series: str = REBASED,
    ages: str | Sequence[str] = "bands",
) -> pd.DataFrame:
    """Give the change from the estimate of one year to what a round has for a later one.

    A round that starts after ``start`` says only in this way how much growth it expects since.
    ``series`` names the estimates.
    numerator is what the round has, denominator the estimate.
    """
    if end <= start:
        raise UsageError(f"change from {start} to {end}: the end must be after the start")
    return compare(
        of_variant(store, areas, variant, years=[end], ages=ages),
        of_variant(store, areas, series, years=[start], ages=ages),
        on=["area_code", "sex", "age_band"],
        difference="population_change",
        percent="population_change_percent",
        variant=f"{variant} against {series}",
        period=f"mid-{start} to mid-{end}",
        status="projected",
        method=f"{variant} for mid-{end} less the {series} estimate of mid-{start}",
    )


def a_year(changes: pd.DataFrame) -> pd.DataFrame:
    """Turn ``change`` into compound growth a year, so that spans of other lengths compare.

    Growth from nobody is left out.
    """
    rows = changes[changes["measure"] == "population_change_percent"]
    rows = rows[(rows["numerator"] > 0) & (rows["denominator"] > 0)]
    if rows.empty:
        return empty()
    ends = rows["period"].str.extract(r"(\d+) to mid-(\d+)").astype("int64")
    years = ends[1] - ends[0]
    growth = 100 * ((rows["numerator"] / rows["denominator"]) ** (1 / years) - 1)
    return measure_frame(
        rows.drop(columns=["measure", "unit", "statistic"]).assign(
            value=growth, method=rows["variant"] + ": compound growth a year"
        ),
        measure="population_growth_a_year",
    )


def _share_frame(
    parts: pd.DataFrame, whole: pd.DataFrame, on: list[str], measure: str
) -> pd.DataFrame:
    if parts.empty or whole.empty:
        return empty()
    total = whole[[*on, "value", "lineage"]].rename(
        columns={"value": "denominator", "lineage": "of"}
    )
    rows = parts.drop(columns=["denominator", "numerator", "unit", "statistic"]).merge(
        total, on=on, how="inner", validate="many_to_one"
    )
    rows = rows.rename(columns={"value": "numerator"})
    # An area or band without people has no share.
    rows["value"] = 100 * rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    rows["lineage"] = rows["lineage"] + " " + rows.pop("of")
    rows["method"] = rows["method"] + "; as a percentage of all ages"
    rows["status"] = rows["status"].where(rows["status"] == "projected", "calculated")
    return measure_frame(rows.assign(measure=measure))
