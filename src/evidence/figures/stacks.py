"""Stacks are bars in two or more parts: how an amount is shared out, with the whole as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.errors import CheckError
from evidence.figures.drawing import HEADING, LINES, Drawing, draw, heading, source, wrapped
from evidence.figures.figure import WIDE
from evidence.figures.key import CHARACTER, Entry, key
from evidence.figures.table import rounded
from evidence.figures.theme import TEXT_SIZE

_GAP = 6
_NARROW_LABEL = 14


@dataclass(frozen=True)
class Stack:
    """One bar: ``parts`` in the order of the kinds drawn, None where there is no such part.

    ``text`` is the whole as readers see it; bars of one ``group`` stand below its heading.
    """

    label: str
    parts: tuple[float | None, ...]
    text: str
    group: str = ""

    @property
    def whole(self) -> float:
        """The length of the bar."""
        return sum(part for part in self.parts if part is not None)


def stacks(
    chosen: Sequence[Stack],
    kinds: Sequence[tuple[str, str]],
    *,
    value_title: str,
    write: Callable[[float], str],
    decimals: int = 0,
    row: int = 26,
    label_width: int = 22,
) -> Drawing:
    """Draw horizontal bars in the order given, one panel a group, all on one scale from nought.

    ``kinds`` are the (name, colour) of the parts, first the one at the baseline, and ``write`` puts
    the amount of a part into words, as ``text`` has the whole. Raises CheckError for a bar whose
    parts are not as many, and without bars.
    """
    if not chosen:
        raise CheckError("a chart of stacks has no bars to draw")
    if any(len(bar.parts) != len(kinds) for bar in chosen):
        raise CheckError(f"each bar of a chart of stacks has {len(kinds)} parts")
    groups = list(dict.fromkeys(bar.group for bar in chosen))
    highest = max(bar.whole for bar in chosen) or 1.0
    after = CHARACTER * max(len(bar.text) for bar in chosen) + _GAP

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        # On a phone labels stand in more lines, so that there is room for the bars.
        longest = label_width if width >= WIDE else _NARROW_LABEL
        labels = {bar.label: wrapped(bar.label, longest) for bar in chosen}
        lines = [line for text in labels.values() for line in text.split("\n")]
        left = round(CHARACTER * max(map(len, lines))) + 12
        step = max(row, 14 * max(text.count("\n") + 1 for text in labels.values()) + 6)
        plot = width - left - 12
        domain = [0, round(highest * plot / (plot - after), 9)]
        head, data = key([Entry(name, colour) for name, colour in kinds], width - 12)
        data["key"] = [
            {**item, "left": item["left"] - left, "text": item["text"] - left}
            for item in data["key"]
        ]
        drawn: list[Any] = [head.properties(width=plot)]
        for number, group in enumerate(groups):
            mine = [bar for bar in chosen if bar.group == group]
            data[f"parts{number}"] = [
                item for bar in mine for item in _parts(bar, kinds, labels, decimals, write)
            ]
            data[f"wholes{number}"] = [
                {"label": labels[bar.label], "end": rounded(bar.whole, decimals), "text": bar.text}
                for bar in mine
            ]
            panel = _panel(number, [labels[bar.label] for bar in mine], domain)
            panel = panel.properties(width=plot, height=step * len(mine))
            if group:
                panel = panel.properties(title=heading(group, width, -left))
            drawn.append(panel)
        foot = [value_title] if width >= WIDE else wrapped(value_title, 50).split("\n")
        data["foot"] = [{"text": "\n".join(foot)}]
        drawn.append(_foot(-left).properties(width=plot, height=16 * len(foot)))
        return alt.vconcat(*drawn, spacing=14 if any(groups) else 8), data

    return draw(build)


def _parts(
    bar: Stack,
    kinds: Sequence[tuple[str, str]],
    labels: dict[str, str],
    decimals: int,
    write: Callable[[float], str],
) -> list[dict[str, Any]]:
    rows, start = [], 0.0
    for (name, colour), part in zip(kinds, bar.parts, strict=True):
        if part is None:
            continue
        rows.append(
            {
                "label": labels[bar.label],
                "name": bar.label,
                "kind": name,
                "told": write(part),
                "start": rounded(start, decimals),
                "end": rounded(start + part, decimals),
                "fill": colour,
            }
        )
        start += part
    return rows


def _panel(number: int, order: list[str], domain: list[float]) -> alt.LayerChart:
    scale = alt.Scale(domain=domain, nice=False, zero=False)
    y = alt.Y(
        "label:N",
        sort=order,
        scale=alt.Scale(domain=order, paddingInner=0.28, paddingOuter=0.14),
        axis=alt.Axis(
            title=None,
            labelExpr=LINES,
            labelLimit=0,
            labelLineHeight=14,
            labelBaseline="middle",
            # Lines are set downwards from the first: half of the others go above it.
            labelOffset=alt.ExprRef(f"-7 * (length({LINES}) - 1)"),
        ),
    )
    bars = (
        alt.Chart(source(f"parts{number}"))
        .mark_bar(stroke="#FFFFFF", strokeWidth=0.5)
        .encode(
            x=alt.X("start:Q", scale=scale, axis=None),
            x2=alt.X2("end:Q"),
            y=y,
            fill=alt.Fill("fill:N", scale=None),
            tooltip=[
                alt.Tooltip("name:N", title=HEADING),
                alt.Tooltip("kind:N", title="Part"),
                alt.Tooltip("told:N", title="Amount"),
            ],
        )
    )
    words = (
        alt.Chart(source(f"wholes{number}"))
        .mark_text(align="left", baseline="middle", dx=_GAP, fontSize=TEXT_SIZE)
        .encode(x=alt.X("end:Q", scale=scale, axis=None), y=y, text=alt.Text("text:N"))
    )
    return alt.layer(bars, words)


def _foot(left: int) -> alt.Chart:
    return (
        alt.Chart(source("foot"))
        .mark_text(
            align="left", baseline="top", color="#505050", fontSize=TEXT_SIZE, lineBreak="\n"
        )
        .encode(x=alt.XValue(left), y=alt.YValue(0), text=alt.Text("text:N"))
    )
