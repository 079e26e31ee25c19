"""A grouped frame goes in as rows and comes out as one row for each group and level of confidence.

Every function takes a frame, the column or columns that say which group a row is of, and the
names of its other columns. The result has the group's columns, sorted, then value, lower, upper,
confidence, statistic and method, so that no number travels without how it was made. A group with
a missing count or base is missing, except where a method says otherwise. The formulas and their
sources stand with the functions on arrays that are called here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import InputError, suggestion
from evidence.methods import inequality as indices
from evidence.methods import mean as averages
from evidence.methods import quantile as places
from evidence.methods import standardisation
from evidence.methods.group import Codes
from evidence.methods.interval import EXACT_BELOW, Estimate, Floats, poisson_rate, wilson

By: TypeAlias = str | Sequence[str]
Texts: TypeAlias = npt.NDArray[np.str_]

LEVELS = (0.95, 0.998)
"""The two levels that the field gives together."""
RESULT = ("value", "lower", "upper", "confidence", "statistic", "method")


def proportions(
    frame: pd.DataFrame,
    by: By,
    *,
    count: str,
    total: str,
    confidence: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the proportion of each group, its counts over its totals, with Wilson's limits."""
    keys, codes = _groups(frame, by, count, total)
    sums = [_sum(frame, codes, len(keys), name) for name in (count, total)]
    found = wilson(sums[0], sums[1], list(confidence))
    return _long(keys, found, confidence, "proportion", "Wilson")


