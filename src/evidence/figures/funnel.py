"""Funnel figures show an area among all others, and how far chance and their spread reach."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.funnel_chart import funnel_chart
from evidence.figures.notes import notes
from evidence.figures.table import Column, FigureTable, rounded
from evidence.geography.codes import ENGLAND
from evidence.measures import wording
from evidence.measures.context.funnel import CHANCE, SPREAD
from evidence.measures.context.roll import ROLLS, Roll
from evidence.measures.frame import row
from evidence.measures.homelessness import wider
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_LEVELS = {0.95: "", 0.998: "_outer"}
_FLAT = 8
"""How many times England's value the highest may be before the scale is a square root."""
_SQUARE_ROOT = " (square-root scale)"
_FIELDS = {CHANCE: "chance", SPREAD: "spread"}
_INDEPENDENT = (
    "Limits of chance take every case as independent of the others. Where one council decides for "
    "many, as in placements, areas spread further, and a value outside limits is a question and no "
    "verdict."
)


def funnel(
    values: pd.DataFrame,
    limits: pd.DataFrame,
    curve: pd.DataFrame,
    name: str,
    *,
    place: Place,
    catalogue: Catalogue,
    absent: int,
    rest: pd.DataFrame | None = None,
) -> Figure:
    """Draw the funnel of a roll: every area over the size of its base, around England's value.

    ``values``: the rows of ``context.roll.call``, ``absent`` how many areas have no published
    count; ``limits`` and ``curve``: ``context.funnel`` of all areas and England; ``rest``: the same
    measure of England without London (``homelessness.wider.outside_london``), said beside
    England's. An area without a count of its own is said to have none, and the others are drawn.
    Where the highest value would press the others flat, values are on a square-root scale, on which
    chance moves a count of any size as far.
    """
    item = ROLLS[name]
    own = limits[limits["breakdown"] == name]
    shaped = _limits(own[own["measure"] == "funnel_limits"])
    if not shaped:
        raise CheckError(f"no {item.label} is published: show a notice instead")
    whole = own[own["area_code"] == ENGLAND]
    factor = row(whole, measure="funnel_overdispersion")
    target = float(own.loc[own["measure"] == "funnel_limits", "value"].iloc[0])
    area, similar = (
        (place.upper_tier, place.care_comparators) if item.councils else (place, place.comparators)
    )
    words = item.words
    points = _points(values, area.code, {one.code for one in similar}, words)
    mine = next((point for point in points if point["kind"] == "place"), None)
    unit = str(values["unit"].iloc[0])
    period = str(factor["period"])
    label = _sentence(item.label)
    root = max(point["value"] for point in points) > _FLAT * target
    drawing = funnel_chart(
        # A chart needs no more; what is shown is rounded once, from the value itself.
        [point | {"value": rounded(point["value"], 3)} for point in points],
        _curves(curve),
        target=rounded(target, 3),
        name=area.name,
        axes=(
            f"{_sentence(item.base)} (logarithmic scale)",
            f"{label}, {unit}{_SQUARE_ROOT if root else ''}",
        ),
        entries=(f"Similar {item.among}", f"Other {item.among}"),
        widened=factor["value"] > 1,
        root=root,
    )
    named = notes(catalogue, values, own)
    england = words(target)
    outside = row(whole, measure="funnel_outside", category=CHANCE, confidence=0.95)
    times = wording.number(factor["value"], 0 if factor["value"] >= 10 else 1)
    per = "" if item.kind == "proportion" else f" {unit}"
    return Figure(
        id=f"funnel-{name.replace(',', '').replace(' ', '-')}",
        title=f"{wording.possessive(area.name)} {item.label}, {mine['text']}{per}, "
        f"{_told(mine, shaped[area.code], england, factor['value'])}"
        if mine
        else f"{outside['value']:.0f} of {outside['denominator']:.0f} {item.among} lie further "
        f"from England's {england}{per} than chance alone allows; {area.name} has no published "
        "value",
        subtitle=f"{label}, {unit}, by the number of {item.base}, {len(points)} {item.among} of "
        f"England, {period}. With a tenth at each end drawn in, their variance is {times} times "
        "what chance alone would give "
        "(overdispersion)"
        + (", and the shaded limits allow for that" if factor["value"] > 1 else "")
        + _without_london(rest, values, words)
        + f". {absent} without a published value {'is' if absent == 1 else 'are'} not drawn.",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=_table(item, points, shaped, f"{label}, {period}", unit),
        alt=f"Funnel chart of {len(points)} {item.among} around England's {england}: limits narrow "
        f"as the base grows. {outside['value']:.0f} lie outside the 95% limits of chance alone."
        + (f" {area.name} is at {mine['text']}." if mine else ""),
        note=(_INDEPENDENT, *named.lines),
        sources=named.sources,
        standing=named.standing,
    )


