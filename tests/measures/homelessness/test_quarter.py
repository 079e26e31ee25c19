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


@pytest.mark.parametrize(
    ("month", "ends"),
    [
        ("2023-02", ("2022-12", "2023-03")),
        ("2023-01", ("2022-12", "2023-03")),
        ("2023-03", ("2022-12", "2023-03")),
        ("2023-04", ("2023-03", "2023-06")),
        ("2023-12", ("2023-09", "2023-12")),
    ],
)
def test_the_quarters_around_a_month(month, ends):
    assert quarter.around(month) == ends


@pytest.mark.parametrize("text", ["2023-13", "2023", "date not stated", "2023-2", "-02", "2023-00"])
def test_no_month(text):
    with pytest.raises(CheckError, match="not a month"):
        quarter.around(text)
