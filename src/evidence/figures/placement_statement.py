"""Statement figures show what documents say of placements, and why it cannot be added up."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.figure import Figure
from evidence.figures.key import Entry
from evidence.figures.listing import Listing
from evidence.figures.notes import notes
from evidence.figures.placement_selection import Row, counted, records
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA, PLAN
from evidence.measures import placement, wording
from evidence.measures.homelessness import quarter, temporary
from evidence.measures.place import Place
from evidence.sources.catalogue import Catalogue

# What each stated number is of, and over whom: read in the documents, where both can be told.
_BASES = {
    placement.DISABILITY: (
        "People with a learning disability or autism placed out of borough because their needs "
        "cannot be met in it",
        "A count of people, over no base",
    ),
    placement.IN_AREA: (
        "Adults with a learning disability living in the borough",
        "Adults with a learning disability who receive social care support",
    ),
    placement.OUT_OF_AREA: (
        "Adults with a learning disability living out of area; who placed them there is not said",
        "Adults with a learning disability who receive social care support",
    ),
    placement.RESIDENTIAL_OUT: (
        "People in residential care out of borough that the council paid for; “about”",
        "Not stated",
    ),
    placement.NURSING_OUT: (
        "People in nursing care out of borough that the council paid for; “about”",
        "Not stated",
    ),
    placement.MENTAL_HEALTH: (
        "People for whom supported living out of borough was secured over two years; “up to”",
        "Not stated",
    ),
}


def stated(said: pd.DataFrame) -> Listing:
    """List what a document states of adults placed out of borough, with base, date, definition.

    ``said``: ``placement.stated`` with at least one row.
    """
    found = {row["breakdown"]: row for row in records(said)}
    columns = (
        Column("number", "Number"),
        Column("base", "Of whom"),
        Column("date", "Date"),
        Column("definition", "What is counted, and where it is printed"),
    )
    listed = [
        {
            "number": f"{counted(found[claim]['value'])} {found[claim]['unit']}",
            "base": base,
            "date": found[claim]["period"].capitalize(),
            "definition": f"{definition}. Printed under “{_place(found[claim])}”.",
        }
        for claim, (definition, base) in _BASES.items()
        if claim in found
    ]
    table = FigureTable.of(
        "What the market position statement says of adults placed out of borough", columns, listed
    )
    return Listing("stated-placements", table)


def readings(shares: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Draw both readings of people in care homes out of borough, as shares of those in care.

    ``shares``: ``placement.readings`` of the place's social-care council.
    """
    rows = records(shares)
    if not rows:
        raise CheckError(f"no statement of {place.upper_tier.name} is held: show a notice")
    drawn = [
        Bar(
            label=row["category"].capitalize(),
            value=row["value"],
            text=f"{wording.percent(row['value'], 0)}: {counted(row['numerator'])} of "
            f"{counted(row['denominator'])}",
            colour=PLAN,
            group=row["breakdown"].capitalize(),
            hollow=row["breakdown"] == placement.INTERCHANGED,
        )
        for row in rows
    ]
    drawing = bars(
        drawn,
        value_title="People stated to be out of borough, per cent of those in long-term care",
        decimals=1,
        row=30,
    )
    most = {
        reading: max((row for row in rows if row["breakdown"] == reading), key=_value)
        for reading in (placement.AS_PRINTED, placement.INTERCHANGED)
    }
    printed, other = most[placement.AS_PRINTED], most[placement.INTERCHANGED]
    named = notes(catalogue, shares)
    columns = (
        Column("reading", "Reading"),
        Column("home", "Kind of home"),
        Column("out", "Stated out of borough", "people", "number"),
        Column("all", "Stated in long-term care", "people", "number"),
        Column("share", "Share", "%", "number", 1),
    )
    return Figure(
        id="stated-care-homes-out-of-borough",
        title=f"As printed, {wording.percent(printed['value'], 0)} of people in "
        f"{printed['category']} would be out of borough; with the two numbers interchanged, at "
        f"most {wording.percent(other['value'], 0)} of either",
        subtitle="People stated to be in care homes out of borough (date and base not stated) as a "
        f"percentage of those stated to be in long-term care, {place.upper_tier.name}, "
        f"{rows[0]['period']}",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "Two readings of the same numbers",
            columns,
            [
                {
                    "reading": row["breakdown"].capitalize(),
                    "home": row["category"].capitalize(),
                    "out": row["numerator"],
                    "all": row["denominator"],
                    "share": row["value"],
                }
                for row in rows
            ],
        ),
        alt="Two pairs of bars. "
        + "; ".join(f"{bar.group}, {bar.label.lower()}: {bar.text}" for bar in drawn)
        + ".",
        note=(
            "The document states neither a date nor a base for the people out of borough: which "
            "reading is right, if either, cannot be told from it.",
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )


