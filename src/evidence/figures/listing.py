"""A listing is a table that stands on a page by itself, with links and without a chart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evidence.errors import CheckError
from evidence.figures.notes import tables_in
from evidence.figures.table import Column, FigureTable
from evidence.sources.catalogue import Catalogue, Source

LISTING = "application/vnd.evidence.listing+json"

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Listing:
    """Hold a table and, by row, the address that its first cell leads to ("" for none)."""

    id: str
    table: FigureTable
    links: tuple[str, ...] = ()

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
        return {"id": self.id, "table": self.table.record(), "links": list(self.links)}

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        lines = [" | ".join(map(str, row)) for row in self.table.rows]
        return {LISTING: self.record(), "text/plain": "\n".join([self.table.caption, *lines])}


def rests_on(catalogue: Catalogue, *frames: pd.DataFrame, tables: Iterable[str] = ()) -> Listing:
    """List what a page rests on: each source that the lineage of its measure frames names.

    ``tables`` are further ones that it draws, such as boundaries.
    """
    named = {name for frame in frames for name in tables_in(frame["lineage"])}.union(tables)
    datasets = {item.id: item for name in named for item in catalogue.table(name)}
    sources = [source for item in datasets.values() for source in item.sources]
    return _listing("rests-on", "What this page rests on", catalogue, sources)


def sources_of(catalogue: Catalogue, publisher: str) -> Listing:
    """List every source of one publisher."""
    sources = [item for item in catalogue.sources if item.dataset.publisher == publisher]
    slug = re.sub(r"[^a-z]+", "-", publisher.lower()).strip("-")
    return _listing(f"sources-{slug}", publisher, catalogue, sources)


def publishers(catalogue: Catalogue) -> tuple[str, ...]:
    """Name the publishers, sorted."""
    return tuple(sorted({item.dataset.publisher for item in catalogue.sources}))


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


def _listing(id: str, caption: str, catalogue: Catalogue, sources: Iterable[Source]) -> Listing:
    columns = (
        Column("title", "Source"),
        Column("about", "What it covers"),
        Column("terms", "Published, standing, licence"),
        Column("notes", "What to know"),
    )
    ordered = sorted(sources, key=lambda item: (item.dataset.title, item.key))
    records = [
        {
            "title": source.dataset.title,
            "about": "; ".join(
                part
                for part in (
                    source.dataset.geography,
                    source.dataset.coverage,
                    source.vintage.period,
                )
                if part and part != "-"
            ),
            "terms": f"{source.vintage.published or 'Date not stated'}; "
            f"{source.dataset.standing.value}; {catalogue.licence(source.dataset.id).name}",
            "notes": " ".join([source.dataset.standing_note, *source.dataset.cautions]).strip(),
        }
        for source in ordered
    ]
    links = tuple(source.dataset.page for source in ordered)
    return Listing(id, FigureTable.of(caption, columns, records), links)
