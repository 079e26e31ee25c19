"""Modelled need adds up people times rates, at full precision or rounded as PANSI rounds."""

from __future__ import annotations

import numpy as np

from evidence.errors import InputError
from evidence.methods.interval import Floats, Values

_HUNDRED = 100
# Below this two sums differ by the order of their terms only: a half must round the same way.
_SAME = 6


def pansi_people(people: Values) -> Floats:
    """Round people to the nearest 100, as PANSI and POPPI take them; a half to the even hundred."""
    return np.asarray(np.rint(np.asarray(people, dtype=np.float64) / _HUNDRED) * _HUNDRED)


def pansi_total(expected: Values) -> Floats:
    """Round a total to a whole number, as PANSI and POPPI print it; a half goes up."""
    return np.floor(np.round(np.asarray(expected, dtype=np.float64), _SAME) + 0.5)


def people_with(people: Values, rate: Values, *, pansi: bool = False) -> Floats:
    """Add up, for each row, the people of each cell times the share of them with a condition.

    Both have a row for each area and year, a column for each sex and age; one row of rates serves
    all. Σ people x rate; with ``pansi`` the people of each cell are rounded to the nearest 100
    first and the sum to a whole number. Ages that are totalled apart, such as 18 to 64 and 65 and
    over, are rounded apart: call once for each and add the results. Missing people or rates make
    their row missing. Raises InputError for people below nought and for a rate outside 0 to 1.

    Source: Institute of Public Care, Projecting Adult Needs and Service Information (PANSI); its
    rounding was worked out from what it prints.
    """
    counted = np.atleast_2d(np.asarray(people, dtype=np.float64))
    share = np.atleast_2d(np.asarray(rate, dtype=np.float64))
    if counted.shape[1] != share.shape[1] or len(share) not in (1, len(counted)):
        raise InputError(f"people have shape {counted.shape} and rates {share.shape}")
    if (counted < 0).any():
        raise InputError("people are below nought")
    if ((share < 0) | (share > 1)).any():
        raise InputError("a rate is not between 0 and 1: is it a percentage?")
    if pansi:
        return pansi_total((pansi_people(counted) * share).sum(axis=1))
    return np.asarray((counted * share).sum(axis=1))
