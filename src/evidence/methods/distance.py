"""A distance says how unlike two areas are, over features put on one scale."""

from __future__ import annotations

import numpy as np

from evidence.errors import InputError
from evidence.methods.interval import Floats, Values

TAIL = 0.01
"""The share at each end of a feature that is drawn in to the value where it begins."""


def standardised(features: Values, tail: float = TAIL) -> Floats:
    """Put features on one scale: mean 0, standard deviation 1 over the areas that have them.

    ``features`` has a row for each area and a column for each feature. Values beyond the ``tail``
    and 1 - ``tail`` quantiles are first drawn in to them (winsorised), so that one extreme area
    does not shrink the differences between all others. A missing value is taken as the average,
    0: it makes an area neither like nor unlike another. A feature that does not vary is 0
    throughout. Raises InputError for anything but a table, and for a feature nobody has.
    """
    found = np.asarray(features, dtype=np.float64)
    if found.ndim != 2 or not found.size:
        raise InputError(f"features have shape {found.shape}: give areas by features")
    absent = int(np.isnan(found).all(axis=0).sum())
    if absent:
        raise InputError(f"{absent} features are missing for every area")
    low, high = np.nanquantile(found, [tail, 1 - tail], axis=0)
    drawn = np.clip(found, low, high)
    centred = drawn - np.nanmean(drawn, axis=0)
    spread = np.nanstd(drawn, axis=0)
    # What is left of a constant by rounding is no difference between areas.
    varies = spread > 1e-12 * np.nanmax(np.abs(drawn), axis=0)
    scaled = np.divide(centred, spread, out=np.zeros_like(centred), where=varies)
    return np.nan_to_num(scaled, nan=0.0)


def euclidean(points: Values) -> Floats:
    """Give the distance of every row of ``points`` to every other: the root of summed squares."""
    found = np.asarray(points, dtype=np.float64)
    total = np.zeros((len(found), len(found)))
    # Feature by feature: a product of matrices would lose digits where two areas are close.
    for column in found.T:
        total += (column[:, None] - column[None, :]) ** 2
    return np.sqrt(total)
