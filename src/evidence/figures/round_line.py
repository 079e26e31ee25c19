"""A projection round has one colour and one kind of line in every chart of the book."""

from __future__ import annotations

from dataclasses import replace

from evidence.figures.lines import Line
from evidence.figures.population_selection import short
from evidence.figures.theme import AREA, OLDER_ROUND, PLAN
from evidence.measures.estimate import SERIES
from evidence.measures.rounds import ROUNDS

_COLOURS = {"2016-based": PLAN, "2018-based": OLDER_ROUND}


def colour(name: str) -> str:
    """Give the colour of a round; the newest has the area's own."""
    return _COLOURS.get(name, AREA)


def against(name: str) -> str:
    """Name what a round is set against: a document's own table, or the round."""
    return f"the {label(name)}"


def label(name: str) -> str:
    """Name it as a label does: "statement's table", "2022-based round"."""
    return "statement's table" if ROUNDS[name].is_plan else f"{short(name)} round"


def full(name: str) -> str:
    """Name a series as a table does: "Rebased estimate", "2018-based projection".

    A document's own table is named as such: which round it prints is only inferred.
    """
    if name in SERIES:
        return SERIES[name].single.capitalize()
    if ROUNDS[name].is_plan:
        return f"Table of the council's statement (taken to be the {name} round)"
    return f"{name} projection"


def line(name: str, points: tuple[tuple[int, float], ...], *, estimated: str = "Estimated") -> Line:
    """Draw a round dashed from its base year, or as dots where it is held for single years.

    A series of estimates is drawn solid and labelled ``estimated``.
    """
    drawn = Line(full(name), short(name), colour(name), points)
    if name in SERIES:
        return replace(drawn, label=estimated, colour=AREA, label_along=True)
    item = ROUNDS[name]
    if not item.by_single_year:
        return replace(drawn, dots=True)
    return replace(drawn, dashed=True, ringed=item.base_year)
