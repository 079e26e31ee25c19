"""Published need is listed beside what the method it names gives, and what that shows."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.listing import Listing
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.standing import Standing

_NEAR = 2.0
"""Per cent: below this a stated number is near ours."""


def published(differences: pd.DataFrame, *, id: str, place: Place) -> Listing:
    """List what documents state of need, what the stated method gives, and how far apart.

    ``differences``: ``prevalence.published.against`` of the place.
    """
    found = differences[
        (differences["measure"] == "modelled_difference_percent")
        & (differences["area_code"] == place.code)
        & ~differences["variant"].str.contains(", rounded")
    ]
    if found.empty:
        raise CheckError(f"no document of {place.name} states need: show a notice instead")
    columns = (
        Column("about", "Who is counted"),
        Column("year", "Year"),
        Column("stated", "Stated", "people", "number"),
        Column("ours", "The same rates on the round it planned on", "people", "number"),
        Column("apart", "Difference", "%", "number", 1),
        Column("verdict", "What that shows"),
    )
    records = [
        {
            "about": wording.people_with(item["breakdown"], item["age_band"]),
            "year": item["period"].removeprefix("mid-"),
            "stated": item["denominator"],
            "ours": item["numerator"],
            "apart": item["value"],
            "verdict": verdict(item["value"], Standing(item["standing"])),
        }
        for item in found.sort_values(["breakdown", "period"]).to_dict("records")
    ]
    caption = f"Modelled need that documents of {place.name} state, beside ours"
    return Listing(id, FigureTable.of(caption, columns, records))


def verdict(percent: float, standing: Standing) -> str:
    """Say what a difference in per cent shows, given how firmly the rates are held."""
    apart = wording.percent(percent)
    if standing is Standing.INFERRED:
        return f"Consistent, {apart} apart; the rates were worked back from it, so no proof"
    return f"Near, {apart} apart" if abs(percent) < _NEAR else f"Differs by {apart}"
