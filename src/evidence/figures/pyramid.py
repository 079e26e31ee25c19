"""A pyramid sets the ages of an area's men and women against those of England."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from evidence.figures.drawing import Drawing, draw, source
from evidence.figures.key import Entry, key
from evidence.figures.table import rounded
from evidence.figures.theme import AREA, ENGLAND, INK

_MIDDLE = 58
"""Pixels between the two sides, for the ages."""
_CLOSEST = 34


@dataclass(frozen=True)
class Step:
    """One age band of one sex: per cent of all residents, here and in England."""

    band: str
    sex: str
    here: float
    england: float


def pyramid(steps: Sequence[Step], name: str, *, decimals: int, row: int = 19) -> Drawing:
    """Draw steps, youngest band first, as bars beside an outline of England.

    ``name`` is the area's. Males stand on the left, females on the right, on one scale.
    """
    bands = list(dict.fromkeys(step.band for step in steps))[::-1]
    high = max(max(step.here, step.england) for step in steps)
    every = 1.0 if high <= 5 else 2.0 if high <= 10 else math.ceil(high / 5)
    most = math.ceil(high / every) * every
    rows = [
        {
            "band": step.band,
            "sex": step.sex,
            "here": rounded(step.here, decimals),
            "england": rounded(step.england, decimals),
        }
        for step in steps
    ]

    def build(width: int) -> tuple[alt.TopLevelMixin, dict[str, Any]]:
        side = (width - _MIDDLE - 30) // 2
        sides = [
            _side(sex, bands, most, _ticks(most, every, side), decimals).properties(
                width=side, height=row * len(bands)
            )
            for sex in ("male", "female")
        ]
        head, data = key([Entry(name, AREA, "square"), Entry("England", ENGLAND, "tick")], width)
        both = alt.hconcat(*sides, spacing=_MIDDLE, bounds="flush")
        chart = alt.vconcat(
            head.properties(width=2 * side + _MIDDLE), both, spacing=34, bounds="flush"
        )
        return chart, {"steps": rows, **data}

    return draw(build)


def _ticks(most: float, every: float, side: int) -> list[float]:
    """Return the marks of an axis, every other one where they would stand too close."""
    count = round(most / every)
    step = 1 if side / count >= _CLOSEST else 2
    return [every * index for index in range(0, count + 1, step)]


def _side(
    sex: str, bands: list[str], most: float, ticks: list[float], decimals: int
) -> alt.LayerChart:
    reverse = sex == "male"
    ages = None
    if not reverse:
        ages = alt.Axis(title=None, labelAlign="center", labelPadding=_MIDDLE // 2, ticks=False)
    y = alt.Y("band:N", sort=bands, axis=ages, scale=alt.Scale(domain=bands, paddingInner=0.12))
    scale = alt.Scale(domain=[0, most], nice=False, reverse=reverse)
    x = alt.Axis(
        values=ticks,
        format="d",
        labelExpr="datum.label + '%'",
        title=None,
        grid=True,
        labelFlush=False,
    )
    base = (
        alt.Chart(source("steps"))
        .transform_filter(f"datum.sex == '{sex}'")
        .encode(
            y=y,
            tooltip=[
                alt.Tooltip("band:N", title="Age"),
                alt.Tooltip("sex:N", title="Sex"),
                alt.Tooltip("here:Q", title="Here, % of all residents", format=f".{decimals}f"),
                alt.Tooltip("england:Q", title="England, %", format=f".{decimals}f"),
            ],
        )
    )
    return alt.layer(
        base.mark_bar(color=AREA).encode(x=alt.X("here:Q", scale=scale, axis=x)),
        # White beneath, for the area is as dark as England.
        *(
            base.mark_tick(color=colour, thickness=thickness, bandSize=17, opacity=1).encode(
                x=alt.X("england:Q", scale=scale, axis=x)
            )
            for colour, thickness in (("#FFFFFF", 5.5), (ENGLAND, 2.5))
        ),
    ).properties(
        title=alt.Title(
            "Males" if reverse else "Females",
            color=INK,
            anchor="end" if reverse else "start",
            frame="group",
            offset=8,
        )
    )
