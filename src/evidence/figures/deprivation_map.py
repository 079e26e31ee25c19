"""Deprivation maps shade small areas by national decile and wards by extent."""

from __future__ import annotations

import pandas as pd

from evidence.figures.choropleth import MISSING, MOST_NAMED, choropleth
from evidence.figures.deprivation_selection import (
    SUMMARY_COLUMNS,
    by_code,
    by_code_and,
    figure,
    held,
    labels,
    of_wards,
    ordered,
    stand_in,
    summary_shown,
)
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.shade import Shade, classed
from evidence.figures.table import Column, FigureTable, rounded
from evidence.figures.theme import SEQUENTIAL
from evidence.measures import wording
from evidence.measures.deprivation import SUMMARIES
from evidence.measures.outline import Outline
from evidence.measures.place import Place
from evidence.measures.release import is_latest, spoken
from evidence.sources.catalogue import Catalogue

_DECILES = ("1, most deprived", "2 to 3", "4 to 5", "6 to 7", "8 to 10, least")
_DECILE_SHADES = tuple(
    Shade(label, colour) for label, colour in zip(_DECILES, SEQUENTIAL, strict=True)
)
_DECILE_OF = (0, 1, 1, 2, 2, 3, 3, 4, 4, 4)
_EXTENTS = ("50% and over", "25 to 49.9%", "10 to 24.9%", "0.1 to 9.9%", "0%")
_EXTENT_SHADES = tuple(
    Shade(label, colour) for label, colour in zip(_EXTENTS, SEQUENTIAL, strict=True)
)
_EXTENT_LIMITS = (50, 25, 10, 0.1)


def small_area_map(
    values: pd.DataFrame,
    outline: Outline,
    wards: Outline | None = None,
    *,
    place: Place,
    release: str,
    catalogue: Catalogue,
) -> Figure:
    """Map small areas by national decile; wards are outlined and named where there is room.

    ``values``: measures.lsoa.values; ``outline`` and ``wards``: measures.outline.lsoa_outline and
    ward_outline of the same release.
    """
    index = spoken(release)
    deciles = held(values, release, ["deprivation_decile"])
    ranks = held(values, release, ["deprivation_rank"])
    decile = by_code(deciles)
    rank = by_code(ranks)
    named = labels(deciles)
    order = ordered(rank, named)
    rows: list[Record] = [
        {
            "code": code,
            "name": named[code],
            "decile": int(decile[code]),
            "rank": int(rank[code]),
            "shade": _DECILES[_DECILE_OF[int(decile[code]) - 1]],
        }
        for code in order
    ]
    drawn = wards if wards and _count(wards) <= MOST_NAMED else None
    drawing = choropleth(
        outline.topology,
        [{key: row[key] for key in ("code", "shade", "decile", "rank")} for row in rows],
        _DECILE_SHADES,
        legend="National decile",
        tooltips=(
            ("name", "Small area"),
            ("decile", "Decile"),
            ("rank", "Rank"),
            ("shade", "Class"),
        ),
        overlay=drawn.topology if drawn else None,
        named=drawn is not None,
        england=outline.england,
    )
    first = sum(row["decile"] == 1 for row in rows)
    was, were = ("is", "are") if is_latest(release) else ("was", "were")
    all_areas = wording.number(len(rows))
    if len(rows) == 1:
        title = (
            f"{place.name} {was} one small area, in decile {rows[0]['decile']} of deprivation on "
            f"{index}"
        )
    elif first:
        title = (
            f"{first} of {wording.possessive(place.name)} {all_areas} small areas "
            f"{was if first == 1 else were} in the most deprived tenth of England on "
            f"{index}"
        )
    else:
        title = (
            f"No small area of {place.name} {was} in the most deprived tenth of England on {index}"
        )
    return figure(
        f"deprivation-map-{release.lower()}",
        title,
        f"National decile of multiple deprivation, {index}; 1 is the most deprived. "
        + outline.note
        + (f" {drawn.note}" if drawn else ""),
        drawing,
        FigureTable.of(
            f"Small areas of {place.name} by rank of deprivation, {index}",
            (
                Column("name", "Small area"),
                Column("code", "Code"),
                Column("decile", "Decile", "decile", "number"),
                Column("rank", "Rank", "rank", "number"),
                Column("shade", "Class on the map"),
            ),
            rows,
        ),
        f"Map of {wording.count_of(len(rows), 'small area')} of {place.name} shaded by national "
        f"decile on {index}. Deciles range from {min(row['decile'] for row in rows)} to "
        f"{max(row['decile'] for row in rows)}; "
        f"{first or 'none'} in decile 1. The most deprived is {rows[0]['name']}, rank "
        f"{wording.number(rows[0]['rank'])}.",
        catalogue,
        deciles,
        ranks,
        tables=sorted({*outline.tables, *(drawn.tables if drawn else ())}),
    )


