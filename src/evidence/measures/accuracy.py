"""Accuracy sets the errors of one authority among those of all: middle, spread, who is further out.

The authorities of England in use count alike, whatever their size. What is told of them all stands
under England's code; it is no number of England's own population.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evidence.geography import codes as gss
from evidence.measures import backtest
from evidence.measures.area import described
from evidence.measures.backtest import PART_PERCENT
from evidence.measures.estimate import FIRST_PUBLISHED, REBASED
from evidence.measures.frame import empty, join, measure_frame, row
from evidence.measures.place import authorities
from evidence.measures.revision import PERCENT as REVISION_PERCENT
from evidence.measures.revision import revisions
from evidence.methods.accuracy import Summary, further_out, summarise
from evidence.standing import weakest

if TYPE_CHECKING:
    from evidence.tables.store import Store

ERROR, REVISION = "error", "revision"
ERROR_PERCENT = "projection_error_percent"
PERCENTAGES = (0, 5, 10, 25, 50, 75, 90, 95, 100)
"""The percentiles given; 0 is the lowest error and 100 the highest."""
MARGINS = (5, 10)
"""Per cent of the later estimate, either way."""

PERCENTILE = "error_percentile"
MEAN, ABSOLUTE_MEAN = "error_mean", "error_absolute_mean"
ABSOLUTE_MEDIAN, WITHIN = "error_absolute_median", "error_within"
FURTHER_OUT = "error_further_out"

_KINDS = {ERROR_PERCENT: ERROR, REVISION_PERCENT: REVISION}
_GROUP = ["breakdown", "variant", "period", "age_band"]
_ALL = "regions#authority_code"
_EVER = "authority_codes?country_code=E92000001#authority_code"


def everything(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give the whole back-test of ``areas``, and where all authorities lie, whatever they are.

    Errors of the 2018-based round against both series of estimates, base and growth apart, what
    the census revised, other rounds where they are held, and what ``spread`` and ``beyond`` tell.
    """
    every = [*dict.fromkeys([*areas, *authorities(store).in_use])]
    tested = join(
        backtest.errors(store, every),
        backtest.errors(store, every, against=FIRST_PUBLISHED),
        backtest.parts(store, every),
        revisions(store, every, ages=backtest.AGES),
    )
    return join(
        tested[tested["area_code"].isin(list(areas))],
        backtest.others(store, areas),
        spread(store, tested),
        beyond(store, tested, areas),
    )


def spread(store: Store, tested: pd.DataFrame) -> pd.DataFrame:
    """Give median, percentiles, mean errors and shares within a margin over all authorities.

    ``tested``: errors, parts and revisions in per cent, of every authority. breakdown is "error",
    "base", "growth" or "revision"; category is the percentage of a percentile, or the margin;
    denominator is how many authorities are known.
    """
    wide = _wide(store, tested)
    if wide.empty:
        return empty()
    found = summarise(wide.to_numpy(), percentages=PERCENTAGES, margins=MARGINS)
    head = _groups(store, tested, wide)
    return join(*_summaries(head, found))


