"""The theme draws every chart alike: colour-blind safe, horizontal titles, light grids.

It follows the Government Analysis Function's guidance on charts and colours. It serves any
Altair chart in any notebook, without the rest of the project:

    from evidence.figures import theme
    theme.enable()

Importing it changes nobody's charts; the figures of the book carry ``config`` themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from altair.utils.plugin_registry import PluginEnabler

NAME = "evidence"
"""What Altair calls the theme once ``enable`` has registered it."""

FONT = "Evidence Sans, Arial, sans-serif"

AREA = "#12436D"
"""The authority of the page, in every chart."""
ENGLAND = "#3D3D3D"
"""England: always dashed, outlined or hollow as well, for it is as dark as the area."""
COMPARATOR = "#8A94A6"
"""Other authorities."""
CATEGORICAL = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""The Analysis Function's palette in its order: neighbours differ by 3:1.

Up to four, as it advises, stay apart to any eye; beyond them plum and grey are near each other
without red-green vision, and need a dash or a label as well.
"""
SEQUENTIAL = ("#0B2D4A", "#12579A", "#5FA6E1", "#A3CBEC", "#E6F1FA")
"""Blues from the most to the least, for maps and heat tables.

Five steps of 3:1 would need 81:1, and a screen has 21:1: steps are even to the eye instead, areas
are parted by a line, and classes are named in the legend and the table.
"""

PLAN = "#801650"
"""What a council's document planned on."""
OLDER_ROUND = "#28A197"
"""A projection round that a newer one has replaced."""

INK = "#1F1F1F"
MUTED_INK = "#505050"
GRID = "#E3E3E3"
LINE = "#8C8C8C"
"""The line at nought, an axis, an edge: seen, but behind what is drawn."""
OUTLINE = "#FFFFFF"
NO_DATA = "#D9D9D9"

LABEL_INK = {
    "#28A197": "#17716A",
    "#F46A25": "#B0400A",
    "#A285D1": "#6E4AA8",
    COMPARATOR: "#5C6675",
}
"""A colour's darker sister for text, where the colour itself is too light to read (4.5:1)."""

TEXT_SIZE = 12
DASH = (5, 3)


def enable() -> PluginEnabler[Any, Any]:
    """Draw Altair charts with this theme, until another is enabled or a ``with`` block ends."""
    alt.theme.register(NAME, enable=False)(_standalone)
    return alt.theme.enable(NAME)


def label_ink(colour: str) -> str:
    """Return the colour for a text that names something drawn in ``colour``."""
    return LABEL_INK.get(colour, colour)


def contrast(first: str, second: str) -> float:
    """Return the WCAG 2 contrast ratio (1 to 21) of two colours written #RRGGBB."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(fill: str) -> str:
    """Return ink or white, whichever reads better on ``fill``."""
    return max((INK, "#FFFFFF"), key=lambda colour: contrast(colour, fill))


def config() -> dict[str, Any]:
    """Return the Vega-Lite config that every specification carries."""
    text = {"labelColor": INK, "labelFontSize": TEXT_SIZE, "titleColor": MUTED_INK}
    axis = {
        **text,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "labelFont": FONT,
        "titleFont": FONT,
        "domainColor": LINE,
        "tickColor": LINE,
        "gridColor": GRID,
        "labelPadding": 5,
    }
    return {
        "aria": False,  # the page names the picture and gives the table
        "background": "#FFFFFF",
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "axis": axis,
        # A title above the axis, read horizontally, in place of one turned on its side.
        "axisY": {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleBaseline": "bottom",
            "titleY": -8,
            "ticks": False,
            "domain": False,
        },
        "axisX": {"grid": False, "titlePadding": 8, "titleAnchor": "start"},
        "header": {
            "labelFont": FONT,
            "labelFontSize": 13,
            "labelFontWeight": "bold",
            "labelColor": INK,
            "labelAnchor": "start",
            "title": None,
        },
        "legend": {
            **text,
            "labelFont": FONT,
            "titleFont": FONT,
            "titleFontSize": TEXT_SIZE,
            "titleFontWeight": "normal",
            "titleAnchor": "start",
            "symbolSize": 120,
            "orient": "top",
            "labelLimit": 300,
            "titleLimit": 320,
        },
        "title": {
            "font": FONT,
            "subtitleFont": FONT,
            "anchor": "start",
            "color": INK,
            "subtitleColor": MUTED_INK,
            "fontSize": 13,
            "subtitleFontSize": TEXT_SIZE,
            "offset": 12,
        },
        "text": {"font": FONT, "fontSize": TEXT_SIZE, "color": INK},
        "line": {"strokeWidth": 2.5},
        "bar": {"color": AREA},
        "point": {"filled": True, "opacity": 1, "size": 50},
        "concat": {"spacing": 18},
        "facet": {"spacing": 18},
    }


def _standalone() -> alt.theme.ThemeConfig:
    """Return the theme for a chart that chooses no colours and that no page describes."""
    shared: Any = {name: value for name, value in config().items() if name != "aria"}
    pale_to_dark = list(reversed(SEQUENTIAL))
    ranges = {"category": list(CATEGORICAL)} | dict.fromkeys(
        ("ordinal", "ramp", "heatmap"), pale_to_dark
    )
    return {"config": shared | {"range": ranges}}


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
