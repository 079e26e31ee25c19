"""The uncertainty figure sets what the survey leaves open beside what the rounds differ by."""

from __future__ import annotations

import math

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.deprivation_selection import figure
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.intervals import Mark, intervals
from evidence.figures.round_line import label as round_label
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.measures.prevalence.spread import NEWER, RATES, ROUND, SURVEY
from evidence.measures.prevalence.uncertainty import PARAMETER, PREDICTION
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_WIDE, _NARROW = 0.95, 0.8
_NO_LIMITS: Record = {
    f"{end}_{kind}": None for end in ("lower", "upper") for kind in ("80", "95", "chance")
}
_APART = {
    ROUND: "across {rounds}",
    RATES: "between the two rate sets",
    SURVEY: "across the survey's own interval, from end to end",
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
    now: pd.DataFrame | None = None,
) -> Figure:
    """Draw modelled dementia of a year on each round, with 80% and 95% intervals.

    ``limits``: ``uncertainty.intervals``; ``need``: ``need.modelled`` of both rate sets;
    ``spread``: ``spread.spread``; ``stated``: ``stated.claims`` of a document's number for that
    year, if any; ``now``: intervals on the estimates of a year past, for the table. Rate sets
    without limits are dots alone.
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
        label = f"Dementia UK, {round_label(name)}"
        text = wording.people(value)
        marks.append(
            Mark(label, value, f"{text}, no limits", "other", short=text, beneath="no limits")
        )
        records.append(_NO_LIMITS | {"series": label, "value": value})
    if stated is not None and len(stated):
        value = float(stated.iloc[0]["value"])
        printed = wording.people(value, counted=True)
        marks.append(Mark("Printed in the statement", value, printed, "whole"))
        said = {"series": "Printed in the statement", "period": f"by {stated.iloc[0]['period']}"}
        records.append(_NO_LIMITS | said | {"value": value})
    past = _past(now, place)
    records = [{"period": period} | record for record in records] + [
        record | {"period": when} for when, record in past
    ]
    drawing = intervals(
        marks,
        axis=f"People aged 65 and over with dementia, {period} (not from zero)",
        decimals=1,
        zero=False,
    )
    newest = marks[0]
    limits_of = [
        Column("series", "Rates and round"),
        Column("period", "Date"),
        Column("value", "People", "people", "number"),
    ]
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
        _title(spread, place, period, len(held)),
        f"Modelled people aged 65 and over with dementia, {place.name}, {period}, with the 80% and "
        "95% intervals that the survey's own limits leave. Rows that are modelled are each one "
        "round on one rate set: rounds are scenarios, and no interval holds them. The scale does "
        "not start at zero",
        drawing,
        FigureTable.of(
            f"Modelled dementia and its intervals, {place.name}, "
            + wording.area_list([period, *(when for when, _ in past)]),
            limits_of,
            records,
        ),
        f"Dots with intervals. Newest round: {newest.text}. "
        + "; ".join(f"{mark.label}: {mark.text}" for mark in marks[1:])
        + ".",
        catalogue,
        own,
        modelled,
        *([now] if now is not None and past else []),
        *([stated] if stated is not None and len(stated) else []),
    )


def _title(spread: pd.DataFrame, place: Place, period: str, rounds: int) -> str:
    """Say what the number differs by most, and how much of it newer rounds leave."""
    own = spread[
        (spread["measure"] == "modelled_spread")
        & (spread["area_code"] == place.code)
        & (spread["period"] == period)
    ]
    people = dict(zip(own["category"], own["value"], strict=True))
    first = max((ROUND, RATES, SURVEY), key=lambda name: people.get(name, 0.0))
    title = (
        f"For {period}, modelled dementia in {place.name} differs most "
        f"{_APART[first].format(rounds=wording.count_of(rounds, 'projection round'))}: by "
        f"{wording.people(people[first])} people"
    )
    if first == ROUND and NEWER in people:
        title += f"; by {wording.people(people[NEWER])} without the statement's own table"
        if people.get(SURVEY, 0.0) > people[NEWER]:
            title += f", less than the {wording.people(people[SURVEY])} of the survey's interval"
    return title


def _past(now: pd.DataFrame | None, place: Place) -> list[tuple[str, Record]]:
    """Give the record of the estimates of a year past, with its date; none where none is given."""
    if now is None:
        return []
    own = now[now["area_code"] == place.code]
    if own.empty:
        return []
    _, record = _limited(own, "", newest=False)
    return [(str(own["period"].iloc[0]), record)]


def _limited(rows: pd.DataFrame, name: str, newest: bool) -> tuple[Mark, Record]:
    wide, narrow = (row(rows, category=PARAMETER, confidence=level) for level in (_WIDE, _NARROW))
    chance = row(rows, category=PREDICTION, confidence=_WIDE)
    told = round_label(name) if name else "on estimates"
    label = f"CFAS II, {told}"
    low, high = (wording.limit(max(wide[end], 0.0)) for end in ("lower", "upper"))
    text = f"{wording.people(wide['value'])} ({low} to {high})"
    mark = Mark(
        label,
        float(wide["value"]),
        text,
        "place" if newest else "other",
        float(wide["lower"]),
        float(wide["upper"]),
        short=wording.people(wide["value"]),
        beneath=f"({low} to {high})",
        inner=(float(narrow["lower"]), float(narrow["upper"])),
    )
    record: Record = {"series": label, "value": wide["value"]}
    for end in ("lower", "upper"):
        record[f"{end}_80"] = narrow[end]
        record[f"{end}_95"] = wide[end]
        record[f"{end}_chance"] = None if math.isnan(chance[end]) else chance[end]
    return mark, record
