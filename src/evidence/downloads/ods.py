"""An OpenDocument workbook says what the XLSX one says, in the format that public bodies prefer."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from odf import dc, meta, number, style, table
from odf import text as words
from odf.opendocument import OpenDocumentSpreadsheet
from odf.teletype import addTextToElement

from evidence.downloads.archive import steady
from evidence.downloads.sheet import COVER, NOTES, TABLE, Cell, Field, Sheet

_CENTIMETRES = 0.21
"""Width of a character of the text."""
_FONT = {"fontfamily": "Arial", "language": "en", "country": "GB"}


def ods_bytes(sheet: Sheet) -> bytes:
    """Return the workbook, dated by the edition and not by the clock."""
    book = OpenDocumentSpreadsheet()
    _describe(book, sheet, sheet.imprint.date)
    styles = _Styles(book)
    cover = _page(book, styles, COVER, [95])
    _text_row(cover, [sheet.title], styles.text(size=15, bold=True))
    if sheet.subtitle:
        _text_row(cover, [sheet.subtitle], styles.text())
    for heading, lines in sheet.sections:
        _text_row(cover, [heading], styles.text(size=12, bold=True))
        for text in lines:
            _text_row(cover, [text], styles.text())
    ranges = table.DatabaseRanges()
    if sheet.markers:
        _notes(book, sheet, styles, ranges)
    _table(book, sheet, styles, ranges)
    book.spreadsheet.addElement(ranges)
    made = io.BytesIO()
    book.write(made)
    return steady(made.getvalue(), sheet.imprint.date)


def _describe(book: Any, sheet: Sheet, day: date) -> None:
    moment = f"{day.isoformat()}T00:00:00"
    book.meta.addElement(dc.Title(text=sheet.title))
    book.meta.addElement(dc.Subject(text=sheet.subtitle))
    book.meta.addElement(dc.Creator(text=sheet.imprint.book))
    book.meta.addElement(dc.Language(text="en-GB"))
    book.meta.addElement(meta.CreationDate(text=moment))
    book.meta.addElement(dc.Date(text=moment))


class _Styles:
    """Make each style of a workbook once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}
        default = style.DefaultStyle(family="table-cell")
        default.addElement(style.TextProperties(fontsize="11pt", **_FONT))
        book.styles.addElement(default)

    def column(self, width: int) -> Any:
        key = ("column", width)
        if key not in self._made:
            made = style.Style(name=f"column-{width}", family="table-column")
            made.addElement(
                style.TableColumnProperties(columnwidth=f"{width * _CENTIMETRES + 0.4:.2f}cm")
            )
            self._book.automaticstyles.addElement(made)
            self._made[key] = made
        return self._made[key]

    def text(
        self, size: int = 11, *, bold: bool = False, wrap: bool = True, side: str = "start"
    ) -> Any:
        key = ("text", size, bold, wrap, side)
        if key not in self._made:
            made = self._cell(len(self._made), wrap=wrap, side=side)
            properties = {"fontsize": f"{size}pt"} | ({"fontweight": "bold"} if bold else {})
            made.addElement(style.TextProperties(**properties, **_FONT))
            self._book.automaticstyles.addElement(made)
            self._made[key] = made
        return self._made[key]

    def number(self, field: Field) -> Any:
        decimals = max(field.decimals, 0)
        key = ("number", decimals, field.grouped)
        if key not in self._made:
            shown = number.NumberStyle(
                name=f"number-{len(self._made)}", language="en", country="GB"
            )
            shown.addElement(
                number.Number(
                    decimalplaces=decimals, minintegerdigits=1, grouping=str(field.grouped).lower()
                )
            )
            self._book.automaticstyles.addElement(shown)
            made = self._cell(len(self._made), wrap=False, side="end", shown=shown)
            self._book.automaticstyles.addElement(made)
            self._made[key] = made
        return self._made[key]

    def _cell(self, index: int, *, wrap: bool, side: str, shown: Any = None) -> Any:
        more = {"datastylename": shown} if shown is not None else {}
        made = style.Style(
            name=f"cell-{index}", family="table-cell", parentstylename="Default", **more
        )
        wrapping = {"wrapoption": "wrap"} if wrap else {}
        made.addElement(style.TableCellProperties(verticalalign="top", **wrapping))
        made.addElement(style.ParagraphProperties(textalign=side))
        return made


