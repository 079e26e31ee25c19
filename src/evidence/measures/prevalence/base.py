"""A base is the people that rates are applied to: by area, year and sex, in bands of age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import CheckError
from evidence.measures import counts as people
from evidence.measures.age import TOP, Band, add_up
from evidence.measures.area import checked
from evidence.measures.estimate import SERIES
from evidence.measures.rounds import ROUNDS
from evidence.measures.trail import Part, selection, together
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

SPLIT = "2018-based"
"""The round whose split by sex stands in where a round is held without one."""


@dataclass(frozen=True)
class Base:
    """``people`` has a row for each row of ``keys`` (area_code, year, sex) and a column a band.

    ``table`` is what was read; ``split`` says that the sexes are another round's.
    """

    name: str
    table: str
    keys: pd.DataFrame
    people: npt.NDArray[np.float64]
    bands: tuple[Band, ...]
    standing: Standing
    split: bool = False
    held_bands: tuple[str, ...] = ()

    @cached_property
    def sexes(self) -> tuple[str, ...]:
        """Whom the people are told apart by: women and men, or nobody."""
        return tuple(sorted(self.keys["sex"].unique()))

    def of_sex(self, sex: str) -> pd.DataFrame:
        """Give the keys of one sex: areas and years."""
        return self.keys[self.keys["sex"] == sex].reset_index(drop=True)

    @cached_property
    def _places(self) -> dict[str, dict[str, Part]]:
        keys = {sex: self.of_sex(sex) for sex in self.sexes}
        return {
            sex: {"authority_code": own["area_code"], "year": own["year"].astype("str")}
            for sex, own in keys.items()
        }

    def trail(self, lowest: int, highest: int, sex: str) -> Part:
        """Name the table rows of a band, one text for each area and year of ``sex``."""
        # Rows of both sexes are one selection, since the sexes hold the same areas and years.
        where = self._places[sex if sex in self.sexes else self.sexes[0]]
        sexes = "female|male" if sex == "persons" else sex
        ages = f"{lowest}..{highest}"
        if not self.held_bands:
            return selection(self.table, "population", where | {"age": ages, "sex": sexes})
        names = [name for name in self.held_bands if lowest <= _lowest(name) <= highest]
        own = selection(self.table, "population", where | {"age_band": "|".join(names)})
        if not self.split:
            return own
        both = where | {"age": ages, "sex": "female|male"}
        return together(own, selection(ROUNDS[SPLIT].table, "population", both))


def base(
    store: Store,
    areas: Sequence[str],
    name: str,
    bands: Sequence[Band],
    *,
    years: Sequence[int] | None,
    by_sex: bool,
) -> Base | None:
    """Read the people of a round, or of a series of estimates, in bands; None where none are held.

    A band that the round's own do not make up gives None.
    """
    found = held_people(store, areas, name, years=years, by_sex=by_sex)
    return None if found is None else found.in_bands(bands)


def held_people(
    store: Store, areas: Sequence[str], name: str, *, years: Sequence[int] | None, by_sex: bool
) -> People | None:
    """Read the people of a round, or of a series of estimates, once for any bands.

    Where a round is held in bands without sexes, each band is split as the 2018-based round
    splits it, for the same area, year and ages: an assumption that the standing (derived) tells.
    None where none are held.
    """
    if name in SERIES or ROUNDS[name].by_single_year:
        table = SERIES[name].table if name in SERIES else ROUNDS[name].table
        sexes = ("female", "male") if by_sex else ("persons",)
        found = people.read(store, table, areas, years=years, sexes=sexes)
        return None if found.keys.empty else _SingleYears(name, found, store.standing(table))
    table = ROUNDS[name].table
    rows = store.read(table, where={"authority_code": list(checked(store, areas))})
    if years is not None:
        rows = rows[rows["year"].isin(list(years))]
    if rows.empty:
        return None
    wide = rows.pivot(index=["authority_code", "year"], columns="age_band", values="population")
    finest = _finest(list(wide.columns))
    if wide[finest].isna().to_numpy().any():
        raise CheckError(f"table {table} does not hold every band in every year")
    keys = wide.index.to_frame(index=False).rename(columns={"authority_code": "area_code"})
    keys["area_code"] = keys["area_code"].astype("str")
    standing = store.standing(table)
    if not by_sex:
        return _Bands(name, table, keys, wide[finest], standing, None)
    split = _split(store, keys)
    if split is None:
        return None
    standing = weakest([standing, store.standing(ROUNDS[SPLIT].table), Standing.DERIVED])
    return _Bands(name, table, keys, wide[finest], standing, split)


class People(Protocol):
    """The people of a round, by area and year, as they are held."""

    def in_bands(self, bands: Sequence[Band]) -> Base | None:
        """Add the people into bands; None where what is held does not make them up."""


@dataclass(frozen=True)
class _SingleYears:
    name: str
    counts: people.Counts
    standing: Standing

    def in_bands(self, bands: Sequence[Band]) -> Base | None:
        return Base(
            self.name,
            self.counts.table,
            self.counts.keys[["area_code", "year", "sex"]],
            add_up(self.counts.people, bands),
            tuple(bands),
            self.standing,
        )


@dataclass(frozen=True)
class _Bands:
    """``wide`` has a row for each of ``keys``; ``split`` holds women, then all, by year of age."""

    name: str
    table: str
    keys: pd.DataFrame
    wide: pd.DataFrame
    standing: Standing
    split: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None

    def in_bands(self, bands: Sequence[Band]) -> Base | None:
        finest = list(self.wide.columns)
        own = [_band(column) for column in finest]
        values = self.wide.to_numpy(dtype=np.float64)
        columns = []
        for band in bands:
            parts = [band.lowest <= one.lowest and one.highest <= band.highest for one in own]
            inside = [one for one, is_part in zip(own, parts, strict=True) if is_part]
            covered = sum(one.highest - one.lowest + 1 for one in inside)
            if covered != band.highest - band.lowest + 1:
                return None
            columns.append(values[:, parts].sum(axis=1))
        total = np.column_stack(columns)
        keys = self.keys.assign(sex="persons")
        if self.split is not None:
            women, everybody = (add_up(part, bands) for part in self.split)
            shares = women / everybody
            total = np.concatenate([total * shares, total * (1 - shares)])
            both = [keys.assign(sex=sex) for sex in ("female", "male")]
            keys = pd.concat(both, ignore_index=True)
        return Base(
            self.name,
            self.table,
            keys,
            total,
            tuple(bands),
            self.standing,
            split=self.split is not None,
            held_bands=tuple(finest),
        )


def _split(
    store: Store, keys: pd.DataFrame
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None:
    """Give women and all people by the 2018-based round, a row for each of ``keys``."""
    areas = list(keys["area_code"].unique())
    years = [int(year) for year in keys["year"].unique().tolist()]
    found = people.read(store, ROUNDS[SPLIT].table, areas, years=years, sexes=("female", "persons"))
    if found.keys.empty:
        return None
    columns = (found.keys[name].tolist() for name in ("area_code", "year", "sex"))
    place = {key: at for at, key in enumerate(zip(*columns, strict=True))}
    wanted = list(zip(keys["area_code"].tolist(), keys["year"].tolist(), strict=True))
    women, everybody = (
        found.people[[place[(*key, sex)] for key in wanted]] for sex in ("female", "persons")
    )
    return women, everybody


def _finest(names: Sequence[str]) -> list[str]:
    """Leave out the bands that others make up: 18-64, 65+, all."""
    bands = {name: _band(name) for name in names}
    return sorted(
        (
            name
            for name, band in bands.items()
            if not any(
                other != band and band.lowest <= other.lowest and other.highest <= band.highest
                for other in bands.values()
            )
        ),
        key=lambda name: bands[name].lowest,
    )


def _band(name: str) -> Band:
    if name == "all":
        return Band(name, 0, TOP)
    if name.endswith("+"):
        return Band(name, int(name[:-1]), TOP)
    low, high = name.split("-")
    return Band(name, int(low), int(high))


def _lowest(name: str) -> int:
    return _band(name).lowest
