import gzip

import openpyxl
import pytest

from evidence.errors import InputError
from evidence.tables.readers import raw


def test_a_csv_keeps_its_words_and_the_rows_that_a_person_sees(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeffcode, the  name \nE1,"a, b"\n\nE2,NA\n'.encode())
    opened = raw.open_csv(path)
    assert list(opened.cells.columns) == ["code", "the name"]
    assert opened.cells["the name"].tolist() == ["a, b", "NA"]  # NA is a name, not a blank
    assert opened.rows.tolist() == [2, 4]  # row 3 is blank


def test_gzipped_and_tab_separated_files_are_read_alike(tmp_path):
    path = tmp_path / "a.tsv.gz"
    path.write_bytes(gzip.compress(b'"a"\t"b"\n"1"\t2\n'))
    assert raw.open_csv(path, "\t").cells.to_dict("list") == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.csv", b"", "cannot be read"),
        ("a.csv", b"a,b\n1,2,3\n", "cannot be read"),
        ("a.csv", "a\nCafé\n".encode("latin-1"), "byte 5 is not UTF-8"),
        ("a.csv.gz", b"not gzip", "cannot be read"),
        ("a.csv", b"a,a\n1,2\n", "stands more than once"),
    ],
)
def test_a_csv_that_cannot_be_read_is_refused_by_name(tmp_path, name, held, said):
    path = tmp_path / name
    path.write_bytes(held)
    with pytest.raises(InputError, match=said) as caught:
        raw.open_csv(path)
    assert caught.value.problems[0].file == name


def test_a_sheet_gives_whole_numbers_without_decimals_and_drops_its_empty_edge(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for row in (["title", None, None], ["code ", "rank", None], ["E1", 3.0, None], [None] * 3):
        sheet.append(row)
    sheet.append(["E2", 2.5, None])
    book.save(tmp_path / "a.xlsx")
    opened = raw.open_xlsx(tmp_path / "a.xlsx", "S", heading_row=2)
    assert opened.cells.to_dict("list") == {"code": ["E1", "E2"], "rank": ["3", "2.5"]}
    assert opened.rows.tolist() == [3, 5]


def test_a_missing_sheet_is_named_with_those_there_are(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match=r"sheet 'IMD' is missing \(it has \['Sheet'\]\)"):
        raw.open_xlsx(tmp_path / "a.xlsx", "IMD")


@pytest.mark.parametrize("opener", [lambda path: raw.open_xlsx(path, "S"), raw.open_parquet])
def test_a_file_of_another_kind_is_refused(tmp_path, opener):
    path = tmp_path / "page.html"
    path.write_text("<html>not found</html>")
    with pytest.raises(InputError, match=r"page\.html"):
        opener(path)
