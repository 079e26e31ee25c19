"""Gaps say what is not held for a place, so that a page never shows an empty chart in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from evidence.errors import UsageError, suggestion
from evidence.measures.gaps import (
    backtest,
    care,
    dementia,
    deprivation,
    documents,
    housing,
    need,
    placements,
    population,
)
from evidence.measures.notice import Notice
from evidence.measures.place import Place

if TYPE_CHECKING:
    from evidence.tables.store import Store


def gaps(store: Store, place: Place, topic: str = "") -> tuple[Notice, ...]:
    """List what is not held for a place: one topic ("population") or all.

    Notices come in the order of a page's sections; their ids are fixed, so that a page can ask
    for one (``one``) where its figure would stand.
    """
    if topic and topic not in _TOPICS:
        raise UsageError(f"no topic is called {topic!r}{suggestion(topic, _TOPICS)}")
    chosen = [topic] if topic else list(_TOPICS)
    return tuple(
        Notice(name, place.code, place.name, missing, remedy)
        for key in chosen
        for name, missing, remedy in _TOPICS[key](store, place)
    )


def one(notices: tuple[Notice, ...], name: str) -> Notice | None:
    """Pick the notice of a name; None where that gap is not there."""
    return next((notice for notice in notices if notice.id == name), None)


_TOPICS: dict[str, Callable[[Store, Place], Iterator[tuple[str, str, str]]]] = {
    "population": population.missing,
    "backtest": backtest.missing,
    "dementia": dementia.missing,
    "deprivation": deprivation.missing,
    "learning_disability": need.learning_disability_gaps,
    "disability": need.disability,
    "reproduction": need.reproduction,
    "care": care.missing,
    "housing": housing.missing,
    "placements": placements.missing,
    "documents": documents.missing,
}
