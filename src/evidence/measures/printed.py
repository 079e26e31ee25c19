"""A printed table has some ages; the others are made of them, and how can be told of any row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from evidence.errors import CheckError
from evidence.measures.age import ALL_AGES, TOP, Band
from evidence.measures.rounds import ROUNDS
from evidence.tables.lineage import parse


@dataclass(frozen=True)
class Parts:
    """Which of a table's own bands are added, and taken away, to make a band.

    ``step`` is what the table rounds each of its numbers to.
    """

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    step: int = 1

    @property
    def is_printed(self) -> bool:
        """Whether the table prints the band itself."""
        return len(self.plus) == 1 and not self.minus

    @property
    def error(self) -> float:
        """How far off rounding can have put the band: by half a step for each part."""
        return self.step / 2 * (len(self.plus) + len(self.minus))

    @property
    def method(self) -> str:
        """Say how the band is made, as the end of a row's method; "" where it is printed."""
        if self.minus:
            return f"; {self.plus[0]} less {' and '.join(self.minus)}"
        return "; rounded bands added" if len(self.plus) > 1 else ""


def band(name: str) -> Band:
    """Read a band as a table names it: "18-24", "90+", "all"."""
    if name in ("all", ALL_AGES.name):
        return ALL_AGES
    if name.endswith("+"):
        return Band(name, int(name[:-1]), TOP)
    low, high = name.split("-")
    return Band(name, int(low), int(high))


def parts(wanted: Band, held: Sequence[Band]) -> Parts | None:
    """Make a band of as few of the table's own bands as will do; None where they do not fit."""
    tiles = _tiles(wanted.lowest, wanted.highest, held)
    if tiles is not None:
        return Parts(tiles)
    # The young are what all ages leave when everybody older is taken away.
    everybody = _tiles(0, TOP, held)
    older = _tiles(wanted.highest + 1, TOP, held)
    if wanted.lowest == 0 and everybody is not None and older is not None:
        return Parts(everybody, older)
    return None


def parts_of(row: pd.Series) -> Parts | None:
    """Tell of what bands of a document's table a row of a measure frame is made, by its lineage.

    None for a row that rests on no table that is held as a document prints it.
    """
    tables = {item.table: item.rounded_to for item in ROUNDS.values() if item.is_plan}
    for selection in parse(str(row["lineage"])):
        if selection.table in tables:
            used = dict(selection.where)["age_band"]
            if not isinstance(used, tuple):
                raise CheckError(f"the lineage names no bands of {selection.table}: {used}")
            made = parts(band(str(row["age_band"])), [band(name) for name in used])
            return replace(made, step=tables[selection.table]) if made else None
    return None


def _tiles(low: int, high: int, held: Sequence[Band]) -> tuple[str, ...] | None:
    names: list[str] = []
    while low <= high:
        fitting = [item for item in held if item.lowest == low and item.highest <= high]
        if not fitting:
            return None
        # The widest: fewer rounded numbers are added.
        widest = max(fitting, key=lambda item: item.highest)
        names.append(widest.name)
        low = widest.highest + 1
    return tuple(names)
