"""Parts are raked to totals: by hand, and as statements about any parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.raking import rake


def test_by_hand():
    # Women 10 and 30, raked to 80: a quarter and three quarters. Men 5 and 5, raked to 7.
    assert rake([[10, 5], [30, 5]], [80, 7]).tolist() == [[20, 3.5], [60, 3.5]]


def test_a_total_of_nought_is_nought_in_every_part():
    assert rake([[4, 0], [6, 0]], [0, 0]).tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize(
    ("parts", "totals", "said"),
    [
        ([[0.0], [0.0]], [3.0], "no part has anything"),
        ([[1.0], [-1.0]], [3.0], "below nought"),
        ([[1.0], [np.nan]], [3.0], "missing"),
        ([[1.0], [2.0]], [np.nan], "missing"),
        ([[1.0], [2.0]], [3.0, 4.0], "cannot meet totals"),
        ([1.0, 2.0], [3.0], "cannot meet totals"),
    ],
)
def test_what_cannot_be_raked_is_refused(parts, totals, said):
    with pytest.raises(InputError, match=said):
        rake(parts, totals)


whole = st.integers(1, 5000)


@given(st.lists(st.tuples(whole, whole, whole), min_size=1, max_size=12), st.tuples(whole, whole))
def test_parts_add_up_and_keep_their_share(parts, totals):
    table = np.array(parts, dtype=float)[:, :2]
    raked = rake(table, totals)
    assert raked.sum(axis=0) == pytest.approx(totals, rel=1e-12)
    assert raked / np.array(totals) == pytest.approx(table / table.sum(axis=0), rel=1e-12)
    # What adds up already is left as it is.
    assert rake(raked, totals) == pytest.approx(raked, rel=1e-12)
