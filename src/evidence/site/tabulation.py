"""A tabulation prints a figure's table with units, separators and explained markers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from evidence.figures.cell import cell_text, heading_text, markers_text

_ROLES = {
    "table": ' role="table"',
    "group": ' role="rowgroup"',
    "row": ' role="row"',
    "head": ' role="columnheader"',
    "name": ' role="rowheader"',
    "cell": ' role="cell"',
}
_NO_ROLES = dict.fromkeys(_ROLES, "")


def listing_html(record: Mapping[str, Any], downloads: str = "") -> str:
    """Return a table that stands by itself, the first cell of a row leading to its address.

    ``downloads`` is the disclosure of its files; where the table is folded, so are they.
    """
    name = escape(f"listing-{record['id']}")
    table = table_html(record["table"], record["links"], stacked=True) + downloads
    if record.get("folded"):
        summary = escape(f"Show: {record['table']['caption']}")
        table = (
            f'<details class="evidence-data">\n<summary>{summary}</summary>\n{table}</details>\n'
        )
    return f'<div class="evidence-listing" id="{name}">\n{table}</div>\n'


def table_html(
    table: Mapping[str, Any], links: Sequence[str] = (), *, stacked: bool = False
) -> str:
    """Return the table with caption and headings; the first column names the rows.

    ``links`` holds an address for each row ("" for none), or nothing at all. A ``stacked`` table
    of long texts is laid out as a list on a phone: its cells carry their heading, and its parts
    their role, which a browser forgets of a table that is laid out otherwise.
    """
    columns, rows = table["columns"], table["rows"]
    addresses = links or [""] * len(rows)
    roles = _ROLES if stacked else _NO_ROLES
    heads = "".join(
        f'<th scope="col"{roles["head"]}{_class(column)}>{escape(heading_text(column))}</th>'
        for column in columns
    )
    lines = "".join(
        f"<tr{roles['row']}>{_row_html(row, columns, address, stacked=stacked)}</tr>\n"
        for row, address in zip(rows, addresses, strict=True)
    )
    caption = escape(table["caption"])
    markers = markers_text(table)
    foot = f'<p class="evidence-markers">{escape(markers)}</p>\n' if markers else ""
    # A table wider than a phone scrolls by itself; tabindex lets a keyboard do it.
    return (
        f'<div class="evidence-scroll" role="region" tabindex="0" aria-label="{caption}">\n'
        f"<table{roles['table']}>\n<caption>{caption}</caption>\n"
        f"<thead{roles['group']}><tr{roles['row']}>{heads}</tr></thead>\n"
        f"<tbody{roles['group']}>\n{lines}</tbody>\n</table>\n</div>\n{foot}"
    )


def _row_html(
    row: list[Any], columns: list[Mapping[str, Any]], address: str, *, stacked: bool
) -> str:
    cells = [
        (escape(cell_text(cell, column)), _class(column) + _heading(column, stacked=stacked))
        for cell, column in zip(row, columns, strict=True)
    ]
    first, rest = cells[0], cells[1:]
    name = f'<a href="{escape(address)}">{first[0]}</a>' if address else first[0]
    roles = _ROLES if stacked else _NO_ROLES
    return f'<th scope="row"{roles["name"]}{first[1]}>{name}</th>' + "".join(
        f"<td{roles['cell']}{marks}>{text}</td>" for text, marks in rest
    )


def _heading(column: Mapping[str, Any], *, stacked: bool) -> str:
    return f' data-heading="{escape(heading_text(column))}"' if stacked else ""


def _class(column: Mapping[str, Any]) -> str:
    return ' class="evidence-number"' if column.get("kind") == "number" else ""
