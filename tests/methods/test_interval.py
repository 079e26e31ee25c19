"""Limits of proportions and rates: statsmodels, a second implementation, and properties.

Published examples and edges stand in data/examples and are asserted in test_examples.py.
"""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from evidence.errors import InputError
from evidence.methods.interval import poisson_limits, poisson_rate, wilson

levels = st.sampled_from([0.8, 0.95, 0.998])


@given(st.integers(1, 10**6), st.data(), st.sampled_from([0.8, 0.95, 0.998]))
def test_wilson_meets_statsmodels_and_holds_its_value(total, data, confidence):
    count = data.draw(st.integers(0, total))
    found = wilson([count], [total], confidence)
    low, high = proportion_confint(count, total, alpha=1 - confidence, method="wilson")
    assert (found.lower[0], found.upper[0]) == pytest.approx((low, high), rel=1e-9, abs=1e-12)
    assert 0 <= found.lower[0] <= found.value[0] <= found.upper[0] <= 1


@given(st.integers(0, 9), st.sampled_from([0.8, 0.95, 0.998]))
def test_exact_limits_meet_statsmodels(count, confidence):
    low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    found = poisson_limits([count], confidence)
    assert (found[0][0], found[1][0]) == pytest.approx((np.nan_to_num(low), high), rel=1e-9)


@given(st.integers(10, 10**6), st.sampled_from([0.8, 0.95, 0.998]))
def test_byar_meets_the_formula_written_out(count, confidence):
    # Breslow and Day 1987, page 69, term by term on Python's own numbers.
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    low = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    found = poisson_limits([count], confidence)
    assert (found[0][0], found[1][0]) == pytest.approx((low, high), rel=1e-9)


@given(st.integers(0, 2000), st.integers(1, 10**6), st.floats(1e-3, 1e6), levels)
def test_a_rate_moves_with_its_multiplier_and_lies_within_its_limits(count, base, times, level):
    one, other = (poisson_rate([count], [base], size, level) for size in (1, times))
    assert one.lower[0] <= one.value[0] <= one.upper[0]
    for ours, theirs in zip(one, other, strict=True):
        assert theirs[0] == pytest.approx(times * ours[0], rel=1e-12)


@given(st.integers(1, 500), st.integers(2, 50), levels)
def test_limits_shrink_with_what_was_counted(count, times, level):
    total = 2 * count
    few, many = (wilson([count * size], [total * size], level) for size in (1, times))
    assert many.upper[0] - many.lower[0] < few.upper[0] - few.lower[0]
    assert few.lower[0] < many.lower[0] <= many.upper[0] < few.upper[0]
    few, many = (poisson_rate([count * size], [total * size], 1, level) for size in (1, times))
    assert many.upper[0] - many.lower[0] < few.upper[0] - few.lower[0]


@given(st.integers(0, 500), st.integers(1, 1000))
def test_a_higher_level_is_wider(count, more):
    for found in (
        wilson([count], [count + more], [0.8, 0.95, 0.998]),
        poisson_rate([count], [count + more], 100, [0.8, 0.95, 0.998]),
    ):
        assert (np.diff(found.lower[:, 0]) <= 0).all()
        assert (np.diff(found.upper[:, 0]) >= 0).all()


@given(st.integers(0, 400), st.integers(1, 400))
def test_who_has_it_not_is_the_mirror_of_who_has(count, more):
    total = count + more
    has, has_not = wilson([count], [total]), wilson([more], [total])
    assert has.lower[0] == pytest.approx(1 - has_not.upper[0], abs=1e-12)
    assert has.upper[0] == pytest.approx(1 - has_not.lower[0], abs=1e-12)


@given(st.integers(10, 10**5))
def test_byar_lies_by_the_exact_limits(count):
    low, high = confint_poisson(count, 1, method="exact-c")
    found = poisson_limits([count])
    # Breslow and Day: the approximation is accurate even for small counts.
    assert (found[0][0], found[1][0]) == pytest.approx((low, high), rel=5e-3)


def test_missing_among_others_leaves_them_alone():
    found = wilson([0, 7, np.nan, 3], [7, 7, 7, np.nan])
    assert (found.lower[0], found.upper[1]) == (0.0, 1.0)
    assert np.isnan(np.array(found)[:, 2:]).all()
    both = wilson([np.nan, 3], [7, 7], (0.95, 0.998))
    assert np.isnan(both.lower[:, 0]).all()
    assert not np.isnan(both.lower[:, 1]).any()


def test_counts_and_totals_come_in_pairs():
    with pytest.raises(InputError, match="give one for each"):
        wilson([1, 2], [5])


def test_nothing_gives_nothing():
    assert [len(part) for part in wilson([], [])] == [0, 0, 0]
    assert [len(part) for part in poisson_rate([], [], 100)] == [0, 0, 0]


@pytest.mark.parametrize("level", [0, 1, -0.5, 1.5, np.nan, (0.95, 1)])
def test_a_level_that_is_none_is_refused(level):
    with pytest.raises(InputError, match="between 0 and 1"):
        poisson_rate([1], [2], 1, level)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_two_levels_together_are_each_alone(counts):
    total = [50] * len(counts)
    for found, alone in (
        (
            wilson(counts, total, (0.95, 0.998)),
            [wilson(counts, total, 0.95), wilson(counts, total, 0.998)],
        ),
        (
            poisson_rate(counts, total, 1000, (0.95, 0.998)),
            [poisson_rate(counts, total, 1000, level) for level in (0.95, 0.998)],
        ),
    ):
        assert found.lower.shape == (2, len(counts))
        for at, one in enumerate(alone):
            assert (found.value == one.value).all()
            assert (found.lower[at] == one.lower).all()
            assert (found.upper[at] == one.upper).all()
