"""Errors summed up: a worked example, the standard library, and what must hold of any errors."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.methods.accuracy import further_out, summarise

NAN = math.nan
# Four areas with errors of -10, 0, 5 and 20 per cent, and one that is not known.
ONE = np.array([[-10.0], [20.0], [NAN], [0.0], [5.0]])

ERRORS = st.lists(
    st.floats(-200, 200, allow_nan=False).map(lambda value: round(value, 3)),
    min_size=2,
    max_size=40,
)


def column(values):
    return np.array(values, dtype=float).reshape(-1, 1)


def test_worked_by_hand():
    found = summarise(ONE, percentages=(0, 25, 50, 90, 100), margins=(4.9, 5, 10))
    assert found.count == 4
    # (-10 + 0 + 5 + 20) / 4 and (10 + 0 + 5 + 20) / 4; sizes in order 0, 5, 10, 20.
    assert found.mean == 3.75
    assert found.absolute_mean == 8.75
    assert found.absolute_median == 7.5
    # Of four in order, the quarter lies 0.75 of the way from the first to the second, the 90th
    # percentile 0.7 of the way from the third to the fourth.
    assert found.percentiles[:, 0] == pytest.approx([-10, -2.5, 2.5, 15.5, 20])
    # Within 4.9: nought. Within 5: nought and five, which is as large. Within 10: minus ten too.
    assert found.within[:, 0].tolist() == [1, 2, 3]


def test_further_out_worked_by_hand():
    assert np.nan_to_num(further_out(ONE)[:, 0], nan=-1).tolist() == [1, 0, -1, 3, 2]
    # As large on the other side is not further out.
    assert further_out(column([-5, 5, 6]))[:, 0].tolist() == [1, 1, 0]


def test_groups_are_summed_up_apart():
    both = np.column_stack([ONE[:, 0], -ONE[:, 0], np.full(5, NAN)])
    found = summarise(both, percentages=(10, 90), margins=(10,))
    assert found.count.tolist() == [4, 4, 0]
    assert found.mean[:2].tolist() == [3.75, -3.75]
    assert found.percentiles[0, 0] == pytest.approx(-found.percentiles[1, 1])
    # Nobody known: no number, and no warning either.
    assert np.isnan([found.mean[2], found.absolute_mean[2], found.absolute_median[2]]).all()
    assert np.isnan(found.percentiles[:, 2]).all()
    assert np.isnan(found.within[0, 2])
    assert np.isnan(further_out(both)[:, 2]).all()


def test_no_areas_and_no_groups():
    assert summarise(np.empty((0, 2)), percentages=(50,), margins=(5,)).count.tolist() == [0, 0]
    assert summarise(np.empty((3, 0)), percentages=(50,), margins=()).within.shape == (0, 0)
    with pytest.raises(ValueError, match="1 dimensions"):
        summarise([1.0, 2.0], percentages=(50,), margins=(5,))


@given(ERRORS)
def test_quartiles_are_those_of_the_standard_library(errors):
    found = summarise(column(errors), percentages=(25, 50, 75), margins=())
    expected = statistics.quantiles(errors, n=4, method="inclusive")
    assert found.percentiles[:, 0] == pytest.approx(expected, abs=1e-9)
    assert found.absolute_median[0] == pytest.approx(statistics.median(map(abs, errors)))


@given(ERRORS, st.randoms(use_true_random=False))
def test_what_holds_of_any_errors(errors, random):
    found = summarise(column(errors), percentages=(0, 10, 50, 90, 100), margins=(5, 10, 200))
    assert abs(found.mean[0]) <= found.absolute_mean[0] + 1e-9
    assert (np.diff(found.percentiles[:, 0]) >= 0).all()
    assert (found.percentiles[0, 0], found.percentiles[-1, 0]) == (min(errors), max(errors))
    assert (np.diff(found.within[:, 0]) >= 0).all()
    assert found.within[-1, 0] == len(errors)
    mixed = errors[:]
    random.shuffle(mixed)
    again = summarise(column(mixed), percentages=(0, 10, 50, 90, 100), margins=(5, 10, 200))
    assert again.absolute_mean[0] == pytest.approx(found.absolute_mean[0])
    assert again.percentiles.tolist() == found.percentiles.tolist()


@given(ERRORS)
def test_further_out_is_what_a_loop_counts(errors):
    expected = [sum(abs(other) > abs(error) for other in errors) for error in errors]
    assert further_out(column(errors))[:, 0].tolist() == expected
