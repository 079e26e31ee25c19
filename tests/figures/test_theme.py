"""Colours can be told apart, and words in them can be read."""

from __future__ import annotations

import itertools
import subprocess
import sys

import altair as alt
import pytest

from evidence.figures import theme

# Machado, Oliveira and Fernandes (2009), A physiologically-based model for simulation of color
# vision deficiency, IEEE Transactions on Visualization and Computer Graphics 15(6): severity 1.0,
# for linear RGB.
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _lab(colour: str, sight: str = "all colours") -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of an sRGB colour as an eye sees it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    seen = [
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))))
        for row in SIGHT[sight]
    ]
    # IEC 61966-2-1 to XYZ, each divided by the white of D65.
    ratios = [
        sum(a * b for a, b in zip(row, seen, strict=True)) / white
        for row, white in (
            ((0.4124, 0.3576, 0.1805), 0.9505),
            ((0.2126, 0.7152, 0.0722), 1.0),
            ((0.0193, 0.1192, 0.9505), 1.0890),
        )
    ]
    x, y, z = (r ** (1 / 3) if r > 216 / 24389 else (24389 / 27 * r + 16) / 116 for r in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(one: str, other: str, sight: str) -> float:
    """Return the CIE 1976 distance; about 2.3 is the least that an eye notices."""
    pairs = zip(_lab(one, sight), _lab(other, sight), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_eye_of_the_tests_is_right():
    # sRGB red in L*a*b* (D65) is 53.24, 80.09, 67.20 (Lindbloom's calculator); white is 100, 0, 0.
    assert _lab("#FF0000") == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    for sight in SIGHT:
        assert _lab("#FFFFFF", sight) == pytest.approx((100, 0, 0), abs=0.1)
    # The classic confusion: without red-green vision a red and an olive of like lightness meet.
    near = _distance("#A04030", "#6A6400", "deuteranopia")
    assert near < _distance("#A04030", "#6A6400", "all colours") / 2


@pytest.mark.parametrize("sight", SIGHT)
def test_categories_stay_apart_to_any_eye(sight):
    for one, other in itertools.pairwise(theme.CATEGORICAL):
        assert _distance(one, other, sight) >= 20
    for one, other in itertools.combinations(theme.CATEGORICAL[:4], 2):
        assert _distance(one, other, sight) >= 10
    for one, other in itertools.combinations(theme.CATEGORICAL, 2):
        assert _distance(one, other, sight) >= 5


@pytest.mark.parametrize("sight", SIGHT)
def test_classes_of_a_map_go_from_dark_to_pale_in_steps_any_eye_sees(sight):
    lightness = [_lab(colour, sight)[0] for colour in theme.SEQUENTIAL]
    assert lightness == sorted(lightness)
    for one, other in itertools.pairwise(theme.SEQUENTIAL):
        assert _distance(one, other, sight) >= 19
    # An area without data is not one of the classes: its grey differs, and its hatching too.
    for colour in theme.SEQUENTIAL:
        assert _distance(colour, theme.NO_DATA, sight) >= 8
    assert theme.contrast(theme.SEQUENTIAL[0], theme.SEQUENTIAL[-1]) >= 3


def test_a_bare_chart_takes_the_theme_by_one_call_and_only_then():
    chart = alt.Chart(alt.InlineData([{"a": "x", "b": 1}])).mark_bar().encode(x="a:N", color="a:N")
    before = chart.to_dict()["config"]
    with theme.enable():
        drawn = chart.to_dict()["config"]
    assert drawn["range"]["category"] == list(theme.CATEGORICAL)
    assert drawn["axisY"]["titleAngle"] == 0
    assert "aria" not in drawn
    assert before == chart.to_dict()["config"] != drawn


def test_importing_the_theme_registers_nothing():
    code = (
        "import sys, altair as alt\n"
        "before = alt.theme.names(), alt.theme.active\n"
        "from evidence.figures import theme\n"
        "assert (alt.theme.names(), alt.theme.active) == before\n"
        "rest = {n for n in sys.modules if n.partition('.')[0] == 'evidence'}\n"
        "assert rest == {'evidence', 'evidence.figures', 'evidence.figures.theme'}, rest\n"
        "theme.enable()\n"
        "assert alt.theme.active == theme.NAME\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_contrast_is_as_wcag_defines_it():
    # WCAG 2: black on white is 21:1; #767676 on white is the well-known 4.54:1.
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", [*theme.CATEGORICAL, theme.PLAN, theme.COMPARATOR])
def test_words_in_a_colour_can_be_read_on_white(colour):
    assert theme.contrast(theme.label_ink(colour), "#FFFFFF") >= 4.5


@pytest.mark.parametrize("colour", [theme.AREA, theme.ENGLAND, theme.PLAN, theme.OLDER_ROUND])
def test_marks_stand_out_from_white(colour):
    assert theme.contrast(colour, "#FFFFFF") >= 3


def test_neighbouring_categories_differ():
    # The Analysis Function orders its palette so that neighbours differ by 3:1.
    for one, other in itertools.pairwise(theme.CATEGORICAL):
        assert theme.contrast(one, other) >= 3


@pytest.mark.parametrize("fill", [*theme.SEQUENTIAL, *theme.CATEGORICAL])
def test_text_on_a_fill_can_be_read(fill):
    assert theme.contrast(theme.text_on(fill), fill) >= 4.5


def test_ink_reads_on_white():
    assert theme.contrast(theme.INK, "#FFFFFF") >= 7
    assert theme.contrast(theme.MUTED_INK, "#FFFFFF") >= 4.5
