"""Census 2021 counts are read into one shape: area, topic, category, count.

The category "Total" is what the source itself calls the total of a topic; it is never our sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from evidence.errors import Problem
from evidence.tables.readers import raw
from evidence.tables.readers.columns import Column, code, read_columns, refused, text, whole
from evidence.tables.schemas.patterns import AUTHORITY, AUTHORITY_EW, LSOA

TOTAL = "Total"


def wide(path: Path, topic: str, opening: str, categories: Sequence[str]) -> pd.DataFrame:
    """Read a table with one row per LSOA and one column per category.

    Each heading is ``opening``: category; the first of ``categories`` is the total.
    """
    area = [code("lsoa_code", "lsoa21_code", LSOA)]
    return _melted(path, area, topic, _headed(opening, categories), unused=["lsoa21_name"])


def authorities(path: Path, topic: str, opening: str, categories: Sequence[str]) -> pd.DataFrame:
    """Read a table with one row per authority of 2024; Wales is in the file and left out."""
    area = [
        code("authority_code", "lad24_code", AUTHORITY_EW),
        text("authority_name", "lad24_name"),
    ]
    tidy = _melted(path, area, topic, _headed(opening, categories))
    kept = tidy.loc[tidy["authority_code"].str.fullmatch(AUTHORITY)].reset_index(drop=True)
    kept.attrs["source_columns"] = tidy.attrs["source_columns"]
    return kept


def _headed(opening: str, categories: Sequence[str]) -> dict[str, str]:
    """Give each category by its heading; whatever its words, the first is the total."""
    return {
        f"{opening}: {category}": category if place else TOTAL
        for place, category in enumerate(categories)
    }


def _melted(
    path: Path,
    area: Sequence[Column],
    topic: str,
    categories: Mapping[str, str],
    *,
    unused: Sequence[str] = (),
) -> pd.DataFrame:
    frame = read_columns(
        raw.open_csv(path),
        [*area, *(whole(heading, heading) for heading in categories)],
        key=[area[0].name],
        unused=unused,
    )
    names = [column.name for column in area]
    parts = [
        frame[names].assign(
            topic=topic,
            category=category,
            count=frame[heading],
            source_row=frame["source_row"],
            source_column=heading,
        )
        for heading, category in categories.items()
    ]
    return _together(parts, {column.name: column.heading for column in area})


def long(path: Path, topic: str, category_column: str, total_column: str) -> pd.DataFrame:
    """Read a table with one row per LSOA and category, the LSOA's total repeated on each.

    The category Total is read from ``total_column`` of an LSOA's first row. Where that column
    changes within an LSOA, or is not the sum of its categories, every such row is a problem.
    """
    opened = raw.open_csv(path)
    frame = read_columns(
        opened,
        [
            code("lsoa_code", "lsoa21_code", LSOA),
            text("category", category_column),
            whole("count", "n"),
            whole("total", total_column),
        ],
        key=["lsoa_code", "category"],
        unused=["prop"],
    )
    summed = frame.groupby("lsoa_code")["count"].transform("sum")
    totals_given = frame["total"].to_numpy()
    off = frame["total"].ne(summed)
    if off.any():
        raise refused(
            opened.file,
            [
                Problem(
                    opened.file,
                    f"{totals_given[place]} is not the sum of the categories, {summed[place]}",
                    "expected the total of the LSOA",
                    row=int(opened.rows[place]),
                    column=total_column,
                )
                for place in np.flatnonzero(off)
            ],
        )
    first = frame.drop_duplicates("lsoa_code")
    totals = first.assign(category=TOTAL, count=first["total"], source_column=total_column)
    counts = frame.assign(source_column="n")
    columns = ["lsoa_code", "topic", "category", "count", "source_row", "source_column"]
    parts = [part.assign(topic=topic)[columns] for part in (totals, counts)]
    return _together(parts, {"lsoa_code": "lsoa21_code"})


def residents_households(path: Path) -> pd.DataFrame:
    """Read how many residents and households each LSOA has, as two topics with a Total each."""
    topics = {"residents": "total_residents", "households": "total_households"}
    frame = read_columns(
        raw.open_csv(path),
        [
            code("lsoa_code", "lsoa21_code", LSOA),
            *(whole(topic, heading) for topic, heading in topics.items()),
        ],
        key=["lsoa_code"],
        unused=["lsoa21_name", "ward24_code", "ward24_name", "lad24_code", "lad24_name"],
    )
    parts = [
        frame[["lsoa_code"]].assign(
            topic=topic,
            category=TOTAL,
            count=frame[topic],
            source_row=frame["source_row"],
            source_column=heading,
        )
        for topic, heading in topics.items()
    ]
    return _together(parts, {"lsoa_code": "lsoa21_code"})


def _together(parts: Iterable[pd.DataFrame], headings: dict[str, str]) -> pd.DataFrame:
    tidy = pd.concat(list(parts), ignore_index=True)
    tidy = tidy.astype({"topic": str, "category": str, "source_column": str, "count": np.int32})
    tidy.attrs["source_columns"] = headings
    return tidy
