"""An error table sets a place's errors beside those of others and of all authorities.

Every ``tested`` is ``measures.accuracy.everything`` of the place, England and the comparators.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence.figures.drawing import Record
from evidence.figures.population_selection import band_label
from evidence.figures.table import Column, FigureTable
from evidence.measures.accuracy import (
    ABSOLUTE_MEAN,
    ABSOLUTE_MEDIAN,
    FURTHER_OUT,
    MEAN,
    PERCENTILE,
    WITHIN,
    among_all,
    group_of,
)
from evidence.measures.place import Place


def among_table(
    tested: pd.DataFrame, rows: Sequence[pd.Series], place: Place, caption: str, first: str
) -> FigureTable:
    """Tabulate errors: the place's two numbers, then per cent here, elsewhere and in all."""
    names = [place.name, place.england.name, *(area.name for area in place.comparators)]
    codes = [place.code, place.england.code, *(area.code for area in place.comparators)]
    percentiles = (
        ("0", "Lowest authority"),
        ("10", "10th percentile"),
        ("25", "Lower quartile"),
        ("50", "Median authority"),
        ("75", "Upper quartile"),
        ("90", "90th percentile"),
        ("100", "Highest authority"),
    )
    columns = [
        Column("band", "Age"),
        Column("period", "Period"),
        Column("against", "Against"),
        Column("first", f"{first}, {place.name}", "people", "number"),
        Column("second", f"Estimated, {place.name}", "people", "number"),
        *(Column(f"area{at}", f"{name}, error", "%", "number", 1) for at, name in enumerate(names)),
        *(Column(f"p{end}", title, "%", "number", 1) for end, title in percentiles),
        Column("mean", "Mean error", "%", "number", 1),
        Column("absolute", "Mean absolute error", "%", "number", 1),
        Column("median_size", "Half were out by more than", "%", "number", 1),
        Column("within", "Authorities within a tenth either way", "%", "number", 1),
        Column("beyond", f"Authorities further out than {place.name}", "", "number"),
    ]
    return FigureTable.of(
        caption, columns, [_record(tested, item, codes, percentiles) for item in rows]
    )


def own_errors(group: pd.DataFrame, item: pd.Series) -> dict[str, float]:
    """Give the errors of areas in a group, by code."""
    rows = group[group["measure"] == item["measure"]]
    return dict(zip(rows["area_code"], rows["value"], strict=True))


def _record(
    tested: pd.DataFrame,
    item: pd.Series,
    codes: Sequence[str],
    percentiles: Sequence[tuple[str, str]],
) -> Record:
    group = group_of(tested, item)
    by_code = own_errors(group, item)
    # An area whose own error is missing lies nowhere among the others.
    beyond = group[(group["measure"] == FURTHER_OUT) & (group["area_code"] == item["area_code"])]
    return {
        "band": band_label(item["age_band"]),
        "period": item["period"],
        "against": str(item["variant"]).rsplit(" against ", maxsplit=1)[-1],
        "first": item["numerator"],
        "second": item["denominator"],
        **{f"area{at}": by_code.get(code) for at, code in enumerate(codes)},
        **{f"p{end}": among_all(group, PERCENTILE, item, end)["value"] for end, _ in percentiles},
        "mean": among_all(group, MEAN, item)["value"],
        "absolute": among_all(group, ABSOLUTE_MEAN, item)["value"],
        "median_size": among_all(group, ABSOLUTE_MEDIAN, item)["value"],
        "within": among_all(group, WITHIN, item, 10)["value"],
        "beyond": beyond["value"].iloc[0] if len(beyond) else None,
    }
