"""Observed inequality: census shares by fifth of deprivation within an authority, and their slope.

The fifths are of the authority's own small areas, in equal numbers by rank on the index, not the
nation's: a place may have few or no small areas in the least deprived fifth of England. Shares are
counted, never modelled: a model that used deprivation would give back what was put in. None is
age-standardised, since no breakdown by age is held; the share aged 65 and over stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import release as releases
from evidence.measures import trail
from evidence.measures.area import checked, described
from evidence.measures.census import COUNTED, PERIOD, SHARES, SMALL, TABLES, Share, which
from evidence.measures.frame import empty, measure_frame
from evidence.methods.inequality import inequality
from evidence.methods.interval import wilson
from evidence.methods.quantile import quantile
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

RELEASE = "IoD2025"
FIFTHS = 5
LEVELS = (0.95, 0.998)

_DIMENSIONS = ("two", "three", "four")
HOUSEHOLDS = Share(
    "household_deprivation",
    "deprived in two or more dimensions",
    tuple(f"Household is deprived in {number} dimensions" for number in _DIMENSIONS),
    "households",
)
"""Deprived as the census counts it: work, education, health, housing; not as the index does."""
OBSERVED = (
    *(share for share in SHARES if share.label != "up to 19 hours" and "20" not in share.label),
    HOUSEHOLDS,
)
"""The shares that are given by fifth."""


def by_fifth(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every share of ``OBSERVED`` by fifth, where the small areas of an authority are held.

    breakdown is the share ("disabled"), category the fifth, "1" the most deprived; numerator and
    denominator are people (households, where age_band says so), limits Wilson's at 95% and 99.8%.
    """
    counted = _counted(store, areas)
    if counted.empty:
        return empty()
    found = wilson(counted["numerator"], counted["denominator"], LEVELS)
    frames = [
        counted.assign(
            value=100 * found.value,
            lower=100 * found.lower[at],
            upper=100 * found.upper[at],
            confidence=level,
        )
        for at, level in enumerate(LEVELS)
    ]
    return measure_frame(
        described(store, pd.concat(frames, ignore_index=True).drop(columns=["topic", "source"])),
        measure="census_share_by_fifth",
        period=PERIOD,
        sex="persons",
        status="calculated",
        standing=_standing(store),
        method="counted, by fifth of the authority's small areas in equal numbers by rank; not "
        "age-standardised; limits: Wilson",
    )


def indices(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the slope and relative index of every share, with limits at 95% and 99.8%.

    Above nought, and above 1, the share is higher among the most deprived. The line is fitted to
    the logit of the shares; denominator is everybody whom the fifths count.
    """
    counted = _counted(store, areas)
    if counted.empty:
        return empty()
    counted = counted.sort_values(["area_code", "breakdown", "category"], kind="stable")
    first = counted.iloc[::FIFTHS].reset_index(drop=True)
    shape = (len(first), FIFTHS)
    people = counted["denominator"].to_numpy().reshape(shape)
    share = wilson(counted["numerator"], counted["denominator"])
    parts = []
    for level in LEVELS:
        found = inequality(
            share.value.reshape(shape),
            share.lower.reshape(shape),
            share.upper.reshape(shape),
            people,
            transform="logit",
            confidence=level,
        )
        for measure, estimate, unit in (
            ("inequality_slope", found.slope, 100),
            ("inequality_ratio", found.relative, 1),
        ):
            parts.append(
                first.assign(
                    measure=measure,
                    category="",
                    numerator=np.nan,
                    denominator=people.sum(axis=1),
                    value=np.round(unit * estimate.value, 6),
                    lower=np.round(unit * estimate.lower, 3),
                    upper=np.round(unit * estimate.upper, 3),
                    confidence=level,
                    lineage=_whole(first),
                )
            )
    rows = pd.concat(parts, ignore_index=True).drop(columns=["topic", "source"])
    return measure_frame(
        described(store, rows),
        period=PERIOD,
        sex="persons",
        status="calculated",
        standing=_standing(store),
        method="line through the logits of five fifths, weighted by people; most against least "
        "deprived end; limits from 10,000 draws; not age-standardised",
    )


def _fifths(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give lsoa_code, area_code and fifth ("1" the most deprived) of the areas' small areas."""
    item = releases.find(RELEASE)
    asked = [area for area in checked(store, areas) if area != gss.ENGLAND]
    every = releases.small_areas(store, item, {item.index: ["imd_rank"]})
    chosen = every[every["authority_code"].isin(asked)]
    held = set(store.read(SMALL, columns=["lsoa_code"])["lsoa_code"])
    chosen = chosen[chosen["lsoa_code"].isin(held)].sort_values(["authority_code", "lsoa_code"])
    fifth = chosen.groupby("authority_code")["imd_rank"].transform(
        lambda ranks: quantile(ranks.to_numpy(), FIFTHS, highest_first=False)
    )
    known = chosen[fifth.notna()]
    return pd.DataFrame(
        {
            "lsoa_code": known["lsoa_code"],
            "area_code": known["authority_code"],
            "category": fifth.dropna().astype("int64").astype("str"),
        }
    ).reset_index(drop=True)


def _counted(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Count every share by area and fifth: one row each, with the rows it was counted from."""
    fifths = _fifths(store, areas)
    if fifths.empty:
        return fifths
    counts = store.read(SMALL, columns=["lsoa_code", "topic", "category", "count", "source"])
    counts = counts.rename(columns={"category": "counted"}).merge(fifths, on="lsoa_code")
    keys = ["area_code", "category"]
    members = fifths.groupby(keys)["lsoa_code"].agg("|".join)
    parts = []
    for share in OBSERVED:
        topic = counts[counts["topic"] == share.topic]
        part = topic[topic["counted"].isin(share.counted)].groupby(keys)["count"].sum()
        whole = topic[topic["counted"] == COUNTED].groupby(keys)["count"].sum()
        rows = pd.DataFrame({"numerator": part, "denominator": whole}).astype("float64")
        rows["lsoas"] = members
        rows = rows.reset_index()
        source = str(topic["source"].iloc[0])
        found = {
            wanted: trail.selection(
                SMALL, "count", {"lsoa_code": rows["lsoas"], **which(source, share.topic, names)}
            )
            for wanted, names in (("part", share.counted), ("whole", [COUNTED]))
        }
        rows["lineage"] = trail.together(found["part"], found["whole"])
        rows = rows.drop(columns="lsoas").assign(
            variant=f"Census 2021, {TABLES[share.topic]}, by fifth of {RELEASE}",
            breakdown=share.label,
            age_band=share.ages,
            topic=share.topic,
            source=source,
        )
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def _whole(rows: pd.DataFrame) -> pd.Series:
    """Name all small areas of an authority on the index, and their counts of a topic."""
    index = releases.find(RELEASE).index
    ranked = trail.selection(index, "imd_rank", {"authority_code": rows["area_code"]})
    counts = trail.selection(
        SMALL,
        "count",
        {
            "lsoa_code": trail.reference(index, "lsoa_code"),
            "source": rows["source"],
            "topic": rows["topic"],
        },
    )
    return pd.Series(trail.together(ranked, counts))


def _standing(store: Store) -> str:
    tables = (SMALL, releases.find(RELEASE).index)
    return weakest(store.standing(table) for table in tables).value
