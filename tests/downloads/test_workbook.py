"""Each spreadsheet, read back with another library than the one that wrote it, holds the table."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import table as odf
from odf.opendocument import load
from odf.teletype import extractText

from evidence.downloads.comma import csv_bytes, description_bytes
from evidence.downloads.ods import ods_bytes
from evidence.downloads.sheet import Sheet
from evidence.downloads.text import neutral, plain
from evidence.downloads.xlsx import xlsx_bytes

Make = Callable[..., Sheet]

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'"
FORMULA = '=HYPERLINK("http://example.org","x")'
ROWS: list[tuple[Any, ...]] = [
    (FORMULA, 1234567, -1.5, 2023),
    (HOSTILE, 0, 0.0, 2024),
    ("Town, – two\nlines", "[c]", "[x]", 2025),
]
MARKERS = (("[c]", "suppressed"), ("[x]", "not available"))


@pytest.fixture(scope="module")
def sheet(make_sheet: Make) -> Sheet:
    return make_sheet(ROWS, markers=MARKERS, title=f"Title {HOSTILE}", place="@Place")


def xlsx(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def ods(content: bytes) -> dict[str, list[list[Any]]]:
    """Read an OpenDocument spreadsheet: its sheets, their rows, the cells' values by type."""
    found = {}
    for page in load(io.BytesIO(content)).spreadsheet.getElementsByType(odf.Table):
        rows = []
        for row in page.getElementsByType(odf.TableRow):
            cells: list[Any] = []
            for cell in row.getElementsByType(odf.TableCell):
                assert cell.getAttribute("formula") is None
                text = "\n".join(extractText(part) for part in cell.childNodes)
                number = cell.getAttribute("valuetype") == "float"
                cells.append(float(cell.getAttribute("value")) if number else text)
            rows.append(cells)
        found[page.getAttribute("name")] = rows
    return found


def test_csv_is_the_table_and_nothing_else(sheet: Sheet) -> None:
    content = csv_bytes(sheet)
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert read == [
        ["'@Place", "People", "Change (%)", "Year"],
        [f"'{FORMULA}", "1234567", "-1.5", "2023"],
        [HOSTILE, "0", "0.0", "2024"],
        ["Town, – two\nlines", "[c]", "[x]", "2025"],
    ]


def test_the_description_of_a_csv_names_its_columns_and_markers(sheet: Sheet) -> None:
    # W3C, Metadata Vocabulary for Tabular Data (2015): required of a table are url and schema.
    record = json.loads(description_bytes(sheet, "growth.csv"))
    assert record["@context"][0] == "http://www.w3.org/ns/csvw"
    assert record["url"] == "growth.csv"
    assert record["dc:title"] == f"Title {HOSTILE}"
    columns = record["tableSchema"]["columns"]
    assert [column["titles"] for column in columns] == ["'@Place", "People", "Change (%)", "Year"]
    assert [column["datatype"] for column in columns] == ["string", "integer", "decimal", "integer"]
    assert columns[1]["null"] == ["[c]", "[x]"]
    assert "null" not in columns[0]
    assert record["notes"] == [{"heading": "Sources", "text": "Source: a file."}]


def test_xlsx_has_cover_notes_and_one_marked_table(sheet: Sheet) -> None:
    book = xlsx(xlsx_bytes(sheet))
    assert book.sheetnames == ["Cover", "Notes", "Table"]
    assert book["Cover"]["A1"].value == f"Title {HOSTILE}"
    cover = [row[0] for row in book["Cover"].iter_rows(values_only=True)]
    assert cover[2:4] == ["Sources", "Source: a file."]
    assert "the sheet Notes explains its markers" in cover[-1]
    page = book["Table"]
    (marked,) = page.tables.values()
    assert marked.ref == "A4:D7"
    assert [column.name for column in marked.tableColumns] == [
        "@Place",
        "People",
        "Change (%)",
        "Year",
    ]
    rows = list(page.iter_rows(min_row=5, values_only=True))
    assert rows == ROWS
    assert page["A5"].data_type == "s"
    assert page["A5"].quotePrefix
    assert not page["A6"].quotePrefix
    assert [page.cell(5, column).number_format for column in (2, 3, 4)] == ["#,##0", "#,##0.0", "0"]
    assert page["B7"].alignment.horizontal == "right"
    for other in book:
        assert not other.merged_cells.ranges
        assert all(any(cell is not None for cell in row) for row in other.values)  # no blank row
    notes = list(book["Notes"].iter_rows(min_row=3, values_only=True))
    assert notes == [("Marker", "Meaning"), *MARKERS]


