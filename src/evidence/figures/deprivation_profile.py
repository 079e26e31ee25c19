"""Deprivation profiles count small areas by national decile, and by ward in the first."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures import columns
from evidence.figures.deprivation_selection import (
    by_code,
    figure,
    held,
    labels,
    of_wards,
    only,
    ordered,
)
from evidence.figures.drawing import Record
from evidence.figures.figure import Figure
from evidence.figures.table import Column, FigureTable, rounded
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.release import RELEASES, spoken
from evidence.sources.catalogue import Catalogue

_MOST = 30
_MIDDLE = ("2", "3", "4")
_STEPS = tuple(str(decile) for decile in range(1, 11))


def decile_profile(deciles: pd.DataFrame, *, place: Place, catalogue: Catalogue) -> Figure:
    """Show the share of small areas in each national decile, the two releases side by side.

    ``deciles``: measures.lsoa.deciles of both releases.
    """
    frames = [_own(deciles, place, release) for release in RELEASES]
    rows: list[Record] = []
    for release, frame in zip(RELEASES, frames, strict=True):
        share, number, every = (
            dict(zip(frame["category"], frame[column], strict=True))
            for column in ("value", "numerator", "denominator")
        )
        for step in _STEPS:
            value = share[step]
            rows.append(
                {
                    "panel": _panel(release),
                    "step": step,
                    "share": rounded(value, 1),
                    "label": wording.number(value) if value else "",
                    "text": wording.percent(value),
                    "areas": int(number[step]),
                    "all": int(every[step]),
                }
            )
    earlier, later = (
        [row for row in rows if row["panel"] == _panel(release)] for release in list(RELEASES)[:2]
    )
    drawing = columns.profile(
        [columns.Panel(_panel(release)) for release in RELEASES],
        _STEPS,
        rows,
        axis="National decile, 1 is the most deprived",
        level=10,
        level_label="England: 10% of small areas in each decile",
        tooltips=(
            ("panel", "Release"),
            ("step", "Decile"),
            ("text", "Share of small areas"),
            ("areas", "Small areas"),
            ("all", "of all"),
        ),
    )
    peak = max(later, key=lambda row: (row["areas"], -int(row["step"])))
    after, before = later[0], earlier[0]
    title = _profile_title(earlier, later, place)
    return figure(
        "deprivation-decile-profile",
        title,
        f"Share of {wording.possessive(place.name)} small areas in each national decile, the 2019 "
        "index (small areas of 2011) and the 2025 index (of 2021). Not a trend: small areas, the "
        "measure of income and the rest of England all changed between the releases.",
        drawing,
        FigureTable.of(
            f"Small areas of {place.name} by national decile and release",
            (
                Column("panel", "Release"),
                Column("step", "Decile"),
                Column("areas", "Small areas", "small areas", "number"),
                Column("all", "Of all", "small areas", "number"),
                Column("share", "Share", "%", "number", 1),
            ),
            rows,
        ),
        f"Two panels of ten columns, for {place.name}. In decile 1: {before['areas']} of "
        f"{before['all']} small areas ({before['text']}) on the 2019 index, {after['areas']} of "
        f"{after['all']} ({after['text']}) on the 2025 index, where shares range from "
        f"{min(later, key=lambda row: row['share'])['text']} to {peak['text']}, the highest in "
        f"decile {peak['step']}. A line marks England's 10%.",
        catalogue,
        *frames,
    )


def wards_in_most_deprived_tenth(
    deciles: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue
) -> Figure:
    """Count each ward's small areas in the most deprived tenth of England.

    ``deciles``: measures.ward.deciles. Where no ward has any there is no figure: CheckError.
    """
    index = spoken(release)
    frame = held(deciles, release, ["lsoas_in_decile"])
    frame = frame[frame["category"] == "1"]
    named = labels(frame)
    number = by_code(frame, "numerator")
    every = by_code(frame, "denominator")
    order = ordered(number, named, descending=True)
    rows: list[Record] = [
        {
            "row": named[code],
            "code": code,
            "part": int(number[code]),
            "whole": int(every[code]),
            "label": f"{int(number[code])} of {int(every[code])}",
        }
        for code in order
    ]
    holding = [row for row in rows if row["part"]]
    if not holding:
        raise CheckError(
            f"no ward of {place.name} holds a small area in the most deprived tenth on {release}: "
            "say so in a sentence instead"
        )
    shown = holding[:_MOST]
    drawing = columns.counted(
        [row["row"] for row in shown],
        shown,
        part="in the most deprived tenth",
        rest="other small areas of the ward",
        axis="Small areas",
        tooltips=(
            ("row", "Ward"),
            ("part", "In the most deprived tenth"),
            ("whole", "Small areas"),
        ),
    )
    top = holding[0]
    most = [row for row in holding if row["part"] == top["part"]]
    names = wording.area_list([row["row"] for row in most], most=3)
    if len(holding) == 1:
        title = (
            f"{names} is {wording.possessive(place.name)} only ward with small areas in the most "
            f"deprived tenth of England on {index}: {top['label']}"
        )
    elif len(most) > 1:
        title = (
            f"{names} hold the most small areas in the most deprived tenth of England on {index}: "
            f"{top['part']} each"
        )
    else:
        title = (
            f"{names} holds the most small areas in the most deprived tenth of England on {index}: "
            f"{top['label']}"
        )
    without = len(rows) - len(holding)
    return figure(
        f"deprivation-wards-tenth-{release.lower()}",
        title,
        f"Small areas in the most deprived tenth on {index}{of_wards(frame)}."
        + (
            f" {wording.count_of(without, 'other ward').capitalize()} "
            f"{'has' if without == 1 else 'have'} none."
            if without
            else ""
        )
        + only(shown, holding, "that hold any"),
        drawing,
        FigureTable.of(
            f"Small areas in the most deprived tenth by ward of {place.name}, {index}",
            (
                Column("row", "Ward"),
                Column("code", "Code"),
                Column("part", "In the most deprived tenth", "small areas", "number"),
                Column("whole", "All small areas", "small areas", "number"),
            ),
            rows,
        ),
        f"Bars for {wording.count_of(len(shown), 'ward')} of {place.name} that hold small areas in "
        f"the most deprived tenth on {index}. Counts range from {shown[-1]['part']} to "
        f"{top['part']}, the most in {names}.",
        catalogue,
        frame,
    )


def _profile_title(earlier: list[Record], later: list[Record], place: Place) -> str:
    """Say how the middle of both releases stands to England, and what lies in the first decile."""
    before, after = earlier[0], later[0]
    area_s = wording.possessive(place.name)
    if after["all"] == 1:
        now = next(row for row in later if row["areas"])
        return f"{place.name} is one small area, in decile {now['step']} of ten on the 2025 index"
    tenth = f"decile 1 holds {before['text']} on the 2019 index and {after['text']} on the 2025 one"
    middle = [
        100 * sum(row["areas"] for row in rows if row["step"] in _MIDDLE) / rows[0]["all"]
        for rows in (earlier, later)
    ]
    # England has three tenths of its small areas there.
    if min(middle) > 10 * len(_MIDDLE):
        word = "more"
    elif max(middle) < 10 * len(_MIDDLE):
        word = "fewer"
    else:
        return f"Of {area_s} small areas {tenth}"
    return (
        f"Both releases put {word} of {area_s} small areas than of England's in deciles 2 to 4; "
        f"{tenth}"
    )


def _panel(release: str) -> str:
    text = spoken(release)
    return text[0].upper() + text[1:]


def _own(deciles: pd.DataFrame, place: Place, release: str) -> pd.DataFrame:
    frame = held(deciles, release, ["share_of_lsoas_in_decile"])
    frame = frame[frame["area_code"] == place.code]
    if frame.empty:
        raise CheckError(f"no deciles of {place.name} are held for {release}")
    return frame
