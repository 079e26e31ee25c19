"""A model names whose rates are applied to whom; it is declared in data/assumptions/prevalence.

``evidence.tables.prevalence_model`` reads the declarations; here each is held against the tables
of rates that it names, so that a study that is not there, or an age without a rate, is told of by
file and key before anything is calculated.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary

import pandas as pd

from evidence.errors import InputError, Problem, UsageError, suggestion
from evidence.measures.age import TOP
from evidence.standing import weakest
from evidence.tables import prevalence_model
from evidence.tables.prevalence_model import Mode, Model, Rows

if TYPE_CHECKING:
    from evidence.tables.store import Store

__all__ = [
    "CFAS2",
    "Mode",
    "Model",
    "Rows",
    "faults",
    "find",
    "models",
    "rows_of",
    "sexes_of",
    "table_of",
]

CFAS2 = "cfas2_rates"
"""The one table of rates that holds shares and one condition."""
STUDIES = "study_rates"
"""Rates that were added to the project; it is not there until some were."""
ANY_YEAR = "any"
_LAST_BIT = 1e-9

_Key: TypeAlias = tuple[str | int, ...]
_KNOWN: WeakKeyDictionary[Store, Mapping[str, Model]] = WeakKeyDictionary()
_SOUND: WeakKeyDictionary[Store, set[str]] = WeakKeyDictionary()


def models(store: Store) -> Mapping[str, Model]:
    """Read the declared models by id, once for each store; InputError names every fault."""
    if store not in _KNOWN:
        _KNOWN[store] = prevalence_model.load(store.project)
    return _KNOWN[store]


def find(store: Store, names: Sequence[str]) -> tuple[Model, ...]:
    """Look models up by id and hold them against the tables that they name.

    Raises UsageError for an unknown one, with a suggestion, and InputError where a table does not
    bear one out. Other models' tables are not read: a page depends on its own.
    """
    known = models(store)
    for name in names:
        if name not in known:
            raise UsageError(f"no prevalence model is called {name!r}{suggestion(name, known)}")
    chosen = tuple(known[name] for name in dict.fromkeys(names))
    sound = _SOUND.setdefault(store, set())
    problems = _unborne(store, [model for model in chosen if model.id not in sound])
    if problems:
        raise InputError(f"{len(problems)} problem(s) in the prevalence models", problems)
    sound |= {model.id for model in chosen}
    return chosen


def faults(store: Store) -> list[Problem]:
    """Name every fault of every declaration: the gate of ``evidence check``."""
    found, problems = prevalence_model.collect(store.project)
    return [*problems, *_unborne(store, found.values())]


def table_of(store: Store, name: str) -> pd.DataFrame:
    """Read a table of rates with the columns of all: shares from 0 to 1, with limits if any."""
    table = store.read(name)
    if name != CFAS2:
        limits = {
            column: table[given] / 100 if given in table else math.nan
            for column, given in (("lower", "lower_95"), ("upper", "upper_95"))
        }
        return table.assign(share=table["rate_percent"] / 100, **limits)
    ends = table["age_band"].str.rstrip("+").str.split("-", expand=True).astype("float64")
    return pd.DataFrame(
        {
            "condition": "",
            "study": table["study"],
            "sex": table["sex"],
            "age_from": ends[0].astype("int64"),
            "age_to": ends[1].fillna(TOP).astype("int64"),
            "share": table["prevalence"],
            "lower": table["lower_95"],
            "upper": table["upper_95"],
            "applies_year": ANY_YEAR,
            "standing": store.standing(name).value,
            "source": table["source"],
            "source_row": table["source_row"],
        }
    )


def rows_of(table: pd.DataFrame, wanted: Rows, sexes: Sequence[str]) -> pd.DataFrame:
    """Pick the rows that a model names: its study and condition, within its ages and sexes."""
    mine = table[
        (table["study"] == wanted.study)
        & (table["condition"] == wanted.condition)
        & table["sex"].isin(list(sexes))
    ]
    ends = mine["age_to"].clip(upper=TOP)
    return mine[(mine["age_from"] >= wanted.lowest) & (ends <= wanted.highest)]


def sexes_of(model: Model) -> tuple[str, ...]:
    """Name whom the rates of a model tell apart: women and men, or nobody."""
    return ("female", "male") if model.by_sex else ("persons",)


def _unborne(store: Store, found: Iterable[Model]) -> list[Problem]:
    """Name what models say that the tables do not bear out, by file, row and key."""
    found = list(found)
    known = _tables(store, found)
    problems = []
    for model in found:
        said = [*_faults(known, model)]
        if said:
            declaration = prevalence_model.file_of(store.project, model)
            problems += [declaration.problem(key, text, remedy) for key, text, remedy in said]
    return problems


def _tables(store: Store, found: Iterable[Model]) -> dict[str, pd.DataFrame]:
    there = set(store.names())
    named = {rows.table for model in found for rows in model.rates}
    return {name: table_of(store, name) for name in sorted(named & there)}


def _faults(known: Mapping[str, pd.DataFrame], model: Model) -> Iterator[tuple[_Key, str, str]]:
    """Yield key, message and remedy of what a model says that its tables do not bear out."""
    standings = []
    for number, wanted in enumerate(model.rates):
        at: _Key = ("rates", number)
        if wanted.table not in known:
            yield (*at, "table"), f"no table {wanted.table!r}", f"run: evidence tidy {wanted.table}"
            continue
        table = known[wanted.table]
        named = table[table["condition"] == wanted.condition]
        if named.empty:
            close = suggestion(wanted.condition, table["condition"].unique())
            said = f"table {wanted.table} has no condition {wanted.condition!r}{close}"
            yield (*at, "condition"), said, ""
            continue
        if wanted.study not in set(named["study"]):
            close = suggestion(wanted.study, named["study"].unique())
            yield (*at, "study"), f"table {wanted.table} has no study {wanted.study!r}{close}", ""
            continue
        rows = rows_of(table, wanted, sexes_of(model))
        standings += list(rows["standing"].unique())
        yield from ((at, said, remedy) for said, remedy in _uncovered(rows, wanted, model))
        rates = 100 * rows["share"]
        outside = rows[(rates < model.range[0] - _LAST_BIT) | (rates > model.range[1] + _LAST_BIT)]
        for item in outside.head(1).to_dict("records"):
            said = f"a rate of {100 * item['share']:g} per cent lies outside it"
            said += f" (table {wanted.table}, row {item['source_row']})"
            yield ("range",), said, "look at the unit of the rates, or widen the range"
    if standings and weakest(standings).strength > model.standing.strength:
        said = f"the rates are no better than {weakest(standings).value}"
        yield ("standing",), said, "a number is no better than its weakest input"


def _uncovered(rows: pd.DataFrame, wanted: Rows, model: Model) -> Iterator[tuple[str, str]]:
    """Say for which sex and year an age has no rate, or two."""
    whole = list(range(wanted.lowest, wanted.highest + 1))
    for year in sorted(rows["applies_year"].unique()) or [ANY_YEAR]:
        of_year = rows[rows["applies_year"].isin([ANY_YEAR, year])]
        for sex in sexes_of(model):
            own = of_year[of_year["sex"] == sex]
            ages = sorted(
                age
                for low, high in zip(own["age_from"], own["age_to"].clip(upper=TOP), strict=True)
                for age in range(int(low), int(high) + 1)
            )
            if ages == whole:
                continue
            lacking = sorted(set(whole) - set(ages))
            what = f"no rate for age {lacking[0]}" if lacking else "two rates for one age"
            when = "" if year == ANY_YEAR else f", {year}"
            yield f"{what} ({sex}{when}) in table {wanted.table}", "each age needs one rate"
