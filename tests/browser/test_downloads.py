"""What a figure offers to take away opens, parses, and says what the figure's own table says."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import openpyxl
import pytest
import rispy
from docx import Document
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from playwright.sync_api import Locator, Page
from pybtex.database import parse_string

from evidence import main
from evidence.paths import Project

from .conftest import ROOT, Visits

HEAVY = "population"
FIGURE = "application/vnd.evidence.figure+json"
KINDS = ["DOCX", "XLSX", "ODS", "CSV", "CSV metadata", "SVG", "PNG"]
SHOWN = ["CSV metadata", "SVG", "PNG"]
"""What a browser shows by itself, when it is asked for in a folder."""
IN_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
IN_SVG = "{http://www.w3.org/2000/svg}"
NAMED = "docPr"
Cells = list[list[Any]]


def figures(page: str) -> list[dict[str, Any]]:
    """Every figure that a page's executed notebook holds."""
    content = json.loads((ROOT / "book" / f"{page}.ipynb").read_text(encoding="utf-8"))
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", [])]
    return [output["data"][FIGURE] for output in outputs if FIGURE in output.get("data", {})]


def drawn_pages() -> list[str]:
    names = [path.stem for path in sorted((ROOT / "book").glob("*.ipynb"))]
    return [name for name in names if name != HEAVY and figures(name)]


def told(figure: dict[str, Any]) -> Cells:
    """The table as it stands in the notebook; a number that is missing is [x] by the guidance."""
    return [["[x]" if cell is None else cell for cell in row] for row in figure["table"]["rows"]]


def read(cells: Cells, figure: dict[str, Any]) -> Cells:
    """Take what a reader meets for a number as a number: 12,345.6 and a minus that is no hyphen."""
    numbers = [column["kind"] == "number" for column in figure["table"]["columns"]]
    return [
        [
            float(cell.replace(",", "").replace("−", "-"))
            if number and isinstance(cell, str) and not cell.startswith("[")
            else cell
            for cell, number in zip(row, numbers, strict=True)
        ]
        for row in cells
    ]


def csv_cells(content: bytes) -> Cells:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    # The apostrophe says that what looks like a formula is none.
    return [[re.sub("^'(?=[=+@-])", "", cell) for cell in row] for row in rows]


def xlsx_cells(content: bytes) -> Cells:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Table"]
    ((name, area),) = sheet.tables.items()
    assert name.startswith("table_")
    return [["" if cell.value is None else cell.value for cell in row] for row in sheet[area]]


def ods_cells(content: bytes) -> Cells:
    book = load(io.BytesIO(content))
    (sheet,) = (
        table
        for table in book.spreadsheet.getElementsByType(Table)
        if table.getAttribute("name") == "Table"
    )
    rows = [row.getElementsByType(TableCell) for row in sheet.getElementsByType(TableRow)]
    # The lines above the table have one cell each.
    head = next(at for at, row in enumerate(rows) if row[0].parentNode.parentNode is not sheet)
    return [[ods_cell(cell) for cell in row] for row in rows[head:]]


def ods_cell(cell: Any) -> Any:
    if cell.getAttribute("valuetype") == "float":
        return float(cell.getAttribute("value"))
    return "\n".join(extractText(part) for part in cell.childNodes)


def docx_cells(content: bytes) -> Cells:
    (table,) = Document(io.BytesIO(content)).tables
    # python-docx looks each cell up among all others: long tables are read as they are written.
    return [
        ["".join(text.text or "" for text in cell.iter(f"{IN_WORD}t")) for cell in row]
        for row in ([*row.iter(f"{IN_WORD}tc")] for row in table._tbl.iter(f"{IN_WORD}tr"))
    ]


READERS: dict[str, Callable[[bytes], Cells]] = {
    "CSV": csv_cells,
    "XLSX": xlsx_cells,
    "ODS": ods_cells,
    "DOCX": docx_cells,
}


def check(figure: dict[str, Any], files: dict[str, bytes]) -> None:
    """Hold each file of a figure against what the notebook holds of it."""
    assert list(files) == KINDS
    for kind, reader in READERS.items():
        head, *rows = reader(files[kind])
        where = (figure["id"], kind)
        # A heading is the column's label, and its unit where the label does not have it.
        for heading, column in zip(head, figure["table"]["columns"], strict=True):
            assert heading.startswith(column["label"]), where
            assert column["unit"].lower() in heading.lower(), where
        # A document has its texts in single lines.
        expected = told(figure)
        if kind == "DOCX":
            expected = [[one_line(cell) for cell in row] for row in expected]
        assert read(rows, figure) == expected, where
    described = json.loads(files["CSV metadata"])["tableSchema"]["columns"]
    assert [item["name"] for item in described] == [
        column["name"] for column in figure["table"]["columns"]
    ]
    drawing = ElementTree.fromstring(files["SVG"])
    assert drawing.tag == f"{IN_SVG}svg"
    assert (drawing.findtext(f"{IN_SVG}title") or "") == figure["title"]
    assert (drawing.findtext(f"{IN_SVG}desc") or "") == figure["alt"]
    # The picture has two pixels for each of the drawing.
    assert files["PNG"].startswith(b"\x89PNG\r\n\x1a\n")
    size = struct.unpack(">II", files["PNG"][16:24])
    promised = [2 * float(drawing.attrib[side]) for side in ("width", "height")]
    assert size == pytest.approx(promised, abs=2), figure["id"]
    with zipfile.ZipFile(io.BytesIO(files["DOCX"])) as document:
        text = ElementTree.fromstring(document.read("word/document.xml"))
    (about,) = (part for part in text.iter() if part.tag.endswith(NAMED))
    assert about.get("descr") == one_line(figure["alt"])


