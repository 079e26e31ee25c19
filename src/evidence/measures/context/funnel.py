"""A funnel says how far an area of its size strays from England's value, and how far others do.

Limits of chance alone narrow with the base of a count, which gives the funnel its shape. Areas
mostly stray further than that, since they differ in more than chance; how many times as far is
estimated (overdispersion) and stated, and the limits are given widened by it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures.area import described
from evidence.measures.context.roll import (
    ADMISSIONS_18_64,
    ADMISSIONS_65_OVER,
    ELSEWHERE_RATE,
    Called,
    Roll,
    call,
)
from evidence.measures.frame import join, measure_frame
from evidence.methods.funnel import LEVELS, overdispersion, proportion_limits, rate_limits
from evidence.methods.interval import Floats

if TYPE_CHECKING:
    from evidence.tables.store import Store

CHANCE, SPREAD = "chance", "chance and the usual spread"
"""What the limits allow for, as category."""
FUNNELS = (ELSEWHERE_RATE, ADMISSIONS_65_OVER, ADMISSIONS_18_64)
"""The rolls for which a funnel is given."""

_SIZES = 61


def limits(store: Store, areas: Sequence[str], rolls: Sequence[str] = FUNNELS) -> pd.DataFrame:
    """Give the funnel limits at the size of each area, at 95% and 99.8%, around England's value.

    breakdown is the roll; value England's, lower and upper the limits for the area's own base;
    numerator and denominator are the area's, so that their ratio is what lies inside or outside.
    category ``CHANCE`` is for chance alone, ``SPREAD`` with overdispersion. With England among
    ``areas`` come funnel_overdispersion and funnel_outside, which count areas with a published
    count. Areas without one have no rows.
    """
    return join(*(frame for name in rolls for frame in _of_roll(store, call(store, name), areas)))


def curve(store: Store, name: str) -> pd.DataFrame:
    """Give the limits of a roll at 61 sizes from its smallest base to its largest, to be drawn.

    A plain table, not a measure frame: its sizes are no area's. Columns: base, and for each
    category of ``limits`` and each level a lower and an upper limit, such as (CHANCE, 0.95,
    "lower"). No rows where nothing is published.
    """
    called = call(store, name)
    if called.england is None or called.rows.empty:
        return pd.DataFrame()
    around = _Around.of(called)
    smallest, largest = called.rows["denominator"].min(), called.rows["denominator"].max()
    base = np.geomspace(smallest, largest, _SIZES) if largest > smallest else np.array([largest])
    columns: dict[Any, Any] = {"base": base}
    for category in (CHANCE, SPREAD):
        for level in LEVELS:
            low, high = around.limits(base, level, category)
            columns[category, level, "lower"] = low
            columns[category, level, "upper"] = high
    return pd.DataFrame(columns)


@dataclass(frozen=True)
class _Around:
    """England's value, and how many times as much areas vary around it as by chance."""

    roll: Roll
    target: float
    factor: float

    @classmethod
    def of(cls, called: Called) -> _Around:
        england, rows = called.england, called.rows
        assert england is not None
        target = float(england["numerator"] / england["denominator"])
        variance = target * (1 - target) if called.roll.kind == "proportion" else target
        share = rows["numerator"] / rows["denominator"]
        scores = (share - target) / np.sqrt(variance / rows["denominator"])
        return cls(called.roll, target, overdispersion(scores.to_numpy()))

    def limits(self, base: Floats, level: float, category: str) -> tuple[Floats, Floats]:
        """Give limits at each base, in the unit of the roll."""
        find = proportion_limits if self.roll.kind == "proportion" else rate_limits
        low, high = find(self.target, base, level, self.factor if category == SPREAD else 1.0)
        return self.roll.per * low, self.roll.per * high


def _of_roll(store: Store, called: Called, areas: Sequence[str]) -> Iterator[pd.DataFrame]:
    if called.england is None or called.rows.empty:
        return
    rows, item, england = called.rows, called.roll, called.england
    around = _Around.of(called)
    base = rows["denominator"].to_numpy()
    value = item.per * rows["numerator"].to_numpy() / base
    constants = {
        "breakdown": item.id,
        "variant": str(england["variant"]),
        "period": str(england["period"]),
        "sex": str(england["sex"]),
        "age_band": str(england["age_band"]),
        "status": "calculated",
        "standing": str(england["standing"]),
    }
    parts, outside = [], []
    for category in (CHANCE, SPREAD):
        for level in LEVELS:
            low, high = around.limits(base, level, category)
            parts.append(
                rows[["area_code", "numerator", "denominator", "lineage"]].assign(
                    category=category,
                    value=item.per * around.target,
                    lower=low,
                    upper=high,
                    confidence=level,
                    unit=str(england["unit"]),
                    method=_method(item.kind, around.factor if category == SPREAD else None),
                )
            )
            beyond = int(((value < low) | (value > high)).sum())
            outside.append({"category": category, "confidence": level, "value": float(beyond)})
    every = pd.concat(parts, ignore_index=True)
    own = every[every["area_code"].isin(list(areas))]
    if len(own):
        yield measure_frame(described(store, own), measure="funnel_limits", **constants)
    if gss.ENGLAND in areas:
        counted = {"denominator": float(len(rows)), "lineage": called.lineage} | constants
        whole = described(store, pd.DataFrame({"area_code": [gss.ENGLAND]}))
        yield measure_frame(
            whole.assign(value=around.factor),
            measure="funnel_overdispersion",
            method="mean square of the standardised distances from England's value, those of the "
            "outermost tenth at each end drawn in",
            **counted,
        )
        table = pd.DataFrame(outside).assign(area_code=gss.ENGLAND)
        yield measure_frame(
            described(store, table).assign(numerator=table["value"]),
            measure="funnel_outside",
            method="areas counted whose value lies outside the limits at their own size",
            **counted,
        )


def _method(kind: str, factor: float | None) -> str:
    shape = "inverted Wilson limits" if kind == "proportion" else "exact Poisson limits"
    if factor is None:
        return f"{shape} around England's value, chance alone"
    if kind == "rate" and factor > 1:
        shape = "normal limits"
    return f"{shape} around England's value, the variance times the overdispersion of all areas"
