"""Sides are two records that are held against each other, with their measure rows by key."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.editions.cause import Grounds, Row
from evidence.editions.record import Record
from evidence.measures.definitions import DEFINITIONS
from evidence.measures.frame import COLUMNS, KEY

_CLOSE = 1e-9
"""What values of one input may differ by between processors, as a share."""

Key = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Sides:
    """Two records, their measure rows by key, and the grounds that they rest on."""

    old: Record
    new: Record
    names: Mapping[str, str]
    """What areas are called, by code."""

    @cached_property
    def grounds(self) -> Grounds:
        """What both rest on."""
        old, new = self.old, self.new
        return Grounds(old.inputs, new.inputs, old.sources, new.sources, self.names)

    @cached_property
    def rows(self) -> tuple[dict[Key, Row], dict[Key, Row]]:
        """The measure rows of both, by key."""
        return _by_key(self.old), _by_key(self.new)


def _by_key(record: Record) -> dict[Key, Row]:
    columns = [record.measures[name].tolist() for name in COLUMNS]
    rows = (dict(zip(COLUMNS, values, strict=True)) for values in zip(*columns, strict=True))
    return {key_of(row): row for row in rows}


def key_of(row: Mapping[Any, Any]) -> Key:
    """Return the key of a measure row or of a claim's number, a missing part being None."""
    return tuple(
        None if value is None or (isinstance(value, float) and math.isnan(value)) else value
        for value in (row[name] for name in KEY)
    )


def named(key: Mapping[str, Any]) -> str:
    """Name a measure row by its key, in one line."""
    parts = [str(key[name]) for name in KEY if key[name] not in ("", None) and name != "confidence"]
    return ", ".join(parts)


def worded(key: Mapping[str, Any], row: Row | None) -> str:
    """Name a measure row for a reader: what is measured, where, when, of whom."""
    known = DEFINITIONS.get(str(key["measure"]))
    area = row["area_name"] if row is not None and row["area_name"] else key["area_code"]
    names = ("period", "sex", "age_band", "breakdown", "category", "variant")
    rest = [str(key[name]) for name in names if key[name] not in ("", None)]
    return ", ".join([known.title if known else str(key["measure"]), str(area), *rest])


def beyond(
    column: str, old: float, new: float, before: Row | None, after: Row | None
) -> bool | None:
    """Say whether a value left the limits of its row: those given before, else those given now.

    None where neither row has limits, and of any other column than the value.
    """
    if column != "value":
        return None
    for row, other in ((before, new), (after, old)):
        if row is not None and not math.isnan(row["lower"]) and not math.isnan(row["upper"]):
            return not row["lower"] <= other <= row["upper"]
    return None


def same(old: float, new: float) -> bool:
    """Say whether two values are one; missing is the same as missing only."""
    if math.isnan(old) or math.isnan(new):
        return math.isnan(old) and math.isnan(new)
    return math.isclose(old, new, rel_tol=_CLOSE)
