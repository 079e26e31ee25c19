from __future__ import annotations

import json
import re

import pytest
import vl_convert

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.rows import Rows
from evidence.figures.static import static_svg

LONG = "Looe West, Pelynt, Lansallos & Lanteglos"
POINT = {"row": LONG, "low": 1, "middle": 50, "high": 90}


def _ranges(points):
    return dots.ranges(
        [point["row"] for point in points],
        points,
        labels=("least", "median", "most"),
        axis="Rank",
        ends=(0, 100),
        ticks=(1, 50, 100),
        tooltips=(("row", "Ward"),),
    )


def _width(svg):
    return float(re.search(r'width="([\d.]+)"', svg)[1])


def test_ranges_fit_the_page_and_the_phone_with_the_whole_name():
    drawing = _ranges([POINT])
    wide, narrow = static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)
    assert _width(wide) <= 690
    assert _width(narrow) <= 350
    for svg in (wide, narrow):
        assert "Lanteglos" in svg
        assert "…" not in svg


def test_ranges_of_nothing_are_refused():
    with pytest.raises(CheckError):
        _ranges([])


def test_each_panel_writes_each_number():
    points = [
        {"row": "Here", "kind": "place", "score": 0.0, "score_text": "0.0%"},
        {"row": "England", "kind": "england", "score": 0.0, "score_text": "0.1%"},
    ]
    panel = dots.Panel("Average score", "Average\nscore", "score", "score_text", 0.0)
    drawing = dots.compared(["Here", "England"], points, [panel])
    for svg in (static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)):
        assert "0.0%" in svg
        assert "0.1%" in svg
    with pytest.raises(CheckError):
        dots.compared([], [], [panel])


def test_rows_are_as_high_as_their_names_need():
    assert Rows.of(["Short"], 680).step == 24
    assert Rows.of([LONG], 340).labels == ("Looe West, Pelynt,\nLansallos & Lanteglos",)
    assert Rows.of([LONG], 340).step == 30


def test_numbers_have_their_own_ink_beside_bars_of_limits(capfd):
    points = [
        {"row": "Here", "kind": "place", "share": 5.0, "low": 4.0, "high": 6.0, "text": "5%"},
        {"row": "Other", "kind": "other", "share": 3.0, "low": 2.0, "high": 4.0, "text": "3%"},
    ]
    panel = dots.Panel("Share", "Share", "share", "text", 6.0, "low", "high")
    drawing = dots.compared(["Here", "Other"], points, [panel])
    vl_convert.vegalite_to_vega(drawing.spec, show_warnings=True)
    # Two colours for one kind on one scale would be merged, and the compiler says so.
    assert "WARN" not in capfd.readouterr().err
    # Grey marks need a darker grey for their numbers (4.5:1 on white).
    assert '"#505050"' in json.dumps(drawing.spec["datasets"])
