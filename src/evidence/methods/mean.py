"""A mean of a few values comes with the limits that their own spread allows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from evidence.errors import InputError
from evidence.methods.interval import Estimate


def mean(values: npt.ArrayLike, confidence: float = 0.95) -> Estimate:
    """Give the mean of each row with limits from Student's t on n - 1 degrees of freedom.

    ``values`` is one row of values, or one row for each group; the result has one number for each
    row. mean ± t s / √n, s with the divisor n - 1. Any missing value makes its row missing; a
    single value is its own mean and has no limits. Raises InputError where a row is empty.

    Source: Student. The probable error of a mean. Biometrika 1908; 6: 1-25.
    """
    found = np.atleast_2d(np.asarray(values, dtype=np.float64))
    count = found.shape[1]
    if count == 0:
        raise InputError("a mean of no values is asked for: give one value or more")
    if not 0 < confidence < 1:
        raise InputError(f"confidence is between 0 and 1, not {confidence}")
    middle = found.mean(axis=1)
    if count == 1:
        return Estimate(middle, np.full_like(middle, np.nan), np.full_like(middle, np.nan))
    width = special.stdtrit(count - 1, 0.5 + confidence / 2)
    half = width * found.std(axis=1, ddof=1) / np.sqrt(count)
    return Estimate(middle, middle - half, middle + half)