def rates(
    frame: pd.DataFrame,
    by: By,
    *,
    count: str,
    base: str,
    multiplier: float = 100_000,
    confidence: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the crude rate of each group, limits exact below a count of 10 and Byar's from there."""
    keys, codes = _groups(frame, by, count, base)
    events, people = (_sum(frame, codes, len(keys), name) for name in (count, base))
    found = poisson_rate(events, people, multiplier, list(confidence))
    return _long(keys, found, confidence, f"crude rate per {multiplier:,.0f}", _poisson(events))


def means(
    frame: pd.DataFrame, by: By, *, value: str, confidence: Sequence[float] = LEVELS
) -> pd.DataFrame:
    """Give the mean of each group's values with limits from Student's t."""
    keys, codes = _groups(frame, by, value)
    found = averages.means(codes, _column(frame, value), list(confidence))
    return _laid(keys, found, "mean", "Student's t")


def standardised_rates(
    frame: pd.DataFrame,
    by: By,
    *,
    count: str,
    population: str,
    standard: str,
    multiplier: float = 100_000,
    confidence: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the directly standardised rate of each group with Dobson's limits, a row for each age.

    A missing count is no event; a group of fewer than 10 events has neither rate nor limits.
    """
    keys, codes = _groups(frame, by, count, population, standard)
    found = standardisation.directly_standardised_rate(
        codes,
        *(_column(frame, name) for name in (count, population, standard)),
        multiplier=multiplier,
        confidence=list(confidence),
    )
    statistic = f"directly standardised rate per {multiplier:,.0f}"
    return _laid(keys, found, statistic, "Dobson")


def standardised_ratios(
    frame: pd.DataFrame,
    by: By,
    *,
    count: str,
    population: str,
    reference_rate: str,
    reference: float = 1.0,
    confidence: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give observed over expected of each group, ``reference`` times, a row for each age.

    ``reference_rate`` is the reference's events a person of that age; ``reference`` 1 makes a
    ratio, the reference's crude rate an indirectly standardised rate.
    """
    keys, codes = _groups(frame, by, count, population, reference_rate)
    observed = _sum(frame, codes, len(keys), count)
    due = standardisation.expected(
        codes, _column(frame, population), _column(frame, reference_rate)
    )
    found = standardisation.standardised_ratio(observed, due, reference, list(confidence))
    kind = "ratio" if reference == 1 else "rate"
    return _long(keys, found, confidence, f"indirectly standardised {kind}", _poisson(observed))


def inequalities(
    frame: pd.DataFrame,
    by: By,
    *,
    value: str,
    lower: str,
    upper: str,
    population: str,
    transform: indices.Transform = "none",
    confidence: Sequence[float] = LEVELS,
) -> pd.DataFrame:
    """Give the slope and the relative index of each group, whose rows come most deprived first."""
    needed = (value, lower, upper, population)
    keys, codes = _groups(frame, by, *needed)
    columns = [_column(frame, name) for name in needed]
    sizes = np.bincount(codes, minlength=len(keys))
    parts = []
    for size in np.unique(sizes):
        chosen = np.flatnonzero(sizes == size)
        order = np.concatenate([np.flatnonzero(codes == one) for one in chosen])
        found = indices.inequality(
            *(column[order].reshape(len(chosen), size) for column in columns),
            transform=transform,
            confidence=list(confidence),
        )
        own = keys.iloc[chosen]
        parts += [
            _long(own, index, confidence, f"{name} index of inequality", "simulated")
            for name, index in (("slope", found.slope), ("relative", found.relative))
        ]
    rows = pd.concat(parts, ignore_index=True)
    names = [*map(str, keys.columns), "statistic", "confidence"]
    return rows.sort_values(names, kind="stable", ignore_index=True)


def quantiles(
    frame: pd.DataFrame, by: By, *, value: str, quantiles: int, highest_first: bool = True
) -> pd.Series:
    """Give the quantile of each row among those of its group, on the index of ``frame``."""
    _, codes = _groups(frame, by, value)
    found = places.quantile(
        _column(frame, value), quantiles, highest_first=highest_first, group=codes
    )
    return pd.Series(found, index=frame.index, name="quantile")


def _groups(frame: pd.DataFrame, by: By, *needed: str) -> tuple[pd.DataFrame, Codes]:
    """Give the groups, a row for each in sorted order, and the group number of every row."""
    names = [by] if isinstance(by, str) else list(by)
    for name in [*names, *needed]:
        if name not in frame.columns:
            near = suggestion(str(name), [str(column) for column in frame.columns])
            raise InputError(f"the frame has no column {name!r}{near}")
    if not names:
        raise InputError("name the column, or columns, that say which group a row is of")
    keys = frame[names]
    absent = keys.isna().any(axis=1)
    if absent.any():
        raise InputError(f"{int(absent.sum())} rows have no group: give every one")
    grouped = keys.groupby(names, sort=True, observed=True)
    codes: Codes = np.asarray(grouped.ngroup(), dtype=np.intp)
    first = np.unique(codes, return_index=True)[1]
    return keys.iloc[first].reset_index(drop=True), codes


def _column(frame: pd.DataFrame, name: str) -> Floats:
    return frame[name].to_numpy(dtype=np.float64, na_value=np.nan)


def _sum(frame: pd.DataFrame, codes: Codes, groups: int, name: str) -> Floats:
    """Add a column up by group; a missing value makes the sum missing, never smaller."""
    return np.bincount(codes, _column(frame, name), groups).astype(np.float64)


def _poisson(
    events: Floats,
) -> Texts:
    return np.where(events < EXACT_BELOW, "exact Poisson", "Byar")


def _long(
    keys: pd.DataFrame,
    found: Estimate,
    confidence: Sequence[float],
    statistic: str,
    method: str | Texts,
) -> pd.DataFrame:
    levels = len(confidence)
    rows = keys.loc[keys.index.repeat(levels)].reset_index(drop=True)
    return rows.assign(
        value=np.repeat(found.value, levels),
        lower=found.lower.T.ravel(),
        upper=found.upper.T.ravel(),
        confidence=list(confidence) * len(keys),
        statistic=statistic,
        method=np.repeat(method, levels) if isinstance(method, np.ndarray) else method,
    )


def _laid(keys: pd.DataFrame, found: pd.DataFrame, statistic: str, method: str) -> pd.DataFrame:
    by_level = found.reset_index("confidence")
    rows = keys.iloc[by_level.index.to_numpy()].reset_index(drop=True)
    values = by_level.reset_index(drop=True)[["value", "lower", "upper", "confidence"]]
    return pd.concat([rows, values], axis=1).assign(statistic=statistic, method=method)
