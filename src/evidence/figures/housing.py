"""Housing figures show specialist homes there are and wanted, and the people they are for."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import round_line
from evidence.figures.bars import Bar, bars
from evidence.figures.care_selection import items
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.lines import Panel, panels
from evidence.figures.notes import notes
from evidence.figures.population_selection import rows_of, short
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, PLAN
from evidence.measures import plan, wording
from evidence.measures.estimate import REBASED
from evidence.measures.frame import row
from evidence.measures.housing.home import KINDS
from evidence.measures.place import Place
from evidence.measures.rounds import ROUNDS
from evidence.sources.catalogue import Catalogue

_BANDS = ("65+", "75+", "85+")
_FIRST, _LAST = 2020, 2035
_HAS, _WANTS = "The council has", "Required by 2030"


def required(
    wanted: pd.DataFrame, stock: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the homes required by 2030 beside those the council has, a panel a kind.

    ``wanted``: ``housing.home.required``; ``stock``: ``stated.figures`` of "stock".
    """
    homes = {item.breakdown: item.value for item in items(stock)}
    needs = {item.breakdown: item.value for item in items(wanted)}
    if not needs:
        raise CheckError(f"no homes required are printed for {place.name}: show a notice instead")
    total = needs["requirement: specialist homes for older people"]
    chosen: list[Bar] = []
    for kind in sorted(KINDS, key=lambda name: -needs[f"requirement: {name}"]):
        has, wants = homes.get(f"stock: {kind}"), needs[f"requirement: {kind}"]
        group = kind[0].upper() + kind[1:]
        text = "not printed" if has is None else wording.number(has)
        chosen.append(Bar(_HAS, has, text, AREA, group))
        chosen.append(Bar(_WANTS, wants, wording.number(wants), PLAN, group))
    drawing = bars(
        chosen,
        told="Homes",
        value_title="Homes; whether the requirement comes on top of what there is is not stated",
        decimals=0,
        entries=[Entry(_HAS, AREA), Entry(_WANTS, PLAN)],
    )
    parts = [
        f"{needs[f'requirement: {kind}']:,.0f} {kind.removesuffix(' housing')}"
        for kind in sorted(KINDS, key=lambda name: -needs[f"requirement: {name}"])
    ]
    rows = pd.concat([wanted, stock])
    named = notes(catalogue, rows)
    return Figure(
        id="specialist-homes",
        title=f"The Housing Strategy names a requirement of {total:,.0f} specialist homes by 2030: "
        f"{wording.area_list(parts)}",
        subtitle=f"Specialist homes for older people required by 2030 (Housing Strategy) and the "
        f"council's own (market position statement, no date printed), {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Specialist homes for older people, {place.name}",
            (
                Column("kind", "Kind"),
                Column("what", "What"),
                Column("value", "Homes", "homes", "number"),
            ),
            [{"kind": bar.group, "what": bar.label, "value": bar.value} for bar in chosen],
        ),
        alt=f"Bars by kind of home: required by 2030 {wording.area_list(parts)}; the council has "
        f"{wording.area_list([f'{bar.text} ({bar.group.lower()})' for bar in chosen[::2]])}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def occupancy(found: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw occupied sheltered homes out of all, at each printed date.

    ``found``: ``housing.home.occupancy``.
    """
    rows = found[found["area_code"] == place.code]
    if rows.empty:
        raise CheckError(f"no occupancy is printed for {place.name}: show a notice instead")
    rows = rows.sort_values("value", ascending=False, kind="stable")
    points = [
        {
            "row": item.period,
            "label": f"{item.numerator:,.0f} of {item.denominator:,.0f}",
            "share": wording.percent(item.value),
        }
        for item in items(rows)
    ]
    paired = list(zip(items(rows), points, strict=True))
    drawing = bars(
        [Bar(item.period, item.value, point["label"], AREA) for item, point in paired],
        value_title="Per cent of the council's sheltered homes that are occupied",
        decimals=1,
    )
    named = notes(catalogue, rows)
    told = [f"{point['share']} in {point['row']}" for point in points]
    return Figure(
        id="sheltered-occupancy",
        title=f"Of the council's sheltered homes, whose number has no date, "
        f"{wording.area_list(told)} would be occupied",
        subtitle=f"Occupied sheltered homes, as the council's market position statement "
        f"counts them, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Occupied sheltered homes, {place.name}",
            (
                Column("period", "Date"),
                Column("numerator", "Occupied", "homes", "number"),
                Column("denominator", "All, without a date", "homes", "number"),
                Column("value", "Share", "%", "number", 1),
            ),
            [
                {
                    "period": item.period,
                    "numerator": item.numerator,
                    "denominator": item.denominator,
                    "value": item.value,
                }
                for item in items(rows)
            ],
        ),
        alt="Bars: " + "; ".join(f"{point['label']} in {point['row']}" for point in points) + ".",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def older(
    projections: pd.DataFrame,
    estimates: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Draw people aged 65, 75 and 85 and over, 2020 to 2035: estimated and projected.

    ``projections``: ``projection.projections`` of the planned round, where held, and the newest;
    ``estimates``: ``population.estimates``; both with the bands 65+, 75+ and 85+.
    """
    rows = pd.concat(
        [rows_of(estimates, place, "population"), rows_of(projections, place, "population")]
    )
    rows = rows.assign(year=rows["period"].str.removeprefix("mid-").astype("int64"))
    rows = rows[rows["age_band"].isin(_BANDS) & rows["year"].between(_FIRST, _LAST)]
    rows = rows[rows["sex"] == "persons"].sort_values("year", kind="stable")
    held = [name for name in ROUNDS if name in set(rows["variant"])]
    series = {
        (band, name): tuple(zip(part["year"].tolist(), part["value"].tolist(), strict=True))
        for band in _BANDS
        for name in (REBASED, *held)
        if len(part := rows[(rows["age_band"] == band) & (rows["variant"] == name)])
    }
    drawing = panels(
        [
            Panel(
                wording.ages(band).capitalize(),
                tuple(
                    round_line.line(name, points)
                    for (of, name), points in series.items()
                    if of == band
                ),
            )
            for band in _BANDS
        ],
        unit="people",
        zero=True,
    )
    named = notes(catalogue, rows)
    return Figure(
        id="older-people",
        title=_older_title(rows, held, place),
        subtitle=f"Residents aged 65, 75 and 85 and over, estimated and projected, {place.name}, "
        f"mid-{_FIRST} to mid-{_LAST}. Each chart has a scale of its own, from zero. "
        "Solid: estimated. Dashed: projected."
        + "".join(
            " Diamonds: the years in the table of the council's market position statement, taken "
            f"to be the {name} round."
            for name in held
            if ROUNDS[name].is_plan
        ),
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Older residents of {place.name}, estimated and projected",
            (
                Column("band", "Age"),
                Column("series", "Series"),
                Column("year", "Mid-year", "year", "number"),
                Column("value", "Residents", "people", "number"),
            ),
            [
                {
                    "band": band,
                    "series": round_line.full(name),
                    "year": year,
                    "value": value,
                }
                for (band, name), points in series.items()
                for year, value in points
            ],
        ),
        alt="Line charts of older residents. "
        + " ".join(
            f"{_spoken(name)}, "
            f"{wording.ages(band)}: {wording.people(points[0][1])} in mid-{points[0][0]} to "
            f"{wording.people(points[-1][1])} in mid-{points[-1][0]}."
            for (band, name), points in series.items()
        ),
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _spoken(name: str) -> str:
    if name == REBASED:
        return "Estimated"
    return round_line.full(name) if ROUNDS[name].is_plan else f"{short(name)} projection"


def _older_title(rows: pd.DataFrame, held: list[str], place: Place) -> str:
    newest = held[-1]
    found = {"age_band": "65+", "variant": newest}
    then = row(rows, period="mid-2030", **found)["value"]
    if len(held) == 1:
        start = row(rows, period="mid-2020", **found)["value"]
        return (
            f"In the {short(newest)} round {place.name} has {wording.people(then)} people aged 65 "
            f"and over in mid-2030, against {wording.people(start)} in mid-2020"
        )
    planned = row(rows, period="mid-2030", age_band="65+", variant=held[0])["value"]
    return (
        f"For mid-2030 the {short(newest)} round has {wording.people(then)} people aged 65 and "
        f"over, {plan.DOCUMENT} {wording.people(planned)}"
    )
