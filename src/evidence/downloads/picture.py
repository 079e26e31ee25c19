"""A picture that leaves the book takes its title, its sources and the book's name with it."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import vl_convert

from evidence.downloads.text import line, plain
from evidence.figures.key import CHARACTER
from evidence.figures.static import register_fonts
from evidence.figures.theme import FONT, INK

_MARGIN = 20
_LEAST = 640
"""Width in pixels below which a title would have no room."""
_QUIET = "#4d5761"
_PNG = b"\x89PNG\r\n\x1a\n"
_EFFORT = 6
_TITLE, _SUBTITLE, _NOTE = 18, 13, 10.5
_LEADING = 1.35
_RUNNING = 0.9
"""Width of a letter of a sentence to that of a label on the safe side: Arial, which stands in where
our font is not, is a little wider than our own."""
_BOLD = 1.08
"""Width of bold letters to that of plain ones."""


def picture_svg_bytes(
    chart: str, title: str, subtitle: str, alt: str, notes: Sequence[str]
) -> bytes:
    """Return ``chart``, an SVG, below its title and above its notes, as a file of its own."""
    inner = ElementTree.fromstring(plain(chart))
    for part in [part for part in inner if part.tag in ("title", "desc")]:
        inner.remove(part)
    for name in ("role", "aria-labelledby"):
        inner.attrib.pop(name, None)
    across = max(float(inner.get("width", "0")), _LEAST)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
    root.set("aria-labelledby", "title desc")
    for name, words in (("title", title), ("desc", alt)):
        SubElement(root, name, {"id": name}).text = plain(words)
    SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    below = _text(root, _MARGIN, across, title, size=_TITLE, colour=INK, bold=True)
    below = _text(root, below + 2, across, subtitle, size=_SUBTITLE, colour=_QUIET) + 12
    inner.set("x", str(_MARGIN))
    inner.set("y", _number(below))
    root.append(inner)
    below += float(inner.get("height", "0")) + 12
    for note in notes:
        below = _text(root, below, across, note, size=_NOTE, colour=_QUIET)
    width, height = _number(across + 2 * _MARGIN), _number(below + _MARGIN - 4)
    root.set("width", width)
    root.set("height", height)
    root.set("viewBox", f"0 0 {width} {height}")
    return (ElementTree.tostring(root, encoding="unicode") + "\n").encode()


def picture_png_bytes(svg: bytes, *, scale: float = 2) -> bytes:
    """Return the same picture in ``scale`` times as many pixels, without a date in it."""
    register_fonts()
    return _packed(vl_convert.svg_to_png(svg.decode(), scale=scale))


def _packed(png: bytes) -> bytes:
    """Pack the pixels of a PNG well, which its maker does fast: a quarter of the size."""
    position, chunks, pixels = len(_PNG), [], b""
    while position < len(png):
        length = int.from_bytes(png[position : position + 4], "big")
        kind = png[position + 4 : position + 8]
        content = png[position + 8 : position + 8 + length]
        position += length + 12
        if kind == b"IDAT":
            pixels += content
        elif kind == b"IEND":
            chunks.append((b"IDAT", zlib.compress(zlib.decompress(pixels), _EFFORT)))
            chunks.append((kind, content))
        else:
            chunks.append((kind, content))
    return _PNG + b"".join(
        len(content).to_bytes(4, "big")
        + kind
        + content
        + zlib.crc32(kind + content).to_bytes(4, "big")
        for kind, content in chunks
    )


def _text(
    root: Element,
    top: float,
    across: float,
    text: str,
    *,
    size: float,
    colour: str,
    bold: bool = False,
) -> float:
    """Write ``text`` in as many lines as it needs, and return where the next one starts."""
    letter = CHARACTER * _RUNNING * size / 12 * (_BOLD if bold else 1)
    lines = textwrap.wrap(line(text), max(int(across / letter), 1), break_on_hyphens=False)
    parent = SubElement(
        root,
        "text",
        {"font-family": FONT, "font-size": str(size), "fill": colour}
        | ({"font-weight": "bold"} if bold else {}),
    )
    for index, words in enumerate(lines):
        y = _number(top + size + index * size * _LEADING)
        SubElement(parent, "tspan", {"x": str(_MARGIN), "y": y}).text = words
    return top + len(lines) * size * _LEADING


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
