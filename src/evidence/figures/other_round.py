"""Rounds other than the one held everywhere are listed beside the estimates of the same years."""

from __future__ import annotations

import pandas as pd

from evidence.figures.care_selection import capital
from evidence.figures.listing import Listing
from evidence.figures.population_selection import band_label, items
from evidence.figures.printed import got
from evidence.figures.table import Column, FigureTable
from evidence.measures import accuracy, plan
from evidence.measures.place import Place


def other_rounds(tested: pd.DataFrame, *, place: Place) -> tuple[Listing, ...]:
    """List what other rounds had for years that have since been estimated; none where none is held.

    ``tested``: ``measures.accuracy.everything``. A round held as a document prints it is called
    that document's table, and how each number was got from it is said.
    """
    rows = accuracy.other_rounds(tested, place.code)
    if rows.empty:
        return ()
    made = [got(one) for _, one in rows.iterrows()]
    columns = (
        Column("source", "Projected in"),
        Column("period", "Period"),
        Column("band", "Age"),
        *([Column("got", "How it is had from that table")] if any(made) else []),
        Column("projected", "Projected", "people", "number"),
        Column("estimated", "Estimated since", "people", "number"),
        Column("people", "Difference", "people", "number"),
        Column("percent", "Difference", "% of the estimate", "number", 1),
    )
    records = [
        {
            "source": capital(plan.named(item.variant.split(" against ", maxsplit=1)[0])),
            "period": item.period,
            "band": band_label(item.age_band),
            "got": how,
            "projected": item.numerator,
            "estimated": item.denominator,
            "people": item.numerator - item.denominator,
            "percent": item.value,
        }
        for item, how in zip(items(rows), made, strict=True)
    ]
    caption = f"Other projections against the rebased estimates, {place.name}"
    return (Listing("backtest-other-rounds", FigureTable.of(caption, columns, records)),)
