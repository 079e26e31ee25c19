"""Price indices are read as their publishers print them: by year, quarter or month."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from evidence.errors import InputError, Problem
from evidence.tables.readers import raw
from evidence.tables.readers.columns import code, number, read_columns, refused

_HEADINGS = ("Financial year", "2022-23 = 100", "per cent change on previous year")
_HEADING_ROW = 7
_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2}-[0-9]{2})(?P<notes>(?:,? ?\([0-9]\))*)")
_FORECAST = "(1), (2)"  # the footnotes that call a year a forecast of the OBR
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_PERIOD = rf"(?:19|20)[0-9]{{2}}(?: Q[1-4]| (?:{'|'.join(_MONTHS)}))?"
_QUARTER = r"(?:19|20)[0-9]{2} Q[1-4]"


def gdp_deflators(path: Path) -> pd.DataFrame:
    """Read HM Treasury's deflator by financial year: index, change in per cent, outturn or not.

    ``kind`` is "outturn" or "forecast". For forecasts the sheet prints the change alone, so their
    index is missing; the first year has no change. Calendar years and money GDP are passed over.
    """
    cells = raw.open_cells(path)
    file = path.name
    headings = [raw.fold(cell) for cell in cells.iloc[_HEADING_ROW - 1, 1:4]]
    if headings != list(_HEADINGS):
        problem = Problem(file, f"headings are {headings}", f"expected {list(_HEADINGS)}")
        raise InputError(f"{file} is not understood", [problem])
    problems: list[Problem] = []
    records = []
    for place in range(_HEADING_ROW, len(cells)):
        year, index, change = (raw.fold(cell) for cell in cells.iloc[place, 1:4])
        if not year or year.startswith("Sources"):
            break
        found = _YEAR.fullmatch(year)
        values = [_float(index, "-"), _float(change, "")]
        if found is None or None in values:
            said = f"not understood: {year!r}, {index!r}, {change!r}"
            problems.append(Problem(file, said, row=place + 1))
            continue
        forecast = found["notes"].strip() == _FORECAST
        if forecast != (index == "-"):
            said = f"{year}: a forecast has footnotes {_FORECAST} and no index"
            problems.append(Problem(file, said, row=place + 1))
        records.append((found["year"], *values, "forecast" if forecast else "outturn", place + 1))
    if problems or not records:
        raise refused(file, problems or [Problem(file, "no year is held", row=_HEADING_ROW)])
    frame = pd.DataFrame(
        records, columns=["financial_year", "deflator", "change_percent", "kind", "source_row"]
    )
    frame["source_row"] = frame["source_row"].astype(np.int32)
    frame.attrs["source_columns"] = dict(
        zip(["financial_year", "deflator", "change_percent"], _HEADINGS, strict=True)
    )
    return frame


def cpih(path: Path) -> pd.DataFrame:
    """Read CPIH, 2015 = 100, by year ("2024"), quarter ("2024 Q1") and month ("2024 JAN")."""
    frame = read_columns(
        raw.open_csv(path),
        [code("period", "period", _PERIOD), number("cpih", "index_2015_100", 1, 1000)],
        key=["period"],
    )
    words = frame["period"].str[5:]
    kinds = np.where(words.eq(""), "year", np.where(words.str.startswith("Q"), "quarter", "month"))
    frame.insert(1, "frequency", pd.Series(kinds, dtype=str))
    return frame


def gdp_deflator_quarters(path: Path) -> pd.DataFrame:
    """Read the quarterly GDP deflator of the ONS (series YBGB)."""
    return read_columns(
        raw.open_csv(path),
        [code("period", "period", _QUARTER), number("deflator", "index", 0.1, 1000)],
        key=["period"],
    )


def _float(cell: str, missing: str) -> float | None:
    """Return the number of a cell, nan where it is printed as missing, None where it is neither."""
    if cell == missing:
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        return None
