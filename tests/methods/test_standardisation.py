"""Standardised rates against hand-worked examples and a second implementation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from evidence.errors import InputError
from evidence.methods.interval import poisson_rate
from evidence.methods.standardisation import (
    directly_standardised_rate,
    expected,
    standardised_ratio,
)

# Worked by hand. Three ages; events 5, 20, 75; people 10,000, 8,000, 5,000; standard 40, 35, 25.
# rate = (40 x 0.0005 + 35 x 0.0025 + 25 x 0.015) / 100 = 0.0048250 -> 482.5 per 100,000.
# V = (40² x 5/10000² + 35² x 20/8000² + 25² x 75/5000²) / 100² = 2.337813e-7; O = 100.
# Byar's limits of 100: 81.3621 and 121.6275 (Breslow and Day 1987, page 69: 81.36, 121.63).
# lower = 0.004825 + √(V/100) x (81.3621 - 100) = 0.00392384 -> 392.38; upper 587.07.
EVENTS, PEOPLE, STANDARD = [5, 20, 75], [10_000, 8_000, 5_000], [40, 35, 25]


def test_worked_by_hand():
    variance = (1600 * 5 / 1e8 + 1225 * 20 / 6.4e7 + 625 * 75 / 2.5e7) / 1e4
    found = directly_standardised_rate(["a"] * 3, EVENTS, PEOPLE, STANDARD).loc["a"]
    assert found["value"] == pytest.approx(482.5)
    step = math.sqrt(variance / 100)
    assert found["lower"] == pytest.approx(1e5 * (0.004825 + step * (81.3621 - 100)), abs=0.01)
    assert found["upper"] == pytest.approx(1e5 * (0.004825 + step * (121.6275 - 100)), abs=0.01)


def test_fewer_than_ten_events_give_no_rate():
    found = directly_standardised_rate(["a", "a", "b", "b"], [4, 5, 5, 5], [10] * 4, [1] * 4)
    assert np.isnan(found.loc["a"]).all()
    assert found.loc["b", "value"] == pytest.approx(50_000)


def test_a_missing_count_is_no_event():
    one = directly_standardised_rate(["a"] * 2, [20, np.nan], [100, 50], [1, 3])
    other = directly_standardised_rate(["a"] * 2, [20, 0], [100, 50], [1, 3])
    assert one.equals(other)


@pytest.mark.parametrize(
    ("count", "people", "standard", "said"),
    [
        ([1, -1], [5, 5], [1, 1], "a count is below nought at place 2"),
        ([1, 1], [5, 0], [1, 1], "a population is missing, nought or less at place 2"),
        ([1, 1], [5, np.nan], [1, 1], "a population is missing"),
        ([1, 1], [5, 5], [0, 1], "a standard population is missing, nought or less at place 1"),
        ([1, 1, 1], [5, 5], [1, 1], "give one for each"),
    ],
)
def test_what_cannot_be_is_refused(count, people, standard, said):
    with pytest.raises(InputError, match=said):
        directly_standardised_rate(["a", "a"], count, people, standard)


ages = st.lists(
    st.tuples(st.integers(0, 500), st.integers(500, 100_000), st.integers(1, 1000)),
    min_size=1,
    max_size=19,
)


@given(st.lists(ages, min_size=1, max_size=4), st.sampled_from([0.95, 0.998]))
def test_as_a_second_implementation_says(areas, confidence):
    rows = [(name, *age) for name, area in enumerate(areas) for age in area]
    group, count, people, standard = (list(column) for column in zip(*rows, strict=True))
    found = directly_standardised_rate(
        group, count, people, standard, multiplier=1000, confidence=confidence
    )
    z = stats.norm.ppf(0.5 + confidence / 2)
    for name, area in enumerate(areas):
        total = sum(x for x, _, _ in area)
        if total < 10:
            assert np.isnan(found.loc[name]).all()
            continue
        weights = [w / sum(w for _, _, w in area) for _, _, w in area]
        rate = sum(w * x / n for w, (x, n, _) in zip(weights, area, strict=True))
        variance = sum((w / n) ** 2 * x for w, (x, n, _) in zip(weights, area, strict=True))
        low = total * (1 - 1 / (9 * total) - z / (3 * math.sqrt(total))) ** 3
        more = total + 1
        high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
        step = math.sqrt(variance / total)
        assert found.loc[name, "value"] == pytest.approx(1000 * rate)
        assert found.loc[name, "lower"] == pytest.approx(1000 * (rate + step * (low - total)))
        assert found.loc[name, "upper"] == pytest.approx(1000 * (rate + step * (high - total)))
        assert found.loc[name, "lower"] <= found.loc[name, "value"] <= found.loc[name, "upper"]


@given(ages)
def test_standardised_to_its_own_people_a_rate_is_the_crude_one(area):
    count, people, _ = (list(column) for column in zip(*area, strict=True))
    found = directly_standardised_rate(["a"] * len(area), count, people, people, multiplier=1000)
    if sum(count) < 10:
        assert np.isnan(found.loc["a", "value"])
        return
    crude = poisson_rate([sum(count)], [sum(people)], 1000)
    assert found.loc["a", "value"] == pytest.approx(crude.value[0])
    assert found.loc["a", "lower"] == pytest.approx(crude.lower[0])
    assert found.loc["a", "upper"] == pytest.approx(crude.upper[0])


def test_expected_and_ratio_by_hand():
    # 1,000 people at 0.01 and 500 at 0.05 lead one to expect 35 events; 42 are observed: 1.2.
    # Byar's limits of 42 are 30.2657 and 56.7736.
    rates = expected(["a", "a", "b"], [1000, 500, 0], [0.01, 0.05, 0.1])
    assert rates.to_dict() == {"a": 35.0, "b": 0.0}
    found = standardised_ratio([42, 3], rates)
    assert found.value[0] == pytest.approx(1.2)
    assert found.lower[0] == pytest.approx(30.2657 / 35, abs=1e-4)
    assert found.upper[0] == pytest.approx(56.7736 / 35, abs=1e-4)
    # Where nothing is expected there is no ratio, whatever was observed.
    assert np.isnan([found.value[1], found.lower[1], found.upper[1]]).all()


def test_no_event_has_a_lower_limit_of_nought_and_an_exact_upper_one():
    # The exact 95% upper limit of no event is -ln 0.025 = 3.688879.
    found = standardised_ratio([0], [2.0], reference=100)
    assert (found.value[0], found.lower[0]) == (0, 0)
    assert found.upper[0] == pytest.approx(100 * 3.688879 / 2, abs=1e-4)


@pytest.mark.parametrize(
    ("observed", "base", "said"),
    [([-1], [1], "below nought"), ([1], [-1], "expected count"), ([1, 2], [1], "one for each")],
)
def test_ratios_of_what_cannot_be_are_refused(observed, base, said):
    with pytest.raises(InputError, match=said):
        standardised_ratio(observed, base)


@given(st.integers(0, 1000), st.floats(0.5, 1000), st.floats(0.1, 1e5))
def test_a_rate_is_the_ratio_times_the_reference(observed, base, crude):
    ratio, rate = (
        standardised_ratio([observed], [base]),
        standardised_ratio([observed], [base], crude),
    )
    for one, other in zip(ratio, rate, strict=True):
        assert other[0] == pytest.approx(one[0] * crude)
    assert ratio.lower[0] <= ratio.value[0] <= ratio.upper[0]