def _limits(own: pd.DataFrame) -> dict[str, Record]:
    """Give by area its limits, under names such as chance_outer_low."""
    found: dict[str, Record] = {}
    columns = ("area_code", "category", "confidence", "lower", "upper")
    for code, category, level, low, high in zip(*(own[name] for name in columns), strict=True):
        field = _field(category, level)
        found.setdefault(str(code), {}).update({f"{field}_low": low, f"{field}_high": high})
    return found


def _curves(curve: pd.DataFrame) -> list[Record]:
    ends = {"lower": "low", "upper": "high"}
    renamed = curve.set_axis(
        [
            name if isinstance(name, str) else f"{_field(name[0], name[1])}_{ends[name[2]]}"
            for name in curve.columns
        ],
        axis=1,
    )
    return [
        {str(name): rounded(float(value), 3) for name, value in one.items()}
        for one in renamed.to_dict("records")
    ]


def _field(category: str, level: float) -> str:
    return f"{_FIELDS[category]}{_LEVELS[level]}"


def _points(
    values: pd.DataFrame, code: str, similar: set[str], words: Callable[[float], str]
) -> list[Record]:
    ordered = values.sort_values(["value", "area_code"], ascending=[False, True], kind="stable")
    return [
        {
            "area": str(one["area_name"]),
            "code": str(one["area_code"]),
            "kind": "place"
            if one["area_code"] == code
            else "similar"
            if one["area_code"] in similar
            else "other",
            "base": rounded(float(one["denominator"]), 0),
            "count": rounded(float(one["numerator"]), 0),
            "value": float(one["value"]),
            "text": words(float(one["value"])),
            "counts": f"{one['numerator']:,.0f} of {one['denominator']:,.0f}",
        }
        for one in ordered.to_dict("records")
    ]


def _told(mine: Record, limits: Record, england: str, factor: float) -> str:
    """Say how a value lies to England's, as the end of a title."""
    by_chance, by_spread = (
        wording.against_limits(mine["value"], limits[f"{field}_low"], limits[f"{field}_high"])
        for field in ("chance", "spread")
    )
    if by_chance == "within":
        return f"is no further from England's {england} than chance allows"
    if factor <= 1:
        return f"lies {by_chance} what chance allows around England's {england}"
    if by_spread == "within":
        return (
            f"is further from England's {england} than chance alone allows, but within the usual "
            "spread"
        )
    return (
        f"lies {by_chance} the 95% limits that chance and the usual spread allow around England's "
        f"{england}"
    )


def _table(
    item: Roll, points: list[Record], shaped: dict[str, Record], caption: str, unit: str
) -> FigureTable:
    decimals = item.decimals
    columns = [
        Column("area", item.among.capitalize()),
        Column("count", "Count", "", "number"),
        Column("base", "Of", "", "number"),
        Column("value", "Value", unit, "number", decimals),
    ]
    for field, what in (("chance", "chance alone"), ("spread", "with the usual spread")):
        for outer, level in (("", "95%"), ("_outer", "99.8%")):
            columns += [
                Column(
                    f"{field}{outer}_{end}",
                    f"{word} {level} limit, {what}",
                    unit,
                    "number",
                    decimals,
                )
                for end, word in (("low", "Lower"), ("high", "Upper"))
            ]
    rows = [point | shaped[point["code"]] for point in points]
    return FigureTable.of(caption, columns, rows)


def _without_london(
    rest: pd.DataFrame | None, values: pd.DataFrame, words: Callable[[float], str]
) -> str:
    """Say what England's value is without London, as a sentence without its end; or nothing."""
    if rest is None:
        return ""
    of = values.iloc[0]
    found = wider.beside(rest, of["measure"], of["period"])
    return "" if found is None else f". England's is {words(found['value'])} {wider.OUTSIDE}"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
