"""Ward figures set the wards of a place side by side, by domain and by the range within each."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.deprivation_selection import (
    by_code,
    by_code_and,
    figure,
    held,
    labels,
    of_wards,
    only,
    ordered,
    stand_in,
)
from evidence.figures.drawing import Record, records
from evidence.figures.figure import Figure
from evidence.figures.heat import heat
from evidence.figures.shade import Shade, classed
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import SEQUENTIAL
from evidence.measures import wording
from evidence.measures.domain import TITLES
from evidence.measures.place import Place
from evidence.measures.release import DOMAINS, spoken
from evidence.measures.ward import SPREAD
from evidence.sources.catalogue import Catalogue

MOST_WARDS = 30
"""A chart of wards shows no more than this; its table holds all."""

_SHORT = {
    "income": "Income",
    "employment": "Employment",
    "education": "Education",
    "health": "Health",
    "crime": "Crime",
    "barriers": "Barriers",
    "living_environment": "Living\nenvironment",
}
_CLASSES = (
    "25,000 and over",
    "20,000 to 24,999",
    "15,000 to 19,999",
    "10,000 to 14,999",
    "under 10,000",
)
_SHADES = tuple(Shade(label, colour) for label, colour in zip(_CLASSES, SEQUENTIAL, strict=True))
_LIMITS = (25_000, 20_000, 15_000, 10_000)


def domains(
    domains: pd.DataFrame,
    summaries: pd.DataFrame,
    *,
    place: Place,
    release: str,
    catalogue: Catalogue,
) -> Figure:
    """Show the average rank of every ward, on the whole index and on each domain held.

    ``domains``: measures.ward.domains; ``summaries``: measures.ward.summaries, whose average rank
    puts the wards in order.
    """
    index = spoken(release)
    whole = held(summaries, release, ["deprivation_average_rank"])
    frame = held(domains, release, ["deprivation_domain_average_rank"])
    frame = frame[frame["category"].isin(DOMAINS)]
    found = [name for name in DOMAINS if name in set(frame["category"])]
    if not found:
        raise CheckError(f"no domain of {release} is held for the wards of {place.name}")
    names = labels(whole)
    order = ordered(by_code(whole), names, descending=True)
    values = by_code_and(frame, "category")
    alone = dict(values)
    values |= {(code, "all"): value for code, value in by_code(whole).items()}
    heads = {"all": "All\ndomains"} | {name: _SHORT[name] for name in found}
    titles = {"all": "All domains"} | {name: TITLES[name] for name in found}
    shown = order[:MOST_WARDS]
    cells: list[Record] = [
        {
            "row": names[code],
            "column": head,
            "shade": classed(round(values[code, name]), _SHADES, _LIMITS),
            "text": wording.number(values[code, name]),
            "short": wording.number(values[code, name] / 1000, 1),
            "domain": titles[name],
        }
        for code in shown
        for name, head in heads.items()
    ]
    drawing = heat(
        [names[code] for code in shown],
        list(heads.values()),
        cells,
        _SHADES,
        legend=(
            "Average rank; higher is more deprived",
            "Average rank, in cells in thousands",
        ),
        tooltips=(
            ("row", "Ward"),
            ("domain", "Domain"),
            ("text", "Average rank"),
            ("shade", "Class"),
        ),
    )
    first = order[0]
    code, name = max(alone, key=lambda key: (alone[key], key))
    highest, lowest = (wording.number(end(alone.values())) for end in (max, min))
    missing = [_spoken(name) for name in DOMAINS if name not in found]
    if len(order) == 1:
        title = (
            f"{names[code]}, the one ward of {place.name}, ranks highest on {_spoken(name)} on "
            f"{index}"
        )
    elif code == first:
        title = (
            f"On {index} {names[first]} has the highest average rank of "
            f"{wording.possessive(place.name)} wards; its highest on one domain is on "
            f"{_spoken(name)}"
        )
    else:
        title = (
            f"On {index} {names[first]} has the highest average rank of "
            f"{wording.possessive(place.name)} wards; the highest on one domain is that of "
            f"{names[code]}, on {_spoken(name)}"
        )
    return figure(
        f"deprivation-domains-{release.lower()}",
        title,
        f"Average rank on each domain of {index}, reversed so that higher is more "
        f"deprived{of_wards(frame)}."
        + (f" Not held here: {wording.area_list(missing)}." if missing else "")
        + only(shown, order),
        drawing,
        FigureTable.of(
            f"Average rank of wards by domain, {index}",
            (
                Column("ward", "Ward"),
                Column("code", "Code"),
                *(Column(name, label, "reversed rank", "number") for name, label in titles.items()),
            ),
            [
                {"ward": names[code], "code": code} | {name: values[code, name] for name in titles}
                for code in order
            ],
        ),
        f"Table of {wording.count_of(len(shown), 'ward')} of {place.name} by "
        f"{wording.count_of(len(found), 'domain')}, shaded by average rank on {index}. Ranks of "
        f"all wards range from {lowest} to {highest}, the highest being {names[code]} on "
        f"{_spoken(name)}.",
        catalogue,
        frame,
        whole,
        note=stand_in(whole, place, release, "Averages"),
    )


def spread(spread: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue) -> Figure:
    """Show how far apart a ward's most, middle and least deprived small areas are by rank.

    ``spread``: measures.ward.spread.
    """
    index = spoken(release)
    frame = held(spread, release, ["lsoa_rank_within_ward"])
    tenth_frame = held(spread, release, ["lsoa_decile_within_ward"])
    names = labels(frame)
    ranks, tenths = by_code_and(frame, "category"), by_code_and(tenth_frame, "category")
    many = by_code(frame, "denominator")
    low, middle, high = SPREAD
    order = ordered({code: ranks[code, middle] for code in many}, names)
    points = records(
        (
            {
                "row": names[code],
                "code": code,
                "low": ranks[code, low],
                "middle": ranks[code, middle],
                "high": ranks[code, high],
                "low_decile": tenths[code, low],
                "high_decile": tenths[code, high],
                "areas": many[code],
            }
            for code in order
        ),
        {"low": 0, "middle": 1, "high": 0, "low_decile": 0, "high_decile": 0, "areas": 0},
    )
    shown = points[:MOST_WARDS]
    drawing = dots.ranges(
        [row["row"] for row in shown],
        shown,
        labels=("most deprived small area", "median", "least deprived small area"),
        axis="National rank, 1 is the most deprived",
        ends=(0, 34_000),
        ticks=(1, 10_000, 20_000, 30_000),
        tooltips=(
            ("row", "Ward"),
            ("low", "Most deprived, rank"),
            ("middle", "Median rank"),
            ("high", "Least deprived, rank"),
            ("low_decile", "Most deprived, decile"),
            ("high_decile", "Least deprived, decile"),
            ("areas", "Small areas"),
        ),
    )
    widest = max(points, key=lambda row: (row["high"] - row["low"], row["code"]))
    apart = (
        f"; the widest range is in {widest['row']}, {wording.number(widest['low'])} to "
        f"{wording.number(widest['high'])}."
        if widest["high"] > widest["low"]
        else "; no ward has a range, for each holds one small area."
    )
    lowest, highest = min(row["low"] for row in points), max(row["high"] for row in points)
    return figure(
        f"deprivation-spread-{release.lower()}",
        f"{_spread_title(widest, place, alone=len(points) == 1)} on {index}",
        f"National ranks of the most deprived, median and least deprived small area of each ward "
        f"on {index}{of_wards(frame)}. In order of the median."
        + only(shown, points, "by median rank"),
        drawing,
        FigureTable.of(
            f"Ranks and deciles of small areas within wards, {index}",
            (
                Column("row", "Ward"),
                Column("code", "Code"),
                Column("areas", "Small areas", "small areas", "number"),
                Column("low", "Most deprived, rank", "rank", "number"),
                Column("middle", "Median rank", "rank", "number", 1),
                Column("high", "Least deprived, rank", "rank", "number"),
                Column("low_decile", "Most deprived, decile", "decile", "number"),
                Column("high_decile", "Least deprived, decile", "decile", "number"),
            ),
            points,
        ),
        f"Chart of {wording.count_of(len(shown), 'ward')} of {place.name}, each a line from its "
        f"most to its least deprived small area on {index}. Ranks of all wards range from "
        f"{wording.number(lowest)} to {wording.number(highest)}{apart}",
        catalogue,
        frame,
        tenth_frame,
    )


def _spread_title(widest: Record, place: Place, *, alone: bool) -> str:
    one_tenth = widest["low_decile"] == widest["high_decile"]
    where = (
        f"in decile {widest['low_decile']}"
        if one_tenth
        else f"from decile {widest['low_decile']} to decile {widest['high_decile']}"
    )
    if widest["areas"] == 1:
        if alone:
            return f"The one ward of {place.name} holds one small area, {where}"
        return f"Each ward of {place.name} holds one small area, so none has a range of ranks"
    if alone:
        return f"In the one ward of {place.name} small areas lie {where}"
    return (
        f"In {widest['row']} small areas lie {where}, {wording.possessive(place.name)} widest "
        "range of ranks in a ward"
    )


def _spoken(domain: str) -> str:
    return TITLES[domain].lower()
