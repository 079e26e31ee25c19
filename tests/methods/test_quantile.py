"""Quantiles by hand, and against the definition counted out in fractions."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.quantile import quantile


def test_ten_values_in_five():
    # Ten areas, two in each fifth; the highest value is in the first.
    assert quantile(range(10), 5).tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert quantile(range(10), 5, highest_first=False).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_luton_has_125_small_areas_in_fifths_of_25():
    found = quantile(np.arange(125.0), 5)
    assert np.bincount(found.astype(int)).tolist() == [0, 25, 25, 25, 25, 25]


def test_seven_values_in_five_by_hand():
    # q = 6 - ceil((8 - r) 5 / 7): r = 1..7 gives 6 - ceil(5, 4.29, 3.57, 2.86, 2.14, 1.43, 0.71).
    assert quantile([70, 60, 50, 40, 30, 20, 10], 5).tolist() == [1, 1, 2, 3, 3, 4, 5]


def test_ties_share_the_best_rank():
    assert quantile([5, 5, 5, 5, 1], 5).tolist() == [1, 1, 1, 1, 5]


def test_fewer_values_than_quantiles_and_missing_values():
    assert np.isnan(quantile([1.0, 2.0, np.nan, 3.0, 4.0], 5)).all()
    assert np.isnan(quantile([], 5)).all()
    found = quantile([1.0, np.nan, 2.0], 2)
    assert found[[0, 2]].tolist() == [2, 1]
    assert np.isnan(found[1])


def test_one_quantile_is_refused():
    with pytest.raises(InputError, match="2 is the fewest"):
        quantile([1, 2], 1)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=400), st.integers(2, 20))
def test_is_the_definition_in_fractions(values, quantiles):
    found = quantile(values, quantiles)
    count = len(values)
    if count < quantiles:
        assert np.isnan(found).all()
        return
    for value, given_quantile in zip(values, found, strict=True):
        place = 1 + sum(other > value for other in values)
        share = Fraction((count + 1 - place) * quantiles, count)
        assert given_quantile == math.floor(quantiles + 1 - math.ceil(share))
        assert 1 <= given_quantile <= quantiles
