"""A reach says whether a number may come from one row of a table, by its lineage alone."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.tables.lineage import Selection, parse
from evidence.tables.store import Between


def tables(lineage: str) -> tuple[str, ...]:
    """Name the tables that a lineage selects from, each once, in its order."""
    return tuple(dict.fromkeys(selection.table for selection in parse(lineage)))


def reaches(lineage: str, table: str, row: Mapping[str, object], column: str) -> bool:
    """Say whether ``lineage`` may select ``column`` of the ``row``, given by its key.

    What only the data can tell (a reference to other rows, a condition on a column that is not
    of the key) is taken to be met: better a notice too many than one that is missing.
    """
    return any(
        one.table == table and one.column == column and _meets(one, row) for one in parse(lineage)
    )


def _meets(selection: Selection, row: Mapping[str, object]) -> bool:
    for name, condition in selection.where:
        if name not in row:
            continue
        value = str(row[name])
        if isinstance(condition, Between):
            try:
                if not float(condition.low) <= float(value) <= float(condition.high):
                    return False
            except ValueError:
                continue
        elif isinstance(condition, tuple) and value not in condition:
            return False
    return True
