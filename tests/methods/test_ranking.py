"""Ranks with ties at the minimum, against pandas and counted out draw by draw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.ranking import rank, rank_limits, rank_limits_among, rank_within


def test_ties_share_the_best_rank():
    assert rank([5, 9, 9, 1]).tolist() == [3.0, 1.0, 1.0, 4.0]


def test_lowest_first():
    assert rank([5, 9, 1], highest_first=False).tolist() == [2.0, 3.0, 1.0]


def test_missing_is_not_ranked():
    found = rank([np.nan, 2.0, 1.0])
    assert np.isnan(found[0])
    assert found[1:].tolist() == [1.0, 2.0]


def test_nothing_and_equal():
    assert rank([]).tolist() == []
    assert rank([3.0, 3.0]).tolist() == [1.0, 1.0]


def test_flat_arrays_only():
    with pytest.raises(InputError, match="flat"):
        rank([[1.0]])


@given(st.lists(st.integers(-50, 50), max_size=60))
def test_agrees_with_pandas(values):
    expected = pd.Series(values, dtype="float64").rank(method="min", ascending=False)
    assert rank(values).tolist() == expected.tolist()


def test_rank_limits_of_values_without_doubt_are_the_ranks():
    values = [3.0, 1.0, 3.0, 2.0]
    lower, upper = rank_limits([values] * 10)
    assert lower.tolist() == upper.tolist() == rank(values).tolist() == [1, 4, 1, 3]
    lower, _ = rank_limits([values] * 10, highest_first=False)
    assert lower.tolist() == rank(values, highest_first=False).tolist()


@given(st.integers(0, 2**31), st.integers(2, 12))
def test_rank_limits_follow_their_area(seed, areas):
    generator = np.random.default_rng(seed)
    draws = generator.normal(generator.normal(0, 2, areas), 1, (200, areas))
    moved = generator.permutation(areas)
    lower, upper = rank_limits(draws)
    again_lower, again_upper = rank_limits(draws[:, moved])
    assert (again_lower == lower[moved]).all()
    assert (again_upper == upper[moved]).all()
    assert (lower <= upper).all()
    # As counted out one repetition after another.
    ranks = np.array([rank(row) for row in draws])
    assert (lower == np.sort(ranks, axis=0)[5]).all()
    assert (upper == np.sort(ranks, axis=0)[194]).all()


@pytest.mark.parametrize("draws", [[1.0, 2.0], [[]], [[1.0, np.nan]]])
def test_rank_limits_refuse_what_cannot_be_ranked(draws):
    with pytest.raises(InputError):
        rank_limits(draws)


def test_two_levels_together_are_each_alone():
    draws = np.random.default_rng(3).normal([0.0, 0.5, 1.0], 1, (400, 3))
    lower, upper = rank_limits(draws, (0.8, 0.95))
    for at, level in enumerate((0.8, 0.95)):
        alone = rank_limits(draws, level)
        assert (lower[at] == alone[0]).all()
        assert (upper[at] == alone[1]).all()


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(-5, 5))), max_size=60
    ),
    st.booleans(),
)
def test_ranks_within_groups_agree_with_pandas(rows, highest_first):
    frame = pd.DataFrame(rows, columns=["group", "value"]).astype({"value": "float64"})
    found = rank_within(frame["group"], frame["value"], highest_first=highest_first)
    wanted = frame.groupby("group")["value"].rank(method="min", ascending=not highest_first)
    assert np.array_equal(found, wanted.to_numpy(), equal_nan=True)


def test_rank_limits_among_others_by_hand():
    # The first area against both others is 1st, 1st, 2nd, 2nd; the third against the first alone
    # 2nd, 2nd, 2nd, 1st (equal values share the better place); nobody to be ranked with is first.
    draws = [[9, 5, 1], [9, 5, 1], [5, 9, 1], [1, 9, 1]]
    groups = [np.array([1, 2]), np.array([], dtype=int), np.array([0])]
    lower, upper = rank_limits_among(draws, groups, 0.5)
    assert lower.tolist() == [1, 1, 2]
    assert upper.tolist() == [2, 1, 2]
    lower, upper = rank_limits_among(draws, groups, 0.95)
    assert lower.tolist() == [1, 1, 1]
    assert upper.tolist() == [2, 1, 2]


@given(st.integers(0, 2**31), st.integers(2, 12), st.booleans())
def test_rank_limits_among_everybody_are_the_rank_limits(seed, areas, highest_first):
    draws = np.random.default_rng(seed).normal(size=(200, areas)).round(1)
    everyone = [np.array([one for one in range(areas) if one != own]) for own in range(areas)]
    among = rank_limits_among(draws, everyone, highest_first=highest_first)
    whole = rank_limits(draws, highest_first=highest_first)
    assert among[0].tolist() == whole[0].tolist()
    assert among[1].tolist() == whole[1].tolist()


def test_rank_limits_among_refuse_what_does_not_fit():
    with pytest.raises(InputError, match="groups"):
        rank_limits_among([[1.0, 2.0]], [np.array([1])])
    with pytest.raises(InputError, match="miss a value"):
        rank_limits_among([[1.0, np.nan]], [np.array([1]), np.array([0])])
