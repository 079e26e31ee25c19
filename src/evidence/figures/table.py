"""A figure's table holds every value its chart shows, rounded as declared."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from evidence.errors import CheckError

Cell = str | int | float | None

MARKERS = {
    "suppressed": "[c]",
    "not available": "[x]",
    "not applicable": "[z]",
}
"""What stands in a number's place, by measure status."""


@dataclass(frozen=True)
class Column:
    """Name a table's column; ``unit`` is "" for text, ``decimals`` applies to numbers."""

    name: str
    label: str
    unit: str = ""
    kind: Literal["text", "number"] = "text"
    decimals: int = 0

    def cell(self, value: Any) -> Cell:
        """Return ``value`` as this column holds it: text, a rounded number, marker or None."""
        if self.kind == "text":
            return "" if value is None or isinstance(value, float) else str(value)
        if isinstance(value, str):
            return value
        if value is None or math.isnan(value):
            return None
        return rounded(float(value), self.decimals)


@dataclass(frozen=True)
class FigureTable:
    """Hold a caption, columns and at least one row; a missing number is None or a marker.

    Raises CheckError naming what is missing, or the cell that does not fit its column.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        faults = []
        if not self.caption.strip():
            faults.append("caption is missing")
        if not self.columns:
            faults.append("columns are missing")
        if not self.rows:
            faults.append("rows are missing")
        if len({column.name for column in self.columns}) != len(self.columns):
            faults.append("two columns have one name")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                faults.append(f"row {number} has {len(row)} of {len(self.columns)} cells")
                continue
            faults += [
                f"row {number}, column {column.name!r} holds {cell!r}"
                for column, cell in zip(self.columns, row, strict=True)
                if not _fits(column, cell)
            ]
        if faults:
            raise CheckError("Figure table is not complete: " + "; ".join(faults) + ".")

    @classmethod
    def of(
        cls, caption: str, columns: Sequence[Column], records: Iterable[Mapping[str, Any]]
    ) -> FigureTable:
        """Make a table of ``records``, keeping their order and rounding each number."""
        rows = tuple(
            tuple(column.cell(record[column.name]) for column in columns) for record in records
        )
        return cls(caption, tuple(columns), rows)

    def record(self) -> dict[str, Any]:
        """Return the table as plain JSON values."""
        return {
            "caption": self.caption,
            "columns": [asdict(column) for column in self.columns],
            "rows": [list(row) for row in self.rows],
        }


def rounded(value: float, decimals: int) -> int | float:
    """Round half away from zero, as sentences and labels do; whole numbers become int.

    Minus zero becomes zero. A table and the words beside it so show one number.
    """
    scale = 10.0**decimals
    # The 9-digit pre-rounding keeps 0.285 (stored just below) from going down.
    whole = math.floor(round(abs(value) * scale, 9) + 0.5)
    if decimals <= 0:
        return int(math.copysign(round(whole / scale), value))
    return math.copysign(whole / scale, value) + 0.0


def _fits(column: Column, cell: Cell) -> bool:
    if column.kind == "text":
        return isinstance(cell, str)
    if cell is None or isinstance(cell, str):
        return cell is None or cell in MARKERS.values()
    return math.isfinite(cell) and rounded(cell, column.decimals) == cell
