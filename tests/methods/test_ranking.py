"""Ranks with ties at the minimum, as MHCLG ranks authorities."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.ranking import rank


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
