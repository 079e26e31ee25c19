"""Rates say what share of each sex and age a study found to have a condition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from evidence.errors import CheckError
from evidence.measures.age import TOP
from evidence.measures.prevalence.model import (
    ANY_YEAR,
    CFAS2,
    STUDIES,
    Model,
    Rows,
    rows_of,
    sexes_of,
    table_of,
)
from evidence.measures.trail import selection, together
from evidence.standing import Standing, weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

APPLIED_STANDING = Standing.DERIVED
"""The best standing of what rates give when applied to people whom their study did not ask.

A study may be confirmed; that its rates hold of others is an assumption, which no study confirms.
"""


@dataclass(frozen=True)
class Rate:
    """The share with a condition, 0 to 1, of one sex from ``lowest`` to ``highest``.

    90 stands for 90 and over. ``table``, ``source`` and ``row`` say where it was read: the row is
    that of the source's file. ``lower`` and ``upper`` are the study's 95% limits, where it gives
    any.
    """

    sex: str
    lowest: int
    highest: int
    share: float
    standing: Standing
    table: str
    source: str
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
        return sexes_of(self.model)

    @property
    def have_limits(self) -> bool:
        """Whether the study gives 95% limits of every rate."""
        return all(rate.has_limits for rate in self.rates)

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
        found: dict[tuple[str, str], set[int]] = {}
        for rate in self.within(lowest, highest, sex):
            # Only a table that several sources feed needs the source to name a row.
            key = rate.table, rate.source if rate.table == STUDIES else ""
            found.setdefault(key, set()).add(rate.row)
        parts = [
            selection(
                table,
                "prevalence" if table == CFAS2 else "rate_percent",
                {"source": source, "source_row": "|".join(map(str, sorted(rows)))},
            )
            for (table, source), rows in sorted(found.items())
        ]
        return str(together(*parts))

    def standing(self, lowest: int, highest: int, sex: str = "persons") -> Standing:
        """Give the weakest standing of the rates that hold for a band.

        A model that is declared to stand lower than any of its rates takes them down with it.
        """
        band = weakest(rate.standing for rate in self.within(lowest, highest, sex))
        whole = weakest(rate.standing for rate in self.rates)
        declared = self.model.standing
        return weakest([band, declared]) if declared.strength > whole.strength else band


@dataclass(frozen=True)
class Held:
    """Every table of rates that is there, read once."""

    tables: Mapping[str, pd.DataFrame]
    _picked: dict[tuple[Rows, tuple[str, ...]], list[dict[Any, Any]]] = field(default_factory=dict)

    @classmethod
    def read(cls, store: Store, models: Iterable[Model]) -> Held:
        """Read the tables of rates that some models name."""
        names = {rows.table for model in models for rows in model.rates}
        return cls({name: table_of(store, name) for name in sorted(names)})

    def _rows(self, wanted: Rows, sexes: tuple[str, ...]) -> list[dict[Any, Any]]:
        """Pick the rows that a model names, once for all years."""
        if (wanted, sexes) not in self._picked:
            rows = rows_of(self.tables[wanted.table], wanted, sexes)
            self._picked[wanted, sexes] = rows.to_dict("records")
        return self._picked[wanted, sexes]

    def of(self, model: Model, year: int) -> Rates:
        """Give a model's rates for a year.

        Where a study gives rates for several years, those of the nearest are taken (the earlier
        of two as near). Raises CheckError where the rates leave an age out or give it twice.
        """
        found = [
            rate
            for wanted in model.rates
            for rate in _of(self._rows(wanted, sexes_of(model)), wanted.table, year)
        ]
        read = Rates(model, tuple(sorted(found, key=lambda rate: (rate.sex, rate.lowest))))
        for sex in read.sexes:
            ages = [
                age
                for rate in read.rates
                if rate.sex == sex
                for age in range(rate.lowest, rate.highest + 1)
            ]
            if ages != list(range(model.lowest, model.highest + 1)):
                raise CheckError(
                    f"the rates of {model.id} do not cover each age from {model.lowest} once "
                    f"({sex}, {year}): look at the tables that its file names"
                )
        return read


def _of(rows: Sequence[Mapping[Any, Any]], table: str, year: int) -> list[Rate]:
    years = {int(row["applies_year"]) for row in rows if row["applies_year"] != ANY_YEAR}
    if years:
        nearest = min(years, key=lambda given: (abs(given - year), given))
        rows = [row for row in rows if row["applies_year"] in (ANY_YEAR, str(nearest))]
    return [
        Rate(
            sex=str(item["sex"]),
            lowest=int(item["age_from"]),
            highest=min(int(item["age_to"]), TOP),
            share=float(item["share"]),
            standing=Standing(item["standing"]),
            table=table,
            source=str(item["source"]),
            row=int(item["source_row"]),
            lower=float(item["lower"]),
            upper=float(item["upper"]),
        )
        for item in rows
    ]
