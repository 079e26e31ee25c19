"""Small areas carry their own rank, decile and score, and are counted by decile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from evidence.errors import UsageError, suggestion
from evidence.measures import grouping as into
from evidence.measures import release as releases
from evidence.measures.area import checked, described
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.release import DOMAINS, EXACT, RELEASES, SUPPLEMENTARY, Release
from evidence.measures.ward import count_deciles

if TYPE_CHECKING:
    from evidence.tables.store import Store


@dataclass(frozen=True)
class Earlier:
    """A release held for some authorities only: its table and the year that picks its rows."""

    name: str
    year: int
    table: str


EARLIER = {
    item.name: item
    for item in (
        Earlier("IoD2004", 2004, "imd_earlier_luton"),
        Earlier("IoD2007", 2007, "imd_earlier_luton"),
        Earlier("IoD2010", 2010, "imd_earlier_luton"),
        Earlier("IoD2015", 2015, "imd_2015_luton"),
    )
}


def values(
    store: Store, areas: Sequence[str], release: str, *, domains: Sequence[str] = ()
) -> pd.DataFrame:
    """Give rank, decile and score of every small area, and of the ``domains`` asked for.

    Rows of a domain have breakdown "domain". Scores are given where they are held: the whole
    index of both releases, domains of 2025, the supplementary indices of 2025 in part.
    """
    item = releases.find(release)
    for name in domains:
        if name not in (*DOMAINS, *SUPPLEMENTARY):
            near = suggestion(name, [*DOMAINS, *SUPPLEMENTARY])
            raise UsageError(f"no domain is called {name!r}{near}")
    asked = checked(store, areas)
    frames = []
    for name in ("imd", *domains):
        frames += [_small_areas(store, asked, item, name, at) for at in _columns(item, name)]
    return join(*frames)


def deciles(
    store: Store, areas: Sequence[str], releases_: Sequence[str] = tuple(RELEASES)
) -> pd.DataFrame:
    """Count small areas of authorities (and England) in each national decile, by release.

    Measures lsoas_in_decile and share_of_lsoas_in_decile; breakdown "decile", category "1" (most
    deprived) to "10". The releases of 2004 to 2015 give rows where they are held.
    """
    frames = []
    for name in releases_:
        if name in EARLIER:
            frames.append(_earlier(store, areas, EARLIER[name]))
            continue
        if name not in RELEASES:
            near = suggestion(name, [*RELEASES, *EARLIER])
            raise UsageError(f"no release is called {name!r}{near}")
        item = RELEASES[name]
        grouped = into.by_authority(store, areas, item, {item.index: ["imd_decile"]})
        if len(grouped.groups):
            frames.append(count_deciles(store, grouped))
            frames.append(count_deciles(store, grouped, "share_of_lsoas_in_decile"))
    return join(*frames)


def index_deciles(store: Store, areas: Sequence[str], release: str, index: str) -> pd.DataFrame:
    """Count small areas of authorities in each national decile of a supplementary index.

    ``index`` is "idaci" or "idaopi"; breakdown "decile of idaopi", category "1" (the most
    deprived) to "10".
    """
    if index not in SUPPLEMENTARY:
        near = suggestion(index, SUPPLEMENTARY)
        raise UsageError(f"no supplementary index is called {index!r}{near}")
    item = releases.find(release)
    grouped = into.by_authority(store, areas, item, {item.supplementary: [f"{index}_decile"]})
    if not len(grouped.groups):
        return empty()
    return count_deciles(store, grouped, "lsoas_in_decile_of_index", index)


def earlier_held(store: Store, area: str) -> tuple[str, ...]:
    """List the releases of 2004 to 2015 that are held for an authority."""
    return tuple(name for name, item in EARLIER.items() if len(_rows(store, [area], item)))


def _columns(item: Release, name: str) -> list[tuple[str, str, str]]:
    """List (measure, table, column) of one index or domain."""
    table = item.index
    if name in DOMAINS:
        table = item.domains
    elif name in SUPPLEMENTARY:
        table = item.supplementary
    found = [
        ("deprivation_rank", table, f"{name}_rank"),
        ("deprivation_decile", table, f"{name}_decile"),
    ]
    if name == "imd":
        found.append(("deprivation_score", item.scores, "imd_score"))
    elif name in DOMAINS and item.domain_score == "score":
        found.append(("deprivation_score", item.domain_scores, f"{name}_score"))
    elif name in SUPPLEMENTARY and item.name in EXACT:
        found.append(("deprivation_score", EXACT[item.name].table, f"{name}_score"))
    return found


def _small_areas(
    store: Store,
    areas: Sequence[str],
    item: Release,
    name: str,
    at: tuple[str, str, str],
) -> pd.DataFrame:
    measure, table, column = at
    frame = releases.small_areas(store, item, {table: [column]})
    frame = frame[frame["authority_code"].isin(areas) & frame[column].notna()]
    if frame.empty:
        return empty()
    rows = pd.DataFrame(
        {
            "area_code": frame["lsoa_code"],
            "area_name": frame["lsoa_name"],
            "value": frame[column].astype("float64"),
            "lineage": f"{table}?lsoa_code=" + frame["lsoa_code"] + f"#{column}",
        }
    )
    return measure_frame(
        rows,
        measure=measure,
        variant=item.name,
        area_type="LSOA",
        area_vintage=item.lsoa_vintage,
        period=item.period,
        breakdown="" if name == "imd" else "domain",
        category="" if name == "imd" else name,
        method="as published by MHCLG",
        status="published",
        standing=store.standing(table).value,
    )


def _rows(store: Store, areas: Sequence[str], item: Earlier) -> pd.DataFrame:
    """Read an earlier release, whose codes are a subset of those of 2019, with its authorities."""
    index = releases.small_areas(store, RELEASES["IoD2019"], {})
    index = index.loc[index["authority_code"].isin(areas), ["lsoa_code", "authority_code"]]
    rows = store.read(item.table, where={"release": [item.year]})
    return rows.merge(index, on="lsoa_code", how="inner", validate="one_to_one")


def _earlier(store: Store, areas: Sequence[str], item: Earlier) -> pd.DataFrame:
    index = RELEASES["IoD2019"].index
    parts = []
    for area, rows in _rows(store, checked(store, areas), item).groupby("authority_code"):
        counts = rows["imd_decile"].value_counts().reindex(range(1, 11), fill_value=0)
        for measure in ("lsoas_in_decile", "share_of_lsoas_in_decile"):
            share = measure.startswith("share")
            values = 100 * counts / len(rows) if share else counts
            parts.append(
                pd.DataFrame(
                    {
                        "measure": measure,
                        "area_code": area,
                        "category": [str(decile) for decile in counts.index],
                        "numerator": counts.to_numpy(dtype="float64"),
                        "denominator": float(len(rows)),
                        "value": values.to_numpy(dtype="float64"),
                        "lineage": f"{index}?authority_code={area}#lsoa_code {item.table}?"
                        f"release={item.year}&lsoa_code=@{index}.lsoa_code#imd_decile",
                    }
                )
            )
    if not parts:
        return empty()
    return measure_frame(
        described(store, pd.concat(parts, ignore_index=True)),
        variant=item.name,
        period=f"{item.year} release",
        breakdown="decile",
        method="small areas counted",
        status="calculated",
        standing=store.standing(item.table).value,
    )
