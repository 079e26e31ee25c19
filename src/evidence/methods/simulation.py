"""Simulation carries the limits of published rates through a sum, by draws on the logit scale."""

from __future__ import annotations

import numpy as np
from scipy import special

from evidence.errors import InputError
from evidence.methods.interval import Confidence, Floats, Values, tail_of

DRAWS = 10_000
SEED = 20_130_716
"""The day that CFAS II was published."""


def logit_draws(
    rate: Values,
    lower: Values,
    upper: Values,
    *,
    limits: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Floats:
    """Draw rates from their published limits: a row for each draw, a column for each rate.

    On the logit scale a draw is normal around the middle of the two limits there, with the spread
    that the limits of ``limits`` confidence imply, so that the quantiles of the draws are those
    limits. Rates are drawn independently of one another: an assumption, since one study gave them
    all. One draw is meant to be used for every year, area and scenario: what differs between them
    is then not the survey. Raises InputError for a rate, or a limit, that is not between 0 and 1
    or that is missing, and for limits on the wrong side of their rate.

    Source: the asymptotic normality of the log odds; see Agresti A, Categorical data analysis,
    2nd edition, Wiley 2002, section 3.1.
    """
    middle, low, high = (np.asarray(each, dtype=np.float64) for each in (rate, lower, upper))
    if not middle.shape == low.shape == high.shape:
        raise InputError(f"{middle.shape} rates have {low.shape} and {high.shape} limits")
    if not ((low > 0) & (low <= middle) & (middle <= high) & (high < 1)).all():
        raise InputError("a rate or a limit is missing, not between 0 and 1, or out of order")
    z = special.ndtri(0.5 + limits / 2)
    centre = (special.logit(low) + special.logit(high)) / 2
    spread = (special.logit(high) - special.logit(low)) / (2 * z)
    generator = np.random.Generator(np.random.PCG64(seed))
    drawn = generator.standard_normal((draws, middle.size))
    return np.asarray(special.expit(centre + drawn * spread))


def interval(drawn: Values, confidence: Confidence) -> tuple[Floats, Floats]:
    """Give the middle ``confidence`` of draws: a column for each number, a row for each draw.

    With several levels, limits have a row for each.
    """
    found = np.asarray(drawn, dtype=np.float64)
    tail = np.ravel(tail_of(confidence))
    low, high = np.quantile(found, [tail, 1 - tail], axis=0)
    return (low[0], high[0]) if np.ndim(confidence) == 0 else (low, high)


def with_count_noise(drawn: Values, seed: int = SEED + 1) -> Floats:
    """Draw a Poisson count around each drawn expectation: what chance adds where few are counted.

    The expectation says how many would have a condition on average; how many do in one small area
    in one year also varies by chance.
    """
    found = np.asarray(drawn, dtype=np.float64)
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.poisson(found).astype(np.float64)


def share_draws(
    count: Values, total: Values, *, draws: int = DRAWS, seed: int = SEED + 2
) -> Floats:
    """Draw the shares (0 to 1) that counts out of totals leave open: a row for each draw.

    From the beta distribution with x + ½ and n - x + ½ (Jeffreys'), whose quantiles lie close to
    Wilson's limits and, unlike them, can be drawn from at a count of nought too. Raises
    InputError for a count that is missing, below nought or above its total.

    Source: Brown LD, Cai TT, DasGupta A. Interval estimation for a binomial proportion.
    Statistical Science 2001; 16: 101-133.
    """
    x, n = np.asarray(count, dtype=np.float64), np.asarray(total, dtype=np.float64)
    if x.shape != n.shape or not ((x >= 0) & (x <= n) & (n > 0)).all():
        raise InputError("a count is missing, below nought or above its total")
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.beta(x + 0.5, n - x + 0.5, size=(draws, x.size))


def rate_draws(count: Values, base: Values, *, draws: int = DRAWS, seed: int = SEED + 3) -> Floats:
    """Draw the rates (events to one of ``base``) that counts leave open: a row for each draw.

    From the gamma distribution with x + ½ (Jeffreys'), which lies between the two gamma
    distributions that exact Poisson limits are quantiles of. Raises InputError for a count that
    is missing or below nought, and for a base of nought or less.

    Source: Brown LD, Cai TT, DasGupta A. Interval estimation in exponential families. Statistica
    Sinica 2003; 13: 19-49.
    """
    x, n = np.asarray(count, dtype=np.float64), np.asarray(base, dtype=np.float64)
    if x.shape != n.shape or not ((x >= 0) & (n > 0)).all():
        raise InputError("a count is missing or below nought, or a base is nought or less")
    generator = np.random.Generator(np.random.PCG64(seed))
    return generator.gamma(x + 0.5, size=(draws, x.size)) / n
