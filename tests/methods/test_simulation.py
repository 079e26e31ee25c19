"""Draws give back the limits they were made from, and are the same each time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evidence.errors import InputError
from evidence.methods.simulation import interval, logit_draws, with_count_noise

# CFAS II, women aged 65-69 and men of 90 and over (Matthews et al. 2013): rate, 95% limits.
RATES = ([0.018, 0.353], [0.009, 0.241], [0.036, 0.484])


def test_quantiles_are_the_published_limits():
    drawn = logit_draws(*RATES, draws=200_000)
    low, high = interval(drawn, 0.95)
    assert low == pytest.approx(RATES[1], rel=0.01)
    assert high == pytest.approx(RATES[2], rel=0.01)


def test_rates_are_drawn_independently_and_the_same_each_time():
    one, again = logit_draws(*RATES), logit_draws(*RATES)
    assert (one == again).all()
    assert one.shape == (10_000, 2)
    assert abs(np.corrcoef(one.T)[0, 1]) < 0.03
    assert (logit_draws(*RATES, seed=1) != one).any()


@pytest.mark.parametrize(
    ("rate", "lower", "upper"),
    [(0.2, 0.3, 0.4), (0.2, 0.0, 0.4), (0.5, 0.4, 1.0), (np.nan, 0.1, 0.2), (0.2, 0.1, np.nan)],
)
def test_what_cannot_be_is_refused(rate, lower, upper):
    with pytest.raises(InputError, match="a rate or a limit"):
        logit_draws([rate], [lower], [upper])
    with pytest.raises(InputError, match="limits"):
        logit_draws([0.2, 0.3], [0.1], [0.4])


def test_chance_is_poisson_around_what_is_expected():
    # 30 expected without doubt: the middle 95% of a Poisson count of 30 is 20 to 41 (scipy).
    low, high = interval(with_count_noise(np.full((100_000, 1), 30.0)), 0.95)
    assert (low[0], high[0]) == tuple(stats.poisson.interval(0.95, 30))


@given(st.floats(0.02, 0.8), st.floats(0.05, 0.9), st.integers(0, 5), st.sampled_from([0.8, 0.95]))
def test_intervals_hold_the_rate_and_follow_the_people(rate, share, more, confidence):
    lower, upper = rate * share, 1 - (1 - rate) * share
    drawn = logit_draws([rate], [lower], [upper], draws=2_000)
    low, high = interval(drawn, confidence)
    wide_low, wide_high = interval(drawn, 0.98)
    assert low[0] < (lower + upper) / 2 < high[0] or low[0] < rate < high[0]
    assert wide_low[0] <= low[0] <= high[0] <= wide_high[0]
    # One draw for every scenario: ten times the people give ten times the limits.
    times = 10.0**more
    assert interval(drawn * times, confidence)[0][0] == pytest.approx(low[0] * times)
