"""The uncertainty figure sets what the survey leaves open beside what the rounds differ by."""

from __future__ import annotations

import math

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.deprivation_selection import figure
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.intervals import Mark, intervals
from evidence.figures.population_selection import short
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.spread import RATES, ROUND, SURVEY
from evidence.measures.prevalence.uncertainty import PARAMETER, PREDICTION
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_WIDE, _NARROW = 0.95, 0.8
_NO_LIMITS: Record = {
    f"{end}_{kind}": None for end in ("lower", "upper") for kind in ("80", "95", "chance")
}
_MOVES = {
    ROUND: "the choice of projection round",
    RATES: "the choice of rate set",
    SURVEY: "the survey's own interval",
}


def uncertainty(
    limits: pd.DataFrame,
    need: pd.DataFrame,
    spread: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
    year: int,
    stated: pd.DataFrame | None = None,
) -> Figure:
    """Draw modelled dementia of a year on each round, with 80% and 95% intervals.

    ``limits``: ``uncertainty.intervals``; ``need``: ``need.modelled`` of both rate sets;
    ``spread``: ``spread.spread``; ``stated``: ``stated.claims`` of a document's number for that
    year, if any. Rate sets without limits are dots alone.
    """
    period = f"mid-{year}"
    own = limits[(limits["area_code"] == place.code) & (limits["period"] == period)]
    if own.empty:
        raise CheckError(f"no interval of modelled need is held for {place.name} in {period}")
    held = [name for name in ROUNDS if f"CFAS II on {name}" in set(own["variant"])]
    modelled = need[
        (need["measure"] == "modelled_people")
        & (need["area_code"] == place.code)
        & (need["period"] == period)
        & (need["age_band"] == "65+")
        & (need["sex"] == "persons")
    ]
    marks, records = [], []
    for name in reversed(held):
        mark, record = _limited(own[own["variant"] == f"CFAS II on {name}"], name, name == held[-1])
        marks.append(mark)
        records.append(record)
    for name in reversed(held):
        value = float(row(modelled, variant=f"Dementia UK on {name}")["value"])
        label = f"Dementia UK, {short(name)} round"
        marks.append(Mark(label, value, f"{wording.people(value)}, no limits", "other"))
        records.append(_NO_LIMITS | {"series": label, "value": value})
    if stated is not None and len(stated):
        value = float(stated.iloc[0]["value"])
        printed = wording.people(value, counted=True)
        marks.append(Mark("Printed in the statement", value, printed, "whole"))
        records.append(_NO_LIMITS | {"series": "Printed in the statement", "value": value})
    drawing = intervals(marks, axis=f"People aged 65 and over with dementia, {period}", decimals=1)
    most = spread[
        (spread["measure"] == "modelled_spread")
        & (spread["area_code"] == place.code)
        & (spread["period"] == period)
    ].sort_values("value", ascending=False, kind="stable")
    first, newest = most.iloc[0], marks[0]
    limits_of = [Column("series", "Rates and round"), Column("value", "People", "people", "number")]
    for field, title in (
        ("lower_80", "Lower 80% limit"),
        ("upper_80", "Upper 80% limit"),
        ("lower_95", "Lower 95% limit"),
        ("upper_95", "Upper 95% limit"),
        ("lower_chance", "Lower 95% limit with chance"),
        ("upper_chance", "Upper 95% limit with chance"),
    ):
        limits_of.append(Column(field, title, "people", "number"))
    return figure(
        "dementia-uncertainty",
        f"For {period}, {_MOVES[str(first['category'])]} moves modelled dementia in {place.name} "
        f"most: by {wording.people(first['value'])} people",
        f"Modelled people aged 65 and over with dementia, {place.name}, {period}, with the 80% and "
        "95% intervals that the survey's own limits leave. Each row is one round: rounds are "
        "scenarios, and no interval holds them",
        drawing,
        FigureTable.of(
            f"Modelled dementia and its intervals, {place.name}, {period}", limits_of, records
        ),
        f"Dots with intervals. Newest round: {newest.text}. "
        + "; ".join(f"{mark.label}: {mark.text}" for mark in marks[1:])
        + ".",
        catalogue,
        own,
        modelled,
        *([stated] if stated is not None and len(stated) else []),
    )


def _limited(rows: pd.DataFrame, name: str, newest: bool) -> tuple[Mark, Record]:
    wide, narrow = (row(rows, category=PARAMETER, confidence=level) for level in (_WIDE, _NARROW))
    chance = row(rows, category=PREDICTION, confidence=_WIDE)
    label = f"CFAS II, {short(name)} round"
    low, high = (wording.people(max(wide[end], 0.0)) for end in ("lower", "upper"))
    text = f"{wording.people(wide['value'])} ({low} to {high})"
    mark = Mark(
        label,
        float(wide["value"]),
        text,
        "place" if newest else "other",
        float(wide["lower"]),
        float(wide["upper"]),
        short=wording.people(wide["value"]),
        inner=(float(narrow["lower"]), float(narrow["upper"])),
    )
    record: Record = {"series": label, "value": wide["value"]}
    for end in ("lower", "upper"):
        record[f"{end}_80"] = narrow[end]
        record[f"{end}_95"] = wide[end]
        record[f"{end}_chance"] = None if math.isnan(chance[end]) else chance[end]
    return mark, record
