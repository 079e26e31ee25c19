"""Every measure for any areas, in one frame: what ``evidence measure`` gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

import pandas as pd

from evidence.geography.codes import ENGLAND
from evidence.measures.frame import gather
from evidence.measures.part import PARTS

if TYPE_CHECKING:
    from evidence.tables.store import Store


def of_book(area: str) -> list[str]:
    """Name the areas whose measures are recorded with the book of ``area``: itself and England."""
    return [area, ENGLAND]


def all_measures(store: Store, areas: Sequence[str]) -> pd.DataFrame:
    """Give every measure for the areas: population, projections, density, deprivation.

    Ages come in bands; five-year bands for the last estimate only. Small areas carry their rank,
    decile and score on the whole index. Under a minute and 2 GB for all authorities together.
    """
    return gather(frames(store, areas))


def frames(
    store: Store, areas: Sequence[str], measures: Set[str] | None = None
) -> Iterator[pd.DataFrame]:
    """Give what ``all_measures`` puts together, part by part, each worked out when it is asked for.

    Who looks for some rows can stop when they are found; of parts that give none of ``measures``,
    where these are named, nothing is worked out.
    """
    for part, topics in PARTS:
        if measures is None or any(item.id in measures for topic in topics for item in topic):
            made = part(store, areas)
            yield from _let_go(made) if isinstance(made, list) else made


def _let_go(frames: list[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Give frames one by one and hold none that was given: some are a tenth of a gigabyte."""
    frames.reverse()
    while frames:
        yield frames.pop()
