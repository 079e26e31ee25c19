"""A shade is one class of a map or heat table: its label, and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.errors import CheckError
from evidence.figures.key import CHARACTER


@dataclass(frozen=True)
class Shade:
    """Name a class in the legend and give its colour."""

    label: str
    colour: str


def classed(value: float, shades: Sequence[Shade], limits: Sequence[float]) -> str:
    """Return the label of the class that a value, rounded as it is shown, falls in.

    ``shades`` go from the highest class to the lowest; ``limits`` hold the least value of each
    class but the last. CheckError where they do not fit.
    """
    if len(limits) != len(shades) - 1:
        raise CheckError(f"{len(shades)} classes need {len(shades) - 1} limits")
    for shade, limit in zip(shades, limits, strict=False):
        if value >= limit:
            return shade.label
    return shades[-1].label


def legend_columns(shades: Sequence[Shade], width: int) -> int:
    """Say in how many columns a legend of ``shades`` fits ``width`` pixels."""
    needed = [CHARACTER * len(shade.label) + 32 for shade in shades]
    if sum(needed) <= width:
        return len(shades)
    return max(1, int(width // max(needed)))
