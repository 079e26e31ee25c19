"""Census figures set shares of residents side by side, always with the share of older people."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.choropleth import MOST_NAMED, choropleth
from evidence.figures.deprivation_selection import figure
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.shade import Shade, classed
from evidence.figures.table import Column, FigureTable, rounded
from evidence.figures.theme import SEQUENTIAL
from evidence.measures import wording
from evidence.measures.outline import Outline
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

HEALTH = ("disabled", "bad or very bad", "aged 65 and over")
CARE = ("any hours", "50 hours or more", "aged 65 and over")

_TITLES = {
    "disabled": ("Disabled under the Equality Act", "Disabled"),
    "limited a lot": ("Limited a lot", "Limited\na lot"),
    "bad or very bad": ("In bad or very bad health", "Bad or very\nbad health"),
    "any hours": ("Giving any unpaid care", "Unpaid care,\nany hours"),
    "50 hours or more": ("Giving 50 hours or more a week", "50 hours or\nmore a week"),
    "aged 65 and over": ("Aged 65 and over", "Aged 65\nand over"),
}
_WHO = {
    "disabled": ("residents", "disabled under the Equality Act"),
    "any hours": ("residents aged 5 and over", "giving unpaid care"),
}
_UNADJUSTED = "Not age-standardised: read each beside the share aged 65 and over."
_CLASSES = ("20% and over", "17 to 19.9%", "14 to 16.9%", "11 to 13.9%", "under 11%")
_SHADES = tuple(Shade(label, colour) for label, colour in zip(_CLASSES, SEQUENTIAL, strict=True))
_LIMITS = (20, 17, 14, 11)


def compared(
    shares: pd.DataFrame, chosen: tuple[str, ...], *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set shares of the place beside its comparators and England, a panel for each.

    ``shares``: ``census.shares`` of ``place.codes``; ``chosen`` names its categories, the first
    of which puts the areas in order.
    """
    rows = _chosen(shares, chosen)
    values = _values(rows)
    if (place.code, chosen[0]) not in values:
        raise CheckError(f"no census share is held for {place.name}: show a notice instead")
    people, were = _WHO[chosen[0]]
    here, england = values[place.code, chosen[0]], values[place.england.code, chosen[0]]
    return _dotted(
        rows,
        chosen,
        place,
        catalogue,
        id=f"census-{_slug(chosen[0])}",
        title=f"{wording.percent(here)} of {wording.possessive(place.name)} {people} were {were}; "
        f"{wording.percent(england)} of England's",
        about=f"{place.name}, similar authorities and England",
    )


