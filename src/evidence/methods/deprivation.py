"""Deprivation summaries of larger areas follow MHCLG's rules, for any grouping of small areas.

Source: Ministry of Housing, Communities and Local Government, English Indices of Deprivation
2019, Research Report (2019), section 3.8, and the technical report, appendix N. ``areas`` is
always the number of small areas nationally; rank 1 is the most deprived of them.

Every function takes one value per small area and gives one value per group, indexed by group in
sorted order. A group with a missing input, or without population, has a missing result.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evidence.errors import InputError
from evidence.methods.group import gathered
from evidence.methods.interval import Floats, Values

# The extent gives full weight to the most deprived tenth and none beyond three tenths.
_FULL, _LAST = 10, 30
_CONCENTRATION = 0.1


def average_score(group: Values, score: Values, population: Values) -> pd.Series:
    """Average the scores of each group's small areas: Σ(population x score) / Σ population."""
    return _weighted_mean(group, _floats(score, "score"), population)


def average_rank(group: Values, rank: Values, population: Values, areas: int) -> pd.Series:
    """Average the reversed ranks of each group, weighted by population: higher is more deprived.

    Σ(population x (areas + 1 - rank)) / Σ population.
    """
    return _weighted_mean(group, _reversed(rank, areas), population)


def proportion(group: Values, decile: Values) -> pd.Series:
    """Give the share (0 to 1) of each group's small areas in decile 1: areas, not people.

    Small areas of national decile 1 / small areas.
    """
    values = _floats(decile, "decile")
    in_first = np.where(np.isnan(values), np.nan, values == 1)
    return _weighted_mean(group, in_first, np.ones_like(values))


def extent(group: Values, rank: Values, population: Values, areas: int) -> pd.Series:
    """Give the share (0 to 1) of each group's people in deprived areas, on a sliding weight.

    Σ(weight x population) / Σ population. People in the most deprived tenth count in full; from
    percentile 11 the weight falls from 0.95 by equal steps to 0.05 at percentile 30; beyond it they
    do not count.
    """
    return _weighted_mean(group, extent_weight(rank, areas), population)


def extent_weight(rank: Values, areas: int) -> Floats:
    """Weigh small areas by percentile p = ceil(100 rank / areas), as the extent does.

    1 up to p = 10, 0.95 - (0.9 / 19)(p - 11) from 11 to 30, 0 beyond.
    """
    ranks = _ranks(rank, areas)
    known = ~np.isnan(ranks)
    weights = np.full(len(ranks), np.nan)
    # In integers: 100 * (14 / 100) in floats is a little more than 14, one percentile too many.
    percentile = -(-100 * ranks[known].astype(np.int64) // areas)
    sliding = 0.95 - (0.9 / (_LAST - _FULL - 1)) * (percentile - _FULL - 1)
    weights[known] = np.where(percentile <= _FULL, 1.0, np.where(percentile <= _LAST, sliding, 0.0))
    return weights


def local_concentration(group: Values, rank: Values, population: Values, areas: int) -> pd.Series:
    """Average the reversed ranks of the most deprived areas holding a tenth of each group's people.

    Σ(people taken x (areas + 1 - rank)) / a tenth of the people, small areas in order of rank. The
    tenth is exact: the last small area needed to fill it is counted in part.
    """
    values = _reversed(rank, areas)
    weights = _population(population)
    codes, names = gathered(group, values, weights)
    # Most deprived first within each group; a stable sort keeps ties in the order given.
    order = np.lexsort((-values, codes))
    codes, values, weights = codes[order], values[order], weights[order]
    total = np.bincount(codes, weights, len(names))
    running = np.cumsum(weights)
    before_group = np.concatenate([[0.0], np.cumsum(total)[:-1]])
    before = running - weights - before_group[codes]
    taken = np.clip(_CONCENTRATION * total[codes] - before, 0.0, weights)
    # A missing rank anywhere makes its group missing, wherever the sort has put it.
    summed = np.bincount(codes, np.where(np.isnan(values), np.nan, taken * values), len(names))
    return _result(_divide(summed, np.bincount(codes, taken, len(names))), names)


def _weighted_mean(group: Values, values: Floats, population: Values) -> pd.Series:
    weights = _population(population)
    codes, names = gathered(group, values, weights)
    summed = np.bincount(codes, weights * values, len(names))
    return _result(_divide(summed, np.bincount(codes, weights, len(names))), names)


def _divide(numerator: Values, denominator: Values) -> Floats:
    above, below = np.asarray(numerator, np.float64), np.asarray(denominator, np.float64)
    out = np.full(len(above), np.nan)
    np.divide(above, below, out=out, where=below > 0)
    return out


def _result(values: Floats, names: pd.Index) -> pd.Series:
    return pd.Series(values, index=names)


def _floats(values: Values, what: str) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"{what} has {found.ndim} dimensions: give one value per small area")
    return found


def _population(population: Values) -> Floats:
    found = _floats(population, "population")
    wrong = int((~(found >= 0)).sum())
    if wrong:
        raise InputError(f"population is missing or negative for {wrong} small areas")
    return found


def _ranks(rank: Values, areas: int) -> Floats:
    found = _floats(rank, "rank")
    known = found[~np.isnan(found)]
    wrong = int(((known < 1) | (known > areas) | (known != np.floor(known))).sum())
    if wrong:
        raise InputError(f"{wrong} ranks are not whole numbers from 1 to {areas}: check `areas`")
    return found


def _reversed(rank: Values, areas: int) -> Floats:
    return areas + 1 - _ranks(rank, areas)
