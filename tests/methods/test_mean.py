"""Means against scipy, and means of groups against means of rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evidence.errors import InputError
from evidence.methods.mean import mean, means


def test_rows_are_told_apart_and_missing_makes_missing():
    found = mean([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0]], confidence=0.998)
    low, high = stats.t.interval(0.998, 2, loc=2, scale=stats.sem([1, 2, 3]))
    assert found.value[0] == 2
    assert (found.lower[0], found.upper[0]) == pytest.approx((low, high))
    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=20),
    st.floats(0.01, 100),
    st.sampled_from([0.8, 0.95, 0.998]),
)
def test_limits_hold_the_mean_and_move_with_the_unit(values, unit, confidence):
    one, other = mean(values, confidence), mean(np.array(values) * unit, confidence)
    assert one.lower[0] <= one.value[0] <= one.upper[0]
    scale = max(1.0, np.abs(values).max()) * unit
    assert other.lower[0] == pytest.approx(one.lower[0] * unit, abs=1e-9 * scale * 100)
    assert other.upper[0] == pytest.approx(one.upper[0] * unit, abs=1e-9 * scale * 100)


numbers = st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=12)


@given(numbers, st.sampled_from([0.8, 0.95, 0.998]))
def test_as_scipy_says(values, confidence):
    found = mean(values, confidence)
    spread = stats.sem(values)
    if spread > 1e-6:
        low, high = stats.t.interval(confidence, len(values) - 1, loc=np.mean(values), scale=spread)
        assert (found.lower[0], found.upper[0]) == pytest.approx((low, high), rel=1e-7, abs=1e-6)


@given(st.lists(numbers, min_size=1, max_size=5))
def test_groups_of_any_size_are_each_alone(groups):
    names = [name for name, values in enumerate(groups) for _ in values]
    found = means(names, [one for values in groups for one in values])
    for name, values in enumerate(groups):
        alone = mean(values)
        assert found.loc[name].tolist() == pytest.approx([part[0] for part in alone], abs=1e-7)


def test_two_levels_of_a_group_and_a_group_of_one():
    found = means(["b", "a", "a"], [5.0, 1.0, 3.0], [0.95, 0.998])
    assert found.index.tolist() == [("a", 0.95), ("a", 0.998), ("b", 0.95), ("b", 0.998)]
    # t of 1 degree of freedom at 97.5%: 12.7062; s = √2: 2 ∓ 12.7062 x 1.
    assert found.loc[("a", 0.95), "lower"] == pytest.approx(2 - 12.70620474, abs=1e-6)
    assert found.loc[("a", 0.998), "lower"] < found.loc[("a", 0.95), "lower"]
    assert found.loc[("b", 0.95), "value"] == 5
    assert np.isnan(found.loc[("b", 0.95), "lower"])


def test_values_and_groups_come_in_pairs():
    with pytest.raises(InputError, match="give one for each"):
        means(["a"], [1.0, 2.0])
    with pytest.raises(InputError, match="no group"):
        means([None], [1.0])
