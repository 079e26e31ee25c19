"""Bars compare amounts from one baseline, each with its value written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.figures.drawing import HEADING, LINES, Drawing, draw, heading, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.table import rounded
from evidence.figures.theme import LINE, TEXT_SIZE

_GAP = 6
_LINE = 14
_THICK = 0.72
"""Share of a row of one line that its bar takes; taller rows have no thicker bars."""
_TALL_ROW, _TALL_BAR = 42, 18
"""Pixels of a row whose label stands above its bar, and of that bar."""


@dataclass(frozen=True)
class Bar:
    """One bar: ``text`` is the value as readers see it; a missing value draws no bar.

    Bars with the same ``group`` stand together below its heading.
    """

    label: str
    value: float | None
    text: str
    colour: str
    group: str = ""
    hollow: bool = False


@dataclass(frozen=True)
class Dot:
    """One value set beside the bar of the same ``label`` and ``group``."""

    label: str
    value: float
    name: str
    colour: str
    group: str = ""
    hollow: bool = False


def bars(
    chosen: Sequence[Bar],
    *,
    value_title: str,
    decimals: int,
    dots: Sequence[Dot] = (),
    entries: Sequence[Entry] = (),
    row: int = 26,
    label_width: int = 22,
    above: bool = False,
    told: str = "",
) -> Drawing:
    """Draw horizontal bars in the order given, one panel for each group, on one scale.

    ``entries`` is the key, above. ``label_width`` is how many characters of a label stand on one
    line. Where there are dots, values stand in a column at the right, clear of them. With
    ``above`` labels stand above their bars on a phone, so that long ones leave room for the bars.
    ``told`` names the value in tooltips where ``value_title`` says more than its name.
    """
    groups = list(dict.fromkeys(bar.group for bar in chosen))
    labels = {bar.label: wrapped(bar.label, label_width) for bar in chosen}
    lines = [line for text in labels.values() for line in text.split("\n")]
    beside = round(CHARACTER * max(map(len, lines))) + 12
    value = told or value_title, decimals
    known = [rounded(bar.value, decimals) for bar in chosen if bar.value is not None]
    known += [rounded(dot.value, decimals) for dot in dots]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        over = above and width < WIDE and max(map(len, labels)) <= width // 6
        left = 0 if over else beside
        plot = width - left - 12
        domain = _domain(chosen, known, plot, column=bool(dots))
        data: dict[str, Any] = {}
        drawn: list[Any] = []
        for number, group in enumerate(groups):
            mine = [bar for bar in chosen if bar.group == group]
            data[f"bars{number}"] = [_row(bar, labels, decimals, domain, dots) for bar in mine]
            data[f"dots{number}"] = [
                _dot(dot, labels, decimals) for dot in dots if dot.group == group
            ]
            names = [labels[bar.label] for bar in mine]
            tall = max(row, 16 * max(text.count("\n") + 1 for text in names) + 6)
            thick = _TALL_BAR if over else round(_THICK * row)
            panel = _panel(number, names, domain, value, dots=bool(dots), over=over, thick=thick)
            panel = panel.properties(width=plot, height=(_TALL_ROW if over else tall) * len(mine))
            if group:
                panel = panel.properties(title=heading(group, width, -left))
            drawn.append(panel)
        if entries:
            head, rows = key(entries, width - 12)
            drawn.insert(0, head.properties(width=plot))
            data |= rows
            shift = -left  # the key starts at the left edge, as the labels do
            data["key"] = [
                {**item, "left": item["left"] + shift, "text": item["text"] + shift}
                for item in data["key"]
            ]
        foot = [value_title] if width >= WIDE else wrapped(value_title, 50).split("\n")
        data["foot"] = [{"text": "\n".join(foot)}]
        drawn.append(_foot(-left).properties(width=plot, height=16 * len(foot)))
        return alt.vconcat(*drawn, spacing=14 if any(groups) else 8), data

    return draw(build)


def _domain(
    chosen: Sequence[Bar], known: Sequence[float], plot: int, *, column: bool
) -> tuple[float, float]:
    """Return the values at both edges of the plot, leaving room for what is written."""
    low, high = min([0.0, *known]), max([0.0, *known])
    if low == high:
        high = 1.0
    before = after = 4.0
    if column:
        after = CHARACTER * max(len(bar.text) for bar in chosen) + 5 * _GAP
        before = 10.0
    else:
        for bar in chosen:
            room = CHARACTER * len(bar.text) + _GAP
            # Longer than need be where the longest text is not at the longest bar.
            if bar.value is not None and bar.value < 0:
                before = max(before, room + _GAP)
            else:
                after = max(after, room)
    each = (high - low) / (plot - before - after)
    return round(low - before * each, 9), round(high + after * each, 9)


def _row(
    bar: Bar,
    labels: dict[str, str],
    decimals: int,
    domain: tuple[float, float],
    dots: Sequence[Dot],
) -> dict[str, Any]:
    value = None if bar.value is None else rounded(bar.value, decimals)
    return {
        "label": labels[bar.label],
        "name": bar.label,
        "value": value,
        "text": bar.text,
        "fill": "#FFFFFF" if bar.hollow else bar.colour,
        "stroke": bar.colour,
        "at": domain[1] if dots else value or 0,
        "side": "column" if dots else "left" if (value or 0) < 0 else "right",
    }


def _dot(dot: Dot, labels: dict[str, str], decimals: int) -> dict[str, Any]:
    return {
        "label": labels[dot.label],
        "bar": dot.label,
        "name": dot.name,
        "value": rounded(dot.value, decimals),
        "fill": "#FFFFFF" if dot.hollow else dot.colour,
        "stroke": dot.colour if dot.hollow else "#FFFFFF",
    }


def _panel(
    number: int,
    order: list[str],
    domain: tuple[float, float],
    value: tuple[str, int],
    *,
    dots: bool,
    over: bool,
    thick: int,
) -> alt.LayerChart:
    scale = alt.Scale(domain=list(domain), nice=False, zero=False)
    # Half of a tall row is left for the label above its bar.
    inner = 0.56 if over else 0.28
    y = alt.Y(
        "label:N",
        sort=order,
        scale=alt.Scale(domain=order, paddingInner=inner, paddingOuter=inner / 2),
        axis=None
        if over
        else alt.Axis(
            title=None,
            labelExpr=LINES,
            labelLimit=0,
            labelLineHeight=_LINE,
            labelBaseline="middle",
            # Lines are set downwards from the first: half of the others go above it.
            labelOffset=alt.ExprRef(f"{-_LINE / 2} * (length({LINES}) - 1)"),
        ),
    )
    base = alt.Chart(source(f"bars{number}")).encode(y=y)
    x = alt.X("value:Q", scale=scale, axis=None)
    told = [
        alt.Tooltip("name:N", title=HEADING),
        alt.Tooltip("text:N", title=value[0]),
    ]
    layers: list[Any] = [
        base.mark_bar(strokeWidth=1.5, size=thick).encode(
            x=x,
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            tooltip=told,
        ),
        alt.Chart(source(f"bars{number}"))
        .transform_aggregate(count="count()")
        .mark_rule(color=LINE)
        .encode(x=alt.X(datum=0, type="quantitative", scale=scale, axis=None)),
    ]
    if dots:
        layers.append(
            alt.Chart(source(f"dots{number}"))
            .mark_point(size=80, strokeWidth=1.5)
            .encode(
                x=x,
                y=y,
                fill=alt.Fill("fill:N", scale=None),
                stroke=alt.Stroke("stroke:N", scale=None),
                tooltip=[
                    alt.Tooltip("bar:N", title=HEADING),
                    alt.Tooltip("name:N", title="Dot"),
                    alt.Tooltip("value:Q", title=value[0], format=f",.{value[1]}f"),
                ],
            )
        )
    for side, align, shift in (
        ("right", "left", _GAP),
        ("left", "right", -_GAP),
        ("column", "right", -2),
    ):
        layers.append(
            base.transform_filter(f"datum.side == '{side}'")
            .mark_text(align=align, baseline="middle", dx=shift, fontSize=TEXT_SIZE)
            .encode(x=alt.X("at:Q", scale=scale, axis=None), text=alt.Text("text:N"))
        )
    if over:
        layers.append(
            base.mark_text(align="left", baseline="middle", dy=-18, fontSize=TEXT_SIZE).encode(
                x=alt.XValue(_GAP + 2), text=alt.Text("name:N")
            )
        )
    return alt.layer(*layers)


def _foot(left: int) -> alt.Chart:
    return (
        alt.Chart(source("foot"))
        .mark_text(
            align="left", baseline="top", color="#505050", fontSize=TEXT_SIZE, lineBreak="\n"
        )
        .encode(x=alt.XValue(left), y=alt.YValue(0), text=alt.Text("text:N"))
    )
