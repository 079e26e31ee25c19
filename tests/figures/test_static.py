"""A picture is the same text in any process, whatever the machine holds."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.figures.bars import Bar, bars
from evidence.figures.key import Entry
from evidence.figures.static import _rounded, static_png, static_svg
from evidence.figures.theme import AREA

_ELSEWHERE = """
import hashlib, sys
sys.path.insert(0, {here!r})
from test_static import drawn
from evidence.figures.static import static_svg
drawing = drawn()
static_svg(drawing.spec)
wide = static_svg(drawing.spec)
narrow = static_svg(drawing.spec, drawing.narrow)
print(hashlib.sha256((wide + narrow).encode()).hexdigest())
"""


def drawn(name: str = "Here"):
    chosen = [Bar(name, 12.0, "12%", AREA, "First"), Bar("There", -3.4, "-3%", AREA, "Other")]
    return bars(chosen, value_title="Per cent", decimals=1, entries=[Entry(name, AREA)])


def _elsewhere(tmp_path, seed: str) -> str:
    env = {
        **os.environ,
        "FONTCONFIG_FILE": "/dev/null",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": seed,
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    code = _ELSEWHERE.format(here=str(Path(__file__).parent))
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


def test_bytes_do_not_depend_on_fonts_home_or_hash_seed(tmp_path):
    drawing = drawn()
    text = static_svg(drawing.spec) + static_svg(drawing.spec, drawing.narrow)
    here = hashlib.sha256(text.encode()).hexdigest()
    assert _elsewhere(tmp_path, "1") == _elsewhere(tmp_path, "2") == here


def test_text_stays_text_and_a_hostile_name_is_data():
    hostile = "<script>alert(1)</script>"
    svg = static_svg(drawn(hostile).spec)
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_ids_are_the_pictures_own():
    svg = static_svg(drawn().spec, prefix="people-wide")
    assert svg == static_svg(drawn().spec, prefix="people-wide")
    assert 'id="clip' not in svg


def test_the_phone_has_a_picture_of_its_own():
    drawing = drawn()
    assert static_png(drawing.spec)[:8] == b"\x89PNG\r\n\x1a\n"
    assert static_svg(drawing.spec, drawing.narrow) != static_svg(drawing.spec)


def test_coordinates_have_one_decimal_and_words_keep_theirs():
    # A name that looks like a path of a picture is still a name.
    svg = static_svg(drawn('M1.234,5.678 d="2.345"').spec)
    assert "M1.234,5.678 d=" in svg
    tags = re.findall(r"<[^>]*>", svg)
    places = [place for tag in tags for place in re.findall(r' (?:d|transform)="([^"]*)"', tag)]
    assert any(re.search(r"\d\.\d", place) for place in places)
    assert not [place for place in places if re.search(r"\.\d\d", place)]


@pytest.mark.parametrize(
    ("tag", "short"),
    [
        ('<path d="M0.04,-0.04L10.26,5.5L10.3,5.49Z"/>', '<path d="M0,0L10.3,5.5Z"/>'),
        ('<path d="M1.05e-7,3L12.0,-1e-9"/>', '<path d="M0,3L12.0,0"/>'),
        # The next point begins with the same digits and is another.
        ('<path d="M0,0L1,2L1,2.5"/>', '<path d="M0,0L1,2L1,2.5"/>'),
        (
            '<g transform="translate(3.14159,2) rotate(-90)"/>',
            '<g transform="translate(3.1,2) rotate(-90)"/>',
        ),
        ('<g transform="scale(0.0125)"/>', '<g transform="scale(0.0125)"/>'),
        (
            '<path stroke-width="0.25" opacity="0.85"/>',
            '<path stroke-width="0.25" opacity="0.85"/>',
        ),
    ],
)
def test_a_place_is_rounded_and_nothing_else(tag, short):
    assert _rounded(tag) == short
