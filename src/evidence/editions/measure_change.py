"""Measure rows are held against each other by their key; the vintage of areas is no part of it."""

from __future__ import annotations

import math
from collections.abc import Iterable

from evidence.editions.cause import Causes, Grounds, Row
from evidence.editions.change import NUMBER, TEXT, Change, Number, happened
from evidence.editions.sides import Sides, beyond, named, same

_NUMERIC = ("value", "lower", "upper", "numerator", "denominator")
_WORDED = ("unit", "method", "status", "standing", "area_vintage")


def measures(sides: Sides) -> Iterable[Change]:
    """Give every measure row that is new, withdrawn or changed."""
    old, new = sides.rows
    causes = _Remembered(sides.grounds)
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        row = after or before or {}
        what, measure = named(row), str(row["measure"])
        numbers = tuple(
            Number(
                what,
                column,
                None if math.isnan(before[column]) else before[column],
                None if math.isnan(after[column]) else after[column],
                "",
                "",
                beyond(column, before[column], after[column], before, after),
                (),
            )
            for column in _NUMERIC
            if before and after and not same(before[column], after[column])
        )
        notes = tuple(
            f"{column} was {before[column]!r}, is {after[column]!r}"
            for column in _WORDED
            if before and after and before[column] != after[column]
        )
        if before and after and not numbers and not notes:
            continue
        change = happened(before, after)
        tier = NUMBER if numbers or change != "changed" else TEXT
        found = causes.of(before, after)
        yield Change("measure", what, measure, change, tier, "", "", found, numbers, notes)


class _Remembered:
    """Causes of rows: thousands of rows hang on the same things."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._known: dict[tuple[object, ...], Causes] = {}

    def of(self, old: Row | None, new: Row | None) -> Causes:
        names = ("measure", "variant", "breakdown", "method", "area_vintage", "lineage")
        key = tuple(row[name] if row else None for row in (old, new) for name in names)
        if key not in self._known:
            self._known[key] = self._grounds.of_row(old, new)
        return self._known[key]
