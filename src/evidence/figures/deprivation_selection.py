"""A selection is the part of measure frames that a figure draws, named and put in order."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.drawing import Drawing
from evidence.figures.figure import Figure
from evidence.figures.notes import notes
from evidence.figures.table import FigureTable, rounded
from evidence.measures import wording
from evidence.measures.place import Place
from evidence.measures.release import EXACT
from evidence.sources.catalogue import Catalogue

SUMMARY_COLUMNS = {
    "average_score": ("Average score", "score", 1),
    "average_rank": ("Average rank", "reversed rank", 0),
    "proportion": ("Small areas in the most deprived tenth", "%", 1),
    "extent": ("Extent", "%", 1),
    "local_concentration": ("Local concentration", "reversed rank", 0),
}
"""How each summary measure is put: its title, unit and decimals."""


def held(frame: pd.DataFrame, release: str, measures: Sequence[str]) -> pd.DataFrame:
    """Pick the rows of a release and of ``measures``; none raise CheckError."""
    found = frame[(frame["variant"] == release) & frame["measure"].isin(measures)]
    if found.empty:
        raise CheckError(f"no row of {release} holds {', '.join(measures)}: show a notice instead")
    return found


def labels(frame: pd.DataFrame) -> dict[str, str]:
    """Name areas by code; areas of one name are told apart by their codes."""
    named = dict(zip(frame["area_code"], frame["area_name"], strict=True))
    count = Counter(named.values())
    return {code: name if count[name] == 1 else f"{name} ({code})" for code, name in named.items()}


def by_code(frame: pd.DataFrame, column: str = "value") -> dict[str, float]:
    """Give a number of each area by its code."""
    return dict(zip(frame["area_code"], frame[column], strict=True))


def by_code_and(
    frame: pd.DataFrame, key: str, column: str = "value"
) -> dict[tuple[str, str], float]:
    """Give a number by area code and the word in another column: category or measure."""
    return dict(zip(zip(frame["area_code"], frame[key], strict=True), frame[column], strict=True))


def ordered(
    values: Mapping[str, float], names: Mapping[str, str], *, descending: bool = False
) -> list[str]:
    """Put codes in order of their values, then of their names."""
    sign = -1 if descending else 1
    return sorted(values, key=lambda code: (sign * values[code], names[code]))


def of_wards(frame: pd.DataFrame) -> str:
    """Say which wards a frame is about, and how small areas were matched with them."""
    vintage = frame["area_vintage"].iloc[0]
    if frame["method"].str.endswith("matched with wards: exact").all():
        return f", wards of {vintage}, in which small areas nest exactly"
    return f", wards of {vintage}, approximate: each small area is counted in its best-fit ward"


def stand_in(frame: pd.DataFrame, place: Place, release: str, what: str) -> tuple[str, ...]:
    """Say in a line which people weight ``what`` where the index's own are not held; else nothing.

    ``what`` is "Averages", or what else the rows of ``frame`` hold.
    """
    exact = EXACT.get(release)
    weighted = frame[frame["method"].str.contains("weighted by", regex=False)]
    if exact is None or weighted.empty:
        return ()
    stands = ~weighted["method"].str.contains(f"weighted by {exact.note}", regex=False)
    # A place's rank hangs on the averages of all others, which its method names.
    hangs = weighted["method"].str.contains("most of them by", regex=False)
    if not (stands | hangs).any():
        return ()
    others, held = "", f"are not held for {place.name}"
    if (weighted["area_code"].eq(place.code) & ~stands).any():
        others, held = " of England and other authorities", f"are held for {place.name} only"
    elif not stands.all():
        # A comparator may have its own where the place has not.
        spared = sorted(weighted.loc[~stands, "area_name"].unique())
        others = f" of all but {wording.area_list(spared, most=len(spared))}"
    return (
        f"{what}{others} are weighted by {exact.elsewhere}: the index's own denominators {held}.",
    )


def only(shown: Sequence[Any], every: Sequence[Any], by: str = "by average rank") -> str:
    """Say that a chart shows only some wards and its table all; nothing where it shows all."""
    if len(shown) == len(every):
        return ""
    return f" The {len(shown)} most deprived of {len(every)} wards {by}; the table holds all."


def figure(  # noqa: PLR0917  (a Figure's own parts, in their order)
    id: str,
    title: str,
    subtitle: str,
    drawing: Drawing,
    table: FigureTable,
    alt: str,
    catalogue: Catalogue,
    *frames: pd.DataFrame,
    tables: Iterable[str] = (),
    note: tuple[str, ...] = (),
) -> Figure:
    """Make a figure whose sources and standing are those of its ``frames`` and ``tables``.

    ``note`` holds lines that go before those of the sources.
    """
    rested = notes(catalogue, *frames, tables=tables)
    return Figure(
        id=id,
        title=title,
        subtitle=subtitle,
        spec=drawing.spec,
        narrow=drawing.narrow,
        table=table,
        alt=alt,
        note=(*note, *rested.lines),
        sources=rested.sources,
        standing=rested.standing,
    )


def summary_shown(name: str, value: float) -> tuple[float, str]:
    """Return a summary measure as a table holds it, and in words."""
    _, unit, decimals = SUMMARY_COLUMNS[name]
    if math.isnan(value):
        return value, wording.MISSING
    if unit == "%":
        return rounded(100 * value, decimals), wording.percent(100 * value, decimals)
    return rounded(value, decimals), wording.number(value, decimals)
