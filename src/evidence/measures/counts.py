"""Counts hold people by area, year, sex and single year of age, ready to be added into bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import CheckError, UsageError, suggestion
from evidence.measures.age import TOP, Band, add_up
from evidence.measures.area import checked
from evidence.measures.place import authorities
from evidence.measures.trail import Part, written

if TYPE_CHECKING:
    from evidence.tables.store import Store

SEXES = ("persons", "female", "male")

_AGES = TOP + 1
_KEYED = ("authority_code", "year", "sex", "age")


@dataclass(frozen=True)
class Counts:
    """``keys``: area_code, year, sex, and codes (the table's own codes added up, parted by "|").

    ``people`` has a row for each row of ``keys`` and a column for each age, 0 to 90 and over.
    """

    table: str
    keys: pd.DataFrame
    people: npt.NDArray[np.float64]


def read(
    store: Store,
    table: str,
    areas: Sequence[str],
    *,
    years: Sequence[int] | None = None,
    sexes: Sequence[str] = ("persons",),
    merged: bool = False,
) -> Counts:
    """Read counts of ``table``; areas and years that it does not hold give no rows.

    With ``merged``, an authority's count is the sum of whatever codes held its area that year.
    """
    for sex in sexes:
        if sex not in SEXES:
            raise UsageError(f"no sex is called {sex!r}{suggestion(sex, SEXES)}")
    asked = checked(store, areas)
    held = {code: code for code in asked}
    if merged:
        working = authorities(store).working
        wanted = set(asked)
        held.update({old: now for old, now in working.items() if now in wanted})
    where: dict[str, list[str] | list[int]] = {"authority_code": sorted(held)}
    if years is not None:
        where["year"] = [int(year) for year in years]
    rows = store.read(
        table, columns=["authority_code", "year", "sex", "age", "population"], where=where
    )
    if store.key(table) != _KEYED:  # the order in which rows come
        rows = rows.sort_values(list(_KEYED), kind="stable")
    keys, people = _wide(rows, table)
    if merged:
        keys["area_code"] = keys["authority_code"].map(held).astype("str")
        keys, people = _added(keys, people)
    else:
        keys["area_code"] = keys["codes"] = keys["authority_code"]
    keys, people = _by_sex(keys, people, sexes)
    order = _in_order(keys, asked, sexes)
    return Counts(table, keys.iloc[order].reset_index(drop=True), people[order])


def in_bands(counts: Counts, bands: Sequence[Band]) -> pd.DataFrame:
    """Add counts into bands: area_code, year, sex, age_band, value, published, lineage.

    ``published`` is true where the publisher gives the number itself (one year of age, or all
    ages) and nothing but sexes was added.
    """
    keys = counts.keys
    values = add_up(counts.people, bands)
    names = pd.Series([band.name for band in bands], dtype="str")
    as_given = np.array([band.is_all or band.lowest == band.highest for band in bands], dtype=bool)
    ages = ["" if band.is_all else f"&age={_range(band)}" for band in bands]
    together = keys["codes"].str.contains("|", regex=False).to_numpy(dtype=bool)
    sex = keys["sex"].where(keys["sex"] != "persons", "female|male")
    year = keys["year"].astype("str")
    # A row for each key and band: what is said of either is written once and repeated.
    key = np.repeat(np.arange(len(keys)), len(bands))
    band = np.tile(np.arange(len(bands)), len(keys))
    head = f"{counts.table}?authority_code="
    lineage = written(
        _taken(written(head, keys["codes"], "&year=", year), key),
        _taken(pd.Series(ages, dtype="str"), band),
        _taken(written("&sex=", sex, "#population"), key),
    )
    return pd.DataFrame(
        {
            "area_code": _taken(keys["area_code"], key),
            "year": keys["year"].to_numpy()[key],
            "sex": _taken(keys["sex"], key),
            "age_band": _taken(names, band),
            "value": values.ravel(),
            "published": as_given[band] & ~together[key],
            "merged": together[key],
            "lineage": lineage,
        }
    )


def _taken(column: Part, rows: npt.NDArray[np.intp]) -> pd.Series:
    return pd.Series(pd.Series(column).array.take(rows))


def _range(band: Band) -> str:
    return str(band.lowest) if band.lowest == band.highest else f"{band.lowest}..{band.highest}"


def _wide(rows: pd.DataFrame, table: str) -> tuple[pd.DataFrame, npt.NDArray[np.float64]]:
    ages = rows["age"].to_numpy()
    if len(ages) % _AGES or not (ages.reshape(-1, _AGES) == np.arange(_AGES)).all():
        raise CheckError(
            f"table {table} does not hold every age from 0 to {TOP} for each authority, year and "
            "sex: run `evidence tidy` and look at its report"
        )
    people = rows["population"].to_numpy(dtype=np.float64).reshape(-1, _AGES)
    keys = rows[["authority_code", "year", "sex"]].iloc[::_AGES].reset_index(drop=True)
    return keys, people


def _added(
    keys: pd.DataFrame, people: npt.NDArray[np.float64]
) -> tuple[pd.DataFrame, npt.NDArray[np.float64]]:
    """Add the codes that made up one authority, year by year."""
    groups = keys.groupby(["area_code", "year", "sex"], sort=True)
    number = groups.ngroup().to_numpy()
    summed = np.zeros((groups.ngroups, people.shape[1]))
    np.add.at(summed, number, people)
    added = groups["authority_code"].agg("|".join).rename("codes").reset_index()
    added["codes"] = added["codes"].astype("str")
    return added, summed


def _by_sex(
    keys: pd.DataFrame, people: npt.NDArray[np.float64], sexes: Sequence[str]
) -> tuple[pd.DataFrame, npt.NDArray[np.float64]]:
    """Keep the sexes asked for; persons are women and men together."""
    parts = []
    for sex in sexes:
        if sex == "persons":
            female, male = ((keys["sex"] == one).to_numpy() for one in ("female", "male"))
            same = ["area_code", "year", "codes"]
            women, men = (
                keys.loc[chosen, same].reset_index(drop=True) for chosen in (female, male)
            )
            if not women.equals(men):
                raise CheckError("women and men are not held for the same areas and years")
            parts.append((women.assign(sex="persons"), people[female] + people[male]))
        else:
            chosen = (keys["sex"] == sex).to_numpy()
            parts.append((keys.loc[chosen], people[chosen]))
    return (
        pd.concat([part[0] for part in parts], ignore_index=True),
        np.concatenate([part[1] for part in parts]),
    )


def _in_order(
    keys: pd.DataFrame, areas: Sequence[str], sexes: Sequence[str]
) -> npt.NDArray[np.intp]:
    place = keys["area_code"].map({code: at for at, code in enumerate(areas)}).to_numpy()
    sex = keys["sex"].map({name: at for at, name in enumerate(sexes)}).to_numpy()
    return np.lexsort((sex, keys["year"].to_numpy(), place))
