"""A position is an area's place among others, with the limits that chance leaves it.

An order of areas by value alone says more than their counts do. Each count is therefore drawn
again and again within its own sampling limits, the areas are put in order each time, and the
limits are those of the places that an area then takes. They hold chance and nothing else: not how
differently areas record, nor who lives there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.measures.area import described
from evidence.measures.context.likeness import FEATURES, nearest
from evidence.measures.context.roll import ROLLS, Called, call, everyone
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.trail import selection, together
from evidence.methods.interval import Floats
from evidence.methods.ranking import rank, rank_limits, rank_limits_among
from evidence.methods.simulation import rate_draws, share_draws

if TYPE_CHECKING:
    from evidence.tables.store import Store

ALL, SIMILAR = "all", "similar"
"""Among whom, as category: all English areas with a count, or those most like the area."""
CONFIDENCE = 0.95
DRAWS = 4000
"""Enough for a place: at 95% a hundred draws are left out at each end."""

_METHOD = (
    f"in order of value, the highest first; limits from {DRAWS:,} draws of every count within its "
    "own sampling limits"
)
_LIKE = "among itself and those of the twenty most like it by ONS's features that have a count"


def positions(
    store: Store, areas: Sequence[str], rolls: Sequence[str] = tuple(ROLLS)
) -> pd.DataFrame:
    """Give the places of areas on each of ``rolls``, with 95% limits, 1 the highest value.

    breakdown is the roll; category ``ALL`` ranks an area among every English area with a
    published count, ``SIMILAR`` among itself and the twenty most like it (those of them with a
    count). denominator is how many were ranked. Areas without a count have no rows. Equal values
    share the better place.
    """
    frames = [_of_roll(store, call(store, name), set(areas)) for name in rolls]
    return join(*frames)


def _of_roll(store: Store, called: Called, areas: set[str]) -> pd.DataFrame:
    rows, item = called.rows, called.roll
    wanted = rows["area_code"].isin(areas).to_numpy()
    if not wanted.any():
        return empty()
    draw = share_draws if item.kind == "proportion" else rate_draws
    drawn = draw(rows["numerator"], rows["denominator"], draws=DRAWS)
    value = rows["numerator"].to_numpy() / rows["denominator"].to_numpy()
    codes = rows["area_code"].tolist()
    at = {code: number for number, code in enumerate(codes)}
    near = nearest(store, everyone(store, item.id))
    groups = [
        np.array([at[other] for other in near[code] if other in at], dtype=np.intp)
        for code in codes
    ]
    every = (rank(value), *rank_limits(drawn, CONFIDENCE), np.full(len(codes), float(len(codes))))
    among = (
        np.array(
            [1.0 + (value[others] > own).sum() for others, own in zip(groups, value, strict=True)]
        ),
        *rank_limits_among(drawn, groups, CONFIDENCE),
        np.array([1.0 + len(others) for others in groups]),
    )
    features = str(selection(FEATURES, "value"))
    parts = [
        _part(called, wanted, ALL, every, called.lineage),
        _part(called, wanted, SIMILAR, among, str(together(called.lineage, features))),
    ]
    return measure_frame(
        described(store, pd.concat(parts, ignore_index=True)),
        measure="position",
        breakdown=item.id,
        confidence=CONFIDENCE,
        status="calculated",
    )


def _part(
    called: Called,
    wanted: np.ndarray[tuple[int], np.dtype[np.bool_]],
    category: str,
    found: tuple[Floats, Floats, Floats, Floats],
    lineage: str,
) -> pd.DataFrame:
    kept = ["area_code", "variant", "period", "sex", "age_band", "standing"]
    value, lower, upper, ranked = (column[wanted] for column in found)
    note = called.roll.note
    method = "; ".join(
        part for part in (_METHOD, _LIKE if category == SIMILAR else "", note) if part
    )
    return (
        called.rows.loc[wanted, kept]
        .reset_index(drop=True)
        .assign(
            category=category,
            value=value,
            lower=lower,
            upper=upper,
            denominator=ranked,
            method=method,
            lineage=lineage,
        )
    )
