"""The mix of modelled need says which part of it is of one sex or of the oldest, and its growth."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.measures.comparison import compare
from evidence.measures.frame import empty, join, measure_frame

_KEYS = ["variant", "area_code", "period", "breakdown"]


def mix(need: pd.DataFrame, *, ages: str, parts: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Give the share of the people with a condition who are of a sex and an age band.

    ``need``: ``need.modelled`` with ``by_sex`` and ``by_age``; ``ages`` is the band of everybody
    ("65+"), ``parts`` (sex, age band) pairs, such as ("female", "65+"). numerator is the part,
    denominator the whole.
    """
    rows = need[need["measure"] == "modelled_people"]
    whole = rows[(rows["sex"] == "persons") & (rows["age_band"] == ages) & (rows["value"] > 0)]
    frames = []
    for sex, band in parts:
        part = rows[(rows["sex"] == sex) & (rows["age_band"] == band)]
        both = part.merge(
            whole[[*_KEYS, "value", "lineage"]],
            on=_KEYS,
            suffixes=("", "_whole"),
            validate="one_to_one",
        )
        if both.empty:
            continue
        frames.append(
            measure_frame(
                both.drop(
                    columns=["measure", "unit", "statistic", "value_whole", "lineage_whole"]
                ).assign(
                    numerator=both["value"],
                    denominator=both["value_whole"],
                    value=100 * both["value"] / both["value_whole"],
                    lineage=both["lineage"] + " " + both["lineage_whole"],
                    method=both["method"] + ", as a share of all",
                ),
                measure="modelled_share_of_condition",
            )
        )
    return join(*frames)


def growth(need: pd.DataFrame, *, start: int, end: int) -> pd.DataFrame:
    """Give the change of modelled need between two years, in people and per cent.

    ``need``: ``need.modelled`` of one condition. numerator is the later year, denominator the
    earlier. The rates are the same in both, so all change is of the people.
    """
    rows = need[need["measure"] == "modelled_people"]
    frames = [
        compare(
            part[part["period"] == f"mid-{end}"],
            part[part["period"] == f"mid-{start}"],
            on=["area_code", "sex", "age_band", "breakdown"],
            difference="modelled_change",
            percent="modelled_change_percent",
            variant=str(variant),
            period=f"mid-{start} to mid-{end}",
            status="modelled",
            method=f"{variant}: mid-{end} less mid-{start}",
        )
        for variant, part in rows.groupby("variant", sort=True)
    ]
    return join(*frames) if frames else empty()
