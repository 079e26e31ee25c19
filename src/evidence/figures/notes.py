"""Notes name every source behind a figure, with its publisher, vintage and licence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from evidence.errors import CheckError
from evidence.sources.catalogue import Catalogue, Dataset, Source
from evidence.standing import Standing, weakest

_MOST_VINTAGES = 2
_TABLE = re.compile(r"(?:^| )([a-z][a-z0-9_]*)(?=[?#])")


@dataclass(frozen=True)
class Notes:
    """Hold a figure's source lines, its source keys and its weakest standing."""

    lines: tuple[str, ...]
    sources: tuple[str, ...]
    standing: Standing


def notes(catalogue: Catalogue, *frames: pd.DataFrame, tables: Iterable[str] = ()) -> Notes:
    """Read the sources of measure ``frames`` from their lineage, and the standing they have.

    ``tables`` are further tables that a figure draws, such as boundaries. Frames without a row
    raise CheckError: a figure of nothing has no source.
    """
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        raise CheckError("a figure needs at least one measure row: show a notice instead")
    named = {name for frame in filled for name in tables_in(frame["lineage"])}
    lines, sources = notes_of(catalogue, named.union(tables))
    standing = weakest(word for frame in filled for word in frame["standing"].unique())
    return Notes(lines, sources, standing)


def notes_of(
    catalogue: Catalogue, tables: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines for each source behind ``tables``, then what licences ask; and the keys.

    A dataset of more than two vintages has one line, which says how many and of what span.
    """
    datasets = {item.id: item for name in set(tables) for item in catalogue.table(name)}
    sources = [source for _, item in sorted(datasets.items()) for source in item.sources]
    terms = []
    for source in sources:
        licence = catalogue.licence(source.dataset.id)
        terms += [licence.attribution, *licence.lines]
    # Each licence's lines once, in the order met.
    lines = [
        *(line for _, item in sorted(datasets.items()) for line in _lines(catalogue, item)),
        *dict.fromkeys(terms),
    ]
    return tuple(line for line in lines if line), tuple(source.key for source in sources)


def tables_in(lineage: pd.Series) -> tuple[str, ...]:
    """Name the tables that stand in ``lineage``, sorted."""
    return tuple(sorted({name for text in lineage.unique() for name in _TABLE.findall(text)}))


def _lines(catalogue: Catalogue, dataset: Dataset) -> list[str]:
    if len(dataset.sources) <= _MOST_VINTAGES:
        return [_line(catalogue, source) for source in dataset.sources]
    periods = [source.vintage.period or source.name for source in dataset.sources]
    return [
        f"Source: {dataset.publisher}, {dataset.title}, {len(periods)} files, {periods[0]} to "
        f"{periods[-1]}. {catalogue.licence(dataset.id).name}."
    ]


def _line(catalogue: Catalogue, source: Source) -> str:
    dataset, vintage = source.dataset, source.vintage
    parts = [f"Source: {dataset.publisher}, {dataset.title}"]
    if vintage.period and vintage.period not in dataset.title:
        parts.append(vintage.period)
    if vintage.published:
        parts.append(f"published {vintage.published}")
    return f"{', '.join(parts)}. {catalogue.licence(dataset.id).name}."
