"""Quantiles against the definition counted out in fractions, whole and by group."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.quantile import quantile


def test_luton_has_125_small_areas_in_fifths_of_25():
    found = quantile(np.arange(125.0), 5)
    assert np.bincount(found.astype(int)).tolist() == [0, 25, 25, 25, 25, 25]


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


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), min_size=1, max_size=60),
    st.integers(2, 7),
    st.booleans(),
)
def test_each_group_is_as_it_would_be_alone(rows, quantiles, highest_first):
    group, values = (np.array(column) for column in zip(*rows, strict=True))
    found = quantile(values, quantiles, highest_first=highest_first, group=group)
    for name in set(group):
        own = group == name
        alone = quantile(values[own], quantiles, highest_first=highest_first)
        assert np.array_equal(found[own], alone, equal_nan=True)


@given(st.integers(2, 400), st.integers(2, 20))
def test_quantiles_are_as_equal_as_can_be_and_none_is_nought(count, quantiles):
    found = quantile(np.arange(count), quantiles)
    if count >= quantiles:
        sizes = np.bincount(found.astype(int), minlength=quantiles + 1)
        assert sizes[0] == 0
        assert sizes[1:].max() - sizes[1:].min() <= 1


def test_flat_values_only():
    with pytest.raises(InputError, match="flat"):
        quantile([[1.0, 2.0]], 2)
