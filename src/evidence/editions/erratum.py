"""An erratum tells beside a finding or a figure that a value beneath it has been corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evidence.paths import Project
from evidence.sources.field import in_words
from evidence.tables import correction, reach
from evidence.tables.correction import Correction

_MET = {
    True: "A value that this rests on is corrected:",
    False: "A value of a source that this is drawn from is corrected:",
}


def notices(root: str, record: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a notice for each correction that a claim, key facts, figure or listing hangs on.

    ``record`` is as a notebook stores it, ``root`` the folder of the project. A claim hangs on
    what its lineage may select; of a figure only the sources are known.
    """
    return [
        {"id": item.id, "text": _sentence(item, certain), "remedy": _source(item)}
        for item in _declared(root)
        for certain in (_selects(record, item),)
        if certain or item.vintage in record.get("sources", ())
    ]


def _selects(record: Mapping[str, Any], item: Correction) -> bool:
    return any(
        reach.reaches(bound["lineage"], item.table, item.where, item.column)
        for bound in _bounds(record)
    )


def _bounds(record: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    facts = record.get("facts")
    claims = facts if isinstance(facts, list) else [record]
    for claim in claims:
        yield from claim.get("bounds", ())


def _sentence(item: Correction, certain: bool) -> str:
    row = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in item.where.items())
    return (
        f"{_MET[certain]} {item.column.replace('_', ' ')} of {row} is {_number(item.value)}, not "
        f"{_number(item.expect)} as published. {item.reason}"
    )


def _source(item: Correction) -> str:
    address = f" {item.address}" if item.address else ""
    return f"{item.source.rstrip('.')}, {in_words(item.date)}.{address}"


def _number(value: object) -> str:
    return value if isinstance(value, str) else f"{value:,}"


@cache
def _declared(root: str) -> tuple[Correction, ...]:
    return correction.load(Project(Path(root)))