def _page(book: Any, styles: _Styles, name: str, widths: list[int]) -> Any:
    page = table.Table(name=name)
    for width in widths:
        page.addElement(table.TableColumn(stylename=styles.column(width)))
    book.spreadsheet.addElement(page)
    return page


def _notes(book: Any, sheet: Sheet, styles: _Styles, ranges: Any) -> None:
    page = _page(book, styles, NOTES, [12, 60])
    _text_row(page, ["Notes"], styles.text(size=15, bold=True, wrap=False))
    _text_row(page, ["This sheet holds one table."], styles.text(wrap=False))
    header = table.TableHeaderRows()
    _text_row(header, ["Marker", "Meaning"], styles.text(bold=True))
    page.addElement(header)
    for marker in sheet.markers:
        _text_row(page, list(marker), styles.text())
    _mark(ranges, NOTES, "markers", first=3, rows=len(sheet.markers), columns=2)


def _table(book: Any, sheet: Sheet, styles: _Styles, ranges: Any) -> None:
    page = _page(book, styles, TABLE, [sheet.width(index) for index in range(len(sheet.fields))])
    for index, text in enumerate(sheet.opening):
        title = index == 0
        _text_row(page, [text], styles.text(15 if title else 11, bold=title, wrap=False))
    header = table.TableHeaderRows()
    row = table.TableRow()
    for field in sheet.fields:
        side = "end" if field.kind == "number" else "start"
        row.addElement(_text_cell(field.heading, styles.text(bold=True, side=side)))
    header.addElement(row)
    page.addElement(header)
    for cells in sheet.rows:
        row = table.TableRow()
        for cell, field in zip(cells, sheet.fields, strict=True):
            row.addElement(_cell(cell, field, styles))
        page.addElement(row)
    name = f"table_{sheet.id.replace('-', '_')}"
    _mark(
        ranges,
        TABLE,
        name,
        first=len(sheet.opening) + 1,
        rows=len(sheet.rows),
        columns=len(sheet.fields),
    )


def _mark(ranges: Any, page: str, name: str, *, first: int, rows: int, columns: int) -> None:
    """Mark a table as one, its header in row ``first``."""
    address = f"{page}.A{first}:{page}.{_letters(columns)}{first + rows}"
    ranges.addElement(
        table.DatabaseRange(
            name=name,
            targetrangeaddress=address,
            containsheader="true",
            displayfilterbuttons="false",
        )
    )


def _letters(column: int) -> str:
    """Return what a spreadsheet calls its column of this number, 1 the first."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _cell(cell: Cell, field: Field, styles: _Styles) -> Any:
    if isinstance(cell, str):
        side = "end" if field.kind == "number" else "start"
        return _text_cell(cell, styles.text(side=side))
    made = table.TableCell(
        valuetype="float",
        value=f"{cell:.{max(field.decimals, 0)}f}",
        stylename=styles.number(field),
    )
    separator = "," if field.grouped else ""
    made.addElement(words.P(text=f"{cell:{separator}.{max(field.decimals, 0)}f}"))
    return made


def _text_row(page: Any, texts: list[str], look: Any) -> None:
    row = table.TableRow()
    for text in texts:
        row.addElement(_text_cell(text, look))
    page.addElement(row)


def _text_cell(text: str, look: Any) -> Any:
    # A cell of this type is text to every program, whatever it begins with.
    made = table.TableCell(valuetype="string", stylename=look)
    for part in text.split("\n"):
        paragraph = words.P()
        addTextToElement(paragraph, part)
        made.addElement(paragraph)
    return made
