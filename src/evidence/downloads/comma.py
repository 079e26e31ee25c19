"""A CSV file holds the table alone, and a description beside it says what the table is.

The file begins with its header row, so that every program reads it without being told to skip
lines; where it comes from, its units and its markers stand in metadata after CSV on the Web (W3C,
2015), whose address follows from the file's. Whoever wants one file to open takes a spreadsheet,
which has a cover.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from evidence.downloads.sheet import Cell, Field, Sheet
from evidence.downloads.text import neutral

_MARK = "\ufeff"
"""Without it a spreadsheet on Windows takes UTF-8 for a code page and breaks dashes."""


def csv_bytes(sheet: Sheet) -> bytes:
    """Return the table as CSV (RFC 4180) in UTF-8 with its mark; no text in it is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(field.heading) for field in sheet.fields])
    for row in sheet.rows:
        writer.writerow(
            [_written(cell, field) for cell, field in zip(row, sheet.fields, strict=True)]
        )
    return (_MARK + text.getvalue()).encode()


def description_bytes(sheet: Sheet, name: str) -> bytes:
    """Return the metadata of the CSV file called ``name``."""
    imprint = sheet.imprint
    record: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "url": name,
        "dc:title": sheet.title,
        "dc:description": sheet.subtitle,
        "dc:isPartOf": imprint.book,
        "dc:identifier": imprint.address,
        "notes": [
            {"heading": heading, "text": text} for heading, lines in sheet.cover for text in lines
        ],
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(field, sheet) for field in sheet.fields]},
    }
    kept = {key: part for key, part in record.items() if part}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _column(field: Field, sheet: Sheet) -> dict[str, Any]:
    column: dict[str, Any] = {"name": field.name, "titles": neutral(field.heading)}
    if field.kind == "text":
        return column | {"datatype": "string"}
    column["datatype"] = "decimal" if field.decimals > 0 else "integer"
    if sheet.markers:
        column["null"] = [mark for mark, _ in sheet.markers]
    return column


def _written(cell: Cell, field: Field) -> str:
    if isinstance(cell, str):
        return neutral(cell)
    # No separators, so that it is a number to every program; a minus is the keyboard's.
    return f"{cell:.{max(field.decimals, 0)}f}"
