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
    return _own_ids(svg, prefix)


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


def _own_ids(svg: str, prefix: str) -> str:
    # Vega counts its clip paths through the life of a process: count anew in each picture.
    seen: dict[str, str] = {}

    def own(match: re.Match[str]) -> str:
        return seen.setdefault(match[0], f"{prefix}-{match[1].rstrip('_')}-{len(seen)}")

    # Ids stand in tags only; text between tags is the reader's and stays as it is.
    return re.sub(r"<[^>]*>", lambda tag: _COUNTED_ID.sub(own, tag[0]), svg)
