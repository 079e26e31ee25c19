"""Distances over standardised features: by hand, beside scipy, and as a metric should be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from evidence.errors import InputError
from evidence.methods.distance import euclidean, standardised


def test_by_hand():
    # 1, 2, 3 have mean 2 and standard deviation sqrt(2/3); without winsorising, (3 - 2) over it is
    # 1.224745. The second feature is the same ten times over, so the distance is sqrt(2) times as
    # far as on one.
    scaled = standardised([[1, 10], [2, 20], [3, 30]], tail=0)
    assert scaled[:, 0] == pytest.approx([-1.224745, 0, 1.224745], abs=1e-6)
    assert scaled[:, 1] == pytest.approx(scaled[:, 0])
    apart = euclidean(scaled)
    assert apart[0, 1] == pytest.approx(np.sqrt(2) * 1.224745, abs=1e-6)
    assert apart[0, 2] == pytest.approx(2 * apart[0, 1])


def test_extremes_are_drawn_in():
    # 0 to 100 by ones: the 1st and 99th percentile are 1 and 99, so 0 and 1 become the same, and a
    # value of a million instead of 100 changes nothing.
    values = np.arange(101.0)[:, None]
    wild = values.copy()
    wild[-1] = 1e6
    scaled = standardised(values)
    assert scaled[0] == scaled[1]
    assert scaled[-1] == scaled[-2]
    assert standardised(wild) == pytest.approx(scaled)


def test_a_missing_value_is_the_average_and_a_constant_says_nothing():
    scaled = standardised([[1, 7], [np.nan, 7], [3, 7]], tail=0)
    assert scaled[:, 0] == pytest.approx([-1, 0, 1])
    assert (scaled[:, 1] == 0).all()
    # 0.1 three times has a standard deviation of 1e-17 in floating point.
    assert (standardised([[0.1], [0.1], [0.1]]) == 0).all()


@pytest.mark.parametrize("features", [[1.0, 2.0], [[]], [[1.0, np.nan], [2.0, np.nan]]])
def test_what_cannot_be_compared_is_refused(features):
    with pytest.raises(InputError):
        standardised(features)


tables = st.integers(0, 2**31).map(
    lambda seed: np.random.default_rng(seed).normal(size=(8, 4)) * [1, 10, 1000, 0.01]
)


@given(tables)
def test_distances_are_those_of_scipy_and_a_metric(table):
    scaled = standardised(table)
    apart = euclidean(scaled)
    assert apart == pytest.approx(cdist(scaled, scaled), abs=1e-12)
    assert (apart == apart.T).all()
    assert (np.diag(apart) == 0).all()
    for middle in range(len(apart)):
        assert (apart <= apart[:, [middle]] + apart[[middle], :] + 1e-9).all()


@given(tables, st.floats(0.001, 1000), st.floats(-1000, 1000))
def test_units_and_order_do_not_matter(table, times, plus):
    apart = euclidean(standardised(table))
    assert euclidean(standardised(table * times + plus)) == pytest.approx(apart, abs=1e-6)
    turned = np.roll(np.arange(len(table)), 3)
    assert euclidean(standardised(table[turned])) == pytest.approx(apart[turned][:, turned])
