from __future__ import annotations

import struct
import zlib
from xml.etree import ElementTree

import pytest

from evidence.downloads.picture import picture_png_bytes, picture_svg_bytes

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'too'\x01"
TEXT = HOSTILE.rstrip("\x01")
SVG = "{http://www.w3.org/2000/svg}"
CHART = (
    '<svg width="600" height="200" role="img" aria-labelledby="a b"><title id="a">T</title>'
    '<desc id="b">D</desc><rect width="600" height="200" fill="#ff0000"></rect></svg>'
)


@pytest.fixture(scope="module")
def drawn() -> bytes:
    notes = [f"Source: {HOSTILE}", "A note. " * 60]
    return picture_svg_bytes(CHART, f"Title {HOSTILE}", f"Subtitle {HOSTILE}", "4 bars", notes)


def lines(root: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in root.iter(f"{SVG}tspan")]


def test_a_drawing_says_title_subtitle_and_notes_as_text(drawn: bytes) -> None:
    root = ElementTree.fromstring(drawn)
    said = " ".join(lines(root))
    for text in (f"Title {TEXT}", f"Subtitle {TEXT}", f"Source: {TEXT}", "A note. A note."):
        assert text in said
    assert root.findtext(f"{SVG}title") == f"Title {TEXT}"
    assert root.findtext(f"{SVG}desc") == "4 bars"
    assert not list(root.iter(f"{SVG}script"))
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert sorted(ids) == ["desc", "title"]  # named once, not once more by the chart within


def test_a_drawing_has_room_for_all_it_says(drawn: bytes) -> None:
    root = ElementTree.fromstring(drawn)
    (chart,) = root.findall(f"{SVG}svg")
    heights = [float(part.get("y", "0")) for part in root.iter(f"{SVG}tspan")]
    above = [height for height in heights if height < float(chart.get("y", "0"))]
    below = [height for height in heights if height > float(chart.get("y", "0")) + 200]
    assert len(above) + len(below) == len(heights)
    assert max(heights) < float(root.get("height", "0"))
    assert heights == sorted(heights)
    # 0.5 em is the mean width of Arial's letters in English text; a line begins 20 pixels in.
    edge = float(root.get("width", "0"))
    assert all(20 + len(line) * 10.5 * 0.5 < edge for line in lines(root)[-len(below) :])


def test_a_png_is_twice_as_large_and_states_no_time(drawn: bytes) -> None:
    root = ElementTree.fromstring(drawn)
    png = picture_png_bytes(drawn)
    assert png == picture_png_bytes(drawn)
    position, kinds, pixels = 8, [], b""
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        kind, content = png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        (check,) = struct.unpack(">I", png[position + 8 + length : position + 12 + length])
        assert check == zlib.crc32(kind + content)
        kinds.append(kind)
        pixels += content if kind == b"IDAT" else b""
        position += 12 + length
    assert set(kinds) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    width, height = struct.unpack(">II", png[16:24])
    assert width == pytest.approx(2 * float(root.get("width", "0")), abs=2)
    assert height == pytest.approx(2 * float(root.get("height", "0")), abs=2)
    assert len(zlib.decompress(pixels)) == height * (4 * width + 1)
