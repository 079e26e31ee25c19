"""Slope and relative index against statsmodels on random groups, and properties."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import InputError
from evidence.methods.inequality import inequality

# On the line 11 - 10x.
LINE = np.array([10.0, 8, 6, 4, 2])
EQUAL = np.full(5, 200.0)


@given(
    st.lists(st.tuples(st.floats(0.02, 0.95), st.integers(50, 5000)), min_size=5, max_size=20),
    st.sampled_from(["none", "log", "logit"]),
)
def test_as_statsmodels_fits(groups, transform):
    values, people = (np.array(column, dtype=float) for column in zip(*groups, strict=True))
    share = people / people.sum()
    middle = np.cumsum(share) - share / 2
    to, back = {
        "none": (lambda x: x, lambda x: x),
        "log": (np.log, np.exp),
        "logit": (lambda x: np.log(x / (1 - x)), lambda x: 1 / (1 + np.exp(-x))),
    }[transform]
    fit = sm.WLS(to(values), sm.add_constant(middle), weights=people).fit()
    top, bottom = back(fit.params[0]), back(fit.params[0] + fit.params[1])
    found = inequality(values, values * 0.9, values * 1.02, people, transform=transform)
    assert found.slope.value[0] == pytest.approx(top - bottom, abs=1e-9)
    if bottom > 1e-6:
        assert found.relative.value[0] == pytest.approx(top / bottom, rel=1e-6)


def test_a_missing_value_makes_its_set_missing_and_no_other():
    missing = LINE.copy()
    missing[2] = np.nan
    both = inequality([missing, LINE], [LINE - 1] * 2, [LINE + 1] * 2, [EQUAL] * 2)
    alone = inequality(LINE, LINE - 1, LINE + 1, EQUAL)
    for index, other in zip(both, alone, strict=True):
        for part, its in zip(index, other, strict=True):
            assert np.isnan(part[0])
            assert part[1] == its[0]


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


def test_two_levels_together_are_each_alone():
    sets = [LINE, LINE[::-1]]
    given_sets = (sets, [LINE - 1, LINE[::-1] - 1], [LINE + 1, LINE[::-1] + 1], [EQUAL] * 2)
    both = inequality(*given_sets, confidence=(0.95, 0.998))
    for index, name in ((both.slope, "slope"), (both.relative, "relative")):
        assert index.lower.shape == (2, 2)
        for at, level in enumerate((0.95, 0.998)):
            alone = getattr(inequality(*given_sets, confidence=level), name)
            assert (index.lower[at] == alone.lower).all()
            assert (index.upper[at] == alone.upper).all()


@given(st.integers(2, 40))
def test_limits_shrink_with_the_limits_of_the_groups(times):
    wide = inequality(LINE, LINE - 1, LINE + 1, EQUAL).slope
    narrow = inequality(LINE, LINE - 1 / times, LINE + 1 / times, EQUAL).slope
    assert narrow.upper[0] - narrow.lower[0] < wide.upper[0] - wide.lower[0]