def ward_map(
    summaries: pd.DataFrame,
    outline: Outline,
    *,
    place: Place,
    release: str,
    catalogue: Catalogue,
) -> Figure:
    """Map wards by extent: the share of people in the most deprived areas, on a falling scale.

    ``summaries``: measures.ward.summaries, all five of which the table holds; ``outline``:
    measures.outline.ward_outline.
    """
    index = spoken(release)
    frame = held(summaries, release, [f"deprivation_{name}" for name in SUMMARIES])
    extent = by_code(frame[frame["measure"] == "deprivation_extent"])
    values = by_code_and(frame, "measure")
    named = labels(frame)
    rows: list[Record] = []
    for code in ordered(extent, named, descending=True):
        known = extent[code] == extent[code]
        value = rounded(100 * extent[code], 1) if known else None
        rows.append(
            {
                "code": code,
                "name": named[code],
                **{
                    name: summary_shown(name, values[code, f"deprivation_{name}"])[0]
                    for name in SUMMARIES
                },
                "text": wording.percent(100 * extent[code]),
                "shade": MISSING
                if value is None
                else classed(value, _EXTENT_SHADES, _EXTENT_LIMITS),
            }
        )
    drawing = choropleth(
        outline.topology,
        [{key: row[key] for key in ("code", "shade", "text")} for row in rows],
        _EXTENT_SHADES,
        legend="Extent of deprivation",
        tooltips=(("name", "Ward"), ("text", "Extent"), ("shade", "Class")),
        named=True,
        england=outline.england,
    )
    top, least = rows[0], rows[-1]
    highest = [row["name"] for row in rows if row["text"] == top["text"]]
    on, was = f"On {index}", "is" if is_latest(release) else "was"
    if len(rows) == 1:
        title = (
            f"{on} the extent of deprivation in the one ward of {place.name} {was} {top['text']}"
        )
    elif top["extent"] == 0:
        title = f"{on} the extent of deprivation {was} nought in every ward of {place.name}"
    else:
        title = (
            f"{on} the extent of deprivation in {wording.possessive(place.name)} wards {was} "
            f"highest in {wording.area_list(highest, most=3)}, {top['text']}"
        )
    return figure(
        f"deprivation-ward-map-{release.lower()}",
        title,
        f"Extent, {index}: the share of people in the most deprived three tenths of England's "
        f"small areas, those beyond the first tenth counting ever less{of_wards(frame)}."
        + (" Borders are unions of best-fit small areas." if outline.approximate else ""),
        drawing,
        FigureTable.of(
            f"Summary measures of deprivation by ward of {place.name}, {index}",
            (
                Column("name", "Ward"),
                Column("code", "Code"),
                Column("shade", "Class on the map"),
                *(
                    Column(name, label, unit, "number", decimals)
                    for name, (label, unit, decimals) in SUMMARY_COLUMNS.items()
                ),
            ),
            rows,
        ),
        f"Map of {wording.count_of(len(rows), 'ward')} of {place.name} shaded by extent of "
        f"deprivation on {index}, which ranges from {least['text']} to {top['text']}, the "
        f"highest being {wording.area_list(highest, most=3)}.",
        catalogue,
        frame,
        tables=sorted(outline.tables),
        note=stand_in(frame, place, release, "Averages and extent"),
    )


def _count(outline: Outline) -> int:
    return len(outline.topology["objects"]["areas"]["geometries"])
