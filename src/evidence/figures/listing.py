"""A listing is a table that stands on a page by itself, with links and without a chart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.cell import notebook_html
from evidence.figures.notes import datasets_in
from evidence.figures.table import Column, FigureTable
from evidence.sources.catalogue import Catalogue, Dataset

LISTING = "application/vnd.evidence.listing+json"

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Listing:
    """Hold a table and, by row, the address that its first cell leads to ("" for none).

    A ``folded`` table opens when the reader asks for it, and is printed in full.
    """

    id: str
    table: FigureTable
    links: tuple[str, ...] = ()
    folded: bool = False

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.id):
            raise CheckError(f"listing id {self.id!r} is not lower-case words joined by hyphens")
        if self.links and len(self.links) != len(self.table.rows):
            raise CheckError(f"listing {self.id!r}: {len(self.links)} links for its rows")
        for link in self.links:
            if link and not link.startswith("https://"):
                raise CheckError(f"listing {self.id!r}: {link!r} is no https address")

    def record(self) -> dict[str, Any]:
        """Return the listing as plain JSON values."""
        return {
            "id": self.id,
            "table": self.table.record(),
            "links": list(self.links),
            "folded": self.folded,
        }

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        record = self.record()
        return {
            LISTING: record,
            # A notebook knows nothing of our own type; the site prints the record.
            "text/html": notebook_html(record["table"], folded=self.folded),
            "text/plain": self.table.caption,
        }


def rests_on(catalogue: Catalogue, *frames: pd.DataFrame, tables: Iterable[str] = ()) -> Listing:
    """List what a page rests on: each source that the lineage of its measure frames names.

    ``tables`` are further ones that it draws, such as boundaries.
    """
    datasets = datasets_in(catalogue, frames, tables)
    return _listing("rests-on", "What this page rests on", catalogue, datasets)


def sources_of(catalogue: Catalogue, publisher: str) -> Listing:
    """List every dataset of one publisher."""
    datasets = [item for item in catalogue if item.publisher == publisher]
    slug = re.sub(r"[^a-z]+", "-", publisher.lower()).strip("-")
    return _listing(f"sources-{slug}", publisher, catalogue, datasets)


def publishers(catalogue: Catalogue) -> tuple[str, ...]:
    """Name the publishers, sorted."""
    return tuple(sorted({item.publisher for item in catalogue}))


def slots(catalogue: Catalogue) -> Listing:
    """List what is not held and how each is filled, by title; CheckError where none is declared."""
    columns = (
        Column("title", "Dataset"),
        Column("about", "Publisher and coverage"),
        Column("gives", "What it would show"),
        Column("remedy", "How to fill it"),
    )
    ordered = sorted(catalogue.slots.values(), key=lambda item: (item.title, item.id))
    records = [
        {
            "title": slot.title,
            "about": "; ".join(
                part for part in (slot.publisher, slot.geography, slot.coverage) if part
            ),
            "gives": slot.gives,
            "remedy": " ".join([slot.remedy, *slot.cautions]),
        }
        for slot in ordered
    ]
    table = FigureTable.of("Not held: slots to fill", columns, records)
    return Listing("slots", table, tuple(slot.page for slot in ordered))


def _listing(id: str, caption: str, catalogue: Catalogue, datasets: Iterable[Dataset]) -> Listing:
    columns = (
        Column("title", "Source"),
        Column("about", "What it covers"),
        Column("terms", "Published, standing, licence"),
        Column("notes", "What to know"),
    )
    ordered = sorted(datasets, key=lambda item: (item.title, item.id))
    records = [
        {
            "title": dataset.title,
            "about": "; ".join(
                part
                for part in (dataset.geography, dataset.coverage, *_periods(dataset))
                if part and part != "-"
            ),
            "terms": f"{_published(dataset)}; {dataset.standing.value}; "
            f"{catalogue.licence(dataset.id).name}",
            "notes": " ".join([dataset.standing_note, *dataset.cautions]).strip(),
        }
        for dataset in ordered
    ]
    links = tuple(dataset.page for dataset in ordered)
    return Listing(id, FigureTable.of(caption, columns, records), links)


def _periods(dataset: Dataset) -> list[str]:
    """Say what the vintages are about: one period, or the first and the last of many."""
    periods = list(dict.fromkeys(item.vintage.period for item in dataset.sources))
    return periods if len(periods) < 3 else [f"{periods[0]} to {periods[-1]}"]


def _published(dataset: Dataset) -> str:
    dates = sorted({item.vintage.published for item in dataset.sources} - {""})
    if not dates:
        return "Date not stated"
    return (
        dates[0] if len(dates) == 1 else f"{len(dataset.sources)} files, {dates[0]} to {dates[-1]}"
    )
