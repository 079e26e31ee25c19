"""Intervals of counts over bases: arrays in, estimates with their limits out, no files.

``confidence`` is one level, or several for limits together (0.95 and 0.998, as the field gives
them): then lower and upper have a row for each level. A missing count or base (NaN) gives a
missing estimate and missing limits. What cannot be, such as a count below nought or one without
end, raises InputError, which says at which place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from evidence.errors import InputError

Values: TypeAlias = npt.ArrayLike
Floats: TypeAlias = npt.NDArray[np.float64]
Confidence: TypeAlias = float | Sequence[float]

# Below this count Byar's approximation is not close enough.
EXACT_BELOW = 10


class Estimate(NamedTuple):
    """Values and their limits, one for each count given."""

    value: Floats
    lower: Floats
    upper: Floats


def wilson(count: Values, total: Values, confidence: Confidence = 0.95) -> Estimate:
    """Give proportions (0 to 1) of ``count`` in ``total`` with Wilson's limits.

    No continuity correction: with p = x/n and z the standard normal quantile of
    0.5 + confidence/2, the limits are
    (2x + z² ∓ z √(z² + 4x(1 - p))) / (2(n + z²)).
    A count of nought has the lower limit 0 and a full count the upper limit 1, exactly. Raises
    InputError for a count below nought or above its total, and for a total of nought or less.

    Source: Wilson EB. Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 1927; 22: 209-212.
    """
    x, n = _pair(count, total, "total")
    _refuse(x > n, "a count is above its total")
    z = normal_quantile(confidence)
    proportion = x / n
    middle, width = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - proportion))
    lower = (middle - width) / (2 * (n + z**2))
    upper = (middle + width) / (2 * (n + z**2))
    return Estimate(
        proportion,
        np.where(x == 0, 0.0, np.maximum(lower, 0.0)),
        np.where(x == n, 1.0, np.minimum(upper, 1.0)),
    )


def poisson_rate(
    count: Values, base: Values, multiplier: float, confidence: Confidence = 0.95
) -> Estimate:
    """Give crude rates, ``multiplier`` times ``count`` over ``base``, with Poisson limits.

    The limits are those of the count, over its base: exact by chi-square below a count of 10
    (lower χ²(α/2, 2x)/2, upper χ²(1 - α/2, 2x + 2)/2), from there by Byar's approximation:
    lower x(1 - 1/(9x) - z/(3√x))³, upper (x+1)(1 - 1/(9(x+1)) + z/(3√(x+1)))³.
    A count of nought has the lower limit 0; a count may be above its base. Raises InputError for
    a count below nought and for a base of nought or less.

    Source: Breslow NE, Day NE. Statistical methods in cancer research, volume II: the design and
    analysis of cohort studies. Lyon: IARC, 1987, page 69.
    """
    x, n = _pair(count, base, "base")
    lower, upper = poisson_limits(x, confidence)
    return Estimate(multiplier * x / n, multiplier * lower / n, multiplier * upper / n)


def poisson_limits(count: Values, confidence: Confidence = 0.95) -> tuple[Floats, Floats]:
    """Give the lower and upper limits of counts: exact below 10, Byar's from there."""
    x = np.asarray(count, dtype=np.float64)
    _refuse(x < 0, "a count is below nought")
    _refuse(np.isinf(x), "a count has no end")
    z = normal_quantile(confidence)
    tail = tail_of(confidence)
    some, more = np.where(x > 0, x, 1.0), x + 1
    lower = np.asarray(some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3)
    upper = np.asarray(more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3)
    small = x < EXACT_BELOW
    # Exact limits cost a hundred times more, and small counts are few numbers many times over.
    events, place = np.unique(x[small], return_inverse=True)
    # chi2.ppf(p, 2k) / 2 is gammaincinv(k, p); at k = 0 it is missing: nought has no lower tail.
    below = special.gammaincinv(np.where(events > 0, events, 1.0), tail)
    lower[..., small] = np.where(events > 0, below, 0.0)[..., place]
    upper[..., small] = special.gammaincinv(events + 1, 1 - tail)[..., place]
    lower[..., np.isnan(x)] = np.nan
    return lower, upper


def _pair(count: Values, base: Values, name: str) -> tuple[Floats, Floats]:
    x, n = np.asarray(count, dtype=np.float64), np.asarray(base, dtype=np.float64)
    if x.shape != n.shape:
        raise InputError(f"{x.shape} counts stand over {n.shape} {name}s: give one for each")
    _refuse(x < 0, "a count is below nought")
    _refuse(n <= 0, f"a {name} is nought or less")
    _refuse(np.isinf(x) | np.isinf(n), f"a count or {name} has no end")
    missing = np.isnan(x) | np.isnan(n)
    return np.where(missing, np.nan, x), np.where(missing, np.nan, n)


def _refuse(wrong: npt.NDArray[np.bool_], what: str) -> None:
    if wrong.any():
        raise InputError(f"{what} at place {int(np.flatnonzero(wrong)[0]) + 1}")


def normal_quantile(confidence: Confidence) -> Floats:
    """Give z, the standard normal quantile of 0.5 + confidence/2: a row for each of several."""
    return np.asarray(special.ndtri(1 - tail_of(confidence)))


def tail_of(confidence: Confidence) -> Floats:
    """Give what lies below the lower limit, (1 - confidence) / 2, a row for each of several.

    Several levels stand above one another, so that each meets every count. Raises InputError for a
    level that is not between 0 and 1.
    """
    levels = np.asarray(confidence, dtype=np.float64)
    if not ((levels > 0) & (levels < 1)).all():
        raise InputError(f"confidence is between 0 and 1, not {confidence}")
    tail = (1 - levels) / 2
    return tail[:, None] if tail.ndim else tail
