"""Ranks put the most deprived first; equal values share the best rank."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evidence.errors import InputError


def rank(values: npt.ArrayLike, *, highest_first: bool = True) -> npt.NDArray[np.float64]:
    """Rank values from 1, ties at the minimum; a missing value has a missing rank."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"values have {found.ndim} dimensions: give a flat array")
    known = ~np.isnan(found)
    signed = -found[known] if highest_first else found[known]
    ranks = np.full(len(found), np.nan)
    ranks[known] = np.searchsorted(np.sort(signed), signed, side="left") + 1
    return ranks