def test_ods_says_the_same(sheet: Sheet) -> None:
    book = ods(ods_bytes(sheet))
    assert list(book) == ["Cover", "Notes", "Table"]
    assert book["Cover"][0] == [f"Title {HOSTILE}"]
    assert book["Notes"][2:] == [["Marker", "Meaning"], *map(list, MARKERS)]
    assert book["Table"][3] == ["@Place", "People", "Change (%)", "Year"]
    assert book["Table"][4:] == [list(row) for row in ROWS]


def test_ods_marks_its_table_and_its_header(sheet: Sheet) -> None:
    document = load(io.BytesIO(ods_bytes(sheet)))
    ranges = document.spreadsheet.getElementsByType(odf.DatabaseRange)
    addresses = [part.getAttribute("targetrangeaddress") for part in ranges]
    assert addresses == ["Notes.A3:Notes.B5", "Table.A4:Table.D7"]
    assert len(document.spreadsheet.getElementsByType(odf.TableHeaderRows)) == 2


def test_there_are_no_notes_without_markers(make_sheet: Make) -> None:
    plainly = make_sheet([("Town", 1, 1.0, 2020)])
    assert xlsx(xlsx_bytes(plainly)).sheetnames == ["Cover", "Table"]
    assert list(ods(ods_bytes(plainly))) == ["Cover", "Table"]


@pytest.mark.parametrize("made", [xlsx_bytes, ods_bytes])
def test_archives_carry_the_date_of_the_edition_and_no_other(
    sheet: Sheet, made: Callable[[Sheet], bytes]
) -> None:
    content = made(sheet)
    assert content == made(sheet)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        dates = {member.date_time for member in archive.infolist()}
        assert dates == {(2026, 3, 2, 0, 0, 0)}
        described = archive.read("docProps/core.xml" if made is xlsx_bytes else "meta.xml")
    assert b"2026-03-02T00:00:00" in described


CELL = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["=1+1", "+x", "-x", "@x", "\t=1", "\r=1", "<b>&amp;</b>", "]]>", "_x0041_"]),
)


@settings(max_examples=40, deadline=None)
@given(
    text=CELL,
    whole=st.integers(-(10**9), 10**9),
    part=st.integers(-(10**6), 10**6).map(lambda number: number / 10),
)
def test_any_text_comes_back_as_text_and_any_number_as_a_number(
    make_sheet: Make, text: str, whole: int, part: float
) -> None:
    sheet = make_sheet([(text, whole, part, 2020)], title=text)
    # XML reads every line end as a line feed; the marks of a cell are those of its text.
    kept = plain(text).replace("\r\n", "\n").replace("\r", "\n")

    workbook = xlsx(xlsx_bytes(sheet))
    page = workbook["Table"]
    row = page.max_row
    cell = page.cell(row, 1)
    assert cell.data_type in ("s", "n" if not kept else "s")
    assert [page.cell(row, column).value for column in (2, 3)] == [whole, part]
    assert all(found.data_type != "f" for line in page.iter_rows() for found in line)

    read = ods(ods_bytes(sheet))["Table"][-1]
    assert isinstance(read[0], str)
    assert read[1:] == [whole, part, 2020]

    (written,) = list(csv.reader(io.StringIO(csv_bytes(sheet).decode("utf-8-sig"), newline="")))[1:]
    assert written[0] == neutral(text)
    assert [float(number) for number in written[1:]] == [whole, part, 2020]
    assert not written[0].startswith(("=", "@", "\t", "\r", "\n"))

    if kept.strip() == kept and "\n" not in kept and "_x" not in kept and "  " not in kept:
        assert (cell.value or "") == kept
        assert read[0] == kept
