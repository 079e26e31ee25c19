"""A static picture is the same SVG text everywhere, whatever fonts a machine has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert

from evidence.figures.figure import redraw

VEGA_LITE_VERSION = "5.20"
"""The Vega-Lite that draws both the picture and the interactive chart (Altair 5.5's schema)."""

FONTS = Path(__file__).with_name("fonts")
"""Holds Evidence Sans as .ttf for pictures and .woff2 for the web page."""

_TAG = re.compile(r"<[^>]*>")
_PLACED = re.compile(r'(?<= d=")[^"]*|(?<= transform=")[^"]*|(?<= x2=")[^"]*|(?<= y2=")[^"]*')
_LONG = re.compile(r"-?\d*\.\d{2,}(?:e[-+]?\d+)?|-?\d+e[-+]?\d+")
_MATRIX = re.compile(r"(?:scale|matrix)\(")
_STANDSTILL = re.compile(r"L(-?[\d.]+,-?[\d.]+)(?:L\1(?![\d.]))+")
_COUNTED_ID = re.compile(r"\b(clip|gradient_|pattern_)(\d+)\b")


def static_svg(
    spec: Mapping[str, Any], narrow: Mapping[str, Any] | None = None, *, prefix: str = "figure"
) -> str:
    """Draw ``spec``, redrawn by ``narrow`` if given, as SVG whose text stays text.

    ``prefix`` starts every id inside the picture, so that several can stand in one page.
    """
    register_fonts()
    svg: str = vl_convert.vegalite_to_svg(
        redraw(spec, narrow or {}), vl_version=VEGA_LITE_VERSION, allowed_base_urls=[]
    )
    return _own_ids(_TAG.sub(lambda tag: _rounded(tag[0]), svg), prefix)


def static_png(
    spec: Mapping[str, Any], narrow: Mapping[str, Any] | None = None, *, scale: float = 2
) -> bytes:
    """Draw the same picture as PNG, ``scale`` times as many pixels."""
    png: bytes = vl_convert.svg_to_png(static_svg(spec, narrow), scale=scale)
    return png


@cache
def register_fonts() -> None:
    """Make Evidence Sans known to what draws pictures."""
    vl_convert.register_font_directory(str(FONTS))


def _rounded(tag: str) -> str:
    """Round the coordinates in a tag to a tenth of a pixel, which no eye or printer misses.

    It spares a map most of its length, and the last digits are those that processors differ in.
    """

    def shorten(match: re.Match[str]) -> str:
        if _MATRIX.search(match[0]):
            return match[0]  # a scale is a factor, not a place
        short = _LONG.sub(lambda number: _tenth(number[0]), match[0])
        # Simplified borders have points within a tenth of each other: one is enough.
        return _STANDSTILL.sub(r"L\1", short)

    return _PLACED.sub(shorten, tag)


def _tenth(number: str) -> str:
    text = f"{float(number):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _own_ids(svg: str, prefix: str) -> str:
    # Vega counts its clip paths through the life of a process: count anew in each picture.
    seen: dict[str, str] = {}

    def own(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"{prefix}-{match[1].rstrip('_')}-{len(seen)}")

    # Ids stand in tags only; text between tags is the reader's and stays as it is.
    return _TAG.sub(lambda tag: _COUNTED_ID.sub(own, tag[0]), svg)
