"""A day is written in one way, so that days sort as text and are put in the same words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.sources.field import day, in_words


@given(st.dates())
def test_every_day_is_one_as_it_is_written(any_day):
    assert day(any_day.isoformat()) == any_day.isoformat()
    assert in_words(any_day) == in_words(any_day.isoformat())


# The first three are days by ISO 8601, in its other ways of writing them.
@pytest.mark.parametrize(
    "text",
    [
        *("20261124", "2026-W48-2", "2026W482"),
        *("2026-11", "2026", "2026-11-24T00:00", " 2026-11-24", "2026-11-24\n", "2026-1-1"),
        *("2026-02-29", "0000-01-01", "24 November 2026", ""),
    ],
)
def test_a_day_written_otherwise_is_none(text):
    with pytest.raises(ValueError, match="must be a day such as 2026-03-02"):
        day(text)


def test_a_day_in_words():
    assert in_words("2026-03-02") == "2 March 2026"
    assert in_words(datetime.date(1980, 12, 31)) == "31 December 1980"
