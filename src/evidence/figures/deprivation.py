"""Deprivation figures compare small areas, wards and authorities within one release."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.deprivation_map import small_area_map, ward_map
from evidence.figures.deprivation_profile import decile_profile, wards_in_most_deprived_tenth
from evidence.figures.deprivation_selection import (
    SUMMARY_COLUMNS,
    by_code_and,
    figure,
    held,
    labels,
    ordered,
    stand_in,
    summary_shown,
)
from evidence.figures.deprivation_wards import domains, spread
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.table import Column, FigureTable
from evidence.measures import wording
from evidence.measures.deprivation import SUMMARIES
from evidence.measures.place import Place
from evidence.measures.release import is_latest, spoken
from evidence.sources.catalogue import Catalogue

__all__ = [
    "decile_profile",
    "domains",
    "small_area_map",
    "spread",
    "summaries",
    "ward_map",
    "wards_in_most_deprived_tenth",
]

_SHORT = {
    "average_score": "Average\nscore",
    "average_rank": "Average\nrank",
    "proportion": "Most deprived\ntenth",
    "extent": "Extent",
    "local_concentration": "Local\nconcentration",
}


def summaries(
    summaries: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue
) -> Figure:
    """Set MHCLG's five summaries of an authority beside England's and its comparators'.

    ``summaries``: measures.deprivation.summaries of ``place.codes``.
    """
    index = spoken(release)
    frame = held(summaries, release, [f"deprivation_{name}" for name in SUMMARIES])
    names = labels(frame)
    if place.code not in names or place.england.code not in names:
        raise CheckError("summaries need rows of the place and of England")
    values = by_code_and(frame, "measure")
    # The place and England come first, then comparators from the most to the least deprived.
    others = {
        code: values[code, "deprivation_average_score"]
        for code in place.codes
        if code in names and code not in (place.code, place.england.code)
    }
    order = [place.code, place.england.code, *ordered(others, names, descending=True)]
    rows: list[Record] = []
    for code in order:
        shown = {
            name: summary_shown(name, values[code, f"deprivation_{name}"]) for name in SUMMARIES
        }
        kind = {place.code: "place", place.england.code: "england"}.get(code, "other")
        rows.append(
            {"row": names[code], "code": code, "kind": kind}
            | {name: value for name, (value, _) in shown.items()}
            | {f"{name}_text": text for name, (_, text) in shown.items()}
        )
    panels = [
        dots.Panel(
            SUMMARY_COLUMNS[name][0],
            _SHORT[name],
            name,
            f"{name}_text",
            max(float(row[name]) for row in rows),
        )
        for name in SUMMARIES
    ]
    drawing = dots.compared([row["row"] for row in rows], rows, panels)
    here, england = rows[0], rows[1]
    difference = here["average_score"] - england["average_score"]
    word = wording.higher_or_lower(difference, 1)
    than = "as" if word == "about the same" else "than"
    told = "; ".join(
        f"{SUMMARY_COLUMNS[name][0].lower()} {here[f'{name}_text']} (England "
        f"{england[f'{name}_text']})"
        for name in SUMMARIES
    )
    top = max(rows, key=lambda row: (row["average_score"], row["code"]))
    return figure(
        f"deprivation-summaries-{release.lower()}",
        f"On {index} {wording.possessive(place.name)} average score of "
        f"{here['average_score_text']} {'is' if is_latest(release) else 'was'} {word} {than} "
        f"England's, {england['average_score_text']}",
        f"Five summary measures of {index}, {place.name} beside England and comparators. Higher "
        "is more deprived on each; average rank and local concentration are on reversed ranks.",
        drawing,
        FigureTable.of(
            f"Summary measures of deprivation, {index}",
            (
                Column("row", "Area"),
                Column("code", "Code"),
                *(
                    Column(name, label, unit, "number", decimals)
                    for name, (label, unit, decimals) in SUMMARY_COLUMNS.items()
                ),
            ),
            rows,
        ),
        f"Five panels of dots for {len(rows)} areas on {index}. {place.name}: {told}. Average "
        f"scores range from {min(row['average_score'] for row in rows)} to "
        f"{top['average_score_text']}, the highest being {top['row']}.",
        catalogue,
        frame,
        note=stand_in(frame, place, release, "Averages and extent"),
    )
