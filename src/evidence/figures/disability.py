"""Disability figures show whom the council supports for physical or sensory reasons."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.deprivation_selection import figure
from evidence.figures.figure import Figure
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_REASONS = ("physical support", "sensory support")


def supported(figures: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw how many people a document says the council supported, by primary support reason.

    ``figures``: ``stated.figures`` of subject "people supported" and service "adult social care".
    """
    rows = figures[figures["category"].str.startswith(_REASONS)].sort_values(
        ["value", "category"], ascending=[False, True], kind="stable"
    )
    if rows.empty:
        raise CheckError(f"nobody states whom {place.upper_tier.name} supports: show a notice")
    when = str(rows["period"].iloc[0])
    names = [_label(category) for category in rows["category"]]
    values = [float(value) for value in rows["value"]]
    sums = {reason: sum(_of(rows, reason)) for reason in _REASONS if _of(rows, reason)}
    told = wording.area_list(
        [
            f"{wording.people(number, counted=True)} "
            f"{'people mainly ' if at == 0 else ''}for {reason}"
            for at, (reason, number) in enumerate(sums.items())
        ]
    )
    drawing = bars(
        [
            Bar(name, value, wording.people(value, counted=True), AREA)
            for name, value in zip(names, values, strict=True)
        ],
        value_title=f"People supported, {when}",
        decimals=0,
        label_width=26,
        above=True,
    )
    columns = (
        Column("reason", "Primary support reason"),
        Column("value", "People supported", "people", "number"),
    )
    records = [{"reason": name, "value": value} for name, value in zip(names, values, strict=True)]
    return figure(
        "disability-supported",
        f"In {when} {place.upper_tier.name} supported {told}",
        f"Adults of all ages supported by the council, by primary support reason, as its market "
        f"position statement prints them, {when}. Physical and sensory reasons only: people "
        "supported for a learning disability, memory or mental health are not among them",
        drawing,
        FigureTable.of(f"Adults supported by primary support reason, {when}", columns, records),
        "Bar chart of people supported: "
        + "; ".join(
            f"{name} {wording.people(value, counted=True)}"
            for name, value in zip(names, values, strict=True)
        )
        + ".",
        catalogue,
        rows,
    )


def _of(rows: pd.DataFrame, reason: str) -> list[float]:
    """Give the people of one reason: each person has one primary support reason."""
    return [float(x) for x in rows.loc[rows["category"].str.startswith(reason), "value"]]


def _label(category: str) -> str:
    group, _, reason = category.partition(": ")
    return f"{group.capitalize()}: {reason.removesuffix(' support')}" if reason else group
