"""People times rates, counted out in fractions; PANSI's rounding, and what follows from it."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.need import pansi_people, pansi_total, people_with

cells = st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 1000)), min_size=1, max_size=20)


@given(cells)
def test_as_a_second_implementation_says(rows):
    people = [count for count, _ in rows]
    rates = [Fraction(rate, 1000) for _, rate in rows]
    exact = sum(count * rate for count, rate in zip(people, rates, strict=True))
    given_rates = [float(rate) for rate in rates]
    assert people_with(people, given_rates)[0] == pytest.approx(float(exact))
    hundreds = [100 * round(Fraction(count, 100)) for count in people]  # a half to even
    rounded = sum(count * rate for count, rate in zip(hundreds, rates, strict=True))
    total = math.floor(rounded + Fraction(1, 2))  # a half up
    assert people_with(people, given_rates, pansi=True)[0] == total


@given(st.lists(cells, min_size=2, max_size=4))
def test_rows_are_worked_out_apart(rows):
    size = min(len(row) for row in rows)
    people = [[count for count, _ in row[:size]] for row in rows]
    rates = [rate / 1000 for _, rate in rows[0][:size]]
    for pansi in (False, True):
        whole = people_with(people, rates, pansi=pansi)
        apart = [people_with(row, rates, pansi=pansi)[0] for row in people]
        assert whole.tolist() == apart


@given(st.floats(0, 1e6))
def test_rounding_is_never_further_than_half_a_step(number):
    assert abs(pansi_people(number) - number) <= 50
    assert abs(pansi_total(number) - number) <= 0.5 + 1e-6


@given(cells, st.integers(1, 9))
def test_more_people_are_never_fewer_in_need(rows, more):
    people = np.array([count for count, _ in rows])
    rates = [rate / 1000 for _, rate in rows]
    for pansi in (False, True):
        assert people_with(people + 100 * more, rates, pansi=pansi) >= people_with(
            people, rates, pansi=pansi
        )


def test_people_and_rates_have_one_shape():
    with pytest.raises(InputError, match="people have shape"):
        people_with([1, 2], [0.1])
    with pytest.raises(InputError, match="people have shape"):
        people_with([[1], [2], [3]], [[0.1], [0.2]])
    assert people_with([[1], [2]], [[0.5], [0.25]]).tolist() == [0.5, 0.5]
