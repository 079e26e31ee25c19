"""Headings of MHCLG's tables of temporary accommodation are known by their words alone.

Footnotes do not count, and a heading over several rows is written "above > below".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.tables.schemas.homelessness import ANYWHERE, TYPES

# A footnote number follows a word or a bracket and ends a heading, or a part of it.
_FOOTNOTE = re.compile(r"(?<=[A-Za-z)]) ?[1-9](?:,[1-9])*(?=$|:| \(000s\))")


@dataclass(frozen=True)
class Meaning:
    """What a column holds: its measure, where households were sent, and whether it is a count."""

    measure: str
    host: str = ANYWHERE
    count: bool = True


_BREAKFAST = "Bed and breakfast hotels (including shared annexes)"
_TYPE_HEADINGS = (
    _BREAKFAST,
    "Nightly paid, privately managed accommodation, self-contained",
    "Hostels (including reception centres, emergency units and refuges)",
    "Private sector accommodation leased by your authority or leased or managed by a "
    "registered provider",
    "Local authority or Housing association (LA/HA) stock",
    "Any other type of temporary accommodation (including private landlord and not known)",
)
_SPLIT = {
    **dict(zip(TYPES, _TYPE_HEADINGS, strict=True)),
    "no_accommodation_secured": "Duty owed, no accommodation secured",
}
_IN_AREA = Meaning("households_in_area_thousands", count=False)
_RATE = Meaning("households_per_1000", count=False)
TA1: dict[str, Meaning] = {
    "Total number of households in TA": Meaning("households"),
    "Number of households (2016-based household projections for 2018) (000s)": _IN_AREA,
    "Number of households (2016-based household projections for 2019) (000s)": _IN_AREA,
    "Number of households in area (000s)": _IN_AREA,
    "Total number of households in TA per (000s) households": _RATE,
    "Total number of households in TA per (000s)": _RATE,
    "Total number of households in TA per (000s) > "
    "Total number of households in TA per (000s) households": _RATE,
    "Total number of households in TA with children": Meaning("households_with_children"),
    "Total number of children in TA": Meaning("children"),
    **{f"{top} > Total number of households": Meaning(kind) for kind, top in _SPLIT.items()},
    **{
        f"{top} > Total with children": Meaning(f"{kind}_with_children")
        for kind, top in _SPLIT.items()
    },
    **{
        f"{_BREAKFAST} > {below}": Meaning(f"bed_and_breakfast_{measure}")
        for below, measure in (
            (
                "Total with children and resident more than 6 weeks",
                "with_children_over_6_weeks",
            ),
            (
                "Total with children and resident more than 6 weeks and pending review / appeal",
                "with_children_over_6_weeks_pending_review",
            ),
            ("Total with 16/17-year-old main applicant", "main_applicant_16_17"),
        )
    },
    "In TA in another local authority district": Meaning("another_district"),
}
REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
TA9: dict[str, Meaning] = {
    "Total number of households in TA": Meaning("households"),
    "Total Sent to another local authority district": Meaning("another_district"),
    "Total Sent to another Local Authority per 1000 households": Meaning(
        "another_district_per_1000", count=False
    ),
    "Percentage sent to the same region": Meaning(
        "another_district_same_region_share", count=False
    ),
    **{
        f"{code} > Sent to: {name}": Meaning("another_district", host=code)
        for code, name in REGIONS.items()
    },
}


def known_as(printed: str) -> str:
    """Return a printed heading without the numbers of its footnotes."""
    return " > ".join(_FOOTNOTE.sub("", part) for part in printed.split(" > "))
