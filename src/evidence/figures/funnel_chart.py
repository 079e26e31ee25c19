"""A funnel chart sets values over the size of their base, with limits that narrow as it grows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import HEADING, Drawing, Record, draw, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.key import Entry, key
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND, INK, TEXT_SIZE

_OTHER = "#C3C9D4"
_OUTER, _INNER = "#EFF2F6", "#DDE3EC"
_LEFT = 40
_HEIGHT = {True: 330, False: 300}
_LINE = 15
_KINDS = ("place", "similar", "other")
_FILL = (AREA, COMPARATOR, "#FFFFFF")
_STROKE = (AREA, "#5C6675", "#8A94A6")


def funnel_chart(
    points: Sequence[Record],
    limits: Sequence[Record],
    *,
    target: float,
    name: str,
    axes: tuple[str, str],
    entries: tuple[str, str],
    widened: bool,
    root: bool = False,
) -> Drawing:
    """Draw ``points`` (base, value, kind, area, text) over ``limits``, which narrow with the base.

    ``limits`` hold at each base ``chance_low`` and ``chance_high`` (95%), ``chance_outer_low`` and
    ``chance_outer_high`` (99.8%), and, where ``widened``, the same of ``spread``. ``axes`` are the
    titles of base and value; ``name`` labels the point of kind "place"; ``entries`` name the other
    kinds in the key ("Similar authorities", "Other authorities"). The base is on a logarithmic
    scale, and the value on a linear one, or on one of square roots if ``root``.
    """
    if not points or not limits:
        raise CheckError("a funnel has no value to draw: show a notice")
    across = min(point["base"] for point in points), max(point["base"] for point in points)
    domain = [across[0] / 1.3, across[1] * 1.3]
    top = _top(max(point["value"] for point in points))
    kinds = {point["kind"] for point in points}
    shown = [
        *([Entry(name, AREA, "circle")] if "place" in kinds else []),
        *([Entry(entries[0], COMPARATOR, "circle")] if "similar" in kinds else []),
        *([Entry(entries[1], "#8A94A6", "ring")] if "other" in kinds else []),
        Entry("England", ENGLAND, "dashed"),
        Entry("95% limits of chance alone", INK, "line"),
        Entry("99.8% limits of chance alone", COMPARATOR, "line"),
    ]
    if widened:
        shown += [
            Entry("95% limits with the usual spread", _INNER),
            Entry("99.8% limits with the usual spread", _OUTER),
        ]
    curved: dict[str, Any] = {"type": "sqrt"} if root else {}
    marks: dict[str, Any] = {"values": _roots(top), "format": ",.3~r"} if root else {"tickCount": 5}
    middle = math.sqrt(domain[0] * domain[1])
    labelled = [
        point | {"label": name, "left": point["base"] > middle}
        for point in points
        if point["kind"] == "place"
    ]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        wide = width == WIDE
        inner = width - _LEFT - 20
        title = wrapped(axes[1], 90 if wide else 46).split("\n")
        x = (
            alt.X("base:Q")
            .scale(type="log", domain=domain, nice=False)
            .axis(values=_decades(domain, most=8 if wide else 4), format=",d", grid=False)
            .title(axes[0] if wide else wrapped(axes[0], 44).split("\n"))
        )
        y = (
            alt.Y("value:Q")
            .scale(domain=[0, top], nice=False, **curved)
            # The lines of a title are set downwards from the first.
            .axis(grid=True, **marks, titleX=-_LEFT, titleY=-8 - _LINE * (len(title) - 1))
            .title(title)
        )
        layers = [
            *_bands(x, y, widened=widened),
            *_lines(x, y),
            alt.Chart(source("target"))
            .mark_rule(color=ENGLAND, strokeDash=[4, 3], strokeWidth=1.2, tooltip=None)
            .encode(y=alt.Y("value:Q")),
            _dots(x, y, axes[1]),
            *_labels(x, y),
        ]
        chart = alt.layer(*layers).properties(width=inner, height=_HEIGHT[wide])
        head, rows = key(shown, width - 20)
        # The key starts at the left edge, as the axis title does.
        rows["key"] = [
            {**item, "left": item["left"] - _LEFT, "text": item["text"] - _LEFT}
            for item in rows["key"]
        ]
        head = head.properties(width=inner)
        data: dict[str, Any] = {
            "points": list(points),
            "limits": list(limits),
            "target": [{"value": target}],
            "labelled": labelled,
        }
        return alt.vconcat(head, chart, spacing=14), data | rows

    return draw(build)


def _bands(x: alt.X, y: alt.Y, *, widened: bool) -> list[alt.Chart]:
    if not widened:
        return []
    base = alt.Chart(source("limits"))
    return [
        base.mark_area(color=colour, opacity=1, tooltip=None, clip=True).encode(
            x=x, y=_field(y, f"{field}_low"), y2=alt.Y2(f"{field}_high:Q")
        )
        for field, colour in (("spread_outer", _OUTER), ("spread", _INNER))
    ]


def _lines(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    base = alt.Chart(source("limits"))
    return [
        base.mark_line(color=colour, strokeWidth=1.2, tooltip=None, clip=True).encode(
            x=x, y=_field(y, f"{field}_{end}")
        )
        for field, colour in (("chance_outer", COMPARATOR), ("chance", INK))
        for end in ("low", "high")
    ]


def _dots(x: alt.X, y: alt.Y, value: str) -> alt.LayerChart:
    base = alt.Chart(source("points"))
    tooltip = [
        alt.Tooltip("area:N", title=HEADING),
        alt.Tooltip("text:N", title=value),
        alt.Tooltip("counts:N", title="Counts"),
    ]
    parts = []
    # Others first, so that the area and those like it lie on top.
    for kind in reversed(_KINDS):
        number = _KINDS.index(kind)
        parts.append(
            base.transform_filter(f"datum.kind === '{kind}'")
            .mark_point(
                size=(110, 55, 34)[number],
                fill=_FILL[number],
                stroke=_STROKE[number],
                strokeWidth=(1.8, 1.0, 1.0)[number],
                opacity=1,
                clip=True,
            )
            .encode(x=x, y=y, tooltip=tooltip)
        )
    return alt.layer(*parts)


def _labels(x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Name the area beside its point, to the side where there is room, on a pale edge."""
    base = alt.Chart(source("labelled"))
    return [
        base.transform_filter(f"datum.left === {str(left).lower()}")
        .mark_text(
            align="right" if left else "left",
            dx=-9 if left else 9,
            fontSize=TEXT_SIZE,
            fontWeight="bold",
            tooltip=None,
            **edge,
        )
        .encode(x=x, y=y, text=alt.Text("label:N"), color=alt.ColorValue(colour))
        for left in (False, True)
        for edge, colour in (
            ({"stroke": "#FFFFFF", "strokeWidth": 4}, "#FFFFFF"),
            ({}, AREA),
        )
    ]


def _field(y: alt.Y, field: str) -> alt.Y:
    """Give the same axis for another field: two that differ would lose its title."""
    other: alt.Y = y.copy()
    other.shorthand = f"{field}:Q"
    return other


def _decades(domain: Sequence[float], most: int) -> list[int]:
    """Give round numbers within a domain: 1 and 3 times powers of ten, fewer where too many."""
    low, high = (math.floor(math.log10(max(end, 1))) for end in domain)
    for steps in ((1, 3), (1,)):
        marks = [step * 10**power for power in range(low, high + 1) for step in steps]
        inside = [mark for mark in marks if domain[0] <= mark <= domain[1]]
        if len(inside) <= most:
            break
    return inside or [round(domain[0])]


def _roots(top: float) -> list[float]:
    """Give round numbers from nought to ``top`` that lie apart on a scale of square roots."""
    unit = 10.0 ** math.floor(math.log10(top))
    steps = (0, 0.02, 0.1, 0.2, 0.5, 1, 2, 3, 5, 7)
    return [round(step * unit, 6) for step in steps if step * unit <= top]


def _top(highest: float) -> float:
    """Give the end of the vertical scale: a little above the highest value."""
    return round(highest * 1.06, 6) or 1.0
