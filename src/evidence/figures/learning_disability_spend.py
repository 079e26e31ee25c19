"""Spend on learning disability support as a document's text states it and as its tables add up."""

from __future__ import annotations

import pandas as pd

from evidence.figures import spend
from evidence.figures.care_selection import capital, items
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.stacks import Stack, stacks
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL, PLAN
from evidence.measures import wording
from evidence.measures.care.spend import (
    CARE_HOMES,
    EVERY_CELL,
    LEARNING_DISABILITY,
    YOUNGER_WITHOUT_DIRECT_PAYMENTS,
)
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_PARTS = (
    (CARE_HOMES, AREA),
    ("day care", CATEGORICAL[1]),
    ("direct payments", CATEGORICAL[5]),
)


def text_and_tables(
    found: pd.DataFrame, spent: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the total that the text states beside what the document's own tables add up to.

    ``found``: ``care.spend.learning_disability``; ``spent``: ``care.spend.spend``.
    """
    name = "care_learning_disability_spend_difference"
    every = row(found, measure=name, category=EVERY_CELL, area_code=place.code)
    part = row(found, measure=name, category=YOUNGER_WITHOUT_DIRECT_PAYMENTS, area_code=place.code)
    printed = spend.amounts(spent, place)
    printed = printed[printed["category"] == LEARNING_DISABILITY]
    values = {(item.breakdown, item.age_band): item.value for item in items(printed)}
    homes, days, payments = (service for service, _ in _PARTS)
    stated = float(every["denominator"])
    chosen = [
        Stack("In words: circa, in total", (stated, None, None, None), wording.money(stated)),
        Stack(
            "Tables: every cell",
            (None, values[homes, "18+"], values[days, "18+"], values[payments, "18+"]),
            wording.money(every["numerator"]),
        ),
        Stack(
            "Tables: aged 18 to 64, no direct payments",
            (None, values[homes, "18-64"], values[days, "18-64"], None),
            wording.money(part["numerator"]),
        ),
    ]
    kinds = [
        ("Stated in words", PLAN),
        *((capital(name), colour) for name, colour in _PARTS),
    ]
    drawing = stacks(
        chosen, kinds, value_title="Pounds", write=wording.money, label_width=22, row=40
    )
    named = notes(catalogue, found, printed)
    return Figure(
        id="learning-disability-spend",
        title=f"The statement says circa {wording.money(stated)} in total; the cells of its "
        f"tables for learning disability support add to {wording.money(every['numerator'])}",
        subtitle=f"Spend on learning disability support, as the council's market position "
        f"statement states it and as its tables add up, {place.name}, 2019/20 and no year stated",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=_cells(found, every, part, place),
        alt=f"Three bars: circa {chosen[0].text} in words, {chosen[1].text} in every printed cell, "
        f"{chosen[2].text} in cells of ages 18 to 64 without direct payments.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _cells(found: pd.DataFrame, every: pd.Series, part: pd.Series, place: Place) -> FigureTable:
    cells = found[
        (found["measure"] == "care_learning_disability_spend") & (found["status"] == "published")
    ]
    records = [
        {
            "what": capital(item.breakdown),
            "age": wording.ages(item.age_band),
            "period": item.period,
            "value": item.value,
        }
        for item in items(cells)
    ]
    for label, value in (
        ("Every cell above, added", every["numerator"]),
        ("Cells of ages 18 to 64 without direct payments, added", part["numerator"]),
        ("Stated in words, in total circa", every["denominator"]),
    ):
        records.append({"what": label, "age": "", "period": "", "value": value})
    return FigureTable.of(
        f"Spend on learning disability support, {place.name}",
        (
            Column("what", "Where it is printed"),
            Column("age", "People"),
            Column("period", "Period"),
            Column("value", "Spend", "£", "number"),
        ),
        records,
    )