def one_line(cell: Any) -> Any:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def offered(page: Page, figure: dict[str, Any]) -> dict[str, Locator]:
    """Unfold what a figure offers; each link by its kind."""
    card = page.locator(f"#figure-{figure['id']}")
    fold = card.locator("details.evidence-downloads")
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").click()
    links = fold.locator("a").all()
    return {link.inner_text().partition(",")[0]: link for link in links}


def taken(page: Page, link: Locator) -> bytes:
    with page.expect_download() as waiting:
        link.click()
    content = Path(waiting.value.path()).read_bytes()
    # The link says how large the file is.
    promised = link.inner_text().rpartition(", ")[2].removesuffix(" kB").replace(",", "")
    assert int(promised) == max(round(len(content) / 1000), 1)
    return content


def test_every_file_of_a_page_is_taken_and_says_what_its_figure_says(
    visits: Visits, served: str
) -> None:
    for figure in figures(HEAVY):
        # A browser asks whether a page may give many files; each figure has a visit of its own.
        with visits(f"{served}book/{HEAVY}.html") as visit:
            links = offered(visit.page, figure)
            check(figure, {kind: taken(visit.page, link) for kind, link in links.items()})


def test_files_open_from_a_folder_too(visits: Visits, book: Path) -> None:
    figure = figures(HEAVY)[0]
    address = (book / "book" / f"{HEAVY}.html").as_uri()
    files: dict[str, bytes] = {}
    with visits(address) as visit:
        for kind in KINDS:
            link = offered(visit.page, figure)[kind]
            if kind not in SHOWN:
                files[kind] = taken(visit.page, link)
                continue
            with visit.page.expect_navigation():
                link.click()
            files[kind] = Path(unquote(urlsplit(visit.page.url).path)).read_bytes()
            assert visit.page.locator("pre, img, svg").first.is_visible()
            visit.page.goto(address)
    check(figure, files)


@pytest.mark.parametrize("name", drawn_pages())
def test_a_figure_of_every_other_page_says_the_same_in_each_of_its_files(
    visits: Visits, book: Path, name: str
) -> None:
    held = figures(name)
    address = (book / "book" / f"{name}.html").as_uri()
    with visits(address, java_script_enabled=False) as visit:
        for figure in {figure["id"]: figure for figure in (held[0], held[-1])}.values():
            links = visit.page.locator(f"#figure-{figure['id']} .evidence-downloads a")
            addresses = links.evaluate_all("all => all.map(link => link.href)")
            labels = [text.partition(",")[0] for text in links.all_text_contents()]
            paths = [Path(unquote(urlsplit(address).path)) for address in addresses]
            check(
                figure,
                {kind: path.read_bytes() for kind, path in zip(labels, paths, strict=True)},
            )


def test_citations_are_copied_and_taken_as_the_command_line_gives_them(
    visits: Visits, served: str
) -> None:
    figure = figures(HEAVY)[0]
    anchor = f"figure-{figure['id']}"
    expected = {
        style: main.cite(Project(ROOT), anchor, style)
        for style in ("harvard", "bibtex", "ris", "link")
    }
    allowed = ["clipboard-read", "clipboard-write"]
    with visits(f"{served}book/{HEAVY}.html", permissions=allowed) as visit:
        page = visit.page
        box = page.locator(f"#{anchor} details.evidence-cite")
        box.locator("summary").click()
        shown = box.locator(".evidence-citation").inner_text()
        for button, said in (("Copy citation", expected["harvard"]), ("Copy link", "")):
            box.get_by_role("button", name=button).click()
            box.get_by_role("button", name="Copied").first.wait_for()
            copied = page.evaluate("navigator.clipboard.readText()")
            if said:
                assert copied == shown == said.strip()
                assert figure["title"].rstrip(".") in copied
            else:
                assert copied.endswith(expected["link"].strip().rpartition("/")[2])
                assert copied.startswith(served)
        for label, style in (("BibTeX", "bibtex"), ("RIS", "ris")):
            with page.expect_download() as waiting:
                box.get_by_role("link", name=label).click()
            text = Path(waiting.value.path()).read_text(encoding="utf-8")
            assert text == expected[style]
    # Reference managers find the figure's own address and title in both.
    (entry,) = parse_string(expected["bibtex"], "bibtex").entries.values()
    (record,) = rispy.loads(expected["ris"])
    assert [entry.fields["url"]] == record["urls"] == [expected["link"].strip()]
    assert record["title"] == figure["title"].rstrip(".")
