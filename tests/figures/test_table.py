"""A figure's table is whole, and its numbers are rounded as its columns say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import CheckError
from evidence.figures.table import Column, FigureTable, rounded
from evidence.measures import wording

COLUMNS = (Column("area", "Area"), Column("share", "Share", "%", "number", 1))


def test_numbers_are_rounded_and_missing_ones_stay_missing():
    rows = [
        {"area": "A", "share": 12.345},
        {"area": "B", "share": float("nan")},
        {"area": "C", "share": None},
        {"area": "D", "share": "[c]"},
        {"area": "E", "share": 0.0},
    ]
    table = FigureTable.of("Shares", COLUMNS, rows)
    assert table.rows == (("A", 12.3), ("B", None), ("C", None), ("D", "[c]"), ("E", 0.0))


@pytest.mark.parametrize(
    ("caption", "columns", "rows", "said"),
    [
        ("", COLUMNS, (("A", 1.0),), "caption is missing"),
        ("x", (), (("A", 1.0),), "columns are missing"),
        ("x", COLUMNS, (), "rows are missing"),
        ("x", COLUMNS, (("A",),), "1 of 2 cells"),
        ("x", COLUMNS, (("A", 1.25),), "1.25"),
        ("x", COLUMNS, (("A", "many"),), "many"),
        ("x", COLUMNS, (("A", float("inf")),), "inf"),
        ("x", (COLUMNS[0], COLUMNS[0]), (("A", "B"),), "one name"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(caption, columns, rows, said):
    with pytest.raises(CheckError, match=said):
        FigureTable(caption, columns, rows)


def test_minus_zero_is_zero_and_whole_numbers_are_whole():
    assert str(rounded(-0.04, 1)) == "0.0"
    assert isinstance(rounded(41.7, 0), int)
    assert rounded(41.7, 0) == 42


@given(
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4)),
    st.integers(0, 3),
)
def test_a_table_rounds_as_sentences_do(value, decimals):
    # One number must not read 0.94 in a table and 0.95 in the sentence above it.
    said = wording.number(value, decimals).replace(",", "").replace("−", "-")
    assert f"{rounded(value, decimals):.{decimals}f}" == said


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    # Half goes away from nought, also where the number is stored just below the half.
    [(0.945, 2, 0.95), (0.285, 2, 0.29), (-0.945, 2, -0.95), (2.5, 0, 3), (-2.5, 0, -3), (0, 1, 0)],
)
def test_halves_go_away_from_nought(value, decimals, expected):
    assert rounded(value, decimals) == expected
