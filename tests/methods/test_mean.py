"""Means against Student's own data and scipy's second opinion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evidence.errors import InputError
from evidence.methods.mean import mean

# Cushny and Peebles' extra hours of sleep, the data of Student's paper of 1908 (difference of the
# two drugs): mean 1.58; the 95% interval by hand is 1.58 ± 2.262157 x 1.229995 / √10.
SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]


def test_students_sleep_data():
    found = mean(SLEEP)
    assert found.value[0] == pytest.approx(1.58)
    assert found.lower[0] == pytest.approx(0.7001142, abs=1e-6)
    assert found.upper[0] == pytest.approx(2.4598858, abs=1e-6)


def test_rows_are_told_apart_and_missing_makes_missing():
    found = mean([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0]], confidence=0.998)
    low, high = stats.t.interval(0.998, 2, loc=2, scale=stats.sem([1, 2, 3]))
    assert found.value[0] == 2
    assert (found.lower[0], found.upper[0]) == pytest.approx((low, high))
    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()


def test_one_value_has_no_limits():
    found = mean([7.0])
    assert found.value[0] == 7
    assert np.isnan([found.lower[0], found.upper[0]]).all()


def test_nothing_is_refused():
    with pytest.raises(InputError, match="no values"):
        mean([])


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
