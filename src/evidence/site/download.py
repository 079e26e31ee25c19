"""A download is a file that a card offers: the table as a spreadsheet, the chart as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from evidence.downloads.comma import csv_bytes, description_bytes
from evidence.downloads.ods import ods_bytes
from evidence.downloads.picture import picture_png_bytes, picture_svg_bytes
from evidence.downloads.sheet import Field, Imprint, Sheet
from evidence.downloads.xlsx import xlsx_bytes
from evidence.figures.cell import MISSING, UNSEPARATED, heading_text
from evidence.figures.table import MARKERS
from evidence.file import write_whole
from evidence.site.cite import FOLDER
from evidence.standing import Standing


@dataclass(frozen=True)
class Download:
    """A file's label and size in bytes, and its name within its folder."""

    label: str
    name: str
    size: int


@dataclass(frozen=True)
class Files:
    """The files of one card and where their folder is, from the page or from the site's root."""

    folder: str
    items: tuple[Download, ...]

    def after(self, first: Download) -> Files:
        """Return the same files after ``first``, which stands in their folder too."""
        return replace(self, items=(first, *self.items))

    def seen_from(self, page: str) -> Files:
        """Return the same files with their folder's address from ``page``."""
        return replace(self, folder=relative_uri(page, f"{self.folder}/"))


def write_figure(
    out: Path, docname: str, record: Mapping[str, Any], picture: str, imprint: Imprint
) -> Files:
    """Write a figure's table and its wide ``picture`` into the site at ``out``."""
    standing = Standing(record["standing"])
    cover = (
        ("What the figure shows", [record["alt"]]),
        ("Sources and licences", record["note"]),
        ("Standing of the weakest number", [f"{standing.value}: {standing.meaning}."]),
    )
    sheet = _sheet(record, record["title"], record["subtitle"], cover, imprint)
    svg = picture_svg_bytes(
        picture,
        record["title"],
        record["subtitle"],
        record["alt"],
        [*record["note"], f"{imprint.book}. {imprint.edition} {imprint.address}"],
    )
    folder, name = f"{FOLDER}/{docname}", str(record["id"])
    items = [
        *_write_tables(out / folder, name, sheet),
        *_write_pictures(out / folder, name, svg),
    ]
    return Files(folder, tuple(items))


def write_listing(out: Path, docname: str, record: Mapping[str, Any], imprint: Imprint) -> Files:
    """Write the table of a listing, the address of each row in a last column."""
    folder = f"{FOLDER}/{docname}"
    sheet = _sheet(record, record["table"]["caption"], "", (), imprint)
    links = record["links"]
    if any(links):
        address = Field("address", "Address")
        rows = [(*row, link) for row, link in zip(sheet.rows, links, strict=True)]
        sheet = replace(sheet, fields=(*sheet.fields, address), rows=tuple(rows))
    return Files(folder, tuple(_write_tables(out / folder, f"listing-{sheet.id}", sheet)))


def downloads_html(files: Files) -> str:
    """Return the disclosure of a card's files, each with its type and size; "" for none."""
    links = "".join(
        f'<li><a href="{escape(files.folder)}{quote(item.name)}" download>'
        f"{escape(item.label)}, {_kilobytes(item.size)}</a></li>"
        for item in files.items
    )
    if not links:
        return ""
    return (
        '<details class="evidence-downloads">\n<summary>Download</summary>\n'
        f"<ul>{links}</ul>\n</details>\n"
    )


def _sheet(
    record: Mapping[str, Any],
    title: str,
    subtitle: str,
    cover: Sequence[tuple[str, Sequence[str]]],
    imprint: Imprint,
) -> Sheet:
    columns = record["table"]["columns"]
    rows = [
        # The marker stands for a number that is missing without a reason, as on the page.
        [MISSING if cell is None else cell for cell in row]
        for row in record["table"]["rows"]
    ]
    meanings = {marker: meaning for meaning, marker in MARKERS.items()}
    shown = {
        cell
        for row in rows
        for cell, column in zip(row, columns, strict=True)
        if column.get("kind") == "number" and cell in meanings
    }
    return Sheet.of(
        id=record["id"],
        title=title,
        subtitle=subtitle,
        cover=(
            *cover,
            ("Where it is from", [imprint.book, imprint.address]),
            ("Edition", [imprint.edition]),
            ("How to cite", [imprint.citation]),
            ("Terms", imprint.terms),
            ("Contact", imprint.contact),
        ),
        markers=[(marker, meanings[marker]) for marker in sorted(shown)],
        fields=[_field(column) for column in columns],
        rows=rows,
        imprint=imprint,
    )


def _field(column: Mapping[str, Any]) -> Field:
    return Field(
        name=str(column["name"]),
        heading=heading_text(column),
        kind="number" if column.get("kind") == "number" else "text",
        decimals=int(column.get("decimals", 0)),
        grouped=column.get("unit") not in UNSEPARATED,
    )


def _write_tables(folder: Path, name: str, sheet: Sheet) -> list[Download]:
    return [
        _written(folder, "XLSX", f"{name}.xlsx", xlsx_bytes(sheet)),
        _written(folder, "ODS", f"{name}.ods", ods_bytes(sheet)),
        _written(folder, "CSV", f"{name}.csv", csv_bytes(sheet)),
        # CSV on the Web looks for the metadata of a file under this name.
        _written(
            folder,
            "CSV metadata",
            f"{name}.csv-metadata.json",
            description_bytes(sheet, f"{name}.csv"),
        ),
    ]


def _write_pictures(folder: Path, name: str, svg: bytes) -> list[Download]:
    drawn, painted = folder / f"{name}.svg", folder / f"{name}.png"
    # Painting is the dear part of a build: what an equal drawing gave before stays.
    same = painted.exists() and drawn.exists() and drawn.read_bytes() == svg
    png = painted.read_bytes() if same else picture_png_bytes(svg)
    # The drawing last, so that it never stands beside the picture of another one.
    second = _written(folder, "PNG", painted.name, png)
    return [_written(folder, "SVG", drawn.name, svg), second]


def _written(folder: Path, label: str, name: str, content: bytes) -> Download:
    write_whole(folder / name, content)
    return Download(label, name, len(content))


def _kilobytes(size: int) -> str:
    return f"{max(round(size / 1000), 1):,} kB"
