"""What is not held to check the documents of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evidence.measures.documents.document import documents
from evidence.measures.place import Place

if TYPE_CHECKING:
    from evidence.tables.store import Store


def missing(store: Store, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give id, what is missing and what would fill it, in the order of the page."""
    if not documents(store, place.code):
        yield (
            "documents.none",
            "no document of this authority is held.",
            "Its strategies and statements, transcribed number by number with the place of each, "
            "would fill the gap.",
        )
        return
    yield (
        "documents.council-records",
        "the council's own returns, accounts and lists of services behind the counts that its "
        "documents print are not held.",
        "The council's records for the year of each number would fill the gap.",
    )
    yield (
        "documents.studies",
        "the studies and surveys that the documents quote are not held.",
        "The reports themselves, with how each number was worked out, would fill the gap.",
    )
    yield (
        "documents.targets",
        "whether targets and commitments were met is not held.",
        "The council's reports of progress would fill the gap.",
    )
