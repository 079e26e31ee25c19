"""Outcome figures set a council beside its comparators and England, with intervals."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.figure import Figure
from evidence.figures.intervals import Kind, Mark, intervals
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.table import MARKERS, Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_TOLD = {
    "2b": ("admissions-18-64", "rate of admissions to care homes at ages 18 to 64"),
    "2c": ("admissions-65-over", "rate of admissions to care homes at ages 65 and over"),
    "3d(2a)": ("direct-payments", "share of people using services who receive direct payments"),
    "2e(1)": (
        "own-home-learning-disability",
        "share of people aged 18 to 64 with a learning disability who live at home",
    ),
    "2e(2a)": (
        "own-home-18-64",
        "share of people aged 18 to 64 with long-term support who live at home",
    ),
    "2e(2b)": (
        "own-home-65-over",
        "share of people aged 65 and over with long-term support who live at home",
    ),
}
"""By ASCOF's id: the figure's, and what it is a share or rate of, for a title."""


def outcome(found: pd.DataFrame, which: str, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw one outcome of ``place.care_codes`` as dots with 95% intervals, highest first.

    ``found``: ``care.outcome_limits``; ``which``: ASCOF's id. CheckError where the council's own
    value is suppressed: show a notice.
    """
    rows = found[(found["breakdown"] == which) & found["area_code"].isin(place.care_codes)]
    council, england = place.upper_tier, place.england
    here = row(rows, area_code=council.code)
    whole = row(rows, area_code=england.code)
    if math.isnan(here["value"]):
        raise CheckError(f"{which} of {council.name} is {here['status']}: show a notice instead")
    percent = here["unit"] == "%"
    slug, what = _TOLD[which]
    rows = rows.sort_values(["value", "area_code"], ascending=[False, True], kind="stable")
    marks = [_mark(item, place, percent=percent) for _, item in rows.iterrows()]
    axis = "Per cent" if percent else f"Admissions {here['unit']}"
    drawing = intervals(
        marks,
        axis=f"{axis}, {here['period']}",
        decimals=1,
        entries=[
            Entry(council.name, AREA, "circle"),
            Entry("Similar councils", COMPARATOR, "circle"),
            Entry("England", ENGLAND, "ring"),
        ],
        level=float(whole["value"]),
    )
    named = notes(catalogue, rows)
    relation = wording.beside(here["lower"], here["upper"], whole["value"])
    words = wording.percent if percent else _rate
    span = wording.between(here["lower"], here["upper"], words)
    return Figure(
        id=slug,
        title=f"{wording.possessive(council.name)} {what} was {relation} England's in "
        f"{here['period']}: {words(here['value'])} against {words(whole['value'])}",
        subtitle=f"{_sentence(what)}, {here['unit']}, with 95% intervals, "
        f"{council.name}, similar councils and England, {here['period']}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"{_sentence(what)}, {here['period']}",
            (
                Column("name", "Council"),
                Column("numerator", "People", "people", "number"),
                Column("denominator", "Of", "people", "number"),
                Column("value", "Value", here["unit"], "number", 1),
                Column("lower", "Lower limit", here["unit"], "number", 1),
                Column("upper", "Upper limit", here["unit"], "number", 1),
            ),
            [
                {"name": item["area_name"]}
                | {
                    name: MARKERS.get(item["status"], item[name])
                    for name in ("numerator", "denominator", "value", "lower", "upper")
                }
                for _, item in rows.iterrows()
            ],
        ),
        alt=f"Dots with 95% intervals: {council.name} {words(here['value'])} ({span}), England "
        f"{words(whole['value'])}; {_range(rows, place, words)}",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _mark(item: pd.Series, place: Place, *, percent: bool) -> Mark:
    kind: Kind = "other"
    if item["area_code"] == place.upper_tier.code:
        kind = "place"
    elif item["area_code"] == place.england.code:
        kind = "whole"
    if math.isnan(item["value"]):
        return Mark(item["area_name"], None, item["status"], kind)
    text = wording.percent(item["value"]) if percent else _rate(item["value"])
    limits = float(item["lower"]), float(item["upper"])
    return Mark(item["area_name"], float(item["value"]), text, kind, *limits)


def _range(rows: pd.DataFrame, place: Place, words: Callable[[float], str]) -> str:
    others = rows[
        ~rows["area_code"].isin([place.upper_tier.code, place.england.code]) & rows["value"].notna()
    ]
    if others.empty:
        return "no similar council has a value."
    low, high = others["value"].min(), others["value"].max()
    if low == high:
        return f"one similar council {words(low)}."
    return f"similar councils from {words(low)} to {words(high)}."


def _rate(value: float) -> str:
    return wording.number(value, 1)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
