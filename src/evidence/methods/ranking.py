"""Ranks put the most deprived first; equal values share the best rank."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from evidence.errors import InputError
from evidence.methods.group import gathered
from evidence.methods.interval import Confidence, tail_of


def rank(values: npt.ArrayLike, *, highest_first: bool = True) -> npt.NDArray[np.float64]:
    """Rank values from 1, ties at the minimum; a missing value has a missing rank.

    1 + how many values lie strictly before it, as MHCLG ranks authorities. Raises InputError for
    anything but a flat array.
    """
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise InputError(f"values have {found.ndim} dimensions: give a flat array")
    known = ~np.isnan(found)
    signed = -found[known] if highest_first else found[known]
    ranks = np.full(len(found), np.nan)
    ranks[known] = np.searchsorted(np.sort(signed), signed, side="left") + 1
    return ranks


def rank_within(
    group: npt.ArrayLike, values: npt.ArrayLike, *, highest_first: bool = True
) -> npt.NDArray[np.float64]:
    """Rank values as ``rank`` does, each among those of its own group."""
    found = np.asarray(values, dtype=np.float64)
    codes, _ = gathered(group, found)
    known = np.flatnonzero(~np.isnan(found))
    signed = -found[known] if highest_first else found[known]
    order = np.lexsort((signed, codes[known]))
    ordered, own = signed[order], codes[known][order]
    place = np.arange(len(order))
    # A run of equal values, and a group, starts where either differs from the one before.
    new_group = np.ones(len(order), dtype=bool)
    new_group[1:] = own[1:] != own[:-1]
    new_value = new_group.copy()
    new_value[1:] |= ordered[1:] != ordered[:-1]
    first = np.maximum.accumulate(np.where(new_value, place, 0))
    start = np.maximum.accumulate(np.where(new_group, place, 0))
    ranks = np.full(len(found), np.nan)
    ranks[known[order]] = first - start + 1
    return ranks


def rank_limits(
    draws: npt.ArrayLike, confidence: Confidence = 0.95, *, highest_first: bool = True
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the limits of each area's rank, from draws of every area's value.

    ``draws`` has a row for each repetition and a column for each area. Each repetition is ranked
    from 1, ties at the minimum; the limits are the ranks below which, and above which, at most
    (1 - confidence) / 2 of an area's own lie, a row for each of several levels. Raises InputError
    for a missing value: areas without one are left out before they are ranked.

    Source: Goldstein H, Spiegelhalter DJ. League tables and their limitations: statistical issues
    in comparisons of institutional performance. Journal of the Royal Statistical Society A 1996;
    159: 385-443.
    """
    found = np.asarray(draws, dtype=np.float64)
    if found.ndim != 2 or not found.size:
        raise InputError(f"draws have shape {found.shape}: give repetitions by areas")
    if np.isnan(found).any():
        raise InputError("a draw is missing: leave areas without a value out")
    signed = -found if highest_first else found
    order = np.argsort(signed, axis=1, kind="stable")
    ordered = np.take_along_axis(signed, order, axis=1)
    # Where a value repeats the one before it, it takes that one's place.
    first = np.ones(ordered.shape, dtype=bool)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    places = np.maximum.accumulate(np.where(first, np.arange(1, found.shape[1] + 1), 0), axis=1)
    ranks = np.empty(found.shape, dtype=np.float64)
    np.put_along_axis(ranks, order, places, axis=1)
    ranks.sort(axis=0)
    left_out = _left_out(len(ranks), confidence)
    return ranks[left_out], ranks[len(ranks) - 1 - left_out]


def rank_limits_among(
    draws: npt.ArrayLike,
    groups: Sequence[npt.NDArray[np.intp]],
    confidence: float = 0.95,
    *,
    highest_first: bool = True,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give the limits of each area's rank among others of its own choice, from the same draws.

    ``groups`` names for each area (column of ``draws``) the columns it is ranked with, itself
    left out; nobody at all gives rank 1. The rest is as in :func:`rank_limits`.
    """
    found = np.asarray(draws, dtype=np.float64)
    if found.ndim != 2 or not found.size or np.isnan(found).any():
        raise InputError(f"draws have shape {found.shape}, or miss a value: give areas with values")
    if len(groups) != found.shape[1]:
        raise InputError(f"{found.shape[1]} areas are drawn but {len(groups)} groups given")
    # An area's draws side by side in memory, since they are read area by area.
    signed = np.ascontiguousarray(found.T if highest_first else -found.T)
    left_out = int(_left_out(len(found), confidence))
    limits = np.empty((2, len(signed)))
    for own, others in enumerate(groups):
        above = (signed[others] > signed[own]).sum(axis=0)
        above.partition([left_out, len(found) - 1 - left_out])
        limits[:, own] = above[left_out] + 1, above[len(found) - 1 - left_out] + 1
    return limits[0], limits[1]


def _left_out(repetitions: int, confidence: Confidence) -> npt.NDArray[np.intp]:
    """Count the repetitions left out at each end: whole ones, for 200 x 0.025 is more than 5."""
    counted = np.floor(repetitions * tail_of(confidence) + 1e-9).astype(np.intp)
    return counted[:, 0] if counted.ndim else counted
