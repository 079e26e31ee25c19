"""Wards are described by the small areas matched with them, and the match is always named.

IoD2019 goes with the wards of 2019, IoD2025 with those of 2024. A match is exact only where fine
boundaries are held and show it; everywhere else it is ONS's best fit, and approximate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography import lookup as matching
from evidence.geography.lookup import WardLookup
from evidence.measures import deprivation, domain
from evidence.measures import grouping as into
from evidence.measures import release as releases
from evidence.measures.area import checked
from evidence.measures.frame import empty, join
from evidence.measures.grouping import Grouping
from evidence.measures.release import Release

if TYPE_CHECKING:
    from evidence.tables.store import Store

SPREAD = ("most deprived", "median", "least deprived")


def summaries(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give the five summary measures of every ward of the authorities."""
    item = releases.find(release)
    grouped = _wards(store, areas, item, deprivation.needed(item))
    return deprivation.summarise(store, grouped)


def domains(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give average rank and score of every ward of the authorities, by domain."""
    item = releases.find(release)
    grouped = _wards(store, areas, item, domain.needed(item))
    return domain.by_domain(store, grouped)


def deciles(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Count the small areas of every ward in each national decile, noughts among them.

    breakdown "decile", category "1" (most deprived) to "10"; numerator the small areas in it,
    denominator the small areas of the ward.
    """
    item = releases.find(release)
    grouped = _wards(store, areas, item, {item.index: ["imd_decile"]})
    return count_deciles(store, grouped) if len(grouped.groups) else empty()


def spread(store: Store, areas: Sequence[str], release: str) -> pd.DataFrame:
    """Give rank and decile of the most deprived, middle and least deprived area of every ward.

    breakdown "spread". The middle of an even number is the mean of the two in the middle.
    """
    item = releases.find(release)
    grouped = _wards(store, areas, item, {item.index: ["imd_rank", "imd_decile"]})
    return _spread(store, grouped) if len(grouped.groups) else empty()


def every(store: Store, areas: Sequence[str], release: str) -> Iterator[pd.DataFrame]:
    """Give all of the above, the wards put together once."""
    item = releases.find(release)
    columns: dict[str, list[str]] = {item.index: ["imd_rank", "imd_decile"]}
    for needed in (deprivation.needed(item), domain.needed(item)):
        for table, names in needed.items():
            columns[table] = list(dict.fromkeys([*columns.get(table, []), *names]))
    grouped = _wards(store, areas, item, columns)
    if len(grouped.groups):
        yield deprivation.summarise(store, grouped)
        yield domain.by_domain(store, grouped)
        yield count_deciles(store, grouped)
        yield _spread(store, grouped)


def _spread(store: Store, grouped: Grouping) -> pd.DataFrame:
    item = grouped.release
    tables = (item.index, "imd_rank"), (item.index, "imd_decile")
    return join(
        *(
            deprivation.group_frame(
                grouped,
                measure,
                getattr(grouped.members.groupby("group")[table[1]], statistic)(),
                grouped.lineage(table),
                method="small areas counted alike, whatever their population",
                standing=deprivation.standing(store, *deprivation.tables_of(grouped, [table])),
                denominator=grouped.members["group"].value_counts(),
                breakdown="spread",
                category=category,
            )
            for measure, table in zip(
                ("lsoa_rank_within_ward", "lsoa_decile_within_ward"), tables, strict=True
            )
            for category, statistic in zip(SPREAD, ("min", "median", "max"), strict=True)
        )
    )


def lookup(store: Store, areas: Sequence[str], release: str) -> WardLookup:
    """Match the small areas of authorities with wards; exact only if it is so for all of them."""
    item = releases.find(release)
    frame = releases.small_areas(store, item, {})[["lsoa_code", "lsoa_name", "authority_code"]]
    wards = store.read(item.wards, columns=["lsoa_code", "ward_code", "ward_name"])
    matched = releases.beside(frame, wards, how="inner")
    matched = matched[matched["authority_code"].isin(checked(store, areas))]
    fits = _fits(store, item, matched)
    exact = bool(len(fits)) and set(fits.values()) == {"exact"}
    columns = ["lsoa_code", "lsoa_name", "ward_code", "ward_name", "authority_code"]
    return WardLookup(
        matched[columns].sort_values("lsoa_code").reset_index(drop=True),
        item.ward_vintage,
        "exact" if exact else "best fit",
    )


def count_deciles(
    store: Store, grouped: Grouping, measure: str = "lsoas_in_decile", index: str = "imd"
) -> pd.DataFrame:
    """Count small areas by decile for every group; as a percentage where the measure is a share.

    ``index`` "imd" is the whole index; another is a supplementary one and named in breakdown.
    """
    item = grouped.release
    whole = index == "imd"
    table = (item.index if whole else item.supplementary, f"{index}_decile")
    total = grouped.members["group"].value_counts()
    counts = grouped.members.groupby(["group", table[1]]).size().unstack(fill_value=0)
    found = counts.reindex(columns=range(1, 11), fill_value=0).astype("float64")
    share = measure == "share_of_lsoas_in_decile"
    return deprivation.group_frame(
        grouped,
        measure,
        100 * found.div(total.reindex(found.index), axis=0) if share else found,
        grouped.lineage(table),
        method="small areas counted",
        standing=deprivation.standing(store, *deprivation.tables_of(grouped, [table])),
        numerator=found,
        denominator=total,
        breakdown="decile" if whole else f"decile of {index}",
    )


def _wards(
    store: Store, areas: Sequence[str], item: Release, columns: dict[str, list[str]]
) -> Grouping:
    matched = lookup(store, areas, item.name).frame
    return into.by_ward(store, areas, item, columns, _fits(store, item, matched))


def _fits(store: Store, item: Release, matched: pd.DataFrame) -> dict[str, str]:
    """Say of each authority whether its small areas nest in wards, where boundaries can tell."""
    fine = set(store.read(item.fine_lsoas, columns=["area_code"])["area_code"])
    could = sorted(matched.loc[matched["lsoa_code"].isin(fine), "authority_code"].unique())
    if not could:
        return dict.fromkeys(matched["authority_code"].unique(), "best fit")
    small, wards = store.boundary(item.fine_lsoas), store.boundary(item.fine_wards)
    fits = dict.fromkeys(matched["authority_code"].unique(), "best fit")
    for code in could:
        fits[code] = matching.fit_of(matched[matched["authority_code"] == code], small, wards)
    return fits
