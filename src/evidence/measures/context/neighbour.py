"""Neighbours are the areas most like an area, with their distances and what sets them apart.

``measures.place.Place`` takes its comparators from ONS's own list; how far that list is given
again by the distances is a measure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures.area import checked, described
from evidence.measures.context.likeness import FEATURES, Likeness, Positions, likeness, nearest
from evidence.measures.context.model import GLOBAL, MODELS
from evidence.measures.frame import empty, join, measure_frame
from evidence.measures.place import authorities
from evidence.measures.trail import selection

if TYPE_CHECKING:
    from evidence.tables.store import Store

ONS, CALCULATED = "ONS 2025", "calculated"
"""Whose list a place is on: how variants of ``neighbour_place`` begin."""

_LISTS = "nearest_neighbours"
_PERIOD = "2025"


def distances(
    store: Store, areas: Sequence[str], *, others: Sequence[str] = (), councils: bool = False
) -> pd.DataFrame:
    """Give the distance of each area to the twenty most like it, and to ``others``.

    Among English lower-tier and unitary authorities, or among ``councils`` for social care, of
    which ``areas`` are then some; global model. category is the neighbour's code. Measures:
    neighbour_distance; neighbour_place, on the list of all the UK, calculated and ONS's;
    neighbour_feature_gap, of the feature that adds most to the distance, the neighbour less the
    area; neighbour_distance_median, to all others; neighbour_features_held.
    """
    if _is_absent(store):
        return empty()
    known, found = authorities(store), likeness(store)
    everyone = known.social_services if councils else known.in_use
    asked = [code for code in areas if code in set(everyone)]
    if not asked:
        return empty()
    near = nearest(store, everyone)
    chosen = {code: list(dict.fromkeys([*near[code], *others])) for code in asked}
    pairs = pd.DataFrame(
        [(code, other) for code in asked for other in chosen[code] if other != code],
        columns=["area_code", "category"],
        dtype="str",
    )
    own, other = (
        np.array([found.at[code] for code in pairs[column]], dtype=np.intp)
        for column in ("area_code", "category")
    )
    both = pairs["area_code"] + "|" + pairs["category"]
    pairs["lineage"] = selection(FEATURES, "value", {"authority_code": both})
    gaps = found.scaled[other] - found.scaled[own]
    largest = np.abs(gaps).argmax(axis=1)
    rows = described(store, pairs)
    group = "councils for social care" if councils else "authorities"
    constants = {"period": _PERIOD, "standing": store.standing(FEATURES).value}
    variant = {"variant": f"global model, {group}", "status": "calculated"}
    frames = [
        measure_frame(
            rows.assign(value=found.apart[own, other]),
            measure="neighbour_distance",
            method=found.method,
            **variant,
            **constants,
        ),
        measure_frame(
            rows.assign(
                value=gaps[np.arange(len(gaps)), largest],
                breakdown=[found.model.features[number] for number in largest],
            ),
            measure="neighbour_feature_gap",
            method="the neighbour less the area, in standard deviations of the feature that adds "
            "most to their distance",
            **variant,
            **constants,
        ),
        _whole(store, found, asked, everyone, variant | constants),
    ]
    if not councils:
        frames += [_places(store, found, rows, own, other), _features_held(store, found, asked)]
    return join(*frames)


def names(store: Store, found: pd.DataFrame) -> dict[str, str]:
    """Name every area of ``distances``: the neighbours are there by code only."""
    known = authorities(store)
    codes = {*found["area_code"], *found["category"]} - {""}
    return {code: known.name(code) for code in sorted(codes)}


def agreement(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Say of each authority how much of ONS's list the calculation gives again, by model.

    category "on the list" counts neighbours that are on both, "in the same place" those that have
    the same place too; denominator is the length of the list. England adds its authorities up.
    """
    asked = [
        code for code in checked(store, areas) if code.startswith(("E06", "E07", "E08", "E09"))
    ]
    if _is_absent(store):
        return empty()
    whole = gss.ENGLAND in areas
    if whole:
        asked = list(authorities(store).in_use)
    lists = store.read(_LISTS, columns=["authority_code", "model", "rank", "neighbour_code"])
    parts = []
    for model in MODELS:
        found = likeness(store, model)
        own = lists[(lists["model"] == model) & lists["authority_code"].isin(asked)]
        wide = own.pivot(index="authority_code", columns="rank", values="neighbour_code")
        at = np.array([found.at[code] for code in wide.index], dtype=np.intp)
        codes = np.array(found.codes, dtype=object)
        calculated = codes[found.order[at][:, : wide.shape[1]]]
        published = wide.to_numpy(dtype=object)
        on_both = (published[:, :, None] == calculated[:, None, :]).any(axis=2).sum(axis=1)
        for category, count in (
            ("on the list", on_both),
            ("in the same place", (published == calculated).sum(axis=1)),
        ):
            rows = pd.DataFrame({"area_code": pd.Series(wide.index, dtype="str"), "count": count})
            rows["lineage"] = selection(
                _LISTS, "neighbour_code", {"authority_code": rows["area_code"], "model": model}
            )
            rows["of"] = float(wide.shape[1])
            if whole:
                every = pd.DataFrame(
                    {
                        "area_code": [gss.ENGLAND],
                        "count": [rows["count"].sum()],
                        "of": [rows["of"].sum()],
                        "lineage": [selection(_LISTS, "neighbour_code", {"model": model})],
                    }
                )
                mine = rows[rows["area_code"].isin(list(areas))]
                rows = pd.concat([mine, every], ignore_index=True)
            parts.append(
                rows.assign(
                    variant=f"{model} model",
                    category=category,
                    method=f"ONS's lists; {found.method}",
                )
            )
    rows = pd.concat(parts, ignore_index=True)
    if rows.empty:
        return empty()
    return measure_frame(
        described(store, rows.rename(columns={"count": "numerator", "of": "denominator"})).assign(
            value=lambda frame: 100 * frame["numerator"] / frame["denominator"]
        ),
        measure="neighbour_agreement",
        period=_PERIOD,
        status="calculated",
        standing=store.standing(_LISTS).value,
    )


