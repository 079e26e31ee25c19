"""Standardisation compares areas as if their people were of the same ages.

Directly: an area's own rates by age are weighed by a standard population. Indirectly: what is
observed in an area is set against what a reference's rates by age would lead one to expect there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evidence.errors import InputError
from evidence.methods.group import gathered, levelled
from evidence.methods.interval import Confidence, Estimate, Floats, Values, poisson_limits

# With fewer events the limits mean nothing, and neither does the rate.
_FEWEST = 10


def directly_standardised_rate(
    group: Values,
    count: Values,
    population: Values,
    standard: Values,
    *,
    multiplier: float = 100_000,
    confidence: Confidence = 0.95,
) -> pd.DataFrame:
    """Give the directly standardised rate of each group: value, lower, upper, by sorted group.

    With several levels of confidence, one row for each group and level.

    One row for each group and age: events, people, and the standard population of that age, such
    as the European standard population of 2013. With weights w and O = Σ events,
    rate = m Σ(w x/n) / Σw; its limits are rate + m √(V/O) (L - O), V = Σ(w² x/n²) / (Σw)², L the
    limits of O. A missing count is no event. A group of fewer than 10 events has neither rate nor
    limits. Raises InputError for a count below nought and for a population or standard of nought
    or less.

    Source: Dobson AJ, Kuulasmaa K, Eberle E, Scherer J. Confidence intervals for weighted sums of
    Poisson parameters. Statistics in Medicine 1991; 10: 457-462.
    """
    events = np.nan_to_num(_floats(count, "count"), nan=0.0)
    people, weight = _floats(population, "population"), _floats(standard, "standard")
    _refuse(events < 0, "a count is below nought")
    _refuse(~(people > 0), "a population is missing, nought or less")
    _refuse(~(weight > 0), "a standard population is missing, nought or less")
    codes, names = gathered(group, events, people, weight)

    def summed(values: Floats) -> Floats:
        return np.asarray(np.bincount(codes, values, len(names)), dtype=np.float64)

    total, whole = summed(events), summed(weight)
    rate = summed(weight * events / people) / whole
    spread = np.sqrt(summed(weight**2 * events / people**2)) / whole
    enough = total >= _FEWEST
    lower, upper = poisson_limits(total, confidence)
    root = np.sqrt(np.where(enough, total, 1.0))
    found = (rate, rate + spread / root * (lower - total), rate + spread / root * (upper - total))
    given = (np.where(enough, multiplier * values, np.nan) for values in found)
    return levelled(Estimate(*given), names, confidence)


def expected(group: Values, population: Values, reference_rate: Values) -> pd.Series:
    """Add up, for each group, the events that a reference's rates by age lead one to expect.

    ``reference_rate`` is events a person, 0 or more; nobody of an age (population 0) adds nothing.
    """
    people = _floats(population, "population")
    rate = _floats(reference_rate, "reference rate")
    _refuse(~(people >= 0), "a population is missing or below nought")
    _refuse(~(rate >= 0), "a reference rate is missing or below nought")
    codes, names = gathered(group, people, rate)
    return pd.Series(np.bincount(codes, people * rate, len(names)), index=names)


def standardised_ratio(
    observed: Values, expected: Values, reference: float = 1.0, confidence: Confidence = 0.95
) -> Estimate:
    """Give indirectly standardised ratios: observed over expected, ``reference`` times.

    ``reference`` is 1, 100, or the reference's own crude rate with its multiplier, which makes the
    ratio an indirectly standardised rate. The limits are those of the observed count (exact below
    10, Byar's from there) over the expected. Where nothing is expected, or either is missing, the
    ratio is missing.
    Raises InputError for a count below nought.

    Source: Breslow NE, Day NE. Statistical methods in cancer research, volume II: the design and
    analysis of cohort studies. Lyon: IARC, 1987, pages 65-72.
    """
    events, base = _floats(observed, "observed"), _floats(expected, "expected")
    if events.shape != base.shape:
        raise InputError(f"{len(events)} observed but {len(base)} expected: give one for each")
    _refuse(base < 0, "an expected count is below nought")
    lower, upper = poisson_limits(events, confidence)
    over = np.where(base > 0, base, np.nan)
    return Estimate(reference * events / over, reference * lower / over, reference * upper / over)


def _floats(values: Values, what: str) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"{what} has {found.ndim} dimensions: give a flat array")
    return found


def _refuse(wrong: npt.NDArray[np.bool_], what: str) -> None:
    if wrong.any():
        raise InputError(f"{what} at place {int(np.flatnonzero(wrong)[0]) + 1}")
