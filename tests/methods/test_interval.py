"""Limits of proportions and rates, against published examples and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from evidence.errors import InputError
from evidence.methods.interval import poisson_limits, poisson_rate, wilson


@pytest.mark.parametrize(
    ("count", "total", "lower", "upper"),
    # Newcombe RG, Statistics in Medicine 1998; 17: 857-872, table I, method 3 (score).
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_meets_newcombe(count, total, lower, upper):
    found = wilson([count], [total])
    assert found.value[0] == pytest.approx(count / total)
    assert (found.lower[0], found.upper[0]) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    # Ulm K, American Journal of Epidemiology 1990; 131: 373-375, and every table of exact Poisson
    # limits: 0, 1 and 5 events.
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668)],
)
def test_small_counts_have_exact_limits(count, lower, upper):
    low, high = poisson_limits([count])
    assert (low[0], high[0]) == pytest.approx((lower, upper), abs=6e-4)


def test_byar_by_hand():
    # x = 93: 93(1 - 1/837 - 1.959964/(3 x 9.643651))^3 = 93 x 0.931058^3 = 75.062;
    # 94(1 - 1/846 + 1.959964/(3 x 9.695360))^3 = 94 x 1.066203^3 = 113.931.
    found = poisson_rate([93], [82513], 1000)
    assert found.value[0] == pytest.approx(1.127095, abs=1e-6)  # MHCLG prints 1.127095
    assert found.lower[0] == pytest.approx(75.062 / 82.513, abs=1e-4)
    assert found.upper[0] == pytest.approx(113.931 / 82.513, abs=1e-4)


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


@given(st.integers(10, 10**5))
def test_byar_lies_by_the_exact_limits(count):
    low, high = confint_poisson(count, 1, method="exact-c")
    found = poisson_limits([count])
    # Breslow and Day: the approximation is accurate even for small counts.
    assert (found[0][0], found[1][0]) == pytest.approx((low, high), rel=5e-3)


def test_ends_are_exact_and_missing_stays_missing():
    found = wilson([0, 7, np.nan, 3], [7, 7, 7, np.nan])
    assert found.lower[0] == 0.0
    assert found.upper[1] == 1.0
    assert np.isnan(np.array(found)[:, 2:]).all()
    rate = poisson_rate([0, np.nan, 12, 20], [5, 5, np.nan, 10], 100)
    assert rate.lower[0] == 0.0
    assert np.isnan(np.array(rate)[:, 1:3]).all()
    assert rate.value[3] == 200  # a count may be above its base


@pytest.mark.parametrize(
    ("count", "total", "message"),
    [
        ([1, -1], [5, 5], "below nought at place 2"),
        ([0], [0], "total is nought or less"),
        ([6], [5], "above its total"),
        ([1, 2], [5], "give one for each"),
    ],
)
def test_what_cannot_be_is_refused(count, total, message):
    with pytest.raises(InputError, match=message):
        wilson(count, total)


def test_rates_refuse_an_empty_base_and_a_confidence_of_one():
    with pytest.raises(InputError, match="base is nought"):
        poisson_rate([1], [0], 1000)
    with pytest.raises(InputError, match="between 0 and 1"):
        wilson([1], [2], 1)


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
