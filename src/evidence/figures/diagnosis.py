"""The diagnosis figure sets recorded dementia beside what is expected, council by council."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, COMPARATOR, ENGLAND
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue


def rates(diagnosis: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the diagnosis rate of the council, England and whichever comparators are held.

    ``diagnosis``: ``diagnosis.diagnosis`` of ``place.care_codes``.
    """
    rows = diagnosis[diagnosis["measure"] == "dementia_diagnosis_rate"]
    rows = rows.sort_values(["value", "area_code"], ascending=[False, True], kind="stable")
    own = rows[rows["area_code"] == place.upper_tier.code]
    if own.empty:
        raise CheckError(f"no diagnosis rate of {place.upper_tier.name}: show a notice instead")
    england = rows[rows["area_code"] == place.england.code]
    drawn = [
        Bar(
            str(one["area_name"]),
            float(one["value"]),
            wording.percent(float(one["value"])),
            AREA
            if one["area_code"] == place.upper_tier.code
            else ENGLAND
            if one["area_code"] == place.england.code
            else COMPARATOR,
            hollow=bool(one["area_code"] == place.england.code),
        )
        for _, one in rows.iterrows()
    ]
    drawing = bars(drawn, value_title="Recorded as a percentage of people expected", decimals=1)
    mine = float(own["value"].iloc[0])
    beside = ""
    if len(england):
        theirs = float(england["value"].iloc[0])
        beside = f"; in England {wording.percent(theirs)}"
    low, high = rows.iloc[-1], rows.iloc[0]
    named = notes(catalogue, rows)
    return Figure(
        id="dementia-diagnosis",
        title=f"In {place.upper_tier.name} recorded diagnoses of dementia come to "
        f"{wording.percent(mine)} of the number expected{beside}",
        subtitle="People aged 65 and over with dementia on their practice's record, per cent of "
        "patients expected to have it (CFAS II rates), 2026: the council, England and those of the "
        "similar councils for which it is held",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Recorded and expected dementia, people aged 65 and over, 2026",
            (
                Column("area", "Council"),
                Column("recorded", "On record", "people", "number"),
                Column("expected", "Expected", "people", "number"),
                Column("rate", "Diagnosis rate", "%", "number", 1),
            ),
            [
                {
                    "area": one["area_name"],
                    "recorded": one["numerator"],
                    "expected": one["denominator"],
                    "rate": one["value"],
                }
                for _, one in rows.iterrows()
            ],
        ),
        alt="Bar chart of the dementia diagnosis rate, from "
        f"{wording.percent(float(high['value']))} ({high['area_name']}) to "
        f"{wording.percent(float(low['value']))} ({low['area_name']}).",
        note=(
            "Rates are as published: worked out from the whole numbers shown here, a rate can "
            "differ in its last digit.",
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )
