"""Funnel limits are the inversion of the intervals: statsmodels and properties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.mstats import mquantiles
from statsmodels.stats.rates import confint_poisson

from evidence.errors import InputError
from evidence.methods.funnel import overdispersion, proportion_limits, rate_limits
from evidence.methods.interval import wilson


def test_proportions_by_hand():
    # 0.2 ± 1.959964 x √(0.2 x 0.8 / 100) = 0.2 ± 0.0783986; with φ = 4 twice as far.
    low, high = proportion_limits(0.2, [100])
    assert (low[0], high[0]) == pytest.approx((0.1216014, 0.2783986), abs=1e-6)
    low, high = proportion_limits(0.2, [100], overdispersion=4)
    assert (low[0], high[0]) == pytest.approx((0.0432029, 0.3567971), abs=1e-6)


def test_proportions_stay_within_nought_and_one():
    low, high = proportion_limits(0.01, [3, 1_000_000], 0.998)
    assert low[0] == 0
    assert 0.009 < low[1] < 0.01 < high[1] < 0.011
    low, high = proportion_limits(1.0, [5])
    assert (low[0], high[0]) == (1, 1)


@given(st.integers(5, 2000), st.floats(0.02, 0.98), st.sampled_from([0.95, 0.998]))
def test_outside_the_funnel_and_only_there_wilsons_interval_leaves_the_target_out(
    total, target, confidence
):
    low, high = proportion_limits(target, [total], confidence)
    count = np.arange(total + 1.0)
    interval = wilson(count, np.full(total + 1, float(total)), confidence)
    share = count / total
    clear = (np.abs(share - low[0]) > 1e-9) & (np.abs(share - high[0]) > 1e-9)
    # A limit cut off at nought or one is outside nothing.
    outside = ((share < low[0]) & (low[0] > 0)) | ((share > high[0]) & (high[0] < 1))
    missed = (interval.lower > target + 1e-12) | (interval.upper < target - 1e-12)
    assert (outside == missed)[clear & (share > 0) & (share < 1)].all()


def test_rates_are_the_counts_whose_exact_limit_is_what_is_expected():
    # statsmodels' exact (chi-square) limits, method exact-c: at the upper funnel limit the lower
    # limit of the count is what is expected, at the lower one the upper limit is.
    for events in (4.0, 12.5, 80.0, 900.0):
        low, high = rate_limits(1.0, [events])
        assert confint_poisson(high[0] * events, 1, method="exact-c")[0] == pytest.approx(events)
        assert confint_poisson(low[0] * events, 1, method="exact-c")[1] == pytest.approx(events)


@given(st.floats(1e-4, 10), st.floats(1, 1e5), st.sampled_from([0.95, 0.998]))
def test_rates_hold_their_target_and_narrow_with_the_base(target, base, confidence):
    low, high = rate_limits(target, [base, base * 10], confidence)
    assert (low <= target).all()
    assert (high >= target).all()
    assert high[1] - low[1] <= high[0] - low[0]


def test_overdispersion_by_hand():
    # Ten scores; a tenth at each end is drawn in to the 10th and 90th percentile (numpy's linear
    # ones: -1.9 + 0.9 x 1.9 ... by hand -1.0 x 0.9 + -10 x 0.1 = -1.9 and 1.9).
    scores = [-10, -1, -1, -1, -1, 1, 1, 1, 1, 10]
    # (8 x 1 + 2 x 1.9²) / 10 = 1.522
    assert overdispersion(scores) == pytest.approx(1.522)
    assert overdispersion([*scores, np.nan]) == pytest.approx(1.522)


def test_what_cannot_be_is_refused():
    with pytest.raises(InputError, match="total is nought"):
        proportion_limits(0.5, [0])
    with pytest.raises(InputError, match="above nought"):
        rate_limits(0, [10])
    with pytest.raises(InputError, match="base is nought"):
        rate_limits(1, [0])
    with pytest.raises(InputError, match="confidence"):
        rate_limits(1, [1], 1.0)


@given(st.floats(0.05, 0.95), st.integers(1, 500), st.floats(1.0, 5.0))
def test_two_levels_together_are_each_alone(target, total, spread):
    both = proportion_limits(target, [total, 2 * total], (0.95, 0.998), spread)
    rates = rate_limits(target, [total, 2 * total], (0.95, 0.998), spread)
    for at, level in enumerate((0.95, 0.998)):
        for found, alone in (
            (both, proportion_limits(target, [total, 2 * total], level, spread)),
            (rates, rate_limits(target, [total, 2 * total], level, spread)),
        ):
            assert (found[0][at] == alone[0]).all()
            assert (found[1][at] == alone[1]).all()
    assert (rates[0][1] <= rates[0][0]).all()
    assert (rates[1][1] >= rates[1][0]).all()


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=60), st.floats(1.01, 5))
def test_overdispersion_is_the_mean_square_of_winsorised_scores(scores, times):
    low, high = (mquantiles(scores, [0.1, 0.9], alphap=1, betap=1)).tolist()
    drawn_in = [min(max(score, low), high) ** 2 for score in scores]
    expected = max(1.0, sum(drawn_in) / len(drawn_in))
    assert overdispersion(scores) == pytest.approx(expected)
    assert overdispersion([times * score for score in scores]) >= overdispersion(scores)
