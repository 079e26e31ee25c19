from __future__ import annotations

import pytest

from evidence.errors import CheckError
from evidence.figures.heat import heat
from evidence.figures.shade import Shade
from evidence.figures.static import static_svg
from evidence.figures.theme import contrast

SHADES = (Shade("high", "#0B2D4A"), Shade("low", "#E6F1FA"))


def _cell(row, shade, text):
    return {"row": row, "column": "Crime", "shade": shade, "text": text, "short": text[:2]}


CELLS = [_cell("North", "high", "30,000"), _cell("South", "low", "9,000")]


def _draw(cells):
    return heat(
        ["North", "South"],
        ["Crime"],
        cells,
        SHADES,
        legend=("Rank", "Rank, thousands"),
        tooltips=(("row", "Ward"), ("text", "Rank")),
    )


def test_a_cell_carries_its_number_in_an_ink_that_reads():
    drawing = _draw(CELLS)
    colours = {shade.label: shade.colour for shade in SHADES}
    for cell in drawing.spec["datasets"]["cells"]:
        assert contrast(cell["ink"], colours[cell["shade"]]) >= 4.5
    assert "30,000" in static_svg(drawing.spec)


def test_the_narrow_table_is_shorter_in_words():
    drawing = _draw(CELLS)
    svg = static_svg(drawing.spec, drawing.narrow)
    assert "30,000" not in svg
    assert "Rank, thousands" in svg


def test_a_table_without_cells_is_refused():
    with pytest.raises(CheckError):
        _draw([])
