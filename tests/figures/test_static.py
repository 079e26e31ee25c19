"""A picture is the same text in any process, whatever the machine holds."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from evidence.figures.bars import Bar, bars
from evidence.figures.key import Entry
from evidence.figures.static import static_png, static_svg
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
