"""A comparison sets one count against another of the same area, sex and age, both ways."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.measures.frame import empty, join, measure_frame
from evidence.standing import weakest


def compare(
    first: pd.DataFrame,
    second: pd.DataFrame,
    *,
    on: Sequence[str],
    difference: str,
    percent: str,
    variant: str,
    status: str,
    method: str,
    period: str = "",
) -> pd.DataFrame:
    """Give ``first`` less ``second``, in people and as a percentage of ``second``.

    Both are measure frames; ``on`` says which columns pair their rows, and rows without a pair
    are left out. numerator is ``first``, denominator ``second``. A percentage of nobody is
    missing. The standing is the weaker of the two.
    """
    if first.empty or second.empty:
        return empty()
    against = second[[*on, "value", "lineage", "standing"]].rename(
        columns={"value": "denominator", "lineage": "of", "standing": "other"}
    )
    kept = ["area_type", "area_name", "area_vintage", "lineage", "standing"]
    columns = list(dict.fromkeys([*on, "period", *kept, "value"]))
    rows = (
        first[columns]
        .rename(columns={"value": "numerator"})
        .merge(against, on=list(on), how="inner", validate="one_to_one")
    )
    if rows.empty:
        return empty()
    rows["lineage"] = rows["lineage"] + " " + rows.pop("of")
    rows["standing"] = weaker(rows["standing"], rows.pop("other"))
    if period:
        rows["period"] = period
    gap = rows["numerator"] - rows["denominator"]
    base = rows["denominator"].where(rows["denominator"] > 0)
    constants = {"variant": variant, "status": status, "method": method}
    return join(
        measure_frame(rows.assign(value=gap), measure=difference, **constants),
        measure_frame(
            rows.assign(value=100 * gap / base),
            measure=percent,
            **{**constants, "method": f"{method}, as a percentage of the latter"},
        ),
    )


def weaker(one: pd.Series, other: pd.Series) -> pd.Series:
    """Give the weaker of two standings, row by row."""
    pairs = {
        (left, right): weakest([left, right]).value
        for left in one.unique()
        for right in other.unique()
    }
    return pd.Series(
        [pairs[pair] for pair in zip(one, other, strict=True)], index=one.index, dtype="str"
    )
