from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from evidence.errors import InputError
from evidence.tables.readers.mhclg_homelessness import homelessness_ta1, homelessness_ta9
from evidence.tables.readers.mhclg_homelessness_headings import known_as
from evidence.tables.schemas.homelessness import TA1_MEASURES

LUTON = "E06000032"
LAYOUTS = ["201806", "202109", "202506", "202512"]  # headings in 3, 4, 7 and 7 rows
Changed = Callable[..., Path]


@pytest.fixture
def changed(extract, tmp_path) -> Changed:
    """Copy an extract with some cells of one sheet changed."""

    def change(quarter: str, sheet: str, cells: dict[str, object]) -> Path:
        book = openpyxl.load_workbook(extract(f"homelessness_{quarter}.xlsx"))
        for place, value in cells.items():
            book[sheet][place] = value
        book.save(tmp_path / "changed.xlsx")
        return tmp_path / "changed.xlsx"

    return change


def values(frame, code=LUTON):
    return frame.loc[frame["authority_code"].eq(code)].set_index("measure")["value"]


@pytest.mark.parametrize("quarter", LAYOUTS)
def test_every_layout_gives_every_measure_once(quarter, extract, meets):
    frame = homelessness_ta1(extract(f"homelessness_{quarter}.xlsx"))
    meets(frame, "homelessness_ta1")
    assert set(frame["quarter"]) == {f"{quarter[:4]}-{quarter[4:]}"}
    assert set(frame["measure"]) == set(TA1_MEASURES)
    areas = frame["authority_code"].value_counts()
    assert set(areas) == {len(TA1_MEASURES)}
    assert areas["E12000007"] == len(TA1_MEASURES)  # printed twice, taken once
    assert "Rest of England" not in set(frame["authority_name"])


def test_luton_as_printed(extract):
    # MHCLG, detailed local authority tables, April to June 2018, TA1, row of Luton.
    first = values(homelessness_ta1(extract("homelessness_201806.xlsx")))
    assert first[["households", "another_district", "children"]].tolist() == [1291, 83, 2668]
    assert first["households_in_area_thousands"] == 79.2
    assert first["bed_and_breakfast_with_children"] == 71
    # The same, 31 December 2025.
    last = homelessness_ta1(extract("homelessness_202512.xlsx"))
    assert values(last)[["households", "another_district"]].tolist() == [932, 93]
    england = values(last, "E92000001")
    assert england[["households", "another_district"]].tolist() == [134_210, 43_040]


def test_provenance_names_row_and_printed_heading(extract):
    frame = homelessness_ta1(extract("homelessness_201806.xlsx"))
    row = frame.loc[frame["authority_code"].eq(LUTON) & frame["measure"].eq("other")].iloc[0]
    assert row["source_row"] == 11
    assert row["source_column"] == (
        "Any other type of temporary accommodation (including private landlord and not known)6"
        " > Total number of households"
    )


def test_marks_are_kept_as_status(extract):
    frame = homelessness_ta1(extract("homelessness_202109.xlsx"))
    status = frame.set_index(["authority_name", "measure"])["status"]
    assert status["Allerdale", "bed_and_breakfast"] == "published"
    assert status["Allerdale", "bed_and_breakfast_with_children"] == "suppressed"
    assert status["Breckland", "households"] == "not available"
    assert frame["value"].isna().sum() == 4 + len(TA1_MEASURES)
    # Noughts in the columns between the types of one authority are no values.
    assert values(frame, "E06000061")["another_district"] == 68


def test_where_households_were_sent(extract, meets):
    for quarter, sent in (("202506", [8, 3, 56, 0, 48]), ("202512", [6, 2, 42, 0, 43])):
        frame = homelessness_ta9(extract(f"homelessness_{quarter}.xlsx"))
        meets(frame, "homelessness_ta9")
        local = frame.loc[frame["authority_code"].eq(LUTON)].set_index("host_region_code")
        # MHCLG, TA9, row of Luton: East and West Midlands, East of England, London, South East.
        assert local.loc["E12000004":"E12000008", "value"].tolist() == sent
        assert local.loc[["E12000001", "E12000009"], "value"].tolist() == [0, 0]
    assert set(frame.loc[frame["authority_name"].eq("Amber Valley"), "status"]) == {
        *("published", "suppressed")
    }


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("Total number of households in TA4,5,8", "Total number of households in TA"),
        ("Number of households in area5 (000s)", "Number of households in area (000s)"),
        ("Resident more than 6 weeks6", "Resident more than 6 weeks"),
        (
            "In TA in another local authority district 8",
            "In TA in another local authority district",
        ),
        ("E12000009 > Sent to1,2,3,4: South West", "E12000009 > Sent to: South West"),
    ],
)
def test_footnotes_do_not_count(printed, known):
    assert known_as(printed) == known


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"E2": "Households in TA"}, r"row 3, column 'Households in TA': the heading is not known"),
        ({"AF2": None}, r"0 columns hold another_district"),
        ({"AF2": "Total number of children in TA"}, r"2 columns hold children"),
        (
            {"E11": "12 or so"},
            r"row 11, column 'Total number of households in TA4,5,8': '12 or so'",
        ),
        ({"E11": None}, r"row 11, column .*: blank"),
        ({"E11": 12.5}, r"expected a whole number"),
        ({"E11": "[c]"}, r"'\[c\]' does not belong here"),  # the notes explain no [c]
        ({"J11": 7}, r"row 11, column 'J': '7' stands under no heading"),
        ({"E7": 1}, r"row 7: E12000007 stands twice with other values"),
        ({"A10": "E06000032"}, r"row 11: E06000032 stands twice"),
        ({"A11": "Luton"}, r"row 11: 'Luton' is no area"),
        ({"B11": None}, r"row 11: E06000032 has no name"),
        ({"A1": "Table TA1, England, spring"}, r"the title names no end of a quarter"),
        ({"A4": None, "A5": None}, r"6 rows of headings"),
        ({"B13": "Remarks"}, r"no notes"),
    ],
)
def test_what_is_not_understood_is_named(cells, said, changed):
    with pytest.raises(InputError, match=said):
        homelessness_ta1(changed("201806", "TA1 - Apr-Jun 18", cells))


def test_a_number_alone_between_the_rows_is_no_area(changed, extract):
    path = changed("201806", "TA1 - Apr-Jun 18", {"AF12": 0.798})
    assert len(homelessness_ta1(path)) == len(homelessness_ta1(extract("homelessness_201806.xlsx")))


def test_a_workbook_without_the_sheet_is_refused(extract):
    with pytest.raises(InputError, match="0 sheets are called 'TA9'"):
        homelessness_ta9(extract("homelessness_201806.xlsx"))