def _is_absent(store: Store) -> bool:
    return any(store.read(table, ["source_row"]).empty for table in (_LISTS, FEATURES))


def _places(
    store: Store, found: Likeness, rows: pd.DataFrame, own: Positions, other: Positions
) -> pd.DataFrame:
    """Give the neighbours' places on the list of all the UK: calculated, and on ONS's of twenty."""
    place = np.empty_like(found.order)
    numbers = np.arange(found.order.shape[1])
    np.put_along_axis(place, found.order, numbers + 1, axis=1)
    lists = store.read(_LISTS, where={"model": [GLOBAL]})
    published = rows.drop(columns="lineage").merge(
        lists.rename(columns={"authority_code": "area_code", "neighbour_code": "category"})[
            ["area_code", "category", "rank"]
        ],
        on=["area_code", "category"],
    )
    published["lineage"] = selection(
        _LISTS,
        "rank",
        {
            "authority_code": published["area_code"],
            "model": GLOBAL,
            "neighbour_code": published["category"],
        },
    )
    return join(
        measure_frame(
            rows.assign(value=place[own, other].astype("float64")),
            measure="neighbour_place",
            variant=f"{CALCULATED}, global model",
            period=_PERIOD,
            method=found.method,
            status="calculated",
            standing=store.standing(FEATURES).value,
        ),
        measure_frame(
            published.assign(value=published["rank"].astype("float64")).drop(columns="rank"),
            measure="neighbour_place",
            variant=f"{ONS}, global model",
            period=_PERIOD,
            method="as published: ONS's list of twenty in the UK",
            status="published",
            standing=store.standing(_LISTS).value,
        ),
    )


def _whole(
    store: Store,
    found: Likeness,
    asked: Sequence[str],
    everyone: Sequence[str],
    constants: dict[str, str],
) -> pd.DataFrame:
    at = [found.at[code] for code in everyone]
    middles = []
    for code in asked:
        to = found.apart[found.at[code], at]
        middles.append(float(np.median(to[np.isfinite(to)])))
    rows = pd.DataFrame({"area_code": pd.Series(asked, dtype="str"), "value": middles})
    rows["lineage"] = selection(FEATURES, "value")
    return measure_frame(
        described(store, rows),
        measure="neighbour_distance_median",
        method=f"median over {len(everyone) - 1} others: {found.method}",
        **constants,
    )


def _features_held(store: Store, found: Likeness, asked: Sequence[str]) -> pd.DataFrame:
    held = [found.held[found.at[code]].sum() for code in asked]
    rows = pd.DataFrame({"area_code": pd.Series(asked, dtype="str"), "value": held})
    rows["lineage"] = selection(FEATURES, "value", {"authority_code": rows["area_code"]})
    return measure_frame(
        described(store, rows.assign(value=rows["value"].astype("float64"))),
        measure="neighbour_features_held",
        variant="global model",
        denominator=float(len(found.model.features)),
        period=_PERIOD,
        method="features that ONS publishes for the authority; the others are suppressed or "
        "not available",
        status="calculated",
        standing=store.standing(FEATURES).value,
    )
