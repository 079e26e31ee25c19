"""Kinds of deprivation are shown apart: a place's rank on each, and its older people by ward."""

from __future__ import annotations

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.bars import Bar, bars
from evidence.figures.deprivation_selection import figure, labels, of_wards, only, stand_in
from evidence.figures.figure import Figure
from evidence.figures.listing import Listing
from evidence.figures.table import Column, FigureTable
from evidence.figures.theme import AREA
from evidence.measures import wording
from evidence.measures.domain import TITLES
from evidence.measures.place import Place
from evidence.measures.release import DOMAINS, spoken
from evidence.sources.catalogue import Catalogue

_OLDER = "idaopi"
_MOST = 30


def ranks(found: pd.DataFrame, *, place: Place, release: str) -> Listing:
    """List where an authority stands on each domain among all, first the most deprived.

    ``found``: ``domain.ranks``. A domain that is not ranked is listed without a rank.
    """
    own = found[(found["area_code"] == place.code) & (found["variant"] == release)]
    if own.empty:
        raise CheckError(f"{place.name} is not ranked on {release}: show a notice instead")
    by_kind = {str(item["category"]): item for item in own.to_dict("records")}
    order = sorted(
        DOMAINS,
        key=lambda kind: (by_kind[kind]["value"] if kind in by_kind else float("inf"), kind),
    )
    columns = (
        Column("kind", "Kind of deprivation"),
        Column("rank", "Rank among authorities", "rank", "number"),
        Column("average", "Average rank of small areas", "reversed rank", "number"),
    )
    records = [
        {
            "kind": TITLES[kind],
            "rank": by_kind[kind]["value"] if kind in by_kind else "[x]",
            "average": by_kind[kind]["numerator"] if kind in by_kind else "[x]",
        }
        for kind in order
    ]
    every = wording.number(float(own["denominator"].iloc[0]))
    caption = (
        f"{place.name} among {every} authorities of England by kind of deprivation, "
        f"{spoken(release)}; 1 is the most deprived"
    )
    caption = ". ".join([caption, *stand_in(own, place, release, "Averages")]).removesuffix(".")
    return Listing("deprivation-kinds", FigureTable.of(caption, columns, records))


def holds_older(wards: pd.DataFrame, release: str) -> bool:
    """Say whether wards have a share of income-deprived older people: some places only."""
    return not _older(wards, release).empty


def older_by_ward(
    wards: pd.DataFrame, *, place: Place, release: str, catalogue: Catalogue
) -> Figure:
    """Draw the share of people aged 60 and over who are income-deprived, ward by ward.

    ``wards``: ``ward.domains``; its rows on older people are held for some places only.
    """
    index = spoken(release)
    rows = _older(wards, release)
    if rows.empty:
        raise CheckError(f"no income deprivation of older people is held for {place.name}")
    names = labels(rows)
    records = [
        {
            "ward": names[item["area_code"]],
            "code": item["area_code"],
            "share": 100 * item["value"],
            "people": item["denominator"],
        }
        for item in rows.to_dict("records")
    ]
    shown = records[:_MOST]
    drawing = bars(
        [Bar(item["ward"], item["share"], wording.percent(item["share"]), AREA) for item in shown],
        value_title="% of people aged 60 and over",
        decimals=1,
        row=22,
    )
    most, least = records[0], records[-1]
    return figure(
        f"deprivation-older-{release.lower()}",
        f"On {index} {wording.percent(most['share'])} of people aged 60 and over in "
        f"{most['ward']} are income-deprived, {wording.percent(least['share'])} in {least['ward']}",
        f"Income deprivation affecting older people, {index}: the share of people aged 60 and over "
        f"in income-deprived households{of_wards(rows)}." + only(shown, records, "by this share"),
        drawing,
        FigureTable.of(
            f"Income deprivation among people aged 60 and over by ward of {place.name}, {index}",
            (
                Column("ward", "Ward"),
                Column("code", "Code"),
                Column("share", "Income-deprived", "% of people aged 60 and over", "number", 1),
                Column("people", "People aged 60 and over", "people", "number"),
            ),
            records,
        ),
        f"Bar chart of {wording.count_of(len(shown), 'ward')} of {place.name} by the share of "
        f"people aged 60 and over who are income-deprived, from {wording.percent(least['share'])} "
        f"in {least['ward']} to {wording.percent(most['share'])} in {most['ward']}.",
        catalogue,
        rows,
    )


def _older(wards: pd.DataFrame, release: str) -> pd.DataFrame:
    rows = wards[
        (wards["measure"] == "deprivation_domain_average_score")
        & (wards["variant"] == release)
        & (wards["category"] == _OLDER)
    ]
    return rows.sort_values(["value", "area_name"], ascending=[False, True], kind="stable")
