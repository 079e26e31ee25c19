"""Rounds other than the one held everywhere are listed beside the estimates of the same years."""

from __future__ import annotations

import pandas as pd

from evidence.figures.listing import Listing
from evidence.figures.population_selection import band_label, items
from evidence.figures.table import Column, FigureTable
from evidence.measures import plan
from evidence.measures.accuracy import ERROR_PERCENT
from evidence.measures.backtest import ROUND
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS


def other_rounds(tested: pd.DataFrame, *, place: Place) -> tuple[Listing, ...]:
    """List what other rounds had for years that have since been estimated; none where none is held.

    ``tested``: ``measures.accuracy.everything``. A round held as a document prints it is called
    that document's table.
    """
    rows = tested[
        (tested["measure"] == ERROR_PERCENT)
        & (tested["area_code"] == place.code)
        & ~tested["variant"].str.startswith(ROUND)
        & tested["value"].notna()
    ].sort_values(["variant", "period"], kind="stable")
    if rows.empty:
        return ()
    columns = (
        Column("source", "Projected in"),
        Column("period", "Period"),
        Column("band", "Age"),
        Column("projected", "Projected", "people", "number"),
        Column("estimated", "Estimated since", "people", "number"),
        Column("people", "Difference", "people", "number"),
        Column("percent", "Difference", "% of the estimate", "number", 1),
    )
    records = [
        {
            "source": _source(item.variant.split(" against ", maxsplit=1)[0]),
            "period": item.period,
            "band": band_label(item.age_band),
            "projected": item.numerator,
            "estimated": item.denominator,
            "people": item.numerator - item.denominator,
            "percent": item.value,
        }
        for item in items(rows)
    ]
    caption = f"Other projections against the rebased estimates, {place.name}"
    return (Listing("backtest-other-rounds", FigureTable.of(caption, columns, records)),)


def _source(name: str) -> str:
    return (
        f"The {plan.printed(name).removeprefix('the ')}"
        if ROUNDS[name].is_plan
        else f"The {name} projection"
    )
