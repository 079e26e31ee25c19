"""Projections say what each round expects, how rounds differ, and how far one has missed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.errors import CheckError, UsageError, suggestion
from evidence.measures import counts as people
from evidence.measures.age import Band, bands
from evidence.measures.area import checked, described
from evidence.measures.comparison import compare
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED, estimates, first_published
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.printed import band as read_band
from evidence.measures.printed import parts
from evidence.measures.rounds import Round, find

if TYPE_CHECKING:
    from evidence.tables.store import Store


def projections(
    store: Store,
    areas: Sequence[str],
    rounds: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
    sexes: Sequence[str] = ("persons",),
) -> pd.DataFrame:
    """Give projected population by round, age band and sex.

    A round gives rows only for the areas, years, bands and sexes that it holds: the statement's
    table has neither sexes nor single years. Source: ONS.
    """
    frames = []
    for name in rounds:
        item = find(name)
        read = _from_single_years if item.by_single_year else _from_bands
        frames.append(read(store, areas, item, years=years, chosen=bands(ages), sexes=sexes))
    return join(*frames)


def differences(
    store: Store,
    areas: Sequence[str],
    *,
    newest: str,
    plan: str,
    years: Sequence[int] | None = None,
    ages: str | Sequence[str] = "bands",
) -> pd.DataFrame:
    """Give by how much one round differs from another, in people and per cent.

    numerator is the newest round, denominator the plan's; per cent is of the plan's.
    """
    return compare(
        projections(store, areas, [newest], years=years, ages=ages),
        projections(store, areas, [plan], years=years, ages=ages),
        on=["area_code", "period", "sex", "age_band"],
        difference="population_difference",
        percent="population_difference_percent",
        variant=f"{newest} against {plan}",
        status="projected",
        method=f"{newest} less {plan}",
    )


def errors(
    store: Store,
    areas: Sequence[str],
    *,
    round: str = "2018-based",
    against: str = REBASED,
    years: Sequence[int] = (2023,),
    ages: str | Sequence[str] = "bands",
) -> pd.DataFrame:
    """Give how far a round lies from the estimates of years now past.

    ``against`` is the series of estimates, "rebased" or "first published". numerator is the
    projection, denominator the estimate. The error holds both the base the round started from
    and the growth it assumed.
    """
    series = {REBASED: estimates, FIRST_PUBLISHED: first_published}
    if against not in series:
        raise UsageError(f"no estimates are called {against!r}{suggestion(against, series)}")
    return compare(
        projections(store, areas, [round], years=years, ages=ages),
        series[against](store, areas, years=years, ages=ages),
        on=["area_code", "period", "sex", "age_band"],
        difference="projection_error",
        percent="projection_error_percent",
        variant=f"{round} against {against}",
        status="calculated",
        method=f"{round} projection less {against} estimate",
    )


def _from_single_years(
    store: Store,
    areas: Sequence[str],
    item: Round,
    *,
    years: Sequence[int] | None,
    chosen: Sequence[Band],
    sexes: Sequence[str],
) -> pd.DataFrame:
    counts = people.read(store, item.table, areas, years=years, sexes=sexes)
    rows = people.in_bands(counts, chosen)
    if rows.empty:
        return empty()
    rows["period"] = "mid-" + rows.pop("year").astype("str")
    return measure_frame(
        described(store, rows.drop(columns=["published", "merged"])),
        measure="population",
        variant=item.name,
        method=item.title,
        status="projected",
        standing=store.standing(item.table).value,
    )


def _from_bands(
    store: Store,
    areas: Sequence[str],
    item: Round,
    *,
    years: Sequence[int] | None,
    chosen: Sequence[Band],
    sexes: Sequence[str],
) -> pd.DataFrame:
    """Read a table that comes in bands, rounded, without sex: nothing else can be had from it."""
    if "persons" not in sexes:
        return empty()
    rows = store.read(
        item.table,
        columns=["authority_code", "year", "age_band", "population"],
        where={"authority_code": list(checked(store, areas))},
    )
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    if rows.empty:
        return empty()
    wide = rows.pivot(index=["authority_code", "year"], columns="age_band", values="population")
    if wide.isna().to_numpy().any():
        raise CheckError(f"table {item.table} does not hold every band in every year")
    own = {read_band(name).name: name for name in wide.columns}
    found = []
    for band in chosen:
        made = parts(band, [read_band(name) for name in wide.columns])
        if made is None:
            continue
        plus = [own[name] for name in made.plus]
        minus = [own[name] for name in made.minus]
        total = wide[plus].sum(axis=1) - wide[minus].sum(axis=1)
        part = total.rename("value").reset_index()
        part["age_band"] = band.name
        part["method"] = item.title + made.method
        head = f"{item.table}?authority_code=" + part["authority_code"]
        part["lineage"] = (
            head
            + "&year="
            + part["year"].astype("str")
            + "&age_band="
            + "|".join([*plus, *minus])
            + "#population"
        )
        found.append(part)
    if not found:
        return empty()
    long = pd.concat(found, ignore_index=True).sort_values(
        ["authority_code", "year"], kind="stable"
    )
    long["period"] = "mid-" + long.pop("year").astype("str")
    return measure_frame(
        described(store, long.rename(columns={"authority_code": "area_code"})),
        measure="population",
        variant=item.name,
        sex="persons",
        status="projected",
        standing=store.standing(item.table).value,
    )
