"""Ward figures set older people and modelled dementia of each ward side by side, with limits."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.deprivation_selection import figure
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.table import Column, FigureTable, rounded
from evidence.measures import wording
from evidence.measures.estimate import SERIES
from evidence.measures.place import Place
from evidence.measures.prevalence.uncertainty import PREDICTION
from evidence.sources.catalogue import Catalogue

_WIDE, _NARROW = 0.95, 0.8
_OLDER = "Aged 65 and over"
_DEMENTIA = "Modelled dementia, with 95% intervals"


def by_ward(
    need: pd.DataFrame,
    census: pd.DataFrame,
    *,
    place: Place,
    catalogue: Catalogue,
    vintage: str,
) -> Figure:
    """Draw people aged 65 and over and modelled dementia of the wards of one year.

    ``need``: ``prevalence.ward.need``; ``census``: ``prevalence.ward_census.against_census``, whose
    shares stand in the table where these wards have them. CheckError where nothing is held.
    """
    rows = need[need["area_vintage"] == vintage]
    people = rows[rows["measure"] == "ward_people"]
    if people.empty:
        raise CheckError(f"no need by ward of {vintage} is held for {place.name}: show a notice")
    limited = rows[
        (rows["measure"] == "modelled_people_interval") & (rows["category"] == PREDICTION)
    ]
    shares = census[census["area_vintage"] == vintage].set_index("area_code")
    points = [
        _point(item, limited, shares)
        for _, item in people.sort_values("area_code", kind="stable").iterrows()
    ]
    points.sort(key=lambda point: (-point["dementia"], point["row"]))
    drawing = dots.compared(
        [point["row"] for point in points],
        points,
        [
            dots.Panel(
                title=_OLDER,
                short=_OLDER,
                field="people",
                text="people_text",
                highest=max(point["people"] for point in points),
            ),
            dots.Panel(
                title=_DEMENTIA,
                short=_DEMENTIA,
                field="dementia",
                text="dementia_text",
                highest=max(point["upper"] for point in points),
                lower="lower",
                upper="upper",
            ),
        ],
    )
    most, least = points[0], points[-1]
    period = str(people["period"].iloc[0])
    exact = people["method"].str.endswith("matched with wards: exact").all()
    columns = [
        Column("row", "Ward"),
        Column("code", "Code"),
        Column("people", "People aged 65 and over", "people", "number"),
        Column("dementia", "Modelled dementia", "people", "number", 1),
        Column("lower", "Lower 95% limit", "people", "number", 1),
        Column("upper", "Upper 95% limit", "people", "number", 1),
        Column("inner_lower", "Lower 80% limit", "people", "number", 1),
        Column("inner_upper", "Upper 80% limit", "people", "number", 1),
    ]
    if len(shares):
        columns += [
            Column("share", "Share of people aged 65 and over", "%", "number", 2),
            Column("counted", "That share at Census 2021", "%", "number", 2),
        ]
    kind = "exact" if exact else "approximate"
    raked = SERIES[str(people["variant"].iloc[0]).partition(",")[0]].single
    return figure(
        f"dementia-wards-{vintage}",
        f"{_title(most, least)} in {period} (wards of {vintage}, {kind}; shares of mid-2019)",
        f"People aged 65 and over and people expected to live with dementia (CFAS II rates) in "
        f"wards of {vintage} of {place.name}, {period}. Intervals hold the survey and the chance "
        "of small numbers. Shares of sex and age as estimated for mid-2019 and first published, "
        f"raked to the {raked} for {place.name}. "
        + (
            "Small areas fill these wards exactly."
            if exact
            else "Approximate: each small area is counted in its best-fit ward."
        )
        + " Sorted by value, which is no ranking: where bars overlap, the order may be chance.",
        drawing,
        FigureTable.of(
            f"People aged 65 and over and modelled dementia by ward of {vintage}, {place.name}, "
            f"{period}",
            columns,
            points,
        ),
        f"Dots for {len(points)} wards, by modelled dementia: from {most['row']} "
        f"({most['dementia_text']}, 95% interval {_span(most)}) down to {least['row']} "
        f"({least['dementia_text']}, {_span(least)}); beside them people aged 65 and over, from "
        f"{wording.people(max(point['people'] for point in points))} to "
        f"{wording.people(min(point['people'] for point in points))}.",
        catalogue,
        people,
        limited,
        *([census[census["area_vintage"] == vintage]] if len(shares) else []),
    )


def _point(item: pd.Series, limited: pd.DataFrame, shares: pd.DataFrame) -> Record:
    own = limited[limited["area_code"] == item["area_code"]].set_index("confidence")
    wide, inner = own.loc[_WIDE], own.loc[_NARROW]
    share = shares.loc[item["area_code"]] if item["area_code"] in shares.index else None
    return {
        "row": str(item["area_name"]),
        "code": str(item["area_code"]),
        "kind": "place",
        "people": rounded(float(item["value"]), 0),
        "people_text": wording.people(float(item["value"])),
        "dementia": rounded(float(wide["value"]), 1),
        "dementia_text": wording.people(float(wide["value"])),
        "lower": rounded(float(wide["lower"]), 1),
        "upper": rounded(float(wide["upper"]), 1),
        "inner_lower": rounded(float(inner["lower"]), 1),
        "inner_upper": rounded(float(inner["upper"]), 1),
        "share": None if share is None else rounded(float(share["numerator"]), 2),
        "counted": None if share is None else rounded(float(share["denominator"]), 2),
    }


def _title(most: Record, least: Record) -> str:
    """Name the wards at the ends only where their intervals do not overlap."""
    if least["upper"] < most["lower"]:
        return (
            f"From about {least['dementia_text']} people ({least['row']}) to about "
            f"{most['dementia_text']} ({most['row']}) in a ward were expected to live with dementia"
        )
    return (
        f"About {least['dementia_text']} to {most['dementia_text']} people in each ward were "
        "expected to live with dementia, and no ward can be told from another,"
    )


def _span(point: Record) -> str:
    return wording.between(point["lower"], point["upper"], wording.limit)
