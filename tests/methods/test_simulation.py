"""Draws give back the limits they were made from, and are the same each time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evidence.errors import InputError
from evidence.methods.interval import poisson_limits, wilson
from evidence.methods.simulation import (
    interval,
    logit_draws,
    rate_draws,
    share_draws,
    with_count_noise,
)

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


@pytest.mark.parametrize(("count", "total"), [(93, 932), (5, 40), (40, 40), (0, 12), (700, 1400)])
def test_shares_are_drawn_within_wilsons_limits(count, total):
    drawn = share_draws([count], [total], draws=100_000)
    low, high = interval(drawn, 0.95)
    limits = wilson(count, total)
    # Jeffreys' interval and Wilson's differ by less than half of one case in the total.
    assert low[0] == pytest.approx(float(limits.lower), abs=0.5 / total + 0.04 * limits.lower)
    assert high[0] == pytest.approx(float(limits.upper), abs=2.6 / (total + 4))
    # statsmodels' proportion_confint(method="jeffreys") is the same beta distribution.
    exact = stats.beta.ppf([0.025, 0.975], count + 0.5, total - count + 0.5)
    assert [low[0], high[0]] == pytest.approx(exact, rel=0.03, abs=2e-5)


@pytest.mark.parametrize("count", [0, 1, 9, 40, 900])
def test_rates_are_drawn_within_exact_limits(count):
    drawn = rate_draws([count], [1000.0], draws=100_000)
    low, high = interval(1000 * drawn, 0.95)
    lower, upper = poisson_limits([count])
    # Inside the exact limits, which hold 95% at the least, and not by more than one event.
    assert lower[0] <= low[0] + 0.05 <= lower[0] + 1.05
    assert upper[0] - 1.2 <= high[0] <= upper[0] + 0.05


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=8))
def test_draws_lie_where_they_can_and_repeat(pairs):
    count = [min(pair) for pair in pairs]
    base = [max(pair) for pair in pairs]
    shares, rates = share_draws(count, base, draws=50), rate_draws(count, base, draws=50)
    assert shares.shape == rates.shape == (50, len(pairs))
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (rates >= 0).all()
    assert (share_draws(count, base, draws=50) == shares).all()


@pytest.mark.parametrize(("count", "base"), [(-1, 10), (np.nan, 10), (1, 0), (1, np.nan)])
def test_draws_of_what_cannot_be_counted_are_refused(count, base):
    for draw in (share_draws, rate_draws):
        with pytest.raises(InputError):
            draw([count], [base])


def test_a_share_above_all_is_refused_and_a_rate_above_its_base_is_not():
    with pytest.raises(InputError, match="above its total"):
        share_draws([11], [10])
    assert rate_draws([11], [10], draws=5).shape == (5, 1)
