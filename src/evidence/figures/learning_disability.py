"""Learning disability figures show who is likely to need support, who has it, and where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.cascade import cascade
from evidence.figures.deprivation_selection import figure
from evidence.figures.figure import Figure
from evidence.figures.intervals import Kind, Mark, intervals
from evidence.figures.key import Entry
from evidence.figures.table import MARKERS, Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.prevalence.cascade import Rung
from evidence.sources.catalogue import Catalogue

_WHO = {
    "learning disability": "All",
    "moderate or severe learning disability": "Moderate or severe",
}


def known(
    modelled: pd.DataFrame,
    registers: pd.DataFrame,
    supported: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Draw modelled need, those likely to be known to services and those supported, as bars.

    ``modelled``: ``prevalence.need.modelled`` of learning disability and of moderate or severe
    learning disability, one year of the estimates; ``registers``:
    ``learning_disability.on_registers``; ``supported``: ``stated.claims``, or no rows.
    """
    need = modelled[
        (modelled["measure"] == "modelled_people")
        & (modelled["area_code"] == place.code)
        & (modelled["age_band"] == "18+")
    ]
    likely = registers[registers["area_code"] == place.code]
    if need.empty or likely.empty:
        raise CheckError(f"no modelled need is held for {place.name}: show a notice instead")
    by_condition = dict(zip(need["breakdown"], need["value"], strict=True))
    when = str(need["period"].iloc[0])
    records = [
        {
            "who": f"{_WHO.get(condition, condition)}, {wording.ages('18+')}",
            "value": value,
            "kind": "modelled",
            "when": when,
        }
        for condition, value in sorted(by_condition.items())
    ]
    records.append(
        {
            "who": f"At the rate of councils' registers, {wording.ages('20+')}",
            "value": float(likely["value"].iloc[0]),
            "kind": "modelled",
            "when": str(likely["period"].iloc[0]),
        }
    )
    records += [
        {
            "who": "Supported by the council for this reason",
            "value": item["value"],
            "kind": "counted",
            "when": item["period"],
        }
        for item in supported.to_dict("records")
    ]
    drawing = bars(
        [
            Bar(
                item["who"],
                item["value"],
                f"{wording.people(item['value'], counted=item['kind'] == 'counted')} "
                f"({item['when']})",
                AREA,
                hollow=item["kind"] == "modelled",
            )
            for item in records
        ],
        value_title="People",
        decimals=0,
        entries=[
            Entry("Modelled", AREA, "hollow"),
            *([Entry("Counted", AREA)] if len(supported) else []),
        ],
        label_width=28,
        row=34,
        above=True,
    )
    all_ = wording.people(by_condition["learning disability"])
    likely_people = wording.people(float(likely["value"].iloc[0]))
    columns = (
        Column("who", "Adults with a learning disability"),
        Column("value", "People", "people", "number"),
        Column("kind", "Kind of number"),
        Column("when", "Date or period"),
    )
    return figure(
        "learning-disability-known",
        f"About {all_} adults in {place.name} are modelled to have a learning disability; about "
        f"{likely_people} would be known to services at the rate of councils' registers",
        f"Adults with a learning disability, {place.name}. Moderate or severe is part of all, at "
        "the average share that national models gave for Norfolk in 2020. The other bars differ "
        "in date, age or definition: none is a share of another",
        drawing,
        FigureTable.of(f"Adults with a learning disability, {place.name}", columns, records),
        "Bar chart. "
        + "; ".join(
            f"{item['who']}: {wording.people(item['value'], counted=item['kind'] == 'counted')}, "
            f"{item['kind']}, {item['when']}"
            for item in records
        )
        + ".",
        catalogue,
        need,
        likely,
        *([supported] if len(supported) else []),
    )


