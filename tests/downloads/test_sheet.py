from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.downloads.sheet import Field, Sheet
from evidence.errors import CheckError

Make = Callable[..., Sheet]


def test_headings_are_apart_and_never_empty(make_sheet: Make) -> None:
    fields = (Field("a", "People"), Field("b", "people"), Field("c", " \n"), Field("d", "People"))
    sheet = make_sheet([("x", "y", "z", "w")], fields=fields)
    headings = [field.heading for field in sheet.fields]
    assert headings == ["People", "people [2]", "Column 3", "People [4]"]


def test_the_cover_holds_only_what_is_known(make_sheet: Make) -> None:
    sheet = make_sheet([("Town", 1, 1.0, 2020)])
    assert sheet.cover == (("Sources", ("Source: a file.",)),)
    assert sheet.opening == (
        "People grew",
        "People, test town, 2023",
        "This sheet holds one table.",
    )
    marked = make_sheet([("Town", "[c]", "[x]", 2020)], markers=(("[c]", "suppressed"),))
    assert "Some cells hold [c]" in marked.opening[-1]


def test_a_cell_too_long_for_a_spreadsheet_is_refused(make_sheet: Make) -> None:
    # Excel's limit of a cell is 32,767 characters (Microsoft, Excel specifications and limits).
    make_sheet([("x" * 32_767, 1, 1.0, 2020)])
    with pytest.raises(CheckError, match="32,768 characters"):
        make_sheet([("x" * 32_768, 1, 1.0, 2020)])
