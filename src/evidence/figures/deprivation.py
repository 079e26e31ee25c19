"""Deprivation figures compare small areas, wards and authorities within one release."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import dots
from evidence.figures.deprivation_map import small_area_map, ward_map
from evidence.figures.deprivation_profile import decile_profile, wards_in_most_deprived_tenth
from evidence.figures.drawing import Record, records
from evidence.figures.figure import Figure
from evidence.figures.heat import heat
from evidence.figures.deprivation_selection import figure, held, labels, of_wards, only, ordered
from evidence.figures.shade import Shade, classed
from evidence.figures.table import Column, FigureTable, rounded
from evidence.figures.theme import SEQUENTIAL
from evidence.measures import wording
from evidence.measures.deprivation import SUMMARIES
from evidence.measures.domain import TITLES
from evidence.measures.place import Place
from evidence.measures.release import DOMAINS
from evidence.measures.ward import SPREAD
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

MOST_WARDS = 30
"""A chart of wards shows no more than this; its table holds all."""

_WHOLE = "All domains"
_SHORT = {
    "income": "Income",
    "employment": "Employ-\nment",
    "education": "Education",
    "health": "Health",
    "crime": "Crime",
    "barriers": "Barriers",
    "living_environment": "Living\nenvironment",
}
_RANK_SHADES = tuple(
    Shade(label, colour)
    for label, colour in zip(
        (
            "25,000 and over",
            "20,000 to 24,999",
            "15,000 to 19,999",
            "10,000 to 14,999",
            "under 10,000",
        ),
        SEQUENTIAL,
        strict=True,
    )
)
_RANK_LIMITS = (25_000, 20_000, 15_000, 10_000)
_SUMMARY_TITLES = {
    "average_score": "Average\nscore",
    "average_rank": "Average\nrank",
    "proportion": "In most depr-\nived tenth",
    "extent": "Extent",
    "local_concentration": "Local con-\ncentration",
}
_SUMMARY_COLUMNS = {
    "average_score": ("Average score", "score", 1),
    "average_rank": ("Average rank", "reversed rank", 0),
    "proportion": ("Small areas in the most deprived tenth", "%", 1),
    "extent": ("Extent", "%", 1),
    "local_concentration": ("Local concentration", "reversed rank", 0),
}


def summaries(
    summaries: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue
) -> Figure:
    """Set MHCLG's five summaries of an authority beside England's and its comparators'.

    ``summaries``: measures.deprivation.summaries of ``place.codes``.
    """
    frame = held(summaries, release, [f"deprivation_{name}" for name in SUMMARIES])
    order = [code for code in place.codes if code in set(frame["area_code"])]
    names = dict(zip(frame["area_code"], frame["area_name"], strict=True))
    if place.code not in names or place.england.code not in names:
        raise CheckError("summaries need rows of the place and of England")
    wide = frame.pivot(index="area_code", columns="measure", values="value")
    rows: list[Record] = []
    for code in order:
        shown = {name: _summary(name, wide.loc[code, f"deprivation_{name}"]) for name in SUMMARIES}
        kind = {place.code: "place", place.england.code: "england"}.get(code, "other")
        rows.append(
            {"row": names[code], "code": code, "kind": kind}
            | {name: value for name, (value, _) in shown.items()}
            | {f"{name}_text": text for name, (_, text) in shown.items()}
        )
    panels = [
        dots.Panel(
            _SUMMARY_TITLES[name], name, f"{name}_text", max(float(row[name]) for row in rows)
        )
        for name in SUMMARIES
    ]
    drawing = dots.compared([row["row"] for row in rows], rows, panels)
    here, england = rows[0], rows[1]
    difference = here["average_score"] - england["average_score"]
    word = wording.higher_or_lower(difference, 1)
    than = "as" if word == "about the same" else "than"
    told = "; ".join(
        f"{_SUMMARY_COLUMNS[name][0].lower()} {here[f'{name}_text']} (England "
        f"{england[f'{name}_text']})"
        for name in SUMMARIES
    )
    top = max(rows, key=lambda row: (row["average_score"], row["code"]))
    return figure(
        f"deprivation-summaries-{release.lower()}",
        f"{wording.possessive(place.name)} average score of {here['average_score_text']} is "
        f"{word} {than} England's, {england['average_score_text']}",
        f"Five summary measures of {release}, {place.name} beside England and comparators. Higher "
        "is more deprived on each; average rank and local concentration are on reversed ranks.",
        drawing,
        FigureTable.of(
            f"Summary measures of deprivation, {release}",
            (
                Column("row", "Area"),
                Column("code", "Code"),
                *(
                    Column(name, label, unit, "number", decimals)
                    for name, (label, unit, decimals) in _SUMMARY_COLUMNS.items()
                ),
            ),
            rows,
        ),
        f"Five panels of dots for {len(rows)} areas on {release}. {place.name}: {told}. Average "
        f"scores range from {min(row['average_score'] for row in rows)} to "
        f"{top['average_score_text']}, the highest being {top['row']}.",
        catalogue,
        frame,
    )


def domains(
    domains: pd.DataFrame,
    summaries: pd.DataFrame,
    *,
    place: Place,
    release: str,
    catalogue: Catalogue,
) -> Figure:
    """Show the average rank of every ward, on the whole index and on each domain held.

    ``domains``: measures.ward.domains, ``summaries``: measures.ward.summaries, which put the wards
    in order.
    """
    whole = held(summaries, release, ["deprivation_average_rank"])
    frame = held(domains, release, ["deprivation_domain_average_rank"])
    frame = frame[frame["category"].isin(DOMAINS)]
    found = [name for name in DOMAINS if name in set(frame["category"])]
    if not found:
        raise CheckError("no domain is held for these wards")
    names = labels(whole)
    order = ordered(whole.set_index("area_code")["value"], names, descending=True)
    wide = frame.pivot(index="area_code", columns="category", values="value")
    wide["all"] = whole.set_index("area_code")["value"]
    heads = {"all": "All\ndomains"} | {name: _SHORT[name] for name in found}
    titles = {"all": _WHOLE} | {name: TITLES[name] for name in found}
    shown = order[:MOST_WARDS]
    cells: list[Record] = []
    for code in shown:
        for name, head in heads.items():
            value = wide.loc[code, name]
            cells.append(
                {
                    "row": names[code],
                    "column": head,
                    "shade": classed(round(value), _RANK_SHADES, _RANK_LIMITS),
                    "text": wording.number(value),
                    "short": wording.number(value / 1000, 1),
                    "domain": titles[name],
                }
            )
    drawing = heat(
        [names[code] for code in shown],
        list(heads.values()),
        cells,
        _RANK_SHADES,
        legend="Average rank; higher is more deprived",
        tooltips=(
            ("row", "Ward"),
            ("domain", "Domain"),
            ("text", "Average rank"),
            ("shade", "Class"),
        ),
    )
    first, (code, name) = order[0], wide[found].stack().idxmax()
    value = wording.number(wide.loc[code, name])
    lowest = wording.number(wide[found].min().min())
    missing = [TITLES[name].lower() for name in DOMAINS if name not in found]
    title = (
        f"{names[first]} is {wording.possessive(place.name)} most deprived ward by average rank; "
        f"the highest on one domain is {names[code]}, on {_spoken(name)}"
        if len(order) > 1
        else f"{names[code]}, the one ward of {place.name}, is most deprived on {_spoken(name)}"
    )
    return figure(
        f"deprivation-domains-{release.lower()}",
        title,
        f"Average rank of wards on each domain of {release}, reversed so that higher is more "
        f"deprived{of_wards(frame)}."
        + (f" Not held here: {wording.area_list(missing)}." if missing else "")
        + only(shown, order)
        + " The narrow version gives thousands.",
        drawing,
        FigureTable.of(
            f"Average rank of wards by domain, {release}",
            (
                Column("ward", "Ward"),
                Column("code", "Code"),
                *(Column(name, title, "reversed rank", "number") for name, title in titles.items()),
            ),
            [{"ward": names[code], "code": code, **wide.loc[code].to_dict()} for code in order],
        ),
        f"Table of {wording.count_of(len(order), 'ward')} by {len(found)} domains, shaded by "
        f"average rank on {release}. Ranks range from {lowest} to {value}, "
        f"{names[code]} on {_spoken(name)}.",
        catalogue,
        frame,
        whole,
    )


def spread(spread: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue) -> Figure:
    """Show how far apart a ward's most, middle and least deprived small areas are by rank.

    ``spread``: measures.ward.spread.
    """
    frame = held(spread, release, ["lsoa_rank_within_ward"])
    deciles = held(spread, release, ["lsoa_decile_within_ward"])
    names = labels(frame)
    wide = frame.pivot(index="area_code", columns="category", values="value")
    tenths = deciles.pivot(index="area_code", columns="category", values="value")
    order = ordered(wide["median"], names)
    many = frame.set_index("area_code")["denominator"].groupby(level=0).first()
    low, middle, high = SPREAD
    rows: list[Record] = [
        {
            "row": names[code],
            "code": code,
            "low": wide.loc[code, low],
            "middle": wide.loc[code, middle],
            "high": wide.loc[code, high],
            "low_decile": tenths.loc[code, low],
            "high_decile": tenths.loc[code, high],
            "areas": many[code],
        }
        for code in order
    ]
    points = records(
        rows,
        {"low": 0, "middle": 1, "high": 0, "low_decile": 0, "high_decile": 0, "areas": 0},
    )
    shown = points[:MOST_WARDS]
    widest = max(points, key=lambda row: (row["high"] - row["low"], row["code"]))
    drawing = dots.ranges(
        [row["row"] for row in shown],
        shown,
        labels=("most deprived small area", "median", "least deprived small area"),
        axis="National rank, 1 is the most deprived",
        ends=(0, 34_000),
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
    apart = widest["high"] > widest["low"]
    title = (
        f"In {widest['row']} small areas lie from decile {widest['low_decile']} to decile "
        f"{widest['high_decile']}, {wording.possessive(place.name)} widest range of ranks in a ward"
        if apart and len(points) > 1
        else f"In the one ward of {place.name} small areas lie from decile {widest['low_decile']} "
        f"to decile {widest['high_decile']}"
        if apart
        else f"Each ward of {place.name} holds one small area, so none has a range"
        if len(points) > 1
        else f"The one ward of {place.name} holds one small area, in decile {widest['low_decile']}"
    )
    return figure(
        f"deprivation-spread-{release.lower()}",
        title,
        f"National ranks of the most deprived, median and least deprived small area of each ward "
        f"on {release}{of_wards(frame)}, by median." + only(shown, points, "by median rank"),
        drawing,
        FigureTable.of(
            f"Ranks and deciles of small areas within wards, {release}",
            (
                Column("row", "Ward"),
                Column("code", "Code"),
                Column("areas", "Small areas", "small areas", "number"),
                Column("low", "Most deprived", "rank", "number"),
                Column("middle", "Median", "rank", "number", 1),
                Column("high", "Least deprived", "rank", "number"),
                Column("low_decile", "Most deprived", "decile", "number"),
                Column("high_decile", "Least deprived", "decile", "number"),
            ),
            points,
        ),
        f"Chart of {wording.count_of(len(shown), 'ward')} of {place.name}, each a line from its "
        f"most to its least deprived small area on {release}. Ranks range from "
        f"{wording.number(min(row['low'] for row in points))} to "
        f"{wording.number(max(row['high'] for row in points))}; the widest range is in "
        f"{widest['row']}, {wording.number(widest['low'])} to {wording.number(widest['high'])}.",
        catalogue,
        frame,
        deciles,
    )


def _summary(name: str, value: float) -> tuple[float, str]:
    _, unit, decimals = _SUMMARY_COLUMNS[name]
    if unit == "%":
        return rounded(100 * value, decimals), wording.percent(100 * value, decimals)
    return rounded(value, decimals), wording.number(value, decimals)


def _spoken(domain: str) -> str:
    return TITLES[domain].lower()
