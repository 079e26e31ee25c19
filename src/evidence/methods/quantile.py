"""Quantiles put areas into groups of as equal number as can be, by the rank of their values."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evidence.errors import InputError
from evidence.methods.group import gathered
from evidence.methods.ranking import rank_within


def quantile(
    values: npt.ArrayLike,
    quantiles: int,
    *,
    highest_first: bool = True,
    group: npt.ArrayLike | None = None,
) -> npt.NDArray[np.float64]:
    """Give the quantile of each value, numbered from 1, which holds the highest by default.

    With N known values and Q quantiles, the value of rank r (1 = highest, or lowest with
    ``highest_first`` false; ties at the minimum) is in quantile Q + 1 - ceil((N + 1 - r) Q / N),
    counted in whole numbers: in floating point some N would give a quantile 0. A missing value
    has no quantile; with fewer known values than quantiles none has. With ``group``, each value is
    placed among those of its own. Raises InputError for fewer than 2 quantiles.

    Source: Office for Health Improvement and Disparities, technical guidance on assigning
    deprivation categories (equal numbers of areas by rank).
    """
    if quantiles < 2:
        raise InputError(f"{quantiles} quantiles are asked for: 2 is the fewest")
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"values have {found.ndim} dimensions: give a flat array")
    own = np.zeros(len(found), dtype=np.intp) if group is None else group
    codes, names = gathered(own, found)
    place = rank_within(codes, found, highest_first=highest_first)
    known = ~np.isnan(place)
    count = np.bincount(codes[known], minlength=len(names))[codes[known]]
    from_end = count + 1 - place[known].astype(np.int64)
    placed = quantiles + 1 - -(-from_end * quantiles // count)
    result = np.full(len(found), np.nan)
    result[known] = np.where(count < quantiles, np.nan, placed)
    return result
