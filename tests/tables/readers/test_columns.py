import numpy as np
import pandas as pd
import pytest

from evidence.errors import InputError
from evidence.tables.readers.columns import code, decile, label, number, read_columns, text, whole
from evidence.tables.readers.raw import Raw
from evidence.tables.schemas.patterns import LSOA, REGION

COLUMNS = [
    code("lsoa_code", "LSOA code", LSOA),
    text("lsoa_name", "LSOA name"),
    whole("count", "Count"),
    decile("decile", "Decile"),
    number("score", "Score", 0, 100),
    label("sex", "Sex", {"f": "female", "m": "male"}),
]


def held(*records, headings=("LSOA code", "LSOA name", "Count", "Decile", "Score", "Sex")):
    cells = pd.DataFrame([list(record) for record in records], columns=list(headings), dtype=str)
    return Raw("file.csv", cells, np.arange(2, 2 + len(cells)))


GOOD = ("E01000001", "Somewhere 001A", "12", "3", "4.5", "f")


def read(*records, **options):
    return read_columns(held(*records, **options), COLUMNS, key=["lsoa_code"])


def problems(*records, **options):
    with pytest.raises(InputError) as caught:
        read(*records, **options)
    return [(item.row, item.column, item.message) for item in caught.value.problems]


def test_values_are_typed_and_rows_and_headings_are_kept():
    frame = read(GOOD, ("E01000002", "<script>alert(1)</script>", "7.0", "10", "1e2", " m "))
    assert frame.dtypes.astype(str).tolist() == [
        *("str", "str", "int32", "int16", "float64", "str", "int32")
    ]
    assert frame["count"].tolist() == [12, 7]
    assert frame["score"].tolist() == [4.5, 100.0]
    assert frame["sex"].tolist() == ["female", "male"]
    assert frame["lsoa_name"][1] == "<script>alert(1)</script>"  # a name is only ever text
    assert frame["source_row"].tolist() == [2, 3]
    assert frame.attrs["source_columns"]["decile"] == "Decile"


@pytest.mark.parametrize(
    "hostile",
    [
        *("", "E0100000", "E010000012", "W01000001", "e01000001", "E01000001\nE01000002"),
        *('=HYPERLINK("x")', "<script>", "../E01000001", "E0100000\u0661", "'; drop table"),
    ],
)
def test_a_code_that_is_not_one_is_refused(hostile):
    ((row, column, _),) = problems((hostile, *GOOD[1:]))
    assert (row, column) == (2, "LSOA code")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        *(
            (2, value)
            for value in (
                "",
                "-1",
                "12.5",
                "1,200",
                "n/a",
                "nan",
                "inf",
                "0x1F",
                "1e99",
                "1e999",
                "1\u0661",
            )
        ),
        *((3, value) for value in ("0", "11", "3.5", "-", "")),
        *((4, value) for value in ("-0.1", "100.1", "", "NaN", "=1+1")),
        *((5, value) for value in ("", "F", "female", "x")),
        (1, "  "),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_row_and_column(place, value):
    record = [*GOOD]
    record[place] = value
    ((row, column, _),) = problems(("E01000009", *GOOD[1:]), record)
    assert (row, column) == (3, COLUMNS[place].heading)


def test_every_problem_is_reported_together():
    found = problems(("X", "", "-1", "11", "a", "q"), ("E01000002", "b", "1", "1", "x", "f"))
    assert [(row, column) for row, column, _ in found] == [
        *((2, name) for name in ("Count", "Decile", "LSOA code", "LSOA name", "Score", "Sex")),
        (3, "Score"),
    ]


def test_a_key_that_stands_twice_is_a_problem_of_the_second_row():
    ((row, _, message),) = problems(GOOD, GOOD)
    assert row == 3
    assert message == "stands twice: lsoa_code E01000001"


def test_a_missing_heading_is_told_with_the_one_that_is_near():
    headings = ("LSOA code", "LSOA names", "Count", "Decile", "Score", "Sex")
    missing, unknown = problems(GOOD, headings=headings)
    assert missing[:2] == (1, "LSOA name")
    assert "did you mean LSOA names" in missing[2]
    assert unknown[:2] == (1, "LSOA names")


def test_white_space_in_headings_is_folded_and_unused_ones_are_passed_over():
    headings = ("LSOA code", "LSOA  name ", "Count", "Decile", "Score", "Sex", "FID")
    frame = read_columns(
        held((*GOOD, "x"), headings=headings), COLUMNS, key=["lsoa_code"], unused=["FID"]
    )
    assert frame["lsoa_name"].tolist() == ["Somewhere 001A"]


def test_numbers_that_are_already_numbers_are_checked_too():
    cells = pd.DataFrame({"LSOA code": ["E01000001", "E01000002", "E01000003"]}, dtype=str)
    cells["Count"] = [1.0, np.nan, 2.5]
    source = Raw("file.parquet", cells, np.arange(1, 4), heading_row=0)
    with pytest.raises(InputError) as caught:
        read_columns(source, [COLUMNS[0], COLUMNS[2]], key=["lsoa_code"])
    assert [item.row for item in caught.value.problems] == [2, 3]


def test_a_blank_that_is_allowed_is_missing():
    source = held(("E01000001", ""), headings=("LSOA code", "Region"))
    frame = read_columns(
        source, [COLUMNS[0], code("region", "Region", REGION, blank=True)], key=["lsoa_code"]
    )
    assert frame["region"].isna().all()
