"""A mean of a few values comes with the limits that their own spread allows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from evidence.errors import InputError
from evidence.methods.group import gathered, levelled
from evidence.methods.interval import Confidence, Estimate, Floats, tail_of


def mean(values: npt.ArrayLike, confidence: Confidence = 0.95) -> Estimate:
    """Give the mean of each row with limits from Student's t on n - 1 degrees of freedom.

    ``values`` is one row of values, or one row for each group; the result has one number for each
    row. mean ± t s / √n, s with the divisor n - 1. Any missing value makes its row missing; a
    single value is its own mean and has no limits. Raises InputError where a row is empty.

    Source: Student. The probable error of a mean. Biometrika 1908; 6: 1-25.
    """
    found = np.atleast_2d(np.asarray(values, dtype=np.float64))
    count = np.full(len(found), float(found.shape[1]))
    if found.shape[1] == 0:
        raise InputError("a mean of no values is asked for: give one value or more")
    middle = found.mean(axis=1)
    squares = ((found - middle[:, None]) ** 2).sum(axis=1)
    return _estimate(count, middle, squares, confidence)


def means(
    group: npt.ArrayLike, values: npt.ArrayLike, confidence: Confidence = 0.95
) -> pd.DataFrame:
    """Give the mean of each group of values, as ``mean``: value, lower, upper, by sorted group.

    Groups may differ in size. With several levels of confidence, one row for each group and level.

    Source: Student. The probable error of a mean. Biometrika 1908; 6: 1-25.
    """
    found = np.asarray(values, dtype=np.float64)
    codes, names = gathered(group, found)
    count = np.bincount(codes, minlength=len(names)).astype(np.float64)
    middle = np.bincount(codes, found, len(names)) / count
    squares = np.bincount(codes, (found - middle[codes]) ** 2, len(names)).astype(np.float64)
    return levelled(_estimate(count, middle, squares, confidence), names, confidence)


def _estimate(count: Floats, middle: Floats, squares: Floats, confidence: Confidence) -> Estimate:
    tail = tail_of(confidence)
    alone = count < 2
    freedom = np.where(alone, 1.0, count - 1)
    width = special.stdtrit(freedom, 1 - tail)
    half = np.where(alone, np.nan, width * np.sqrt(squares / freedom / count))
    return Estimate(middle, middle - half, middle + half)
