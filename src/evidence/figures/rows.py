"""Rows name what stands down the side of a chart, in as many lines as the names need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from evidence.figures.drawing import LINES, Record, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.key import CHARACTER

_LINE = 12.5


@dataclass(frozen=True)
class Rows:
    """Hold the rows of one drawing: the field that names them, their labels, and sizes.

    ``room`` is the width of the labels and ``step`` the height of a row, in pixels.
    """

    field: str
    labels: tuple[str, ...]
    room: int
    step: int
    font: int

    @classmethod
    def of(cls, names: Sequence[str], width: int, *, least: int = 24) -> Rows:
        """Fit names to a drawing ``width`` pixels wide; rows are at least ``least`` high."""
        wide = width == WIDE
        labels = tuple(wrapped(name, _characters(wide)) for name in names)
        lines = max(label.count("\n") + 1 for label in labels)
        font = 12 if lines == 1 and wide else 11
        longest = max(len(line) for label in labels for line in label.split("\n"))
        return cls(
            field="wide_row" if wide else "narrow_row",
            labels=labels,
            room=int(min(longest * CHARACTER * font / 12 + 12, 210 if wide else 136)),
            step=max(least, int(_LINE * lines) + 5),
            font=font,
        )

    @property
    def height(self) -> int:
        """The height of all rows together."""
        return self.step * len(self.labels)

    def y(self, *, grid: bool = False, shown: bool = True, padding: float = 0.0) -> alt.Y:
        """Give the vertical axis."""
        return (
            alt.Y(f"{self.field}:N")
            .scale(type="band", domain=list(self.labels), padding=padding)
            .axis(
                title=None,
                grid=grid,
                labels=shown,
                labelExpr=LINES,
                labelLineHeight=_LINE,
                labelBaseline="middle",
                # Lines are set downwards from the first: half of the others go above it.
                labelOffset=alt.ExprRef(f"{-_LINE / 2} * (length({LINES}) - 1)"),
                labelLimit=self.room,
                labelFontSize=self.font,
                labelOverlap=False,
            )
        )


def named(points: Sequence[Record]) -> list[Record]:
    """Add to each record the label of its ``row`` at both widths."""
    return [
        point
        | {
            "wide_row": wrapped(point["row"], _characters(True)),
            "narrow_row": wrapped(point["row"], _characters(False)),
        }
        for point in points
    ]


def _characters(wide: bool) -> int:
    return 32 if wide else 21
