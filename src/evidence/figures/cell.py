"""A cell is a value of a figure's table as a reader meets it: separated, marked, with a unit."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from evidence.figures.table import MARKERS

MISSING = MARKERS["not available"]
"""What stands where a number is missing and no marker says why."""

UNSEPARATED = ("year", "years AD")
"""Units counted like numbers and read like names: 2023 is no two thousand and twenty-three."""

_MEANINGS = {marker: meaning for meaning, marker in MARKERS.items()}


def cell_text(cell: str | int | float | None, column: Mapping[str, Any]) -> str:
    """Return a cell as a reader meets it: ``12,345.6``, ``−3``, ``[x]``, or its text."""
    if cell is None:
        return MISSING
    if isinstance(cell, str):
        return cell
    decimals = max(int(column.get("decimals", 0)), 0)
    separator = "" if column.get("unit") in UNSEPARATED else ","
    return f"{cell:{separator}.{decimals}f}".replace("-", "−")


def heading_text(column: Mapping[str, Any]) -> str:
    """Return a column's label with its unit, where it has one."""
    label, unit = str(column["label"]), str(column.get("unit") or "")
    # "People (people)" and "Year (year)" say nothing twice.
    return f"{label} ({unit})" if unit and unit.lower() not in label.lower() else label


def markers_text(table: Mapping[str, Any]) -> str:
    """Return one line explaining the markers that stand in the table, or nothing."""
    shown = {
        text
        for row in table["rows"]
        for cell, column in zip(row, table["columns"], strict=True)
        if column.get("kind") == "number" and (text := cell_text(cell, column)) in _MEANINGS
    }
    return "; ".join(f"{marker} {_MEANINGS[marker]}" for marker in sorted(shown))


def notebook_html(table: Mapping[str, Any], *, folded: bool = True) -> str:
    """Return the table as a notebook shows it, ``folded`` beneath a chart; all text is escaped.

    A notebook has neither the site's style nor its scripts, and no style of its own is let in.
    """
    columns = table["columns"]
    heads = "".join(f'<th scope="col">{escape(heading_text(column))}</th>' for column in columns)
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td>{escape(cell_text(cell, column))}</td>"
            for cell, column in zip(row, columns, strict=True)
        )
        + "</tr>"
        for row in table["rows"]
    )
    caption = escape(str(table["caption"]))
    markers = markers_text(table)
    foot = f"\n<p>{escape(markers)}</p>" if markers else ""
    whole = (
        f"<table>\n<caption>{caption}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>{foot}"
    )
    if not folded:
        return whole
    return f"<details><summary>Show the table</summary>\n{whole}\n</details>"
