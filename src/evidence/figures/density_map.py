"""A density map shades small areas by people per square kilometre."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.choropleth import choropleth
from evidence.figures.deprivation_selection import by_code, figure, labels, ordered
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.shade import Shade, classed
from evidence.figures.table import Column, FigureTable, rounded
from evidence.figures.theme import SEQUENTIAL
from evidence.measures import wording
from evidence.measures.outline import Outline
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_LABELS = ("12,000 and over", "9,000 to 11,999", "6,000 to 8,999", "3,000 to 5,999", "under 3,000")
_SHADES = tuple(Shade(label, colour) for label, colour in zip(_LABELS, SEQUENTIAL, strict=True))
_LIMITS = (12_000, 9_000, 6_000, 3_000)


def density_map(
    density: pd.DataFrame, outline: Outline, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Map small areas by density, for the one period that the frame holds.

    ``density``: measures.density.lsoa_density of one year; ``outline``:
    measures.outline.lsoa_outline of IoD2025, whose small areas the series uses.
    """
    periods = sorted(density["period"].unique())
    if len(periods) != 1:
        raise CheckError(f"a density map needs rows of one period, not of {len(periods)}")
    period = periods[0]
    named = labels(density)
    values = by_code(density)
    people = by_code(density, "numerator")
    land = by_code(density, "denominator")
    rows: list[Record] = []
    for code in ordered(values, named, descending=True):
        value = rounded(values[code], 0)
        rows.append(
            {
                "code": code,
                "name": named[code],
                "density": value,
                "text": wording.number(value),
                "people": int(people[code]),
                "land": rounded(land[code], 2),
                "shade": classed(value, _SHADES, _LIMITS),
            }
        )
    drawing = choropleth(
        outline.topology,
        [{key: row[key] for key in ("code", "shade", "text")} for row in rows],
        _SHADES,
        legend="People per square kilometre",
        tooltips=(("name", "Small area"), ("text", "People per km²"), ("shade", "Class")),
        england=outline.england,
    )
    most, least = rows[0], rows[-1]
    return figure(
        "density-map",
        f"Density within {place.name} ranges from {least['text']} to {most['text']} people per "
        "square kilometre",
        f"People per square kilometre by small area, {period}, rebased estimates. {outline.note}",
        drawing,
        FigureTable.of(
            f"Density of small areas of {place.name}, {period}",
            (
                Column("name", "Small area"),
                Column("code", "Code"),
                Column("people", "Residents", "people", "number"),
                Column("land", "Land", "km²", "number", 2),
                Column("density", "Density", "people per km²", "number"),
                Column("shade", "Class on the map"),
            ),
            rows,
        ),
        f"Map of {wording.count_of(len(rows), 'small area')} of {place.name} shaded by density in "
        f"{period}, which ranges from {least['text']} to {most['text']} people per square "
        f"kilometre, the densest being {most['name']}.",
        catalogue,
        density,
        tables=sorted(outline.tables),
    )
