"""Slope and relative index against a hand-worked example, statsmodels and properties."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.inequality import inequality

# By hand: five equal groups stand at 0.1, 0.3, 0.5, 0.7, 0.9. The values 10, 8, 6, 4, 2 lie on the
# line 11 - 10x: 11 at the most deprived end, 1 at the least; slope index 10, relative index 11.
LINE = np.array([10.0, 8, 6, 4, 2])
EQUAL = np.full(5, 200.0)


def test_worked_by_hand():
    found = inequality(LINE, LINE - 1, LINE + 1, EQUAL)
    assert found.slope.value[0] == pytest.approx(10)
    assert found.relative.value[0] == pytest.approx(11)
    # Each value's standard error is 1/1.959964; the slope's is that over √Σ(x - 0.5)² = √0.4, so
    # the interval is 10 ± 1/0.632456 = 8.419 to 11.581. 10,000 draws come within 0.05 of it.
    assert found.slope.lower[0] == pytest.approx(8.419, abs=0.05)
    assert found.slope.upper[0] == pytest.approx(11.581, abs=0.05)


@pytest.mark.parametrize("transform", ["none", "log", "logit"])
def test_as_statsmodels_fits(transform):
    values = np.array([0.30, 0.28, 0.2, 0.17, 0.1, 0.12])
    people = np.array([900.0, 400, 700, 1100, 800, 600])
    share = people / people.sum()
    middle = np.cumsum(share) - share / 2
    to, back = {
        "none": (lambda x: x, lambda x: x),
        "log": (np.log, np.exp),
        "logit": (lambda x: np.log(x / (1 - x)), lambda x: 1 / (1 + np.exp(-x))),
    }[transform]
    fit = sm.WLS(to(values), sm.add_constant(middle), weights=people).fit()
    top, bottom = back(fit.params[0]), back(fit.params[0] + fit.params[1])
    found = inequality(values, values * 0.9, values * 1.1, people, transform=transform)
    assert found.slope.value[0] == pytest.approx(top - bottom)
    assert found.relative.value[0] == pytest.approx(top / bottom)
    assert found.slope.lower[0] < top - bottom < found.slope.upper[0]


def test_no_difference_is_nought_and_one():
    found = inequality([0.2] * 5, [0.2] * 5, [0.2] * 5, EQUAL, transform="logit")
    assert found.slope.value[0] == pytest.approx(0, abs=1e-15)
    assert found.relative.value[0] == pytest.approx(1)
    assert found.slope.lower[0] == pytest.approx(found.slope.upper[0], abs=1e-12)


def test_a_missing_value_makes_its_set_missing_and_no_other():
    missing = LINE.copy()
    missing[2] = np.nan
    both = inequality([missing, LINE], [LINE - 1] * 2, [LINE + 1] * 2, [EQUAL] * 2)
    alone = inequality(LINE, LINE - 1, LINE + 1, EQUAL)
    for index, other in zip(both, alone, strict=True):
        for part, its in zip(index, other, strict=True):
            assert np.isnan(part[0])
            assert part[1] == its[0]


def test_the_relative_index_is_infinite_where_the_line_meets_nought():
    # The line through 9, 6, 3, 0.2, 0 falls to -1.32 at the least deprived end.
    found = inequality([9.0, 6, 3, 0.2, 0], [8.0, 5, 2, 0, 0], [10.0, 7, 4, 1, 1], EQUAL)
    assert np.isinf(found.relative.value[0])
    assert found.slope.value[0] > 0


def test_limits_at_another_confidence_are_wider_and_the_same_each_time():
    one = inequality(LINE, LINE - 1, LINE + 1, EQUAL)
    wide = inequality(LINE, LINE - 1, LINE + 1, EQUAL, confidence=0.998)
    again = inequality(LINE, LINE - 1, LINE + 1, EQUAL)
    assert wide.slope.lower[0] < one.slope.lower[0] < one.slope.upper[0] < wide.slope.upper[0]
    assert (one.slope.lower, one.relative.upper) == (again.slope.lower, again.relative.upper)


@pytest.mark.parametrize(
    ("values", "lower", "people", "transform", "said"),
    [
        (LINE[:4], LINE[:4] - 1, EQUAL[:4], "none", "4 groups"),
        (np.ones(101), np.ones(101), np.ones(101), "none", "101 groups"),
        (LINE, LINE - 1, EQUAL - 200, "none", "population"),
        (LINE, LINE + 1, EQUAL, "none", "outside its limits"),
        (LINE - 2, LINE - 3, EQUAL, "log", "not above nought"),
        (LINE / 10, LINE / 20, EQUAL, "logit", "between nought and one"),
        (LINE, LINE[:4], EQUAL, "none", "differ in shape"),
    ],
)
def test_what_cannot_be_is_refused(values, lower, people, transform, said):
    with pytest.raises(InputError, match=said):
        inequality(values, lower, values, people, transform=transform)


values = st.lists(st.floats(0.05, 0.9), min_size=5, max_size=12)


@given(values, st.floats(0.1, 50), st.data())
def test_properties(found, unit, data):
    people = np.array(
        data.draw(st.lists(st.integers(10, 5000), min_size=len(found), max_size=len(found))), float
    )
    value = np.array(found)
    low, high = value - 0.02, value + 0.03
    one = inequality(value, low, high, people)
    other = inequality(value * unit, low * unit, high * unit, people)
    turned = inequality(value[::-1], low[::-1], high[::-1], people[::-1])
    # A slope has the unit of its values, a ratio none; turned round, the slope changes its sign.
    assert other.slope.value[0] == pytest.approx(one.slope.value[0] * unit, abs=1e-9 * unit)
    assert turned.slope.value[0] == pytest.approx(-one.slope.value[0], abs=1e-9)
    assert one.slope.lower[0] <= one.slope.value[0] <= one.slope.upper[0]
    if np.isfinite([one.relative.value[0], turned.relative.value[0]]).all():
        assert turned.relative.value[0] == pytest.approx(1 / one.relative.value[0])
        assert other.relative.value[0] == pytest.approx(one.relative.value[0])
