"""Deprivation of wards and authorities is summarised by MHCLG's rules, release by release.

Levels of two releases are not comparable; ranks and deciles are relative positions. Published
values of 2019 stand under the variant "IoD2019 published", ours under the release's own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np
import pandas as pd

from evidence.measures import grouping as into
from evidence.measures import release as releases
from evidence.measures.area import checked, described
from evidence.measures.authority_rank import ranked
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.grouping import Grouping
from evidence.measures.release import EXACT, Release, stands_in
from evidence.methods import deprivation as methods
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

_Indexed = TypeVar("_Indexed", pd.Series, pd.DataFrame)
_Made: TypeAlias = tuple[pd.Series, pd.Series | None, pd.Series, list[tuple[str, str]]]

SUMMARIES = ("average_score", "average_rank", "proportion", "extent", "local_concentration")
PUBLISHED = "IoD2019 published"

_RULES = "MHCLG's rules"
_PUBLISHED_TABLE = "iod2019_authorities"


def summaries(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give the five summary measures of authorities (and England) for one release."""
    item = releases.find(release)
    grouped = into.by_authority(store, areas, item, needed(item))
    return summarise(store, grouped)


def ranks(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Rank authorities on each summary among all of the release's: 1 is the most deprived.

    numerator is the summary, denominator the number of authorities ranked. An authority created
    since the release was not ranked in it and gives no rows, nor does England.
    """
    item = releases.find(release)
    # Ranked as the release was: by its own authorities, whether in use or not.
    grouped = into.by_source_authority(store, item, needed(item))
    frame = summarise(store, grouped)
    return ranked(frame, "measure", len(grouped.groups), checked(store, areas))


def people_in_first_tenth(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give the share of people who live in small areas of the most deprived tenth of England.

    numerator is the people who live there, denominator all, of the release's own denominators
    where they are held, of residents elsewhere: it is a count of people and weights nothing, so
    either stands as it is held. It says nothing of how many of them are deprived.
    """
    item = releases.find(release)
    grouped = into.by_authority(store, areas, item, needed(item))
    exact, rest = grouped.exact_members()
    frames = []
    for part, own in ((exact, True), (rest, False)):
        if not len(part.groups):
            continue
        counted, note = denominator(part, own)
        people = part.members[counted[1]].astype("float64")
        group = part.members["group"]
        total = people.groupby(group).sum()
        there = people.where(part.members["imd_decile"] == 1, 0.0).groupby(group).sum()
        tables = [(item.index, "imd_decile"), counted]
        frames.append(
            group_frame(
                part,
                "share_of_people_in_most_deprived_tenth",
                100 * there / total,
                part.lineage(*tables),
                method=f"people of small areas in decile 1, as a share of all; {note}",
                standing=standing(store, *tables_of(part, tables)),
                numerator=there,
                denominator=total,
            )
        )
    return join(*frames)


def published_summaries(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the summaries and ranks that MHCLG published for 2019 (File 10), as published.

    Rows for the whole index and, by category, for each domain and supplementary index. An
    authority created since gives no rows. numerator and denominator are not published.
    """
    asked = list(checked(store, areas))
    table = store.read(_PUBLISHED_TABLE, where={"authority_code": asked})
    parts = []
    for index, rows in table.groupby("domain", sort=True):
        is_whole = index == "imd"
        names = SUMMARIES if is_whole else ("average_rank", "average_score")
        for name in names:
            stem = "deprivation" if is_whole else "deprivation_domain"
            columns = [(name, f"{stem}_{name}")]
            if is_whole:
                columns.append((f"{name}_rank", f"{stem}_{name}_rank"))
            for column, measure in columns:
                part = pd.DataFrame(
                    {
                        "area_code": rows["authority_code"],
                        "area_name": rows["authority_name"],
                        "value": rows[column].astype("float64"),
                        "measure": measure,
                        "breakdown": "" if is_whole else "domain",
                        "category": "" if is_whole else index,
                        "lineage": f"{_PUBLISHED_TABLE}?authority_code="
                        + rows["authority_code"]
                        + f"&domain={index}#{column}",
                    }
                )
                parts.append(part)
    if not len(table):
        return empty()
    frame = pd.concat(parts, ignore_index=True)
    return measure_frame(
        described(store, frame),
        variant=PUBLISHED,
        period=releases.RELEASES["IoD2019"].period,
        method="as published by MHCLG, File 10",
        status="published",
        standing=store.standing(_PUBLISHED_TABLE).value,
    )


def needed(item: Release) -> dict[str, list[str]]:
    """Name the columns that the summaries are made of, by table."""
    columns: dict[str, list[str]] = {item.index: ["imd_rank", "imd_decile"]}
    columns.setdefault(item.scores, []).append("imd_score")
    columns.setdefault(item.denominators, []).append(item.population)
    if item.name in EXACT:
        columns[EXACT[item.name].table] = ["population"]
    return columns


def summarise(store: Store, grouped: Grouping) -> pd.DataFrame:
    """Summarise every group of a grouping that has the columns ``needed``."""
    frames = []
    exact, rest = grouped.exact_members()
    for part, own in ((exact, True), (rest, False)):
        if len(part.groups):
            frames += _summaries(store, part, own)
    return join(*frames)


def denominator(grouped: Grouping, own: bool) -> tuple[tuple[str, str], str]:
    """Say where the population of small areas stands: (table, column), and the note on it.

    ``own`` is true where the release's own denominators come from a table beside its main one.
    """
    item = grouped.release
    if own:
        exact = EXACT[item.name]
        return (exact.table, "population"), exact.note
    return (item.denominators, item.population), item.population_note


def standing(store: Store, *tables: str) -> Standing:
    """Give the weakest standing among tables."""
    return weakest(store.standing(table) for table in tables)


def weighted_standing(
    store: Store, grouped: Grouping, tables: Sequence[tuple[str, str]], own: bool
) -> Standing:
    """Give the standing of what people weight: derived at best where others stand in for them."""
    held = standing(store, *tables_of(grouped, tables))
    return weakest([held, Standing.DERIVED]) if stands_in(grouped.release, own) else held


def _summaries(store: Store, grouped: Grouping, own: bool) -> list[pd.DataFrame]:
    item, members = grouped.release, grouped.members
    counted, note = denominator(grouped, own)
    group, people = members["group"], members[counted[1]].astype("float64")
    place = members["imd_rank"]
    total = people.groupby(group).sum()
    small_areas = group.value_counts()
    in_first = (members["imd_decile"] == 1).groupby(group).sum()
    extent = methods.extent(group, place, people, grouped.areas)
    index, score = (item.index, "imd_rank"), (item.scores, "imd_score")
    weighted = f"{_RULES}; weighted by {note}"
    made: dict[str, _Made] = {
        "average_score": (
            methods.average_score(group, members["imd_score"], people),
            None,
            total,
            [score, counted],
        ),
        "average_rank": (
            methods.average_rank(group, place, people, grouped.areas),
            None,
            total,
            [index, counted],
        ),
        "proportion": (
            methods.proportion(group, members["imd_decile"]),
            in_first,
            small_areas,
            [(item.index, "imd_decile")],
        ),
        "extent": (extent, extent * total, total, [index, counted]),
        "local_concentration": (
            methods.local_concentration(group, place, people, grouped.areas),
            None,
            total,
            [index, counted],
        ),
    }
    return [
        group_frame(
            grouped,
            f"deprivation_{name}",
            values,
            grouped.lineage(*tables),
            method=f"{_RULES}; small areas counted" if name == "proportion" else weighted,
            # Small areas are counted alike, whoever lives there.
            standing=weighted_standing(store, grouped, tables, own or counted not in tables),
            numerator=numerator,
            denominator=over,
        )
        for name, (values, numerator, over, tables) in made.items()
    ]


def group_frame(
    grouped: Grouping,
    measure: str,
    values: pd.Series | pd.DataFrame,
    lineage: pd.Series,
    *,
    method: str,
    standing: Standing,
    numerator: pd.Series | pd.DataFrame | None = None,
    denominator: pd.Series | None = None,
    **constants: object,
) -> pd.DataFrame:
    """Put one value a group into a measure frame; everything is indexed by group.

    Values with columns give a group a row for each of them, with its name as the category.
    """
    groups = grouped.groups
    categories = list(values.columns) if isinstance(values, pd.DataFrame) else []
    each = np.repeat(np.arange(len(groups)), len(categories) or 1)
    rows: dict[str, Any] = {
        "area_code": groups.index.astype("str").array.take(each),
        "lineage": _along(lineage, groups.index).array.take(each),
        "method": (method + groups["note"]).array.take(each),
    }
    for name in ("area_type", "area_name", "area_vintage"):
        rows[name] = groups[name].array.take(each)
    for name, given in (("value", values), ("numerator", numerator), ("denominator", denominator)):
        if isinstance(given, pd.DataFrame):
            rows[name] = _along(given, groups.index).to_numpy(dtype="float64").ravel()
        elif given is not None:
            rows[name] = _along(given, groups.index).to_numpy(dtype="float64")[each]
    if categories:
        rows["category"] = np.tile(np.array([str(name) for name in categories]), len(groups))
    return measure_frame(
        pd.DataFrame(rows),
        measure=measure,
        variant=grouped.release.name,
        period=grouped.release.period,
        status="calculated",
        standing=standing.value,
        **constants,
    )


def _along(given: _Indexed, index: pd.Index) -> _Indexed:
    """Put what is indexed by group in the order of ``index``, where it is not in it already."""
    return given if given.index.equals(index) else given.reindex(index)


def tables_of(grouped: Grouping, tables: Sequence[tuple[str, str]]) -> list[str]:
    """Name every table that a trail to ``tables`` passes through."""
    by_ward = [grouped.release.wards] if grouped.has_head else []
    return [*by_ward, *(table for table, _ in tables)]
