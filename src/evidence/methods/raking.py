"""Raking makes the parts of a whole add up to what the whole is known to be, share by share."""

from __future__ import annotations

import numpy as np

from evidence.errors import InputError
from evidence.methods.interval import Floats, Values


def rake(parts: Values, totals: Values) -> Floats:
    """Scale ``parts`` so that each column adds up to its total; a part keeps its share of it.

    ``parts`` has a row for each part and a column for each group, ``totals`` one number for each
    group. With the groups as the one margin known, one step of iterative proportional fitting is
    all there is to do. A group with a total of nought is nought in every part. Raises InputError
    for a negative or missing number, and for a group that no part has a share of although its
    total is above nought: nothing says whose it would be.

    Source: Deming WE, Stephan FF. On a least squares adjustment of a sampled frequency table when
    the expected marginal totals are known. Annals of Mathematical Statistics 1940; 11: 427-444.
    """
    found, wanted = np.asarray(parts, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if found.ndim != 2 or wanted.shape != found.shape[1:]:
        raise InputError(f"parts of shape {found.shape} cannot meet totals of shape {wanted.shape}")
    if not (found >= 0).all() or not (wanted >= 0).all():
        raise InputError("a part or a total is missing or below nought")
    held = found.sum(axis=0)
    lost = int(((held == 0) & (wanted > 0)).sum())
    if lost:
        raise InputError(f"{lost} totals are above nought where no part has anything to scale")
    return found * np.divide(wanted, held, out=np.zeros_like(wanted), where=held > 0)
