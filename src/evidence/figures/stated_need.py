"""Stated need is what a document says of one condition, year by year, and where it says "over"."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence.measures import wording


@dataclass(frozen=True)
class StatedNeed:
    """``points`` are years and numbers; in the years of ``over`` more than the number is stated."""

    points: tuple[tuple[int, float], ...]
    over: frozenset[int]

    @classmethod
    def of(cls, said: pd.DataFrame, condition: str, ages: str) -> StatedNeed:
        """Pick what ``prevalence.published.said`` has of a condition at some ages."""
        mine = said[(said["condition"] == condition) & (said["of_ages"] == ages)]
        years = mine["of_period"].str.removeprefix("mid-").astype("int64")
        points = sorted(zip(years.tolist(), mine["value"].tolist(), strict=True))
        return cls(tuple(points), frozenset(years[mine["more_than"].astype(bool)].tolist()))

    def told(self) -> dict[int, str]:
        """Put each number as it is stated, by year: "4,361", "over 3,886"."""
        return {
            year: ("over " if year in self.over else "") + wording.people(value, counted=True)
            for year, value in self.points
        }
