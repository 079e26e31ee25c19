"""Quarters are written by their last day and sort as time does."""

import pytest

from evidence.errors import CheckError, UsageError
from evidence.measures.homelessness import quarter


@pytest.mark.parametrize(
    ("code", "day", "position"),
    [("2018-06", "30 June 2018", 2018.5), ("2025-12", "31 December 2025", 2026.0)],
)
def test_there_and_back(code, day, position):
    assert quarter.day(code) == day
    assert quarter.code(day) == code
    assert quarter.position(day) == position


@pytest.mark.parametrize("text", ["2025-11", "25-12", "2025", ""])
def test_no_quarter(text):
    with pytest.raises(UsageError, match="as 2025-12"):
        quarter.day(text)


def test_no_last_day():
    with pytest.raises(CheckError, match="not the last day"):
        quarter.code("mid-2023")
