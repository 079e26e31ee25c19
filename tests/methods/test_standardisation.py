"""Standardised rates against a second implementation, and the properties they must have."""

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


def test_a_missing_count_is_no_event():
    one = directly_standardised_rate(["a"] * 2, [20, np.nan], [100, 50], [1, 3])
    other = directly_standardised_rate(["a"] * 2, [20, 0], [100, 50], [1, 3])
    assert one.equals(other)


def test_columns_come_in_pairs():
    with pytest.raises(InputError, match="give one for each"):
        directly_standardised_rate(["a", "a"], [1, 1, 1], [5, 5], [1, 1])
    with pytest.raises(InputError, match="a population is missing"):
        directly_standardised_rate(["a", "a"], [1, 1], [5, np.nan], [1, 1])
    with pytest.raises(InputError, match="one for each"):
        standardised_ratio([1, 2], [1])


def test_expected_by_hand():
    # 1,000 people at 0.01 and 500 at 0.05 lead one to expect 35 events; nobody adds nothing.
    rates = expected(["a", "a", "b"], [1000, 500, 0], [0.01, 0.05, 0.1])
    assert rates.to_dict() == {"a": 35.0, "b": 0.0}


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


@given(st.integers(0, 1000), st.floats(0.5, 1000), st.floats(0.1, 1e5))
def test_a_rate_is_the_ratio_times_the_reference(observed, base, crude):
    ratio, rate = (
        standardised_ratio([observed], [base]),
        standardised_ratio([observed], [base], crude),
    )
    for one, other in zip(ratio, rate, strict=True):
        assert other[0] == pytest.approx(one[0] * crude)
    assert ratio.lower[0] <= ratio.value[0] <= ratio.upper[0]


@given(ages, st.floats(1, 1e6))
def test_a_rate_moves_with_its_multiplier_and_not_with_the_size_of_the_standard(area, times):
    count, people, standard = (list(column) for column in zip(*area, strict=True))
    one = directly_standardised_rate(["a"] * len(area), count, people, standard, multiplier=1)
    more = [times * weight for weight in standard]
    other = directly_standardised_rate(["a"] * len(area), count, people, more, multiplier=times)
    assert other.loc["a"].tolist() == pytest.approx((times * one.loc["a"]).tolist(), nan_ok=True)


@given(ages, st.integers(2, 20))
def test_limits_shrink_with_what_was_counted(area, times):
    count, people, standard = (list(column) for column in zip(*area, strict=True))
    if sum(count) < 10:
        return
    names = ["a"] * len(area)
    few = directly_standardised_rate(names, count, people, standard).loc["a"]
    many = directly_standardised_rate(
        names, [times * x for x in count], [times * n for n in people], standard
    ).loc["a"]
    assert many["value"] == pytest.approx(few["value"])
    assert many["upper"] - many["lower"] < few["upper"] - few["lower"]


@given(st.lists(ages, min_size=1, max_size=3))
def test_two_levels_together_are_each_alone(areas):
    rows = [(name, *age) for name, area in enumerate(areas) for age in area]
    columns = [list(column) for column in zip(*rows, strict=True)]
    both = directly_standardised_rate(*columns, confidence=[0.95, 0.998])
    for level in (0.95, 0.998):
        alone = directly_standardised_rate(*columns, confidence=level)
        own = both.xs(level, level="confidence")
        assert np.array_equal(own.to_numpy(), alone.to_numpy(), equal_nan=True)
    observed, base = [sum(x for x, _, _ in area) for area in areas], [5.0] * len(areas)
    ratio = standardised_ratio(observed, base, confidence=[0.95, 0.998])
    assert ratio.lower.shape == (2, len(areas))
    assert (ratio.lower[1] == standardised_ratio(observed, base, confidence=0.998).lower).all()
