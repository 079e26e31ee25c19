from __future__ import annotations

import re

import pytest

from evidence.errors import CheckError
from evidence.figures import columns
from evidence.figures.static import static_svg

STEPS = ("1", "2")


def _profile(points):
    return columns.profile(
        [columns.Panel("Before"), columns.Panel("After")],
        STEPS,
        points,
        axis="Decile",
        level=10,
        level_label="England",
        tooltips=(("step", "Decile"),),
    )


def _points():
    return [
        {"panel": panel, "step": step, "share": 50.0, "label": f"{panel[0]}{step}"}
        for panel in ("Before", "After")
        for step in STEPS
    ]


def _widths(drawing):
    pictures = static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)
    return [float(re.search(r'width="([\d.]+)"', svg)[1]) for svg in pictures]


def test_each_panel_holds_its_own_columns_and_the_line():
    drawing = _profile(_points())
    for svg in (static_svg(drawing.spec), static_svg(drawing.spec, drawing.narrow)):
        for word in ("Before", "After", "B1", "B2", "A1", "A2", "England"):
            assert f">{word}<" in svg
    wide, narrow = _widths(drawing)
    assert wide <= 690
    assert narrow <= 350


def test_a_bar_says_how_many_of_how_many():
    point = {"row": "A ward of a rather long name", "part": 3, "whole": 7, "label": "3 of 7"}
    drawing = columns.counted(
        [point["row"]],
        [point],
        part="in the tenth",
        rest="others",
        axis="Small areas",
        tooltips=(("row", "Ward"),),
    )
    assert "3 of 7" in static_svg(drawing.spec, drawing.narrow)
    wide, narrow = _widths(drawing)
    assert wide <= 690
    assert narrow <= 350


def test_nothing_is_drawn_of_nothing():
    with pytest.raises(CheckError):
        _profile([])
    with pytest.raises(CheckError):
        columns.counted([], [], part="a", rest="b", axis="c", tooltips=())
