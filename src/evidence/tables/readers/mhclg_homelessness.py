"""Households in temporary accommodation are read from MHCLG's quarterly workbooks as published.

Sheet names, the depth of the headings, footnotes and marks change from quarter to quarter, so a
column is known by the words above it, never by its place, and a mark by the sheet's own notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from evidence.errors import Problem, suggestion
from evidence.tables.readers import raw
from evidence.tables.readers.columns import refused
from evidence.tables.readers.mhclg_homelessness_headings import (
    REGIONS,
    TA1,
    TA9,
    Meaning,
    known_as,
)
from evidence.tables.readers.raw import Grid, fold
from evidence.tables.schemas.homelessness import ANYWHERE, AREA

_MONTHS = {"March": "03", "June": "06", "September": "09", "December": "12"}
_END = re.compile(rf"England,.*\b({'|'.join(_MONTHS)}) (20[0-9]{{2}})$")
# What each mark means, and the word that the sheet's own notes must explain it with.
_MARKS = {
    "-": ("suppressed", "suppressed"),
    "[c]": ("suppressed", "suppressed"),
    "..": ("not available", "missing"),
    "[x]": ("not available", "missing"),
    "[z]": ("not applicable", "not applicable"),
}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:[eE]-[0-9]{1,2})?")
_UNCODED = ("Rest of England",)  # England without London: no code, and the sum of other rows


def homelessness_ta1(path: Path) -> pd.DataFrame:
    """Read sheet TA1: households in temporary accommodation at the end of a quarter, by type.

    One row per area (authority, region, England) and ``measure``; ``quarter`` is the month it
    ends in ("2018-06"). Counts of households or children, as printed: authorities exact, regions
    and England to the nearest 10; ``households_in_area_thousands`` are the projected households
    the rate is over. ``value`` is missing where ``status`` is not "published".
    """
    frame = _read(path, r"TA1(?:_| - .+)?", TA1, depths=(3, 4, 7))
    return _tidy(frame.drop(columns="host_region_code"))


def homelessness_ta9(path: Path) -> pd.DataFrame:
    """Read sheet TA9: to which region households in another district were sent.

    As TA1; ``host_region_code`` is the region households were sent to, or "anywhere".
    ``another_district_same_region_share`` is a share (0 to 1), per 1000 is of all households.
    """
    return _tidy(_read(path, r"TA9", TA9, depths=(3, 4)))


def _tidy(frame: pd.DataFrame) -> pd.DataFrame:
    frame.attrs["source_columns"] = {
        "authority_code": "(the first column)",
        "authority_name": "(the second column)",
    }
    return frame


def _read(
    path: Path, sheet: str, meanings: Mapping[str, Meaning], depths: Sequence[int]
) -> pd.DataFrame:
    grid = raw.open_grid(path, sheet)
    first = next((row for row in range(grid.rows) if _is_area(grid.cell(row, 0))), None)
    last = next((row for row in range(grid.rows) if grid.opening(row) == "Notes:"), None)
    if first is None or last is None or first not in depths:
        said = "no area" if first is None else "no notes" if last is None else "headings"
        remedy = f"expected headings in {' or '.join(map(str, depths))} rows, areas, then Notes:"
        said = f"{first} rows of headings" if said == "headings" else said
        raise refused(grid.file, [Problem(grid.file, said, remedy)])
    problems: list[Problem] = []
    quarter = _quarter(grid, first, problems)
    columns = _columns(grid, first, meanings, problems)
    marks = _marks(grid, last)
    records: dict[str, tuple[str, list[tuple[float, str]], int]] = {}
    for row in range(first, last):
        opening = grid.cell(row, 0)
        if not _is_area(opening):
            # A number alone in a row without code and name is somebody's working (2024-09).
            if grid.filled(row) > 1 and grid.cell(row, 1) not in _UNCODED:
                problems.append(
                    Problem(grid.file, f"{grid.opening(row)!r} is no area", row=row + 1)
                )
            continue
        problems += _strays(grid, row, columns)
        values = []
        for place, (known, printed) in columns.items():
            cell = grid.cell(row, place).strip()
            values.append(_value(cell, meanings[known], marks))
            if not values[-1][1]:
                where = (grid.file, row + 1, printed)
                problems.append(_misfit(where, cell, meanings[known], marks))
        name = fold(grid.cell(row, 1))
        if not name:
            problems.append(Problem(grid.file, f"{opening} has no name", row=row + 1))
        # London stands above the authorities and again among the regions.
        if opening in records:
            if opening not in REGIONS or str(records[opening][1]) != str(values):
                problems.append(
                    Problem(
                        grid.file,
                        f"{opening} stands twice" + (" with other values" * (opening in REGIONS)),
                        f"compare row {records[opening][2]}",
                        row=row + 1,
                    )
                )
            continue
        records[opening] = (name, values, row + 1)
    if problems:
        raise refused(grid.file, problems)
    return _long(
        quarter, records, [(meanings[known], printed) for known, printed in columns.values()]
    )


def _is_area(cell: str) -> bool:
    return re.fullmatch(AREA, cell) is not None


def _quarter(grid: Grid, first: int, problems: list[Problem]) -> str:
    """Find the month that the quarter ends in, in the title above the headings."""
    ends = {
        f"{found[2]}-{_MONTHS[found[1]]}"
        for row in range(first)
        if (found := _END.search(fold(grid.cell(row, 0))))
    }
    if len(ends) == 1:
        return ends.pop()
    problems.append(
        Problem(grid.file, "the title names no end of a quarter", "expected England, 30 June 2018")
    )
    return ""


def _columns(
    grid: Grid, first: int, meanings: Mapping[str, Meaning], problems: list[Problem]
) -> dict[int, tuple[str, str]]:
    """Map each column's place to the heading it is known by and the heading as printed.

    The headings that are printed stand in the last two rows; rows above them are the publisher's
    own working (what each column is looked up by) and hidden in the workbook.
    """
    found: dict[int, tuple[str, str]] = {}
    top = ""
    for place in range(grid.columns):
        own, below = (fold(grid.cell(row, place)) for row in (first - 2, first - 1))
        top = own or top
        if (not own and not below) or (own, below) in (("", "OrgID"), ("", "Area")):
            continue
        printed = top if not below or below == top else f"{top} > {below}" if top else below
        known = known_as(printed)
        if known in meanings:
            found[place] = (known, printed)
        else:
            problems.append(
                Problem(
                    grid.file,
                    "the heading is not known" + suggestion(known, meanings),
                    row=first,
                    column=printed,
                )
            )
    have = [(meanings[known].measure, meanings[known].host) for known, _ in found.values()]
    for wanted in dict.fromkeys((one.measure, one.host) for one in meanings.values()):
        if have.count(wanted) != 1:
            said = " to ".join(part for part in wanted if part != ANYWHERE)
            problems.append(
                Problem(grid.file, f"{have.count(wanted)} columns hold {said}", row=first)
            )
    return found


def _marks(grid: Grid, last: int) -> dict[str, str]:
    """Return the status of each mark that the notes below the table explain."""
    explained: dict[str, str] = {}
    for row in range(last, grid.rows):
        status, word = _MARKS.get(grid.opening(row), ("", ""))
        if status and word in grid.text(row).lower():
            explained[grid.opening(row)] = status
    return explained


def _strays(grid: Grid, row: int, columns: Mapping[int, object]) -> Iterator[Problem]:
    """Find what stands in an area's row under no heading, where it could be a value.

    Regions may stand there (a lookup of the publisher's), and marks and noughts: the columns
    between the types were filled for single authorities in 2021.
    """
    harmless = {"", "0", *_MARKS, *REGIONS, *REGIONS.values()}
    for place in range(2, grid.columns):
        cell = fold(grid.cell(row, place))
        if place not in columns and cell not in harmless:
            yield Problem(
                grid.file,
                f"{cell!r} stands under no heading",
                row=row + 1,
                column=get_column_letter(place + 1),
            )


def _value(cell: str, meaning: Meaning, marks: Mapping[str, str]) -> tuple[float, str]:
    """Return the value and status of a cell; the status is "" where it is not understood."""
    if cell in marks:
        return np.nan, marks[cell]
    value = float(cell) if _NUMBER.fullmatch(cell) else np.nan
    if value.is_integer() or not (meaning.count or np.isnan(value)):
        return value, "published"
    return np.nan, ""


def _misfit(
    place: tuple[str, int, str], cell: str, meaning: Meaning, marks: Mapping[str, str]
) -> Problem:
    file, row, printed = place
    wanted = "a whole number" if meaning.count else "a number"
    return Problem(
        file,
        f"{cell!r} does not belong here" if cell else "blank",
        f"expected {wanted} or a mark that the notes explain ({', '.join(marks)})",
        row=row,
        column=printed,
    )


def _long(
    quarter: str,
    records: Mapping[str, tuple[str, list[tuple[float, str]], int]],
    columns: Sequence[tuple[Meaning, str]],
) -> pd.DataFrame:
    rows = [
        (code, name, quarter, meaning.measure, meaning.host, value, status, row, printed)
        for code, (name, values, row) in records.items()
        for (meaning, printed), (value, status) in zip(columns, values, strict=True)
    ]
    names = [
        *("authority_code", "authority_name", "quarter", "measure", "host_region_code"),
        *("value", "status", "source_row", "source_column"),
    ]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype({"value": "float64", "source_row": "int32"})
