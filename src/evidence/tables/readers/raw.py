"""A raw file is opened as it stands: its own headings, its own words, the rows a person sees."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import openpyxl  # type: ignore[import-untyped]
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from evidence.errors import InputError, Problem


@dataclass(frozen=True)
class Raw:
    """One sheet or file: cells below headings, and the row of each record in the source.

    Cells are text (blank = "") but for parquet, which keeps the types it was written with.
    """

    file: str
    cells: pd.DataFrame
    rows: np.ndarray
    heading_row: int = 1

    def where(self, keep: np.ndarray | pd.Series) -> Raw:
        """Keep only the records where ``keep`` is true."""
        mask = np.asarray(keep, dtype=bool)
        return Raw(
            self.file,
            self.cells.loc[mask].reset_index(drop=True),
            self.rows[mask],
            self.heading_row,
        )


@dataclass(frozen=True)
class Grid:
    """One sheet as it stands, headings and notes included; rows and columns count from 0."""

    file: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.cells)

    @property
    def columns(self) -> int:
        """How many cells the widest row has."""
        return max(map(len, self.cells), default=0)

    def cell(self, row: int, column: int) -> str:
        """Return the words of one cell, "" where the row is shorter."""
        cells = self.cells[row]
        return cells[column] if column < len(cells) else ""

    def opening(self, row: int) -> str:
        """Return the first words of a row."""
        return next((fold(cell) for cell in self.cells[row] if cell.strip()), "")

    def text(self, row: int) -> str:
        """Return all words of a row."""
        return fold(" ".join(self.cells[row]))

    def filled(self, row: int) -> int:
        """How many cells of a row are not blank."""
        return sum(bool(cell.strip()) for cell in self.cells[row])


def fold(heading: object) -> str:
    """Write a heading with single spaces and none at its ends."""
    return " ".join(str(heading).split()) if heading is not None else ""


def unreadable(path: Path, message: str, remedy: str = "fetch the file again") -> InputError:
    """Say that a whole file cannot be read."""
    return InputError(f"{path.name} cannot be read", [Problem(path.name, message, remedy)])


def open_csv(path: Path, separator: str = ",") -> Raw:
    """Open a csv or tsv, plain or gzipped, in UTF-8 with or without its mark."""
    return _below_headings(path.name, open_cells(path, separator), heading_row=1)


def open_cells(path: Path, separator: str = ",") -> pd.DataFrame:
    """Open a csv laid out for the eye: every cell as text, the first row 0, nothing taken apart."""
    try:
        held = path.read_bytes()
        text = (gzip.decompress(held) if path.suffix == ".gz" else held).decode("utf-8-sig")
    except (OSError, EOFError) as error:
        raise unreadable(path, str(error.__class__.__name__)) from error
    except UnicodeDecodeError as error:
        raise unreadable(path, f"byte {error.start} is not UTF-8", "save it as UTF-8") from error
    try:
        cells = pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            dtype=str,
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise unreadable(path, fold(error), "every row needs as many cells as headings") from error
    return cells.fillna("")


def open_xlsx(path: Path, sheet: str, heading_row: int = 1) -> Raw:
    """Open one sheet of a workbook, its headings in ``heading_row``; blank rows are passed over."""
    return open_sheets(path, [sheet], heading_row)[sheet]


def open_sheets(path: Path, sheets: Sequence[str], heading_row: int = 1) -> dict[str, Raw]:
    """Open several sheets of one workbook."""
    book = _workbook(path)
    try:
        lacking = [name for name in sheets if name not in book.sheetnames]
        if lacking:
            raise InputError(
                f"{path.name} lacks sheets",
                [
                    Problem(path.name, f"sheet {name!r} is missing", f"it has {book.sheetnames}")
                    for name in lacking
                ],
            )
        opened = {}
        for name in sheets:
            values = [list(row) for row in book[name].iter_rows(values_only=True)]
            cells = pd.DataFrame(values, dtype=object).map(_text).astype(str)
            label = f"{path.name} [{name}]"
            opened[name] = _below_headings(label, cells, heading_row)
        return opened
    finally:
        book.close()


def open_grid(path: Path, sheet: str) -> Grid:
    """Open the one sheet of a workbook whose name ``sheet`` (a pattern) matches end to end."""
    book = _workbook(path)
    try:
        names = [name for name in book.sheetnames if re.fullmatch(sheet, name.strip())]
        if len(names) != 1:
            message = f"{len(names)} sheets are called {sheet!r}"
            problem = Problem(path.name, message, f"it has {book.sheetnames}")
            raise InputError(f"{path.name} lacks a sheet", [problem])
        page = book[names[0]]
        page.reset_dimensions()  # what the file says of its own extent may be too small
        cells = tuple(tuple(map(_text, row)) for row in page.iter_rows(values_only=True))
        return Grid(f"{path.name} [{names[0]}]", cells)
    finally:
        book.close()


def open_parquet(path: Path) -> Raw:
    """Open a parquet file; record numbers start at 1."""
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise unreadable(path, "it is not a parquet file") from error
    cells = table.replace_schema_metadata(None).to_pandas()
    return Raw(path.name, cells, np.arange(1, len(cells) + 1, dtype=np.int32), heading_row=0)


def _workbook(path: Path) -> Any:
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, KeyError, BadZipFile, InvalidFileException) as error:
        raise unreadable(path, "it is not an xlsx workbook") from error


def _text(value: object) -> str:
    """Write a cell as its shortest exact text; a whole float has no decimals."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _below_headings(file: str, cells: pd.DataFrame, heading_row: int) -> Raw:
    if len(cells) < heading_row:
        raise InputError(
            f"{file} is empty", [Problem(file, f"no headings in row {heading_row}", "fetch again")]
        )
    headings = [fold(value) for value in cells.iloc[heading_row - 1]]
    body = cells.iloc[heading_row:].reset_index(drop=True)
    # Columns that are blank from heading to foot are an artefact of the spreadsheet's used range.
    used = [
        place
        for place, heading in enumerate(headings)
        if heading or body.iloc[:, place].str.strip().ne("").any()
    ]
    headings = [headings[place] for place in used]
    body = body.iloc[:, used]
    twice = sorted({heading for heading in headings if headings.count(heading) > 1})
    if twice:
        raise InputError(
            f"{file} repeats headings",
            [
                Problem(file, "the heading stands more than once", row=heading_row, column=heading)
                for heading in twice
            ],
        )
    body.columns = pd.Index(headings, dtype=str)
    rows = np.arange(heading_row + 1, heading_row + 1 + len(body), dtype=np.int32)
    raw = Raw(file, body, rows, heading_row)
    blank = np.ones(len(body), dtype=bool)
    for heading in headings:
        blank &= body[heading].str.strip().eq("").to_numpy(dtype=bool)
    return raw.where(~blank) if blank.any() else raw
