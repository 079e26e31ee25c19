"""A quarter is written by its last day, for the counts of a quarter are taken on that day."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError, UsageError

_LAST_DAYS = {
    "03": "31 March",
    "06": "30 June",
    "09": "30 September",
    "12": "31 December",
}
_MONTHS = {day: month for month, day in _LAST_DAYS.items()}
_MONTH_NUMBERS = tuple(f"{number:02d}" for number in range(1, 13))


def day(code: str) -> str:
    """Write a quarter by its last day: "2025-12" is "31 December 2025"."""
    year, _, month = code.partition("-")
    if month not in _LAST_DAYS or len(year) != 4 or not year.isdigit():
        raise UsageError(f"no quarter is called {code!r}: write year and last month, as 2025-12")
    return f"{_LAST_DAYS[month]} {year}"


def code(period: str) -> str:
    """Give the code of a quarter from its last day; codes sort as the quarters do."""
    last, _, year = period.rpartition(" ")
    if last not in _MONTHS:
        raise CheckError(f"{period!r} is not the last day of a quarter")
    return f"{year}-{_MONTHS[last]}"


def around(month: str) -> tuple[str, str]:
    """Give the codes of the last quarter to end before a month and the first to end after it began.

    Of "2023-02" they are "2022-12" and "2023-03".
    """
    year, _, number = month.partition("-")
    if len(year) != 4 or not year.isdigit() or number not in _MONTH_NUMBERS:
        raise CheckError(f"{month!r} is not a month: write it as 2023-02")
    after = 3 * ((int(number) + 2) // 3)
    before = f"{year}-{after - 3:02d}" if after > 3 else f"{int(year) - 1}-12"
    return before, f"{year}-{after:02d}"


def position(period: str) -> float:
    """Give the last day of a quarter as a year and a fraction: 30 June 2018 is 2018.5."""
    year, _, month = code(period).partition("-")
    return int(year) + int(month) / 12


def last(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of the latest quarter of a measure frame; an empty one stays empty."""
    if frame.empty:
        return frame
    latest = max(frame["period"].unique(), key=code)
    return frame[frame["period"] == latest]


def at(frame: pd.DataFrame, *quarters: str) -> pd.DataFrame:
    """Keep the rows of the quarters given by code ("2022-12")."""
    return frame[frame["period"].isin([day(quarter) for quarter in quarters])]


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort the rows of a measure frame by quarter, earliest first."""
    return frame.sort_values("period", key=lambda periods: periods.map(code), kind="stable")
