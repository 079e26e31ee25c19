"""Spend figures show where a council's money for care goes: to what service, for whom."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.care_selection import capital, items
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.stacks import Stack, stacks
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, CATEGORICAL, COMPARATOR
from evidence.measures import wording
from evidence.measures.care.people import LONG_STAYS
from evidence.measures.care.spend import CARE_HOMES
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_DATED = "2019/20"
_SERVICES = (
    "residential care",
    "nursing care",
    "home care, external providers",
    "direct payments",
    "day care",
    "supported living",
)
_BROKEN_DOWN = (CARE_HOMES, "direct payments", "day care")
_AGES = (("18-64", "Aged 18 to 64", AREA), ("65+", "Aged 65 and over", CATEGORICAL[1]))


def services(spent: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the printed total of each service, largest first; hollow where no year is named.

    ``spent``: ``care.spend.spend``.
    """
    rows = amounts(spent, place)
    rows = rows[
        rows["breakdown"].isin(_SERVICES)
        & (rows["category"] == "all")
        & (rows["age_band"] == "18+")
    ].sort_values("value", ascending=False, kind="stable")
    chosen = [
        Bar(
            capital(item.breakdown),
            item.value,
            wording.money(item.value),
            AREA,
            hollow=item.period != _DATED,
        )
        for item in items(rows)
    ]
    drawing = bars(
        chosen,
        told="Spend",
        value_title="Pounds; totals of different or unnamed years are not to be added",
        decimals=0,
        entries=[Entry(_DATED, AREA), Entry("No year stated", AREA, "hollow")],
        label_width=20,
        row=30,
    )
    first, last = rows.iloc[0], rows.iloc[-1]
    named = notes(catalogue, rows)
    return Figure(
        id="spend-by-service",
        title=f"Of the services shown, {first['breakdown']} has the largest spend: "
        f"{wording.money(first['value'])} in {first['period']}",
        subtitle=f"Spend on adult social care by service, as the council's market position "
        f"statement prints it, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Spend by service, {place.name}",
            (
                Column("service", "Service"),
                Column("period", "Period"),
                Column("method", "How it is known"),
                Column("value", "Spend", "£", "number"),
            ),
            [
                {
                    "service": capital(item.breakdown),
                    "period": item.period,
                    "method": item.status,
                    "value": item.value,
                }
                for item in items(rows)
            ],
        ),
        alt=f"Bar chart of spend by service, from {wording.money(first['value'])} "
        f"({first['breakdown']}) to {wording.money(last['value'])} ({last['breakdown']}).",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def reasons(spent: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw spend by support reason and age, a panel for each service that is broken down.

    ``spent``: ``care.spend.spend``.
    """
    rows = amounts(spent, place)
    rows = rows[rows["breakdown"].isin(_BROKEN_DOWN) & (rows["category"] != "all")]
    values = {(item.breakdown, item.category, item.age_band): item.value for item in items(rows)}
    periods = dict(zip(rows["breakdown"], rows["period"], strict=True))
    chosen: list[Stack] = []
    ageless = False
    for service in _BROKEN_DOWN:
        mine = rows[(rows["breakdown"] == service) & (rows["age_band"] == "18+")]
        for item in items(mine.sort_values("value", ascending=False, kind="stable")):
            parts = [values.get((service, item.category, band)) for band, _, _ in _AGES]
            none = all(part is None for part in parts)
            ageless |= none
            chosen.append(
                Stack(
                    capital(item.category),
                    (*parts, item.value if none else None),
                    wording.money(item.value),
                    f"{capital(service)}, {_year(periods[service])}",
                )
            )
    kinds = [(label, colour) for _, label, colour in _AGES]
    kinds.append(("Age not given", COMPARATOR))
    if not ageless:
        kinds.pop()
        chosen = [Stack(bar.label, bar.parts[:2], bar.text, bar.group) for bar in chosen]
    drawing = stacks(
        chosen, kinds, value_title="Pounds", write=wording.money, label_width=24, row=30
    )
    named = notes(catalogue, rows)
    return Figure(
        id="spend-by-reason",
        title=_reasons_title(spent, place),
        subtitle=f"Spend on care homes, direct payments and day care by primary support reason and "
        "age, as the council's market position statement prints it or as its cells add up, "
        f"{place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Spend by support reason and age, {place.name}",
            (
                Column("service", "Service"),
                Column("reason", "Primary support reason"),
                Column("age", "Age"),
                Column("value", "Spend", "£", "number"),
            ),
            [
                {
                    "service": f"{capital(item.breakdown)}, {_year(item.period)}",
                    "reason": capital(item.category),
                    "age": {"18+": "all printed"}.get(item.age_band, wording.ages(item.age_band)),
                    "value": item.value,
                }
                for item in items(rows)
            ],
        ),
        alt=f"Bars in parts by age. {_reasons_title(spent, place)}. The longest bar is "
        f"{max(chosen, key=lambda bar: bar.whole).text}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def working_age(
    spent: pd.DataFrame, people: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Set the share of people aged 18 to 64 in long-stay care beside their share of its spend.

    ``spent``: ``care.spend.spend``; ``people``: ``care.people.shares``.
    """
    chosen: list[Bar] = []
    records = []
    frames = []
    for service in LONG_STAYS.values():
        of = {"area_code": place.code, "breakdown": service, "age_band": "18-64"}
        who = row(people, **of)
        money = row(spent, measure="care_spend_share", category="all", **of)
        frames += [people[people["breakdown"] == service], spent[spent["breakdown"] == service]]
        for label, found, colour in (
            ("Share of people", who, COMPARATOR),
            ("Share of spend", money, AREA),
        ):
            chosen.append(
                Bar(
                    label,
                    float(found["value"]),
                    wording.percent(found["value"]),
                    colour,
                    capital(service),
                )
            )
            records.append(
                {
                    "service": capital(service),
                    "what": label,
                    "part": found["numerator"],
                    "whole": found["denominator"],
                    "value": found["value"],
                }
            )
    drawing = bars(chosen, value_title="People aged 18 to 64, per cent of all", decimals=1)
    named = notes(catalogue, *frames)
    people_share, spend_share = chosen[0].text, chosen[1].text
    return Figure(
        id="working-age-share",
        title=f"People aged 18 to 64 were {people_share} of those in long-stay residential care "
        f"and {spend_share} of the spend was on them",
        subtitle=f"People aged 18 to 64 as a share of people and of spend in long-stay care homes, "
        f"per cent, {place.name}, {_DATED}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"People aged 18 to 64 in long-stay care homes, {place.name}, {_DATED}",
            (
                Column("service", "Service"),
                Column("what", "Share"),
                Column("part", "Aged 18 to 64", "people or £", "number"),
                Column("whole", "All", "people or £", "number"),
                Column("value", "Share", "%", "number", 1),
            ),
            records,
        ),
        alt=f"Bars in two groups. Residential: {people_share} of people, {spend_share} of spend. "
        f"Nursing: {chosen[2].text} of people, {chosen[3].text} of spend.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def amounts(spent: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Return the rows of ``care.spend.spend`` in pounds for the place; none raise CheckError."""
    rows = spent[(spent["measure"] == "care_spend") & (spent["area_code"] == place.code)]
    if rows.empty:
        raise CheckError(f"no spend is printed for {place.name}: show a notice instead")
    return rows


def _reasons_title(spent: pd.DataFrame, place: Place) -> str:
    shares = spent[
        (spent["measure"] == "care_spend_share")
        & (spent["area_code"] == place.code)
        & (spent["age_band"] == "18+")
        & (spent["category"] != "all")
    ].sort_values("value", ascending=False, kind="stable")
    largest: dict[str, list[str]] = {}
    for service in _BROKEN_DOWN:
        top = shares[shares["breakdown"] == service].iloc[0]
        largest.setdefault(str(top["category"]), []).append(
            f"{service} ({wording.percent(top['value'])})"
        )
    told = [f"{reason} in {' and '.join(where)}" for reason, where in largest.items()]
    return f"The largest share of spend was for {', and for '.join(told)}"


def _year(period: str) -> str:
    return period if period[0].isdigit() else "no year stated"
