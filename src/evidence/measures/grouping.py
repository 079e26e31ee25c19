"""A grouping puts small areas into wards, authorities or England, and knows the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import trail
from evidence.measures.area import AUTHORITY_VINTAGE, checked
from evidence.measures.place import authorities
from evidence.measures.release import EXACT, Release, beside, small_areas

if TYPE_CHECKING:
    from evidence.tables.store import Store

_KEYED_BY_LSOA_ONLY = tuple(exact.table for exact in EXACT.values())


@dataclass(frozen=True)
class Grouping:
    """``members``: one row per small area, with ``group`` (an area code) and what was asked for.

    ``groups``: one row per group, indexed by its code: area_type, area_name, area_vintage, note
    (for the method), exact (whether the release's own denominators are held for all of it), and
    how its small areas are selected: head (in a lookup) and where (in the table itself).
    ``areas`` is the number of small areas in England.
    """

    release: Release
    members: pd.DataFrame
    groups: pd.DataFrame
    areas: int

    def lineage(self, *selected: tuple[str, str]) -> pd.Series:
        """Write the trail of each group to columns of tables keyed by small area."""
        if not self.has_head and selected[0][0] in _KEYED_BY_LSOA_ONLY:
            selected = ((self.release.index, "lsoa_code"), *selected)
        parts: list[trail.Part] = [self.groups["head"]] if self.has_head else []
        parts += [self._selection(table, column, selected[0][0]) for table, column in selected]
        written = trail.together(*parts)
        if isinstance(written, str):
            return pd.Series(written, index=self.groups.index, dtype="str")
        return written

    @cached_property
    def has_head(self) -> bool:
        """Whether small areas are selected through a lookup, which every trail starts with."""
        return bool(self.groups["head"].ne("").all())

    def only(self, codes: Sequence[str] | pd.Index) -> Grouping:
        """Keep some groups."""
        kept = self.groups.index.isin(codes)
        if kept.all():
            return self
        members = (
            self.members[self.members["group"].isin(codes)] if kept.any() else self.members[:0]
        )
        return Grouping(self.release, members, self.groups.loc[kept], self.areas)

    def exact_members(self) -> tuple[Grouping, Grouping]:
        """Part the groups with the release's own denominators from those without."""
        exact = self.groups.index[self.groups["exact"]]
        return self.only(exact), self.only(self.groups.index[~self.groups["exact"]])

    def _selection(self, table: str, column: str, first: str) -> trail.Part:
        if not self.has_head and table in _KEYED_BY_LSOA_ONLY:
            return trail.selection(
                table, column, {"lsoa_code": trail.reference(first, "lsoa_code")}
            )
        return trail.written(table, self.groups["where"], f"#{column}")


def by_authority(
    store: Store, areas: Sequence[str], release: Release, columns: dict[str, list[str]]
) -> Grouping:
    """Group small areas by authority in use, and into England where ``areas`` has it.

    An authority created since the release is made of the small areas of those it replaced.
    Counties are not grouped.
    """
    asked = checked(store, areas)
    every = _with_exact(store, small_areas(store, release, columns), release)
    parts = [every[every["authority_code"].isin(asked)].assign(group=lambda x: x["authority_code"])]
    if gss.ENGLAND in asked:
        parts.append(every.assign(group=gss.ENGLAND))
    members = pd.concat(parts, ignore_index=True)
    known = authorities(store)
    pairs = members[["group", "source_authority"]].drop_duplicates().sort_values("source_authority")
    sources = pairs.groupby("group")["source_authority"].agg("|".join)
    groups = pd.DataFrame(index=pd.Index(sorted(members["group"].unique()), dtype="str"))
    england = groups.index == gss.ENGLAND
    groups["area_type"] = [gss.area_type(code) for code in groups.index]
    groups["area_name"] = [known.name(code) for code in groups.index]
    groups["area_vintage"] = np.where(england, "", AUTHORITY_VINTAGE)
    replaced = ~england & (sources.reindex(groups.index) != groups.index).to_numpy(dtype=bool)
    old_names = sources.map(lambda codes: ", ".join(known.name(code) for code in codes.split("|")))
    groups["note"] = np.where(
        replaced, "; small areas of the authorities that it replaced (" + old_names + ")", ""
    )
    groups["exact"] = members.groupby("group")["exact"].all()
    # England is never exact where only some of it is.
    groups["head"] = ""
    groups["where"] = np.where(england, "", "?authority_code=" + sources)
    return Grouping(release, members, _texts(groups), len(every))


def by_source_authority(store: Store, release: Release, columns: dict[str, list[str]]) -> Grouping:
    """Group small areas by the authorities of the release's own year, all of them."""
    every = _with_exact(store, small_areas(store, release, columns), release)
    members = every.assign(group=every["source_authority"])
    known = authorities(store)
    groups = members.groupby("group").agg(exact=("exact", "all")).sort_index()
    codes = groups.index.to_series().astype("str")
    groups["area_type"] = [gss.area_type(code) for code in groups.index]
    groups["area_name"] = [known.name(code) for code in groups.index]
    groups["area_vintage"] = release.authority_vintage
    groups["note"] = groups["head"] = ""
    groups["where"] = "?authority_code=" + codes
    return Grouping(release, members, _texts(groups), len(every))


def by_ward(
    store: Store,
    areas: Sequence[str],
    release: Release,
    columns: dict[str, list[str]],
    fits: dict[str, str],
) -> Grouping:
    """Group small areas by the wards that the release's small areas are matched with.

    ``fits`` says by authority how well small areas nest in wards ("exact"); others are best fit.
    """
    asked = checked(store, areas)
    every = _with_exact(store, small_areas(store, release, columns), release)
    wards = store.read(release.wards, columns=["lsoa_code", "ward_code", "ward_name"])
    matched = beside(every, wards, how="inner")
    members = matched[matched["authority_code"].isin(asked)].reset_index(drop=True)
    members["group"] = members["ward_code"]
    firsts = members.groupby("group").agg(
        area_name=("ward_name", "first"),
        authority=("authority_code", "first"),
        exact=("exact", "all"),
    )
    groups = firsts.sort_index()
    fit = groups.pop("authority").map(lambda code: fits.get(code, "best fit")).astype("str")
    groups["area_type"] = "ward"
    groups["area_vintage"] = release.ward_vintage
    groups["note"] = "; small areas matched with wards: " + fit
    groups["head"] = (
        f"{release.wards}?ward_code=" + groups.index.to_series().astype("str") + "#lsoa_code"
    )
    groups["where"] = "?lsoa_code=" + trail.reference(release.wards, "lsoa_code")
    return Grouping(release, members, _texts(groups), len(every))


def _with_exact(store: Store, frame: pd.DataFrame, release: Release) -> pd.DataFrame:
    if release.name not in EXACT:
        return frame.assign(exact=False)
    held = store.read(EXACT[release.name].table, columns=["lsoa_code"])
    return frame.assign(exact=frame["lsoa_code"].isin(held["lsoa_code"]))


def _texts(groups: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in groups.columns if name != "exact"]
    return groups.astype({**dict.fromkeys(texts, "str"), "exact": bool})