def reviewed(
    said: pd.DataFrame,
    held: pd.DataFrame,
    types: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
) -> Figure:
    """Set what a review states for one month beside the published ends of quarters around it.

    ``said``: ``placement.reviewed``; ``held`` and ``types``: ``temporary.accommodation`` and
    ``temporary.types`` of the place.
    """
    stated_rows = {row["breakdown"]: row for row in records(said)}
    ends = quarter.around(str(stated_rows[placement.IN_ACCOMMODATION]["period"]))
    groups = (
        (
            "All households in temporary accommodation",
            held[held["measure"] == temporary.HOUSEHOLDS],
            (placement.IN_ACCOMMODATION, placement.TARGET),
        ),
        (
            "By the night (MHCLG: with bed and breakfast)",
            types[types["category"] == temporary.BY_THE_NIGHT],
            (placement.NIGHTLY, placement.NIGHTLY_TARGET),
        ),
    )
    drawn: list[Bar] = []
    used = [said]
    for group, frame, (number, target) in groups:
        around = quarter.ordered(quarter.at(frame[frame["area_code"] == place.code], *ends))
        used.append(around)
        before, after = (
            Bar(f"MHCLG, {row['period']}", row["value"], counted(row["value"]), AREA, group)
            for row in records(around)
        )
        month = wording.month(stated_rows[number]["period"])
        drawn += [
            before,
            *(
                Bar(
                    f"{what}, {month}",
                    stated_rows[claim]["value"],
                    counted(stated_rows[claim]["value"]),
                    PLAN,
                    group,
                    hollow=claim == target,
                )
                for what, claim in (("Review", number), ("Its target", target))
            ),
            after,
        ]
    drawing = bars(
        drawn,
        told="Households",
        value_title="Households; the review counts nightly lets",
        decimals=0,
        entries=[
            Entry("MHCLG, end of quarter", AREA),
            Entry("Stated", PLAN),
            Entry("Target", PLAN, "hollow"),
        ],
        label_width=26,
    )
    total, lets = stated_rows[placement.IN_ACCOMMODATION], stated_rows[placement.NIGHTLY]
    month = wording.month(total["period"])
    named = notes(catalogue, *used)
    columns = (
        Column("what", "What"),
        Column("who", "Source and date"),
        Column("value", "Number", "households or lets", "number"),
    )
    return Figure(
        id="temporary-accommodation-reviewed",
        title=f"The review states {counted(total['value'])} households for {month}; MHCLG counts "
        f"{drawn[0].text} and {drawn[3].text} at the ends of the quarters before and after. It "
        f"states {counted(lets['value'])} nightly lets, where MHCLG counts {drawn[4].text} and "
        f"{drawn[7].text} in nightly paid accommodation or bed and breakfast",
        subtitle=f"Temporary accommodation in {place.name} as a review states it and as MHCLG "
        "counts it at the ends of the quarters before and after",
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=FigureTable.of(
            "The review beside the published quarters",
            columns,
            [
                *({"what": bar.group, "who": bar.label, "value": bar.value} for bar in drawn),
                *(
                    {
                        "what": f"{row['category'].capitalize()} alone (MHCLG)",
                        "who": f"MHCLG, {row['period']}",
                        "value": row["value"],
                    }
                    for row in records(
                        quarter.ordered(
                            quarter.at(types[types["category"] != temporary.BY_THE_NIGHT], *ends)
                        )
                    )
                ),
            ],
        ),
        alt="Two groups of bars. "
        + "; ".join(f"{bar.group}, {bar.label}: {bar.text}" for bar in drawn)
        + ".",
        note=(
            "What the review counts as a nightly let is not stated; MHCLG counts bed and breakfast "
            "apart from nightly paid, self-contained accommodation. The chart has both together.",
            *named.lines,
        ),
        sources=named.sources,
        standing=named.standing,
    )


def _place(row: Row) -> str:
    return str(row["method"]).removeprefix(f"as stated: {row['variant']}, ")


def _value(row: Row) -> float:
    return float(row["value"])
