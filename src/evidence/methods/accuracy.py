"""Accuracy sums up the percentage errors of many areas: their bias, their size, their spread.

The percentage error of an area is 100 (F - A) / A, where F was projected and A came to be estimated
or counted: more projected than came is above nought. That is how population projections are held
against what came (Smith, Tayman and Swanson, A Practitioner's Guide to State and Local Population
Projections, 2013). Its mean over areas, signs kept, tells bias (mean algebraic percentage error);
the mean of its size tells precision (mean absolute percentage error). Both are drawn by the few
areas that are far out, so the median and the percentiles stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Summary:
    """What ``summarise`` gives, one number a column of errors; ``count`` is how many are known.

    ``percentiles`` and ``within`` have a row for each percentage and each margin asked for;
    ``within`` counts areas.
    """

    count: Array
    mean: Array
    absolute_mean: Array
    absolute_median: Array
    percentiles: Array
    within: Array


def summarise(
    errors: npt.ArrayLike, *, percentages: Sequence[float], margins: Sequence[float]
) -> Summary:
    """Sum up percentage errors, areas down and groups across; missing errors are left out.

    Each area counts alike, whatever its size. A percentile lies on the line between the two
    nearest of the errors in order (type 7 of Hyndman and Fan, 1996). An error as large as a margin
    is within it. A group in which no error is known has missing numbers and the count 0.
    """
    given = np.asarray(errors, dtype=np.float64)
    if given.ndim != 2:
        raise ValueError(f"errors have {given.ndim} dimensions: areas down, groups across are two")
    size = np.abs(given)
    known = np.isfinite(given)
    count = known.sum(axis=0).astype(np.float64)
    some = count > 0
    held = given[:, some]
    total = (len(percentages), given.shape[1])
    percentiles, mean, absolute_mean, absolute_median = (
        np.full(shape, np.nan) for shape in (total, total[1], total[1], total[1])
    )
    if some.any():
        fractions = np.asarray(percentages, dtype=np.float64) / 100
        percentiles[:, some] = np.nanquantile(held, fractions, axis=0, method="linear")
        mean[some] = np.nanmean(held, axis=0)
        absolute_mean[some] = np.nanmean(size[:, some], axis=0)
        absolute_median[some] = np.nanmedian(size[:, some], axis=0)
    within = np.array([(size <= margin).sum(axis=0) for margin in margins], dtype=np.float64)
    within = within.reshape(len(margins), given.shape[1])
    within[:, ~some] = np.nan
    return Summary(count, mean, absolute_mean, absolute_median, percentiles, within)


def further_out(errors: npt.ArrayLike) -> Array:
    """Count, for each error, those of its group that lie further from nought, on either side.

    Areas down, groups across. Errors as large are not further out; a missing error has a missing
    count and counts for no other.
    """
    given = np.asarray(errors, dtype=np.float64)
    size = np.abs(given)
    counted = np.full(given.shape, np.nan)
    for at in range(given.shape[1]):
        known = np.isfinite(size[:, at])
        ordered = np.sort(size[known, at])
        beyond = len(ordered) - np.searchsorted(ordered, size[known, at], side="right")
        counted[known, at] = beyond
    return counted
