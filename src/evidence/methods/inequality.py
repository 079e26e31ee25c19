"""Inequality indices say how much a value differs along a social scale, all groups counted.

Groups are given from the most to the least deprived. A line is fitted through their values over
the middle of each group's place on the cumulative share of people, 0 at the most deprived end and
1 at the least deprived. The slope index is the fitted value at the most deprived end less that at
the other: above nought where the value is higher among the most deprived. The relative index is
the one divided by the other.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from evidence.errors import InputError
from evidence.methods.interval import Confidence, Estimate, Floats, Values, tail_of

Transform = Literal["none", "log", "logit"]

DRAWS = 10_000
SEED = 20_130_610
_FEWEST, _MOST = 5, 100


class Inequality(NamedTuple):
    """The slope index and the relative index, one for each set of groups given."""

    slope: Estimate
    relative: Estimate


def inequality(
    values: Values,
    lower: Values,
    upper: Values,
    population: Values,
    *,
    transform: Transform = "none",
    limits: float = 0.95,
    confidence: Confidence = 0.95,
) -> Inequality:
    """Give the slope and relative index of inequality of one set of groups, or of several.

    Each argument has a row for each set and a column for each group (5 to 100), the most deprived
    first; ``lower`` and ``upper`` are limits of ``limits`` confidence. The line is fitted by least
    squares weighted by population, to the values themselves, their logarithm or their logit
    (shares between 0 and 1), and the fitted ends are brought back before they are compared.
    Limits come from 10,000 sets drawn from the normal distribution whose spread each group's
    limits imply, on the transformed scale, seed fixed: the same draws for every set. A missing
    value or limit makes its set missing. Where the fitted value at the least deprived end is not
    above nought, the relative index is infinite, and so may its upper limit be. With several levels
    of ``confidence``, limits have a row for each. Raises InputError
    for fewer than 5 or more than 100 groups, for a population of nought or less, and for a value
    the transform does not take.

    Sources: Mackenbach JP, Kunst AE. Measuring the magnitude of socio-economic inequalities in
    health. Social Science and Medicine 1997; 44: 757-771. Low A, Low A. Measuring the gap:
    quantifying and comparing local health inequalities. Journal of Public Health 2004; 26:
    388-395.
    """
    found, low, high, people = (
        np.atleast_2d(np.asarray(each, dtype=np.float64))
        for each in (values, lower, upper, population)
    )
    _check(found, low, high, people)
    z = special.ndtri(0.5 + limits / 2)
    moved, moved_low, moved_high = (_moved(each, transform) for each in (found, low, high))
    spread = (moved_high - moved_low) / (2 * z)
    ends = _ends(people)
    at_ends = _back(np.einsum("sg,sge->se", moved, ends), transform)
    draws = np.random.Generator(np.random.PCG64(SEED)).standard_normal((DRAWS, found.shape[1]))
    tail = np.ravel(tail_of(confidence))
    # By index, end, level and set.
    bounds = np.full((2, 2, len(tail), len(found)), np.nan)
    for number in np.flatnonzero(~np.isnan(moved + spread).any(axis=1)):
        drawn = _back((moved[number] + draws * spread[number]) @ ends[number], transform)
        for at, each in enumerate((drawn[:, 0] - drawn[:, 1], _ratio(drawn))):
            # Values that were drawn, not means of two: a ratio drawn may be infinite.
            bounds[at, :, :, number] = np.quantile(each, [tail, 1 - tail], method="inverted_cdf")
    known = ~np.isnan(bounds[0, 0, 0])
    if np.ndim(confidence) == 0:
        bounds = bounds[:, :, 0]
    return Inequality(
        Estimate(np.where(known, at_ends[:, 0] - at_ends[:, 1], np.nan), *bounds[0]),
        Estimate(np.where(known, _ratio(np.nan_to_num(at_ends)), np.nan), *bounds[1]),
    )


def _check(values: Floats, lower: Floats, upper: Floats, people: Floats) -> None:
    shapes = {each.shape for each in (values, lower, upper, people)}
    if len(shapes) > 1:
        raise InputError(f"values, limits and population differ in shape: {sorted(shapes)}")
    groups = values.shape[1]
    if not _FEWEST <= groups <= _MOST:
        raise InputError(f"{groups} groups are given: an index needs {_FEWEST} to {_MOST}")
    if not (people > 0).all():
        raise InputError("a group's population is missing, nought or less")
    if ((lower > values) | (values > upper)).any():
        raise InputError("a value lies outside its limits: give lower, then upper")


def _ends(people: Floats) -> npt.NDArray[np.float64]:
    """Give what each group's value adds to the fitted line at 0 and at 1: set, group, end."""
    share = people / people.sum(axis=1, keepdims=True)
    middle = np.cumsum(share, axis=1) - share / 2
    centre = (share * middle).sum(axis=1, keepdims=True)
    apart = share * (middle - centre)
    slope = apart / (apart * (middle - centre)).sum(axis=1, keepdims=True)
    return np.stack([share - centre * slope, share + (1 - centre) * slope], axis=2)


def _moved(values: Floats, transform: Transform) -> Floats:
    if transform == "none":
        return values
    outside = values <= 0 if transform == "log" else (values <= 0) | (values >= 1)
    if outside.any():
        what = "above nought" if transform == "log" else "between nought and one"
        raise InputError(f"the {transform} of a value or limit is asked for that is not {what}")
    return np.asarray(np.log(values) if transform == "log" else special.logit(values))


def _back(values: Floats, transform: Transform) -> Floats:
    if transform == "none":
        return values
    return np.asarray(np.exp(values) if transform == "log" else special.expit(values))


def _ratio(ends: Floats) -> Floats:
    top, bottom = ends[..., 0], ends[..., 1]
    return np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0), np.inf)