def own_home(shares: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Set the share living in their own home or with family beside other councils and England.

    ``shares``: ``learning_disability.accommodation`` of ``place.care_codes``.
    """
    rows = shares[shares["measure"] == "own_home_share"].sort_values(
        ["value", "area_name"], ascending=[False, True], na_position="last", kind="stable"
    )
    council = place.upper_tier
    here = rows[(rows["area_code"] == council.code) & rows["value"].notna()]
    england = rows[rows["area_code"] == place.england.code]
    if here.empty or england.empty:
        raise CheckError(f"no accommodation outcome is held for {council.name}: show a notice")
    mine, all_ = here.iloc[0], england.iloc[0]
    marks = [_mark(item, place) for item in rows.to_dict("records")]
    drawing = intervals(
        marks,
        axis="% of people in long-term support",
        decimals=1,
        level=float(all_["value"]),
        zero=False,
        entries=[
            Entry(council.name, AREA, "circle"),
            Entry("Similar authorities' councils", COMPARATOR, "circle"),
            Entry("England", ENGLAND, "ring"),
        ],
    )
    columns = (
        Column("area", "Council"),
        Column("value", "In own home or with family", "%", "number", 1),
        Column("lower", "Lower limit", "%", "number", 1),
        Column("upper", "Upper limit", "%", "number", 1),
        Column("numerator", "People in own home or with family", "people", "number"),
        Column("denominator", "People in long-term support", "people", "number"),
    )
    numbers = ("value", "lower", "upper", "numerator", "denominator")
    records = [
        {"area": item["area_name"]}
        | {
            name: MARKERS.get(item["status"], item[name]) if math.isnan(item[name]) else item[name]
            for name in numbers
        }
        for item in rows.to_dict("records")
    ]
    year = str(mine["period"])
    return figure(
        "learning-disability-own-home",
        f"{wording.percent(mine['value'])} of adults with learning disability support in "
        f"{council.name} lived in their own home or with family in {year}; "
        f"{wording.percent(all_['value'])} in England",
        f"People aged 18 to 64 with learning disability support who live in their own home or with "
        f"family, % of those in long-term support, {year}, with 95% intervals. Supported living, "
        "Shared Lives and sheltered or extra care housing count as one's own home",
        drawing,
        FigureTable.of(
            f"Adults with learning disability support by where they live, {year}", columns, records
        ),
        f"Dot chart with intervals. {council.name}: {wording.percent(mine['value'])} "
        f"({wording.between(mine['lower'], mine['upper'], wording.percent)}); England "
        f"{wording.percent(all_['value'])}; {len(marks)} areas in all.",
        catalogue,
        rows,
    )


def steps(rungs: Sequence[Rung], *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the cascade of learning disability; its title gives the one pair that shares a base."""
    made = cascade(
        rungs,
        id="learning-disability-cascade",
        condition="a learning disability",
        place=place,
        catalogue=catalogue,
        shares="only people in own home, supported living or with family are a share of the step "
        "above",
    )
    held = {rung.id: rung for rung in rungs if not rung.is_missing}
    if not {"long-term", "own-home"} <= held.keys():
        return made
    all_, home = (
        wording.people(held[name].value, counted=True) for name in ("long-term", "own-home")
    )
    return replace(
        made,
        title=f"{all_} people aged 18 to 64 with a learning disability had long-term support from "
        f"{place.upper_tier.name} in {held['long-term'].period}, {home} of them in their own home, "
        "supported living or with family",
    )


def _mark(item: Mapping[Any, Any], place: Place) -> Mark:
    kinds: dict[str, Kind] = {place.upper_tier.code: "place", place.england.code: "whole"}
    value, lower, upper = (_number(item[name]) for name in ("value", "lower", "upper"))
    text = (
        str(item["status"])
        if value is None or lower is None or upper is None
        else f"{wording.percent(value)} ({wording.number(lower, 1)} to {wording.number(upper, 1)})"
    )
    kind = kinds.get(str(item["area_code"]), "other")
    short = str(item["status"]) if value is None else wording.percent(value)
    beneath = text.removeprefix(short).strip()
    return Mark(str(item["area_name"]), value, text, kind, lower, upper, short, beneath=beneath)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
