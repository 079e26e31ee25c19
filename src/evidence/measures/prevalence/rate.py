"""Rates say what share of each sex and age a study found to have a condition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.errors import CheckError
from evidence.measures.age import TOP
from evidence.measures.prevalence.model import CFAS2, RATES, Model, Study
from evidence.measures.trail import selection
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

_ANY_YEAR = "any"


@dataclass(frozen=True)
class Rate:
    """The share with a condition, 0 to 1, of one sex from ``lowest`` to ``highest``.

    90 stands for 90 and over. ``row`` is the row of the source file. ``lower`` and ``upper`` are
    the study's 95% limits, where it gives any.
    """

    sex: str
    lowest: int
    highest: int
    share: float
    standing: Standing
    row: int
    lower: float = math.nan
    upper: float = math.nan

    @property
    def has_limits(self) -> bool:
        """Whether the study gives 95% limits of the rate."""
        return not math.isnan(self.lower + self.upper)


@dataclass(frozen=True)
class Rates:
    """The rates of one model for one year; together they cover its ages once for each sex."""

    model: Model
    rates: tuple[Rate, ...]

    @property
    def sexes(self) -> tuple[str, ...]:
        """Whom the rates tell apart: women and men, or nobody."""
        return ("female", "male") if self.model.by_sex else ("persons",)

    def within(self, lowest: int, highest: int, sex: str = "persons") -> tuple[Rate, ...]:
        """Give the rates of a sex ("persons": all) that hold for any age of a band."""
        return tuple(
            rate
            for rate in self.rates
            if rate.lowest <= highest
            and rate.highest >= lowest
            and (sex == "persons" or rate.sex in (sex, "persons"))
        )

    def trail(self, lowest: int, highest: int, sex: str = "persons") -> str:
        """Name the table rows of the rates that hold for a band."""
        rows = sorted({rate.row for rate in self.within(lowest, highest, sex)})
        column = "prevalence" if self.model.table == CFAS2 else "rate_percent"
        where = {"source_row": "|".join(map(str, rows))}
        return str(selection(self.model.table, column, where))

    def standing(self, lowest: int, highest: int, sex: str = "persons") -> Standing:
        """Give the weakest standing of the rates that hold for a band."""
        return weakest(rate.standing for rate in self.within(lowest, highest, sex))


@dataclass(frozen=True)
class Held:
    """Every rate that is held, read once."""

    cfas2: pd.DataFrame
    others: pd.DataFrame
    standing: Standing

    @classmethod
    def read(cls, store: Store) -> Held:
        """Read both tables of rates."""
        return cls(store.read(CFAS2), store.read(RATES), store.standing(CFAS2))

    @cached_property
    def _by_study(self) -> dict[tuple[str, str], list[dict[Any, Any]]]:
        found: dict[tuple[str, str], list[dict[Any, Any]]] = {}
        for row in self.others.to_dict("records"):
            found.setdefault((row["study"], row["condition"]), []).append(row)
        return found

    def of(self, model: Model, year: int) -> Rates:
        """Give a model's rates for a year.

        Where a study gives rates for several years, those of the nearest are taken (the earlier
        of two as near). Raises CheckError where the rates leave an age out or give it twice.
        """
        if model.table == CFAS2:
            found = _cfas2(self.cfas2, self.standing)
        else:
            found = [rate for study in model.studies for rate in _of(self._by_study, study, year)]
        read = Rates(model, tuple(sorted(found, key=lambda rate: (rate.sex, rate.lowest))))
        for sex in read.sexes:
            ages = [
                age
                for rate in read.rates
                if rate.sex == sex
                for age in range(rate.lowest, rate.highest + 1)
            ]
            if ages != list(range(model.lowest, model.ages[-1][1] + 1)):
                raise CheckError(
                    f"the rates of {model.id} do not cover each age from {model.lowest} once "
                    f"({sex}, {year}): look at table {model.table}"
                )
        return read


def _cfas2(table: pd.DataFrame, standing: Standing) -> list[Rate]:
    found = []
    for item in table.to_dict("records"):
        low, _, high = str(item["age_band"]).rstrip("+").partition("-")
        found.append(
            Rate(
                sex=str(item["sex"]),
                lowest=int(low),
                highest=int(high) if high else TOP,
                share=float(item["prevalence"]),
                standing=standing,
                row=int(item["source_row"]),
                lower=float(item["lower_95"]),
                upper=float(item["upper_95"]),
            )
        )
    return found


def _of(
    held: Mapping[tuple[str, str], list[dict[Any, Any]]], study: Study, year: int
) -> list[Rate]:
    rows = [
        row
        for row in held.get((study.name, study.condition), [])
        if study.lowest <= row["age_from"] <= study.highest
        and min(row["age_to"], TOP) <= study.highest
    ]
    years = {int(row["applies_year"]) for row in rows if row["applies_year"] != _ANY_YEAR}
    if years:
        nearest = min(years, key=lambda given: (abs(given - year), given))
        rows = [row for row in rows if row["applies_year"] in (_ANY_YEAR, str(nearest))]
    return [
        Rate(
            sex=str(item["sex"]),
            lowest=int(item["age_from"]),
            highest=min(int(item["age_to"]), TOP),
            share=float(item["rate_percent"]) / 100,
            standing=Standing(item["standing"]),
            row=int(item["source_row"]),
        )
        for item in rows
    ]
