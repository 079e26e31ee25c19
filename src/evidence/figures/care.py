"""Care figures show whom a council supports, in how many beds, and what a week of care cost."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, Dot, bars
from evidence.figures.care_selection import items
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.notes import notes
from evidence.figures.population_selection import known
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, ENGLAND
from evidence.measures import wording
from evidence.measures.care.bed import BY_SELF_FUNDERS, BY_VOID_RATE
from evidence.measures.care.unit_cost import CASH, YEAR
from evidence.measures.frame import row
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

_LABELS = {
    "people supported: home care": "Home care",
    "people supported: reablement": "Reablement (“around”)",
    "people supported: day care": "Day care",
    "people supported: supported living": "Supported living",
    "people supported: residential care homes, long stay": "Residential care, long stay",
    "people supported: nursing homes, long stay": "Nursing care, long stay",
    "direct payments: direct payments": "Direct payments",
}
_REASONS = {
    "learning disability support": "Learning disability support",
    "physical support: access and mobility only": "Physical support: access and mobility",
    "physical support: personal care support": "Physical support: personal care",
    "sensory support: visual impairment": "Sensory support: visual impairment",
    "sensory support: hearing impairment": "Sensory support: hearing impairment",
    "sensory support: dual impairment": "Sensory support: dual impairment",
}
_BY_SERVICE, _BY_REASON = "By service", "By primary support reason"
_AGE_GROUPS = {"18-64": "Aged 18 to 64", "65+": "Aged 65 and over"}
_BY_VOIDS = "Filled, if the void rate held for all"
_BY_SHARE = "Filled, by self-funders and their share"
_RESIDENTIAL = "beds available: residential care homes"
_NURSING = "beds available: nursing homes"
_TOGETHER = "Residential and nursing care"


def supported(people: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw the people supported by service and by primary support reason, as printed.

    ``people``: ``care.people.supported``.
    """
    everyone = people[(people["unit"] == "people") & (people["age_band"] == "18+")]
    services = everyone[everyone["breakdown"].isin(_LABELS) & (everyone["category"] == "all")]
    reasons = everyone[everyone["category"].isin(_REASONS)]
    if services.empty:
        raise CheckError(f"no people supported are printed for {place.name}: show a notice")
    chosen = [
        *_bars_of(services, services["breakdown"].map(_LABELS), _BY_SERVICE),
        *_bars_of(reasons, reasons["category"].map(_REASONS), _BY_REASON),
    ]
    drawing = bars(
        chosen,
        told="People",
        value_title="As printed; over the year or on one day is not stated. Services overlap",
        decimals=0,
        label_width=26,
        entries=(
            [
                Entry("2019/20", AREA),
                Entry("No year stated", AREA, "hollow"),
            ]
            if any(bar.hollow for bar in chosen)
            else ()
        ),
    )
    rows = pd.concat([services, reasons])
    named = notes(catalogue, rows)
    first, last = chosen[0], chosen[-1]
    return Figure(
        id="people-supported",
        title=f"Of the services shown, {first.label[0].lower() + first.label[1:]} supported the "
        f"most people: {first.text}",
        subtitle=f"People aged 18 and over supported by adult social care, as the council's market "
        f"position statement prints them, {place.name}, 2019/20, except hollow bars: no year "
        "stated. Equipment and alarms are left out",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"People supported by adult social care, {place.name}",
            (
                Column("group", "Counted"),
                Column("label", "Service or reason"),
                Column("period", "Period"),
                Column("value", "People", "people", "number"),
            ),
            [
                {
                    "group": bar.group,
                    "label": bar.label,
                    "period": "not stated" if bar.hollow else "2019/20",
                    "value": bar.value,
                }
                for bar in chosen
            ],
        ),
        alt=f"Bar chart of people supported: by service from {first.text} ({first.label}) "
        f"downwards, and by primary support reason down to {last.text} ({last.label}).",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def beds(
    found: pd.DataFrame, printed: pd.DataFrame, *, place: Place, catalogue: Catalogue
) -> Figure:
    """Draw the beds there are, the two readings of how many are filled, and the self-funders.

    ``found``: ``care.bed.beds``; ``printed``: ``stated.figures`` of "beds available" and
    "self-funders".
    """
    total = row(found, measure="care_beds", area_code=place.code)
    occupied = {"measure": "care_beds_occupied", "area_code": place.code}
    by_voids = row(found, category=BY_VOID_RATE, **occupied)
    by_share = row(found, category=BY_SELF_FUNDERS, **occupied)
    kinds = {item.breakdown: item.value for item in items(printed)}
    lines = [
        ("Beds available, both kinds", total["value"], "there are", False),
        ("of which residential", kinds[_RESIDENTIAL], "there are", False),
        ("of which nursing", kinds[_NURSING], "there are", False),
        (_BY_VOIDS, by_voids["value"], "July-September 2020", True),
        (_BY_SHARE, by_share["value"], "no date stated", True),
        ("Self-funders", kinds["self-funders: care homes"], "no date stated", False),
    ]
    chosen = [
        Bar(label, known(value), wording.number(value), AREA, hollow=hollow)
        for label, value, _, hollow in lines
    ]
    drawing = bars(
        chosen,
        value_title="Beds, and people who pay for their own care",
        decimals=0,
        label_width=24,
        entries=[Entry("Printed", AREA), Entry("Implied by what is printed", AREA, "hollow")],
    )
    rows = pd.concat([found, printed])
    named = notes(catalogue, rows)
    one, other = wording.number(by_voids["value"]), wording.number(by_share["value"])
    return Figure(
        id="care-home-beds",
        title=f"If the statement's void rate held for all {chosen[0].text} beds, {one} would be "
        f"filled; its share of self-funders implies about {other}",
        subtitle=f"Care home beds and how many are filled, as the council's market position "
        f"statement prints or implies them, {place.name}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Care home beds, {place.name}",
            (
                Column("label", "What"),
                Column("kind", "How it is known"),
                Column("value", "Number", "", "number"),
                Column("lower", "From (rounding)", "", "number"),
                Column("upper", "To (rounding)", "", "number"),
            ),
            [
                {
                    "label": label,
                    "kind": f"implied, {when}" if hollow else "printed",
                    "value": value,
                    "lower": _limit(label, by_voids, by_share, "lower"),
                    "upper": _limit(label, by_voids, by_share, "upper"),
                }
                for label, value, when, hollow in lines
            ],
        ),
        alt=f"Bar chart: {chosen[0].text} beds, {chosen[1].text} residential and {chosen[2].text} "
        f"nursing; {one} filled if the void rate held for all, {other} by the share of "
        f"self-funders, of whom there are {chosen[5].text}.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def unit_costs(costs: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw weekly costs of residential and nursing care by age and reason, England as dots.

    ``costs``: ``care.unit_cost.unit_costs`` of the council and England.
    """
    code = place.upper_tier.code
    cash = costs[(costs["variant"] == CASH) & (costs["breakdown"] == _TOGETHER)]
    here, there = cash[cash["area_code"] == code], cash[cash["area_code"] == place.england.code]
    england = {(item.category, item.age_band): item.value for item in items(there)}
    pairs = [
        (item.value, england[item.category, item.age_band])
        for item in items(here)
        if item.age_band in _AGE_GROUPS and (item.category, item.age_band) in england
    ]
    dearer = sum(value > other for value, other in pairs)
    chosen: list[Bar] = []
    for band, group in _AGE_GROUPS.items():
        mine = here[here["age_band"] == band].sort_values("value", ascending=False, kind="stable")
        chosen += [
            Bar(
                item.category,
                known(item.value),
                f"£{item.value:,.0f} / {_pounds(england.get((item.category, item.age_band)))}",
                AREA,
                group,
            )
            for item in items(mine)
        ]
    drawn = {(bar.label, bar.group) for bar in chosen}
    dots = [
        Dot(item.category, item.value, "England", ENGLAND, _AGE_GROUPS[item.age_band], hollow=True)
        for item in items(there)
        if (item.category, _AGE_GROUPS.get(item.age_band, "")) in drawn
    ]
    drawing = bars(
        chosen,
        told=f"Pounds a week, prices of {YEAR}",
        value_title=f"Pounds a week, prices of {YEAR}; written: {place.upper_tier.name} / England",
        decimals=2,
        dots=dots,
        entries=[Entry(place.upper_tier.name, AREA), Entry("England", ENGLAND, "ring")],
        row=30,
        label_width=20,
    )
    named = notes(catalogue, cash)
    return Figure(
        id="weekly-cost",
        title=f"In {dearer or 'none'} of {len(pairs)} groups by age and reason a week of care cost "
        f"more in {place.upper_tier.name} than in England, {YEAR}",
        subtitle=f"Average gross weekly cost of long-term residential and nursing care by age and "
        f"primary support reason, prices of the year, {place.upper_tier.name}, {YEAR}. History: "
        "no later year is held",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            f"Weekly cost of care, {place.upper_tier.name} and England, {YEAR}",
            (
                Column("age", "Age"),
                Column("reason", "Primary support reason"),
                Column("weeks", "Weeks of care", "weeks", "number"),
                Column("value", place.upper_tier.name, "£ a week", "number", 2),
                Column("england", "England", "£ a week", "number", 2),
            ),
            [
                {
                    "age": _AGE_GROUPS.get(item.age_band, "Aged 18 and over"),
                    "reason": item.category,
                    "weeks": item.denominator,
                    "value": item.value,
                    "england": england.get((item.category, item.age_band)),
                }
                for item in items(here)
            ],
        ),
        alt=f"Bar chart of weekly costs in {place.upper_tier.name} by age and support reason, "
        f"from {_told(min(chosen, key=_value))} to {_told(max(chosen, key=_value))}, England as "
        "rings.",
        note=named.lines,
        sources=named.sources,
        standing=named.standing,
    )


def _bars_of(rows: pd.DataFrame, labels: pd.Series, group: str) -> list[Bar]:
    ordered = rows.assign(category=labels).sort_values("value", ascending=False, kind="stable")
    return [
        Bar(
            item.category,
            known(item.value),
            wording.people(item.value, counted=True),
            AREA,
            group,
            hollow=item.period != "2019/20",
        )
        for item in items(ordered)
    ]


def _limit(label: str, by_voids: pd.Series, by_share: pd.Series, side: str) -> float | None:
    found = {_BY_VOIDS: by_voids, _BY_SHARE: by_share}.get(label)
    return None if found is None else float(found[side])


def _pounds(value: float | None) -> str:
    return wording.MISSING if value is None else f"£{value:,.0f}"


def _told(bar: Bar) -> str:
    return f"{bar.text} ({bar.label}, {bar.group[0].lower() + bar.group[1:]})"


def _value(bar: Bar) -> float:
    return bar.value or 0.0