def by_ward(
    wards: pd.DataFrame,
    shares: pd.DataFrame,
    chosen: tuple[str, ...],
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Set the wards of a place side by side, with the place and England among them.

    ``wards``: ``census.wards``; ``shares``: ``census.shares`` of the place and England.
    """
    wards = _chosen(wards, chosen)
    if wards.empty:
        raise CheckError(f"no census share is held for wards of {place.name}: show a notice")
    whole = _chosen(shares, chosen)
    whole = whole[whole["area_code"].isin([place.code, place.england.code])]
    first = wards[wards["category"] == chosen[0]].sort_values(["value", "area_name"])
    low, high = first.iloc[0], first.iloc[-1]
    vintage = str(wards["area_vintage"].iloc[0])
    people, were = _WHO[chosen[0]]
    return _dotted(
        pd.concat([wards, whole], ignore_index=True),
        chosen,
        place,
        catalogue,
        id=f"census-wards-{_slug(chosen[0])}",
        title=f"By ward of {place.name}, from about {wording.percent(low['value'])} "
        f"({low['area_name']}) to about {wording.percent(high['value'])} ({high['area_name']}) "
        f"of {people} were {were}",
        about=f"wards of {vintage} of {place.name}, approximate: each small area is counted in "
        "its best-fit ward",
    )


def small_area_map(
    small: pd.DataFrame,
    outline: Outline,
    wards: Outline,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Map small areas by the share of disabled residents; wards are outlined and named.

    ``small``: ``census.small_areas``; outlines: ``outline.lsoa_outline`` and ``ward_outline`` for
    the small areas of 2021.
    """
    rows = _chosen(small, ("disabled", "limited a lot", "aged 65 and over"))
    values = _values(rows)
    if not values:
        raise CheckError(f"no census share is held for small areas of {place.name}: show a notice")
    disabled = rows[rows["category"] == "disabled"]
    people = dict(zip(disabled["area_code"], disabled["numerator"], strict=True))
    names = dict(zip(rows["area_code"], rows["area_name"], strict=True))
    order = sorted(names, key=lambda code: (-values[code, "disabled"], names[code]))
    points: list[Record] = [
        {
            "code": code,
            "name": names[code],
            "people": int(people[code]),
            "disabled": rounded(values[code, "disabled"], 1),
            "lot": rounded(values[code, "limited a lot"], 1),
            "older": rounded(values[code, "aged 65 and over"], 1),
            "text": wording.percent(values[code, "disabled"]),
            "aged": wording.percent(values[code, "aged 65 and over"]),
            "shade": classed(rounded(values[code, "disabled"], 1), _SHADES, _LIMITS),
        }
        for code in order
    ]
    drawn = wards if len(wards.topology["objects"]["areas"]["geometries"]) <= MOST_NAMED else None
    drawing = choropleth(
        outline.topology,
        [{key: row[key] for key in ("code", "shade", "text", "aged")} for row in points],
        _SHADES,
        legend="Disabled residents",
        tooltips=(
            ("name", "Small area"),
            ("text", "Disabled"),
            ("aged", "Aged 65 and over"),
            ("shade", "Class"),
        ),
        overlay=drawn.topology if drawn else None,
        named=drawn is not None,
        england=outline.england,
    )
    most, least = points[0], points[-1]
    top = sum(row["shade"] == _CLASSES[0] for row in points)
    return figure(
        "census-map-disabled",
        f"In {top} of {wording.possessive(place.name)} {len(points)} small areas, 20% of "
        "residents or more were disabled",
        f"Residents disabled under the Equality Act, Census 2021, counted, % of residents. "
        f"{outline.note}{f' {drawn.note}' if drawn else ''} Not age-standardised: the table gives "
        "the share aged 65 and over.",
        drawing,
        FigureTable.of(
            f"Disabled residents by small area of {place.name}, Census 2021",
            (
                Column("name", "Small area"),
                Column("code", "Code"),
                Column("people", "Disabled residents", "people", "number"),
                Column("disabled", "Disabled", "% of residents", "number", 1),
                Column("lot", "Limited a lot", "% of residents", "number", 1),
                Column("older", "Aged 65 and over", "% of residents", "number", 1),
                Column("shade", "Class on the map"),
            ),
            points,
        ),
        f"Map of {wording.count_of(len(points), 'small area')} of {place.name} shaded by the "
        f"share of disabled residents at Census 2021, from {least['text']} in {least['name']} to "
        f"{most['text']} in {most['name']}.",
        catalogue,
        rows,
        tables=sorted({*outline.tables, *(drawn.tables if drawn else ())}),
    )


def _dotted(
    rows: pd.DataFrame,
    chosen: tuple[str, ...],
    place: Place,
    catalogue: Catalogue,
    *,
    id: str,
    title: str,
    about: str,
) -> Figure:
    values = _values(rows)
    counts = {
        (code, category): number
        for code, category, number in zip(
            rows["area_code"], rows["category"], rows["numerator"], strict=True
        )
    }
    ends = {end: _values(rows, end) for end in ("lower", "upper")}
    names = dict(zip(rows["area_code"], rows["area_name"], strict=True))
    order = sorted(names, key=lambda code: (-values[code, chosen[0]], names[code]))
    kinds = {place.code: "place", place.england.code: "england"}
    points: list[Record] = [
        {"row": names[code], "code": code, "kind": kinds.get(code, "other")}
        | {_field(one): rounded(values[code, one], 1) for one in chosen}
        | {f"{_field(one)}_text": wording.percent(values[code, one]) for one in chosen}
        | {f"{_field(one)}_people": int(counts[code, one]) for one in chosen}
        | {
            f"{_field(one)}_{end}": rounded(ends[end][code, one], 2)
            for one in chosen
            for end in ends
        }
        for code in order
    ]
    drawing = dots.compared(
        [point["row"] for point in points],
        points,
        [
            dots.Panel(
                title=_TITLES[one][0],
                short=_TITLES[one][1],
                field=_field(one),
                text=f"{_field(one)}_text",
                highest=max(point[_field(one)] for point in points),
            )
            for one in chosen
        ],
    )
    base = (
        "% of residents aged 5 and over; those aged 65 and over, % of all residents"
        if "any hours" in chosen
        else "% of usual residents"
    )
    columns = [Column("row", "Area"), Column("code", "Code")]
    for one in chosen:
        columns += [
            Column(f"{_field(one)}_people", f"{_TITLES[one][0]}, people", "people", "number"),
            Column(_field(one), _TITLES[one][0], "%", "number", 1),
            *(
                Column(
                    f"{_field(one)}_{end}",
                    f"{_TITLES[one][0]}, {end} 95% limit",
                    "%",
                    "number",
                    2,
                )
                for end in ends
            ),
        ]
    most, least = points[0], points[-1]
    first = _field(chosen[0])
    return figure(
        id,
        title,
        f"Counted at Census 2021, {base}, {about}. {_UNADJUSTED}",
        drawing,
        FigureTable.of(f"{_TITLES[chosen[0]][0]} and others, Census 2021", columns, points),
        f"Dot chart of {len(points)} areas, in order of the share {_WHO[chosen[0]][1]}: from "
        f"{least['row']} ({least[f'{first}_text']}) to {most['row']} ({most[f'{first}_text']}). "
        f"Beside it: {'; '.join(_TITLES[one][0].lower() for one in chosen[1:])}.",
        catalogue,
        rows,
    )


def _chosen(frame: pd.DataFrame, chosen: tuple[str, ...]) -> pd.DataFrame:
    return frame[(frame["measure"] == "census_share") & frame["category"].isin(chosen)]


def _values(rows: pd.DataFrame, column: str = "value") -> dict[tuple[str, str], float]:
    return dict(
        zip(zip(rows["area_code"], rows["category"], strict=True), rows[column], strict=True)
    )


def _field(category: str) -> str:
    return category.replace(" ", "_")


def _slug(category: str) -> str:
    return category.replace(" ", "-")
