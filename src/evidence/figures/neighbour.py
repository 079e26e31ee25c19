"""A table of similar areas sets comparators beside their distances and what sets them apart."""

from __future__ import annotations

import re

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.listing import Listing
from evidence.figures.table import MARKERS, Column, FigureTable
from evidence.measures import wording
from evidence.measures.context.neighbour import CALCULATED, ONS
from evidence.measures.place import Place

_COLUMNS = (
    Column("name", "Area"),
    Column("distance", "Distance", "standard deviations", "number", 2),
    Column("gap", "Sets it most apart"),
)
_PLACES = (
    Column("ons", "Place on the ONS's list", "rank", "number"),
    Column("place", "Place by distance", "rank", "number"),
)
# The unit of a feature, in brackets at its end, is not that of a difference in deviations.
_UNIT = re.compile(r" \((?:%|£|per |years|0 to 10|residents per|KwH)[^)]*\)$")


def authorities(found: pd.DataFrame, names: dict[str, str], *, place: Place) -> Listing:
    """List the authorities most like a place and its comparators, nearest first.

    ``found``: ``context.neighbour.distances`` of the place, its comparators among the others;
    ``names`` of all codes in it. Places are those on the list of all the UK.
    """
    own = _own(found, place.code)
    chosen = {area.code for area in place.comparators}
    places = own[own["measure"] == "neighbour_place"]
    by_list = {
        start: dict(zip(part["category"], part["value"], strict=True))
        for start in (ONS, CALCULATED)
        for part in [places[places["variant"].str.startswith(start)]]
    }
    records = [
        record
        | {
            "name": f"{record['name']} (comparator)"
            if record["code"] in chosen
            else record["name"],
            "ons": by_list[ONS].get(record["code"], MARKERS["not applicable"]),
            "place": by_list[CALCULATED][record["code"]],
        }
        for record in _records(own, names)
    ]
    name, distance, gap = _COLUMNS
    ons, calculated = _PLACES
    return Listing(
        "similar-authorities",
        FigureTable.of(
            f"Authorities most like {place.name}, nearest first",
            (name, distance, ons, calculated, gap),
            records,
        ),
    )


def councils(found: pd.DataFrame, names: dict[str, str], *, place: Place) -> Listing:
    """List the councils for social care most like that of a place, nearest first, folded."""
    return Listing(
        "similar-councils",
        FigureTable.of(
            f"Councils for social care most like {place.upper_tier.name}, nearest first",
            _COLUMNS,
            _records(_own(found, place.upper_tier.code), names),
        ),
        folded=True,
    )


def _own(found: pd.DataFrame, code: str) -> pd.DataFrame:
    own = found[found["area_code"] == code]
    if own.empty:
        raise CheckError(f"no distance of {code} is held: show a notice instead")
    return own


def _records(own: pd.DataFrame, names: dict[str, str]) -> list[dict[str, object]]:
    near = own[own["measure"] == "neighbour_distance"].sort_values(
        ["value", "category"], kind="stable"
    )
    gaps = own[own["measure"] == "neighbour_feature_gap"].set_index("category")
    return [
        {
            "code": code,
            "name": names[code],
            "distance": value,
            "gap": _gap(str(gaps.loc[code, "breakdown"]), float(gaps["value"][code])),
        }
        for code, value in zip(near["category"], near["value"], strict=True)
    ]


def _gap(feature: str, value: float) -> str:
    """Say which feature differs most, and how: "Population density, 1.2 higher"."""
    side = "higher" if value > 0 else "lower"
    return f"{_UNIT.sub('', feature)}, {wording.number(abs(value), 1)} {side}"