def beyond(store: Store, tested: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    """Count, for each of the authorities among ``areas``, those whose error is larger either way.

    At each age, of errors and revisions. denominator is how many authorities are known.
    Errors that are as large are not further out.
    """
    rows = tested[tested["measure"].isin(list(_KINDS))]
    wide = _wide(store, rows)
    mine = [code for code in dict.fromkeys(areas) if code in set(wide.index)]
    if wide.empty or not mine:
        return empty()
    counted = further_out(wide.to_numpy())
    head = _groups(store, rows, wide).assign(denominator=wide.notna().sum().to_numpy())
    frame = head.iloc[np.tile(np.arange(len(head)), len(mine))].assign(
        area_code=np.repeat(mine, len(head)),
        value=counted[wide.index.get_indexer(pd.Index(mine))].ravel(),
    )
    frame = frame[frame["value"].notna()]
    return measure_frame(
        described(store, frame.assign(numerator=frame["value"])),
        measure=FURTHER_OUT,
        sex="persons",
        status="calculated",
        method="authorities whose error is larger, in either direction",
    )


def error_of(
    tested: pd.DataFrame, area: str, year: int, band: str, *, against: str = REBASED
) -> pd.Series:
    """Find an area's error of the 2018-based round in per cent; ``tested``: ``everything``."""
    return row(
        tested,
        measure=ERROR_PERCENT,
        variant=f"{backtest.ROUND} against {against}",
        area_code=area,
        period=f"mid-{year}",
        age_band=band,
    )


def other_rounds(tested: pd.DataFrame, area: str) -> pd.DataFrame:
    """Give an area's errors of every other round in per cent, by round and year; often none."""
    rows = tested[
        (tested["measure"] == ERROR_PERCENT)
        & (tested["area_code"] == area)
        & ~tested["variant"].str.startswith(backtest.ROUND)
        & tested["value"].notna()
    ]
    return rows.sort_values(["variant", "period"], kind="stable")


def revision_of(tested: pd.DataFrame, area: str, year: int, band: str) -> pd.Series:
    """Find by how much per cent an area's first-published estimate differs from the rebased."""
    return row(
        tested,
        measure=REVISION_PERCENT,
        area_code=area,
        period=f"mid-{year}",
        age_band=band,
    )


def group_of(tested: pd.DataFrame, like: pd.Series) -> pd.DataFrame:
    """Pick what is told of one group: every area's own error, and what is told of all.

    ``like``: a row of ``error_of`` or ``revision_of``. Whoever asks ``among_all`` much asks it of
    this.
    """
    same = (tested["variant"] == like["variant"]) & (tested["period"] == like["period"])
    rows = tested[same & (tested["age_band"] == like["age_band"])]
    kind = _KINDS[like["measure"]]
    return rows[(rows["measure"] == like["measure"]) | (rows["breakdown"] == kind)]


def among_all(
    tested: pd.DataFrame,
    measure: str,
    like: pd.Series,
    category: str | int = "",
    *,
    area: str = gss.ENGLAND,
) -> pd.Series:
    """Find what is told of all authorities in the group of one error: ``PERCENTILE`` and so on.

    ``like``: a row of ``error_of`` or ``revision_of``; ``category``: the percentage or margin.
    ``FURTHER_OUT`` is an ``area``'s own.
    """
    return row(
        tested,
        measure=measure,
        area_code=area,
        variant=like["variant"],
        period=like["period"],
        age_band=like["age_band"],
        breakdown=_KINDS[like["measure"]],
        category=str(category),
    )


def _wide(store: Store, tested: pd.DataFrame) -> pd.DataFrame:
    """Set errors in per cent of the authorities in use down, and groups across."""
    rows = tested[
        tested["measure"].isin([*_KINDS, PART_PERCENT])
        & tested["area_code"].isin(authorities(store).in_use)
    ]
    return _kinds(rows).pivot(index="area_code", columns=_GROUP, values="value")


def _kinds(rows: pd.DataFrame) -> pd.DataFrame:
    own = rows["measure"].map(_KINDS)
    return rows.assign(breakdown=own.where(own.notna(), rows["category"]).astype("str"))


def _groups(store: Store, tested: pd.DataFrame, wide: pd.DataFrame) -> pd.DataFrame:
    """Describe each group: England's code, the weakest standing, and the rows of all areas."""
    rows = tested[tested["measure"].isin([*_KINDS, PART_PERCENT])]
    rows = _kinds(rows[rows["area_code"].isin(authorities(store).in_use)])
    first = rows.drop_duplicates(_GROUP)[[*_GROUP, "lineage"]]
    standing = rows.groupby(_GROUP)["standing"].agg(lambda words: weakest(words.unique()).value)
    first = first.assign(lineage=_of_all(first["lineage"]))
    return (
        wide.columns.to_frame(index=False)
        .merge(first, on=_GROUP, validate="one_to_one")
        .merge(standing.reset_index(), on=_GROUP, validate="one_to_one")
    )


def _of_all(lineage: pd.Series) -> pd.Series:
    """Rewrite one authority's trail as that of all: the same rows for every code in use.

    First-published estimates stand under the codes of their time, so there every English code
    that ever was is meant.
    """
    ever = lineage.str.replace(
        r"(mid_year_estimates_first_published\?authority_code=)[^&#]*",
        r"\1@authority_codes.authority_code",
        regex=True,
    )
    now = ever.str.replace(
        r"(\?authority_code=)[^@&#][^&#]*", r"\1@regions.authority_code", regex=True
    )
    head = pd.Series(_ALL, index=lineage.index, dtype="str")
    old = now.str.contains("@authority_codes", regex=False)
    return head.where(~old, _ALL + " " + _EVER) + " " + now


def _summaries(head: pd.DataFrame, found: Summary) -> list[pd.DataFrame]:
    named = head.assign(
        area_code=gss.ENGLAND,
        area_type="country",
        area_name="England",
        sex="persons",
        denominator=found.count,
        status="calculated",
    )
    over = "over all authorities in use, each counted alike"
    frames = [
        measure_frame(
            named.assign(category=str(percentage), value=values),
            measure=PERCENTILE,
            method=f"percentile {over}, on the line between the two nearest",
        )
        for percentage, values in zip(PERCENTAGES, found.percentiles, strict=True)
    ]
    frames += [
        measure_frame(
            named.assign(
                category=str(margin),
                numerator=count,
                value=100 * count / np.where(found.count > 0, found.count, np.nan),
            ),
            measure=WITHIN,
            method=f"share {over}, within the margin in either direction",
        )
        for margin, count in zip(MARGINS, found.within, strict=True)
    ]
    frames += [
        measure_frame(named.assign(value=values), measure=measure, method=f"{what} {over}")
        for measure, values, what in (
            (MEAN, found.mean, "mean of errors, signs kept,"),
            (ABSOLUTE_MEAN, found.absolute_mean, "mean of the sizes of errors"),
            (ABSOLUTE_MEDIAN, found.absolute_median, "median of the sizes of errors"),
        )
    ]
    return frames
