"""A selection is the part of measure frames that a figure draws, named and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.table import FigureTable
from evidence.sources.catalogue import Catalogue


def held(frame: pd.DataFrame, release: str, measures: Sequence[str]) -> pd.DataFrame:
    """Pick the rows of a release and of ``measures``; none raise CheckError."""
    found = frame[(frame["variant"] == release) & frame["measure"].isin(measures)]
    if found.empty:
        raise CheckError(f"no row of {release} holds {', '.join(measures)}: show a notice instead")
    return found


def labels(frame: pd.DataFrame) -> dict[str, str]:
    """Name areas by code; areas of one name are told apart by their codes."""
    named = frame.drop_duplicates("area_code").set_index("area_code")["area_name"]
    twice = named.duplicated(keep=False)
    return {
        str(code): f"{name} ({code})" if twice[code] else str(name) for code, name in named.items()
    }


def ordered(values: pd.Series, names: dict[str, str], *, descending: bool = False) -> list[str]:
    """Put codes in order of their values, then of their names."""
    sign = -1 if descending else 1
    return sorted(
        (str(code) for code in values.index), key=lambda code: (sign * values[code], names[code])
    )


def of_wards(frame: pd.DataFrame) -> str:
    """Say which wards a frame is about, and how small areas were matched with them."""
    vintage = frame["area_vintage"].iloc[0]
    if frame["method"].str.endswith("matched with wards: exact").all():
        return f", wards of {vintage}, in which small areas nest exactly"
    return f", wards of {vintage}, approximate: each small area is counted in its best-fit ward"


def only(shown: Sequence[Any], every: Sequence[Any], by: str = "by average rank") -> str:
    """Say that a chart shows only some wards and its table all; nothing where it shows all."""
    if len(shown) == len(every):
        return ""
    return f" The {len(shown)} most deprived of {len(every)} wards {by}; the table holds all."


def figure(
    id: str,
    title: str,
    subtitle: str,
    drawing: Drawing,
    table: FigureTable,
    alt: str,
    catalogue: Catalogue,
    *frames: pd.DataFrame,
    tables: Iterable[str] = (),
) -> Figure:
    """Make a figure whose sources and standing are those of its ``frames`` and ``tables``."""
    rested = notes(catalogue, *frames, tables=tables)
    return Figure(
        id=id,
        title=title,
        subtitle=subtitle,
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=table,
        alt=alt,
        note=rested.lines,
        sources=rested.sources,
        standing=rested.standing,
    )
