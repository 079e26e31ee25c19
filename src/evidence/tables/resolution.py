"""Resolution tells, for whole frames at once, which lineages lead to no row of any table.

``lineage.resolve`` walks one lineage back and shows every row; here nothing is shown, so that a
million can be asked about: each table is indexed by value once, and a selection met before is not
looked up again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import UsageError
from evidence.tables.lineage import Condition, Reference, Selection, parse
from evidence.tables.store import Between, Store

Rows: TypeAlias = npt.NDArray[np.intp]


def unresolved(store: Store, lineages: Iterable[str]) -> list[str]:
    """Name the lineages, each once and in their order, of which a selection names no row.

    One that cannot be read, or that names a table or column that is not there, is among them; so
    is an empty text, which leads nowhere.
    """
    index = _Index(store)
    return [text for text in dict.fromkeys(lineages) if not index.leads_somewhere(text)]


@dataclass(frozen=True)
class _Column:
    """A column by distinct value: the number of each row's value, and the rows of each value."""

    codes: Rows
    distinct: pd.Index
    numbers: dict[str, int]
    order: Rows
    starts: Rows

    @classmethod
    def of(cls, values: pd.Series) -> _Column:
        codes, distinct = pd.factorize(values)
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(len(distinct) + 1))
        numbers = {str(value): at for at, value in enumerate(distinct)}
        return cls(codes, pd.Index(distinct), numbers, order, starts)

    def meeting(self, condition: tuple[str, ...] | Between) -> Rows:
        """Give the numbers of the distinct values that meet a condition."""
        if isinstance(condition, Between):
            size = self.distinct.to_numpy(dtype=np.float64)
            return np.flatnonzero((size >= float(condition.low)) & (size <= float(condition.high)))
        found = [self.numbers[value] for value in condition if value in self.numbers]
        return np.array(found, dtype=np.intp)

    def count(self, values: Rows) -> int:
        """Count the rows of some values."""
        return int((self.starts[values + 1] - self.starts[values]).sum())

    def rows(self, values: Rows) -> Rows:
        """Give the rows of some values."""
        parts = [self.order[self.starts[at] : self.starts[at + 1]] for at in values]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.intp)

    def only(self, rows: Rows, values: Rows) -> Rows:
        """Keep those of the rows that have one of some values."""
        codes = self.codes[rows]
        if len(values) == 1:
            return rows[codes == values[0]]
        # A missing value has the number -1: the last place, which no value has.
        wanted = np.zeros(len(self.distinct) + 1, dtype=bool)
        wanted[values] = True
        return rows[wanted[codes]]


@dataclass
class _Index:
    store: Store
    columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    known: dict[str, bool] = field(default_factory=dict)

    def leads_somewhere(self, text: str) -> bool:
        # Most lineages are made of selections that others have too; only those that refer to an
        # earlier one mean something else elsewhere.
        parts = text.split(" ")
        if "=@" not in text:
            return all(self._known(part) for part in parts)
        return self._known(text)

    def _known(self, text: str) -> bool:
        if text not in self.known:
            self.known[text] = self._found(text)
        return self.known[text]

    def _found(self, text: str) -> bool:
        try:
            selections = parse(text)
            found: list[Rows | None] = []
            for number, selection in enumerate(selections):
                rows = self._rows(selection, selections[:number], found)
                if rows is not None and not len(rows):
                    return False
                found.append(rows)
        except (UsageError, ValueError):
            return False
        return bool(selections)

    def _rows(
        self, selection: Selection, earlier: tuple[Selection, ...], found: list[Rows | None]
    ) -> Rows | None:
        """Give the rows of one selection; None stands for all of them."""
        self._column(selection.table, selection.column)
        conditions = [
            (column, column.meeting(self._values(condition, earlier, found)))
            for column, condition in (
                (self._column(selection.table, name), condition)
                for name, condition in selection.where
            )
        ]
        if not conditions:
            return None
        # The condition that fewest rows meet is looked up; the others only thin those out.
        conditions.sort(key=lambda one: one[0].count(one[1]))
        (first, values), *others = conditions
        rows = first.rows(values)
        for column, wanted in others:
            rows = column.only(rows, wanted)
        return rows

    def _values(
        self, condition: Condition, earlier: tuple[Selection, ...], found: list[Rows | None]
    ) -> tuple[str, ...] | Between:
        if not isinstance(condition, Reference):
            return condition
        at = max(at for at, one in enumerate(earlier) if one.table == condition.table)
        column = self._column(condition.table, condition.column)
        rows = found[at]
        codes = np.unique(column.codes if rows is None else column.codes[rows])
        return tuple(str(value) for value in column.distinct[codes[codes >= 0]])

    def _column(self, table: str, name: str) -> _Column:
        key = (table, name)
        if key not in self.columns:
            self.columns[key] = _Column.of(self.store.read(table, columns=[name])[name])
        return self.columns[key]
