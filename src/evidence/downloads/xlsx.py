"""An XLSX workbook follows the Government Analysis Function's guidance on spreadsheets.

Sheets begin in A1 with a title; each has one table, marked as one, with one header row; no cells
are merged, no row between is blank, texts are wrapped, numbers are numbers.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from evidence.downloads.archive import steady
from evidence.downloads.sheet import COVER, NOTES, TABLE, Field, Sheet
from evidence.downloads.text import is_formula

_OPTIONS = {
    "in_memory": True,
    # Nothing is guessed from a text: it is written as one.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 11, "valign": "top"},
}
_COVER_WIDTH = 95


def xlsx_bytes(sheet: Sheet) -> bytes:
    """Return the workbook, dated by the edition and not by the clock."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties(
            {
                "title": sheet.title,
                "subject": sheet.subtitle,
                "author": sheet.imprint.book,
                "created": datetime.combine(sheet.imprint.date, time()),
            }
        )
        styles = _Styles(book)
        _cover(book.add_worksheet(COVER), sheet, styles)
        if sheet.markers:
            _notes(book.add_worksheet(NOTES), sheet, styles)
        _table(book.add_worksheet(TABLE), sheet, styles)
    return steady(made.getvalue(), sheet.imprint.date)


class _Styles:
    """Make each style of a workbook once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.title = self.of(bold=True, font_size=15)
        self.heading = self.of(bold=True, text_wrap=True)
        self.text = self.of(text_wrap=True)
        self.unwrapped = self.of()
        self.marker = self.of(align="right")
        # What looks like a formula is text, and stays text when its cell is edited.
        self.quoted = self.of(text_wrap=True, quote_prefix=True)

    def of(self, **parts: Any) -> Format:
        key = tuple(sorted(parts.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(parts)
        return self._made[key]

    def head(self, field: Field) -> Format:
        side = "right" if field.kind == "number" else "left"
        return self.of(bold=True, text_wrap=True, bottom=1, align=side)

    def number(self, field: Field) -> Format:
        whole = "#,##0" if field.grouped else "0"
        decimals = max(field.decimals, 0)
        return self.of(num_format=f"{whole}.{'0' * decimals}" if decimals else whole)


def _cover(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    page.set_column(0, 0, _COVER_WIDTH)
    lines = [(sheet.title, styles.of(bold=True, font_size=15, text_wrap=True))]
    if sheet.subtitle:
        lines.append((sheet.subtitle, styles.text))
    for heading, texts in sheet.sections:
        lines.append((heading, styles.of(bold=True, font_size=12, text_wrap=True)))
        lines += [(text, styles.text) for text in texts]
    for row, (text, style) in enumerate(lines):
        _write(page, (row, 0), text, style, styles.quoted)


def _notes(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    page.set_column(0, 0, 12)
    page.set_column(1, 1, 60)
    page.write_string(0, 0, "Notes", styles.title)
    page.write_string(1, 0, "This sheet holds one table.", styles.unwrapped)
    page.add_table(
        2,
        0,
        2 + len(sheet.markers),
        1,
        {
            "name": "markers",
            "autofilter": False,
            "style": None,
            "columns": [
                {"header": heading, "header_format": styles.of(bold=True, bottom=1)}
                for heading in ("Marker", "Meaning")
            ],
        },
    )
    for row, marker in enumerate(sheet.markers, start=3):
        for column, text in enumerate(marker):
            _write(page, (row, column), text, styles.text, styles.quoted)


def _table(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    for row, text in enumerate(sheet.opening):
        style = styles.title if row == 0 else styles.unwrapped
        _write(page, (row, 0), text, style, styles.quoted)
    head = len(sheet.opening)
    for index in range(len(sheet.fields)):
        page.set_column(index, index, sheet.width(index))
    page.add_table(
        head,
        0,
        head + len(sheet.rows),
        len(sheet.fields) - 1,
        {
            # Never a name that could be the address of a cell.
            "name": f"table_{sheet.id.replace('-', '_')}",
            "autofilter": False,
            "style": None,
            "columns": [
                {"header": field.heading, "header_format": styles.head(field)}
                for field in sheet.fields
            ],
        },
    )
    page.freeze_panes(head + 1, 1)
    page.repeat_rows(head)
    for row, cells in enumerate(sheet.rows, start=head + 1):
        for column, (cell, field) in enumerate(zip(cells, sheet.fields, strict=True)):
            if not isinstance(cell, str):
                page.write_number(row, column, cell, styles.number(field))
            else:
                style = styles.marker if field.kind == "number" else styles.text
                _write(page, (row, column), cell, style, styles.quoted)


def _write(page: Worksheet, at: tuple[int, int], text: str, style: Format, quoted: Format) -> None:
    page.write_string(*at, text, quoted if is_formula(text) else style)
