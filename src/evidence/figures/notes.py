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
_SELECTION = re.compile(r"(?:^| )([a-z][a-z0-9_]*)(?:\?([^ #]*))?#")
_SOURCE = re.compile(r"(?:^|&)source=([^&]*)")


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
    lines, sources = notes_of(datasets_in(catalogue, filled, tables), catalogue)
    standing = weakest(word for frame in filled for word in frame["standing"].unique())
    return Notes(lines, sources, standing)


def notes_of(
    datasets: Iterable[Dataset], catalogue: Catalogue
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines for each source of ``datasets``, then what licences ask; and the keys.

    A dataset of more than two vintages has one line, which says how many and of what span.
    """
    ordered = sorted(datasets, key=lambda item: item.id)
    sources = [source for item in ordered for source in item.sources]
    terms = []
    for source in sources:
        licence = catalogue.licence(source.dataset.id)
        terms += [licence.attribution, *licence.lines]
    # Each licence's lines once, in the order met.
    lines = [
        *(line for item in ordered for line in _lines(catalogue, item)),
        *dict.fromkeys(terms),
    ]
    return tuple(line for line in lines if line), tuple(source.key for source in sources)


def datasets_in(
    catalogue: Catalogue, frames: Iterable[pd.DataFrame], tables: Iterable[str] = ()
) -> tuple[Dataset, ...]:
    """Give the datasets behind the lineage of measure ``frames`` and behind ``tables``, by id.

    A selection that names its source has that one; any other has every dataset of its table.
    """
    whole = set(tables)
    named: set[str] = set()
    for frame in frames:
        for text in frame["lineage"].unique():
            for table, where in _SELECTION.findall(text):
                keys = _SOURCE.findall(where)
                named.update(key for group in keys for key in group.split("|"))
                if not keys:
                    whole.add(table)
    found = {item.id: item for name in whole for item in catalogue.table(name)}
    found |= {item.id: item for item in (catalogue.source(key).dataset for key in named)}
    return tuple(found[id] for id in sorted(found))


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
